"""``tanamori replay``: a file of sales, played through the public API while one watches."""

import asyncio
import hashlib
import time
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import typer

from app.bulk.plan import Plan, PlannedRow, plan_replay
from app.bulk.service import OPENING_REASON, PRICE_REASON, invoice_uri
from app.bulk.types import Options
from app.cli.console import out
from app.cli.errors import Failure
from app.cli.file_formats import DayFirst, DecimalMark, Delimiter, Encoding
from app.cli.import_sales import (
    Currency,
    Goods,
    LocationCode,
    LocationName,
    NotGoods,
    SalesPath,
    Sheets,
    TimeZone,
    carry_out,
    read_options,
)
from app.cli.paragraphs import help_of
from app.cli.progress import StageProgress
from app.cli.shop_client import EMAIL, URL, Email, Password, ShopClient, Tally, Url, one_failure
from app.cli.stopper import Stopper
from app.core.identifiers import identity_key
from app.core.money import plain
from app.http.idempotency import usable_key

LANES = 16
LANE_ROWS_MAX = 64
PREPARERS = 8
TELL_ROWS = 25


def register(commands: typer.Typer) -> None:
    commands.command("replay", help=help_of(replay))(replay)


@dataclass(frozen=True, slots=True)
class Pace:
    """When the next row is due: by its time in the file, or at an even rate."""

    speed: float | None
    rate: float | None

    def due_seconds(self, number: int, since_first_seconds: float) -> float:
        """Seconds after the start."""
        if self.rate is not None:
            return number / self.rate
        return since_first_seconds / (self.speed or 1.0)


def replay(
    file: SalesPath,
    speed: Annotated[
        float | None, typer.Option(min=0.001, help="This many times as fast as it happened.")
    ] = None,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="This many rows a second, evenly.")
    ] = None,
    url: Url = URL,
    email: Email = EMAIL,
    password: Password = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only the first N rows in the order of time.")
    ] = None,
    run: Annotated[
        str | None,
        typer.Option(
            help="The name of this run. A run that was stopped goes on under its name; another "
            "name plays the rows once more.",
            show_default="made from the file's content",
        ),
    ] = None,
    file_times: Annotated[
        bool,
        typer.Option(
            "--file-times",
            help="Record each movement at its time in the file (within the last year), not now.",
        ),
    ] = False,
    time_zone: TimeZone = None,
    currency: Currency = None,
    location: LocationCode = "MAIN",
    location_name: LocationName = "Main warehouse",
    encoding: Encoding = None,
    sheet: Sheets = None,
    date_order: DayFirst = None,
    decimal: DecimalMark = None,
    delimiter: Delimiter = None,
    not_goods: NotGoods = None,
    goods: Goods = None,
) -> None:
    """Play a file of sales in the order of time, through the public HTTP API.

    Makes the location and the items that are missing, receives what the rows will need, and then
    plays each sale and return as a movement and each new unit price as a base price. The rows of
    one SKU keep their order; up to 16 requests are under way at once.

    Every write has a key made from the run and the row, so a run that was stopped can be started
    again within 48 hours and does nothing twice. Ctrl-C ends it after the rows under way.
    """
    if (speed is None) == (rate is None):
        raise Failure("How fast?", "Give one of --speed N (times real time) and --rate R (rows/s).")
    options = read_options(
        time_zone=time_zone,
        currency=currency,
        location=location,
        location_name=location_name,
        encoding=encoding,
        sheets=tuple(sheet or ()),
        date_order=date_order,
        decimal=decimal,
        delimiter=delimiter,
        not_goods=tuple(not_goods or ()),
        goods=tuple(goods or ()),
    )
    plan = carry_out(_plan(file, options, limit))
    player = Player(
        plan,
        options,
        run=run or _run_name(file),
        pace=Pace(speed, rate),
        file_times=file_times,
    )
    finished = asyncio.run(_play(player, url, email, password))
    if plan.rejected:
        out.print(f"{plan.rejected.total():,} rows were left out; `import sales` says why.")
    if not finished:
        out.print("Stopped. The same command goes on where it was.")
        raise SystemExit(130)


async def _plan(file: Path, options: Options, limit: int | None) -> Plan:
    return plan_replay(file, options, limit=limit)


def _run_name(file: Path) -> str:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "blake2b").hexdigest()[:12]
    return f"replay-{digest}"


async def _play(player: "Player", url: str, email: str, password: str | None) -> bool:
    async with ShopClient(url) as shop:
        await shop.log_in(email, password)
        with StageProgress() as tell:
            finished = await player.play(shop, tell)
        for line in shop.tally.lines():
            out.print(line, markup=False)
    return finished


