"""Does the comparison beside the running server find what is wrong, and only that?"""

import asyncio
import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import asyncpg
import pytest
import structlog
from httpx import AsyncClient
from prometheus_client import REGISTRY

from app.core.errors import TanamoriError
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal
from app.holds.schemas import HoldCommit, HoldCreate, HoldLine
from app.holds.service import HoldsService
from app.stock import self_check
from app.stock.self_check import END, HOLDS, SUMS, SelfCheck
from app.stock.types import MovementCommand
from app.stock.writer import StockWriter
from tests.factories.shop import Shop
from tests.fixtures.application import Application
from tests.fixtures.feed import running, until
from tests.fixtures.stock import request_of, stocked, writing

PLACE = "TYO-1"
SKUS = tuple(f"C-{number}" for number in range(12))
BUSY_SECONDS = 3.0
LEVELS_A_PAGE = 5


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "LEVELS_MAX", LEVELS_A_PAGE)


@pytest.fixture(autouse=True)
def _own_gauges() -> Iterator[None]:
    """The gauges belong to the process, so each test leaves them as it found them."""
    yield
    SelfCheck(None, leading=lambda: False)._forget()  # type: ignore[arg-type]


def checking(database: Database) -> SelfCheck:
    return SelfCheck(database, leading=lambda: True, rest=0.0)


async def forge(settings: Settings, statement: str) -> None:
    connection = await asyncpg.connect(settings.asyncpg_dsn)
    try:
        await connection.execute("ALTER TABLE stock_movements DISABLE TRIGGER USER")
        await connection.execute(statement)
        await connection.execute("ALTER TABLE stock_movements ENABLE TRIGGER USER")
    finally:
        await connection.close()


