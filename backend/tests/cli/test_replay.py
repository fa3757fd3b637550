"""Does a replay play every row once, in order, through whatever happens to the server?"""

import signal
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import ASGITransport

from app.bulk.plan import Plan, plan_replay
from app.cli import shop_client
from app.cli.errors import Failure
from app.cli.progress import StageProgress
from app.cli.replay import Pace, Player
from app.cli.shop_client import ShopClient, Tally
from app.core.clock import now
from tests.bulk.conftest import options
from tests.factories.sales_files import many_sales, sale, write_csv, write_workbook
from tests.fixtures.application import Application
from tests.fixtures.records import Records

FAST = Pace(speed=None, rate=10_000.0)
LEFT = "SELECT sku, on_hand FROM stock_levels JOIN items ON items.id = item_id"


class Line(httpx.AsyncBaseTransport):
    """A connection to the application that can be disturbed: ``trouble`` says what comes back
    instead of, or after, the real answer."""

    def __init__(self, application: Application) -> None:
        self._real = ASGITransport(application.app, raise_app_exceptions=False)
        self.trouble: dict[int, int | str] = {}
        self.requests = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        match self.trouble.get(self.requests):
            case None:
                return await self._real.handle_async_request(request)
            case "lost":
                await self._real.handle_async_request(request)
                raise httpx.ReadError("the answer was lost")
            case "in_progress":
                body = {"code": "idempotency_key_in_progress", "detail": "still running"}
                return httpx.Response(409, json=body)
            case int() as status:
                return httpx.Response(status, json={"detail": "busy"}, headers={"Retry-After": "0"})
            case other:
                raise AssertionError(other)


@pytest.fixture
def line(own_application: Application) -> Line:
    return Line(own_application)


@pytest.fixture
async def shop(
    own_application: Application, line: Line, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ShopClient]:
    monkeypatch.setenv("TANAMORI_TOKEN", own_application.people.admin.token)
    monkeypatch.setattr(shop_client, "WAIT_FIRST_SECONDS", 0.01)
    async with ShopClient("http://shop.test", transport=line) as client:
        yield client


def player(plan: Plan, *, run: str = "r", pace: Pace = FAST, file_times: bool = False) -> Player:
    return Player(plan, options(), run=run, pace=pace, file_times=file_times)


async def play(shop: ShopClient, plan: Plan, **more: Any) -> bool:
    await shop.log_in("", None)
    with StageProgress() as tell:
        return await player(plan, **more).play(shop, tell)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    path = write_workbook(tmp_path / "x.xlsx", {"S": many_sales(60)})
    return plan_replay(path, options())


def test_the_plan_is_what_an_import_would_do(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [
        sale("A-1", 4, "2024-03-02", "2.00", name="CUP"),
        sale("a-1", 3, "2024-03-01", "1.00", name="MUG"),
        sale("A-1", -2, "2024-03-03", "1.00", name="CUP", invoice="C1"),
        sale("A-1", 6, "2024-03-04", "2.00"),
        sale("A-1", 6, "2024-03-04", "2.00"),
        sale("POST"),
    ])  # fmt: skip
    plan = plan_replay(path, options())
    assert (plan.skus, plan.names) == ({"a-1": "a-1"}, {"a-1": "CUP"})
    assert plan.openings == {"a-1": 17}
    assert [row.sale.quantity for row in plan.rows] == [3, 4, -2, 6, 6]
    assert [row.sets_price for row in plan.rows] == [True, True, False, False, False]
    assert len({row.row_key for row in plan.rows}) == 5
    assert plan.rejected.total() == 1
    assert plan_replay(path, options(), limit=2).openings == {"a-1": 7}


def test_the_pace_is_the_clock_of_the_file_or_a_rate() -> None:
    assert Pace(speed=60.0, rate=None).due_seconds(7, 3_600) == 60
    assert Pace(speed=None, rate=4.0).due_seconds(8, 3_600) == 2


async def test_every_row_once_and_in_order(
    shop: ShopClient, plan: Plan, own_records: Records
) -> None:
    assert await play(shop, plan)
    wanted = {sku: plan.openings.get(sku, 0) for sku in plan.skus}
    for row in plan.rows:
        wanted[row.sale.sku.lower()] -= row.sale.quantity
    left = {row["sku"].lower(): row["on_hand"] for row in await own_records.rows(LEFT)}
    assert left == wanted
    for sku in plan.skus:
        played = [row.sale.quantity for row in plan.rows if row.sale.sku.lower() == sku]
        ledger = await own_records.rows(
            "SELECT -delta_on_hand AS quantity FROM stock_movements JOIN stock_levels "
            "ON stock_levels.id = level_id JOIN items ON items.id = item_id "
            "WHERE lower(sku) = $1 AND kind <> 'receive' ORDER BY stock_movements.id",
            sku,
        )
        assert [row["quantity"] for row in ledger] == played
    assert await own_records.crooked() == []
    assert not shop.tally.refused


async def test_the_same_run_again_changes_nothing_and_another_run_plays_again(
    shop: ShopClient, plan: Plan, own_records: Records
) -> None:
    await play(shop, plan)
    before = await own_records.traces()
    shop.tally = Tally()
    assert await play(shop, plan)
    assert await own_records.traces() == before
    assert shop.tally.repeated == len(shop.tally.milliseconds) > 0
    assert await play(shop, plan, run="another")
    after = await own_records.traces()
    assert after["movements"] == 2 * before["movements"]