class Player:
    """Plays a plan. Each SKU has its lane, so that its rows never overtake each other."""

    def __init__(
        self, plan: Plan, options: Options, *, run: str, pace: Pace, file_times: bool
    ) -> None:
        self._plan = plan
        self._options = options
        self._run = run
        self._pace = pace
        self._file_times = file_times
        self._item_ids: dict[str, int] = {}
        self._stopper = Stopper()
        self._played = 0

    async def play(self, shop: ShopClient, tell: StageProgress) -> bool:
        """Play until the end or until told to stop; True when all rows were played."""
        self._stopper = Stopper(shop.hurry)
        with one_failure(), self._stopper.listening():
            await self._prepare(shop, tell)
            if self._stopper.asked.is_set():
                return False
            # What it took to prepare says nothing about the rows.
            shop.tally = Tally()
            lanes = [asyncio.Queue[PlannedRow | None](LANE_ROWS_MAX) for _ in range(LANES)]
            async with asyncio.TaskGroup() as tasks:
                for lane in lanes:
                    tasks.create_task(self._work(shop, tell, lane))
                await self._dispatch(lanes)
        return not self._stopper.asked.is_set()

    async def _prepare(self, shop: ShopClient, tell: StageProgress) -> None:
        """The location, the items and the first receipts."""
        await self._ensure_location(shop)
        async for item in shop.pages("/items"):
            self._item_ids[identity_key(item["sku"])] = item["id"]
        missing = [sku for sku in self._plan.skus if sku not in self._item_ids]
        await self._each(missing, lambda sku: self._create_item(shop, sku), tell, "Making items")
        await self._each(
            list(self._plan.openings),
            lambda sku: self._receive(shop, sku),
            tell,
            "Receiving opening balances",
        )

    async def _each(self, skus: list[str], act: Any, tell: StageProgress, stage: str) -> None:
        """Do something for every SKU, a few at a time, until told to stop."""
        numbers = count(1)
        waiting = iter(skus)

        async def work() -> None:
            for sku in waiting:
                if self._stopper.asked.is_set():
                    return
                await act(sku)
                tell(stage, next(numbers), len(skus))

        async with asyncio.TaskGroup() as tasks:
            for _ in range(PREPARERS):
                tasks.create_task(work())

    async def _ensure_location(self, shop: ShopClient) -> None:
        options = self._options
        codes = {identity_key(row["code"]) async for row in shop.pages("/locations")}
        if identity_key(options.location) in codes:
            return
        body = {
            "code": options.location,
            "name": options.location_name,
            "time_zone": options.time_zone or "UTC",
        }
        answer = await shop.send("POST", "/locations", json=body)
        if not answer.is_good:
            raise Failure(f"The location could not be made: {answer.body.get('detail')}")

    def _key(self, *parts: str) -> str:
        """The idempotency key of one write of this run: always the same, always ASCII."""
        key = ":".join([self._run, *parts])
        # A SKU and the name of a run may have any characters; those of a key are limited.
        return usable_key(key) or hashlib.blake2b(key.encode(), digest_size=32).hexdigest()

    async def _create_item(self, shop: ShopClient, sku: str) -> None:
        body = {"sku": self._plan.skus[sku], "name": self._plan.names[sku]}
        answer = await shop.send("POST", "/items", json=body)
        if answer.code == "sku_taken":
            answer = await shop.send("GET", "/items", params={"sku": body["sku"]})
            answer.body["id"] = answer.body["items"][0]["id"]
        if not answer.is_good:
            raise Failure(f"{body['sku']} could not be made: {answer.body.get('detail')}")
        self._item_ids[sku] = answer.body["id"]

    async def _receive(self, shop: ShopClient, sku: str) -> None:
        body = {
            "sku": self._plan.skus[sku],
            "location": self._options.location,
            "kind": "receive",
            "quantity": self._plan.openings[sku],
            "reason": OPENING_REASON,
        }
        await shop.write("POST", "/stock/movements", body, key=self._key("opening", sku))

    async def _dispatch(self, lanes: "list[asyncio.Queue[PlannedRow | None]]") -> None:
        rows = self._plan.rows
        began = time.monotonic()
        for number, row in enumerate(rows):
            since_first = (row.sale.occurred_at - rows[0].sale.occurred_at).total_seconds()
            due = began + self._pace.due_seconds(number, since_first)
            if await self._stopper.sleep(due - time.monotonic()):
                break
            await lanes[hash(identity_key(row.sale.sku)) % LANES].put(row)
        for lane in lanes:
            await lane.put(None)

    async def _work(
        self, shop: ShopClient, tell: StageProgress, lane: "asyncio.Queue[PlannedRow | None]"
    ) -> None:
        while row := await lane.get():
            if self._stopper.asked.is_set():
                continue
            if row.sets_price:
                await self._set_price(shop, row)
            await self._move(shop, row)
            self._played += 1
            if self._played % TELL_ROWS == 0 or self._played == len(self._plan.rows):
                rate = f"{shop.tally.per_second:.0f} writes/s"
                tell("Playing", self._played, len(self._plan.rows), rate)

    async def _set_price(self, shop: ShopClient, row: PlannedRow) -> None:
        item_id = self._item_ids[identity_key(row.sale.sku)]
        body = {
            "amount": plain(Decimal(row.sale.price)),
            "currency": self._options.currency,
            "reason": PRICE_REASON,
        }
        key = self._key(row.row_key, "price")
        await shop.write("PUT", f"/prices/{item_id}/base", body, key=key)

    async def _move(self, shop: ShopClient, row: PlannedRow) -> None:
        sale = row.sale
        body: dict[str, Any] = {
            "sku": self._plan.skus[identity_key(sale.sku)],
            "location": self._options.location,
            "kind": "sale" if sale.quantity > 0 else "return",
            "quantity": abs(sale.quantity),
        }
        if reference := invoice_uri(sale.invoice):
            body["reference"] = reference
        if self._file_times:
            body["occurred_at"] = sale.occurred_at.isoformat()
        await shop.write("POST", "/stock/movements", body, key=self._key(row.row_key))