def gauge(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(f"tanamori_check_{name}", labels)


async def hold(journal: Journal, writer: StockWriter, sku: str, quantity: int = 1) -> int:
    holds = HoldsService(journal, writer)
    lines = [HoldLine(sku=sku, location=PLACE, quantity=quantity)]
    await holds.hold(HoldCreate(lines=lines, ttl_seconds=600), request=request_of(), actor="test")
    page = await holds.list_holds(
        cursor=None, limit=1, state=None, sku=None, location=None, level_id=None, reference=None
    )
    return page.items[0].id


async def test_a_good_shop_without_levels(own_journal: Journal) -> None:
    found = await checking(own_journal.database).round()
    assert found.finished_at
    assert (found.levels, found.differences) == (0, [])


FORGED = {
    "a balance": (
        "UPDATE stock_levels SET on_hand = on_hand + 1 WHERE id = {level}",
        {SUMS, END},
    ),
    "what is reserved": (
        "UPDATE stock_levels SET reserved = reserved + 1 WHERE id = {level}",
        {SUMS, END, HOLDS},
    ),
    "the ledger": (
        "UPDATE stock_movements SET delta_on_hand = 99 WHERE level_id = {level}",
        {SUMS},
    ),
    "the last line": (
        "UPDATE stock_movements SET on_hand_after = 99 WHERE level_id = {level}",
        {END},
    ),
    "a hold": ("UPDATE holds SET state = 'expired'", {HOLDS}),
    "a version": ("UPDATE stock_levels SET version = 0 WHERE id = {level}", {END}),
}


@pytest.mark.parametrize(("statement", "names"), FORGED.values(), ids=FORGED.keys())
async def test_what_is_forged_is_found(
    own_journal: Journal, own_settings: Settings, statement: str, names: set[str]
) -> None:
    ids = await stocked(own_journal, *SKUS)
    async with writing(own_journal) as writer:
        await hold(own_journal, writer, SKUS[-1], 2)
    check = checking(own_journal.database)
    good = await check.round()
    assert (good.levels, good.differences) == (len(SKUS), [])
    # On the second page, and on the last.
    level = ids[SKUS[-1]] if names == {HOLDS} else ids[SKUS[6]]
    await forge(own_settings, statement.format(level=level))
    found = await check.round()
    assert {one.comparison for one in found.differences} == names
    assert {one.level_id for one in found.differences} == {level}
    assert {name: gauge("differences", comparison=name) for name in self_check.COMPARISONS} == {
        name: float(name in names) for name in self_check.COMPARISONS
    }
    assert gauge("levels") == len(SKUS)


async def test_each_difference_is_logged_once(own_journal: Journal, own_settings: Settings) -> None:
    ids = await stocked(own_journal, *SKUS[:2])
    await forge(own_settings, "UPDATE stock_levels SET on_hand = on_hand + 1")
    check = checking(own_journal.database)
    with structlog.testing.capture_logs() as logs:
        await check.round()
        await check.round()
        async with writing(own_journal) as writer:
            await writer.record(request_of(), MovementCommand(SKUS[0], PLACE, "receive", "test", 1))
        found = await check.round()
    # The movement goes on from the balance that it found, so the sums alone still differ.
    assert len(found.differences) == 3
    told = [line for line in logs if line["event"] == "stock.difference_found"]
    assert sorted((line["comparison"], line["level_id"]) for line in told) == sorted(
        (name, ids[sku]) for name in (SUMS, END) for sku in SKUS[:2]
    )
    assert "101 on hand" in told[0]["says"]
    assert "add up to 100" in told[0]["but"]


async def test_who_leads_no_more_stops_and_shows_nothing(
    own_journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stocked(own_journal, *SKUS)
    monkeypatch.setattr(self_check, "FIRST_ROUND_SECONDS", 0.0)
    monkeypatch.setattr(self_check, "TICK_SECONDS", 0.01)
    leads = True
    check = SelfCheck(own_journal.database, leading=lambda: leads, rest=0.0)
    async with running(check.run()):
        await until(lambda: bool(gauge("finished_timestamp_seconds")))
        assert gauge("levels") == len(SKUS)
        leads = False
        await until(lambda: gauge("finished_timestamp_seconds") == 0)
    assert gauge("levels") == 0
    assert gauge("differences", comparison=SUMS) is None
    assert not (await check.round()).finished_at


async def test_a_forged_balance_shows_in_the_metrics(
    application: Application, admin: AsyncClient, shop: Shop, module_settings: Settings
) -> None:
    level = await shop.level(10)
    await forge(module_settings, f"UPDATE stock_levels SET on_hand = 11 WHERE id = {level['id']}")
    await checking(application.app.state.context.database).round()
    lines = (await admin.get("/metrics")).text.splitlines()
    assert f'tanamori_check_differences{{comparison="{SUMS}"}} 1.0' in lines
    assert f'tanamori_check_differences{{comparison="{HOLDS}"}} 0.0' in lines
    assert "tanamori_check_levels 1.0" in lines
    await forge(module_settings, f"UPDATE stock_levels SET on_hand = 10 WHERE id = {level['id']}")
    await checking(application.app.state.context.database).round()
    lines = (await admin.get("/metrics")).text.splitlines()
    assert f'tanamori_check_differences{{comparison="{SUMS}"}} 0.0' in lines


async def test_beside_a_busy_writer_there_is_no_false_alarm(own_journal: Journal) -> None:
    await stocked(own_journal, *SKUS)
    rounds: list[Any] = []
    written: list[str] = []
    stop = asyncio.Event()
    async with writing(own_journal) as writer:
        check = checking(own_journal.database)
        writers = [
            asyncio.create_task(_write(own_journal, writer, seed, stop, written))
            for seed in range(8)
        ]
        # On a slow machine, for as long as it takes to be busy.
        async with asyncio.timeout(BUSY_SECONDS + 60):
            end = asyncio.get_running_loop().time() + BUSY_SECONDS
            while asyncio.get_running_loop().time() < end or len(written) < 50 or len(rounds) < 4:
                rounds.append(await check.round())
        stop.set()
        await asyncio.gather(*writers)
    assert [difference for found in rounds for difference in found.differences] == []
    assert {found.levels for found in rounds} == {len(SKUS)}


async def _write(
    journal: Journal, writer: StockWriter, seed: int, stop: asyncio.Event, written: list[str]
) -> None:
    chance = random.Random(seed)
    holds = HoldsService(journal, writer)
    while not stop.is_set():
        sku = chance.choice(SKUS)
        with suppress(TanamoriError):
            if chance.random() < 0.3:
                hold_id = await hold(journal, writer, sku)
                await holds.commit(hold_id, HoldCommit(), request=request_of(), actor="test")
            else:
                command = MovementCommand(
                    sku, PLACE, "adjust", "test", delta_on_hand=chance.choice((1, -1))
                )
                await writer.record(request_of(), command)
            written.append(sku)
