"""``tanamori simulate``: believable traffic for whatever is in the shop."""

import asyncio
import math
import time
import uuid
from collections import Counter
from typing import Annotated, Any

import typer

from app.cli.console import out
from app.cli.errors import Failure
from app.cli.paragraphs import help_of
from app.cli.progress import StageProgress
from app.cli.shop_client import (
    CONNECTIONS,
    EMAIL,
    URL,
    Email,
    Password,
    ShopClient,
    Url,
    one_failure,
)
from app.cli.simulation import Customers, Event, Shelf, day_rhythm
from app.cli.stopper import Stopper

UNDER_WAY_MAX = 4 * CONNECTIONS
SHELVES_MAX = 20_000
TELL_SECONDS = 0.5


def register(commands: typer.Typer) -> None:
    commands.command("simulate", help=help_of(simulate))(simulate)


def simulate(
    rate: Annotated[
        float, typer.Option(min=0.01, max=100_000, help="Events a second, on average.")
    ] = 5.0,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help="For so long; until Ctrl-C if left out.")
    ] = None,
    url: Url = URL,
    email: Email = EMAIL,
    password: Password = None,
    day: Annotated[
        bool,
        typer.Option("--day", help="More by day than by night: the rate follows the local hour."),
    ] = False,
    seed: Annotated[
        int | None, typer.Option(help="The same customers every time; by chance if left out.")
    ] = None,
) -> None:
    """Let customers shop: sales above all, some returns, receipts of what runs low, new prices.

    A few items sell a lot and many sell seldom (Zipf). What falls to its reorder point is ordered
    and arrives a little later, so alerts open and resolve. Everything goes through the public HTTP
    API; a sale that came too late is refused by the server, and counted.
    """
    asyncio.run(_run(rate, seconds, url, email, password, day=day, seed=seed))


async def _run(
    rate: float,
    seconds: float | None,
    url: str,
    email: str,
    password: str | None,
    *,
    day: bool,
    seed: int | None,
) -> None:
    async with ShopClient(url) as shop:
        await shop.log_in(email, password)
        customers = Customers(await look_around(shop), moment=time.monotonic(), seed=seed)
        traffic = Traffic(shop, customers, rate=rate, day=day)
        with StageProgress() as tell:
            await traffic.run(seconds, tell)
        for line in [traffic.line(), *shop.tally.lines()]:
            out.print(line, markup=False)


async def look_around(shop: ShopClient) -> list[Shelf]:
    """What stands where, and at what price."""
    prices = {row["item_id"]: row async for row in shop.pages("/prices")}
    shelves = []
    async for level in shop.pages("/stock/levels"):
        price = prices.get(level["item_id"])
        shelves.append(Shelf.of(level, price))
        if len(shelves) == SHELVES_MAX:
            break
    if not shelves:
        raise Failure(
            "The shop has no stock that could be sold.",
            "Import a file, or start once on an empty data directory for the demo shop.",
        )
    return shelves


class Traffic:
    """Begins events at their time and keeps the number of those under way bounded."""

    def __init__(self, shop: ShopClient, customers: Customers, *, rate: float, day: bool) -> None:
        self._shop = shop
        self._customers = customers
        self._rate = rate
        self._day = day
        self._stopper = Stopper(shop.hurry)
        self._slots = asyncio.Semaphore(UNDER_WAY_MAX)
        self.done: Counter[str] = Counter()

    async def run(self, seconds: float | None, tell: StageProgress) -> None:
        """Until the time is over or until told to stop."""
        with one_failure(), self._stopper.listening():
            began = due = said = time.monotonic()
            end = began + seconds if seconds else math.inf
            async with asyncio.TaskGroup() as tasks:
                while (due := self._next(due)) < end:
                    if await self._stopper.sleep(due - time.monotonic()):
                        break
                    if time.monotonic() > end:
                        break
                    await self._slots.acquire()
                    tasks.create_task(self._play(self._customers.next_event(time.monotonic())))
                    if time.monotonic() - said > TELL_SECONDS:
                        said = time.monotonic()
                        rate = f"{self._shop.tally.per_second:.1f}/s"
                        tell("Shopping", int(said - began), int(seconds or 0), rate)

    def _next(self, due: float) -> float:
        """When the next event is due: independent customers come at exponential distances."""
        rate = self._rate * (day_rhythm(time.localtime().tm_hour) if self._day else 1.0)
        # A server that is slower than asked is not flooded afterwards.
        return max(due, time.monotonic() - 1.0) + self._customers.pause(rate)

    async def _play(self, event: Event) -> None:
        try:
            answer = await self._shop.write(
                event.method, event.path, event.body, key=str(uuid.uuid4())
            )
            if answer.is_good:
                self.done[event.kind] += 1
            level: dict[str, Any] | None = answer.body.get("level") or answer.body.get("current")
            self._customers.learn(event, level, accepted=answer.is_good)
        finally:
            self._slots.release()

    def line(self) -> str:
        parts = [f"{count:,} {kind}" for kind, count in self.done.most_common()]
        return f"Done: {', '.join(parts) or 'nothing'}."