async def test_a_sku_and_a_run_outside_ascii_are_played_and_known_again(
    tmp_path: Path, shop: ShopClient, own_records: Records
) -> None:
    path = write_csv(tmp_path / "x.csv", [sale("急須-01", 2), sale("Körbe 1", 1)])
    plan = plan_replay(path, options())
    for run in ("三月", "r" * 300, "two words"):
        assert await play(shop, plan, run=run)
        assert await play(shop, plan, run=run)
    assert not shop.tally.refused
    # Each run receives and sells each of the two items once.
    assert (await own_records.traces())["movements"] == 3 * 4


async def test_a_busy_server_a_lost_answer_and_a_key_at_work_are_asked_again(
    shop: ShopClient, line: Line, plan: Plan, own_records: Records
) -> None:
    kinds: list[int | str] = [429, 503, "lost", "in_progress", 502]
    # From the 30th request on; before it everything that is read and made is prepared.
    line.trouble = {30 + 3 * number: kinds[number % 5] for number in range(40)}
    assert await play(shop, plan)
    assert shop.tally.retries > 0
    assert await own_records.crooked() == []
    moved = await own_records.value("SELECT count(*) FROM stock_movements WHERE kind <> 'receive'")
    assert moved == len(plan.rows)


async def test_a_server_that_stays_away_ends_the_run_in_one_sentence(
    shop: ShopClient, line: Line, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop_client, "PATIENCE_SECONDS", 0.3)
    line.trouble = dict.fromkeys(range(140, 100_000), 503)
    with pytest.raises(Failure, match="gives no answer: busy"):
        await play(shop, plan)
    line.trouble = {}
    assert await play(shop, plan)


async def test_a_refusal_is_counted_and_the_rest_goes_on(
    shop: ShopClient, tmp_path: Path, own_records: Records
) -> None:
    path = write_csv(tmp_path / "x.csv", [sale("A-1", 2), sale("C-1", 1)])
    plan = plan_replay(path, options())
    plan.openings["a-1"] = 1
    assert await play(shop, plan)
    assert shop.tally.refused == {"insufficient_stock": 1}
    assert "1 refused: insufficient_stock." in shop.tally.lines()


async def test_the_times_of_the_file_can_be_kept(
    shop: ShopClient, tmp_path: Path, own_records: Records
) -> None:
    at = f"{(now() - timedelta(days=3)).date()} 10:00"
    rows = [sale("A-1", 1, at), sale("A-1", 2, "2019-03-01 10:00")]
    await play(shop, plan_replay(write_csv(tmp_path / "x.csv", rows), options()), file_times=True)
    (movement,) = await own_records.rows(
        "SELECT delta_on_hand, occurred_at::text FROM stock_movements WHERE kind = 'sale'"
    )
    assert movement["delta_on_hand"] == -1
    assert movement["occurred_at"].startswith(f"{at}:00")
    assert "1 refused: invalid." in shop.tally.lines(), "years later nobody tells it any more"


async def test_told_to_stop_it_ends_after_the_rows_under_way(
    shop: ShopClient, plan: Plan, own_records: Records
) -> None:
    await shop.log_in("", None)
    before = signal.getsignal(signal.SIGINT)
    slow = player(plan, pace=Pace(speed=None, rate=20.0))
    told = 0

    class Interrupter(StageProgress):
        def __call__(self, stage: str, done: int, *_: int | str) -> None:
            nonlocal told
            if stage == "Playing" and not told:
                told = done
                signal.raise_signal(signal.SIGINT)

    with Interrupter() as tell:
        assert not await slow.play(shop, tell)
    assert signal.getsignal(signal.SIGINT) == before
    moved = await own_records.value("SELECT count(*) FROM stock_movements WHERE kind <> 'receive'")
    assert 25 <= moved < len(plan.rows)
    # A second command would have a client of its own.
    shop.hurry.clear()
    assert await play(shop, plan)
    moved = await own_records.value("SELECT count(*) FROM stock_movements WHERE kind <> 'receive'")
    assert moved == len(plan.rows)


async def test_no_server_and_no_login(shop: ShopClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANAMORI_TOKEN", "made up")
    with pytest.raises(Failure, match="The token is not valid"):
        await shop.log_in("", None)
    monkeypatch.delenv("TANAMORI_TOKEN")
    with pytest.raises(Failure, match="Nobody is named who may write"):
        await shop.log_in("admin@shop.test", None)
    with pytest.raises(Failure, match="could not log in"):
        await shop.log_in("admin@shop.test", "wrong password")
    async with ShopClient("http://127.0.0.1:9", transport=httpx.MockTransport(_refuse)) as nobody:
        with pytest.raises(Failure, match=r"No server answers at http://127\.0\.0\.1:9"):
            await nobody.log_in("admin@shop.test", "any password")


async def test_patience_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shop_client, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(shop_client, "WAIT_FIRST_SECONDS", 0.01)
    async with ShopClient("http://x", transport=httpx.MockTransport(_refuse)) as shop:
        began = time.monotonic()
        with pytest.raises(Failure, match="gives no answer: nobody is there"):
            await shop.write("POST", "/stock/movements", {}, key="k")
        assert time.monotonic() - began < 5
        monkeypatch.setattr(shop_client, "PATIENCE_SECONDS", 3_600.0)
        shop.hurry.set()
        with pytest.raises(Failure):
            await shop.write("POST", "/stock/movements", {}, key="k")


def _refuse(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody is there", request=request)


def test_percentiles_are_of_what_was_measured() -> None:
    tally = Tally()
    assert tally.percentile(99) == 0
    tally.milliseconds.extend(float(number) for number in range(1, 101))
    assert (tally.percentile(50), tally.percentile(99), tally.percentile(100)) == (50, 99, 100)
