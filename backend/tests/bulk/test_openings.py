"""Opening balances: past sales do not take today's stock, and no past balance is below zero."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import now
from app.feed.unit_of_work import Journal
from app.stock.types import MovementCommand
from app.stock.writer import record_movements
from tests.bulk.conftest import Import
from tests.factories.sales_files import sale, write_csv
from tests.fixtures.records import Records

ON_HAND = "SELECT on_hand FROM stock_levels"
# The balance at the end of each moment of the ledger.
LOWEST = """
    SELECT min(balance) FROM (
        SELECT sum(delta_on_hand) OVER (PARTITION BY level_id ORDER BY occurred_at) AS balance
        FROM stock_movements
    ) AS running
"""

Record = Callable[..., Awaitable[None]]


@pytest.fixture
def record(own_journal: Journal) -> Record:
    """Record a movement of A-1 at MAIN, as the API does; ``days`` ago."""

    async def work(kind: Any, quantity: int, days: float, **more: Any) -> None:
        async with own_journal.unit_of_work() as work:
            command = MovementCommand(
                sku="A-1",
                location="MAIN",
                kind=kind,
                delta_on_hand=quantity,
                actor="somebody@shop.test",
                occurred_at=now() - timedelta(days=days),
                **more,
            )
            await record_movements(work, [command])

    return work


@pytest.fixture(autouse=True)
async def _shop(tmp_path: Path, import_file: Import) -> None:
    """The item and the location exist, without any stock."""
    await import_file(write_csv(tmp_path / "first.csv", [sale("A-1", 1, day(400))]))


def day(days: float) -> str:
    return f"{now() - timedelta(days=days):%Y-%m-%d %H:%M}"


async def test_past_sales_leave_what_was_received_today(
    tmp_path: Path, import_file: Import, record: Record, own_records: Records
) -> None:
    await record("receive", 100, 0)
    path = write_csv(tmp_path / "x.csv", [sale("A-1", 80, day(180))])
    report = await import_file(path)
    assert (report.openings, report.opening_units) == (1, 80)
    assert await own_records.value(ON_HAND) == 100
    assert await own_records.value(LOWEST) == 0


async def test_sales_of_goods_that_were_there_need_no_opening(
    tmp_path: Path, import_file: Import, record: Record, own_records: Records
) -> None:
    await record("receive", 100, 30)
    report = await import_file(write_csv(tmp_path / "x.csv", [sale("A-1", 80, day(10))]))
    assert report.openings == 0
    assert await own_records.value(ON_HAND) == 20


async def test_a_later_sale_by_another_way_is_still_possible(
    tmp_path: Path, import_file: Import, record: Record, own_records: Records
) -> None:
    """What the ledger sold in between was there, so the file did not sell the same units."""
    await record("receive", 100, 90)
    await record("sale", -95, 20)
    report = await import_file(write_csv(tmp_path / "x.csv", [sale("A-1", 80, day(60))]))
    assert report.opening_units == 75
    assert await own_records.value(ON_HAND) == 0
    assert await own_records.value(LOWEST) == 0


async def test_a_count_keeps_the_number_that_was_counted(
    tmp_path: Path, import_file: Import, record: Record, own_records: Records
) -> None:
    await record("count", 0, 50, counted=12)
    rows = [
        sale("A-1", 80, day(60), invoice="1"),
        sale("A-1", 20, day(40), invoice="2"),
        sale("A-1", 3, day(30), invoice="3"),
    ]
    await record("receive", 100, 0)
    report = await import_file(write_csv(tmp_path / "x.csv", rows))
    # 80 before the count; behind it, 23 were sold and 12 were there.
    assert (report.openings, report.opening_units) == (2, 80 + 11)
    assert await own_records.value(ON_HAND) == 100
    assert await own_records.value(LOWEST) == 0


async def test_a_balance_that_the_ledger_alone_has_below_zero_is_left(
    tmp_path: Path, import_file: Import, record: Record, own_records: Records
) -> None:
    await record("receive", 5, 0)
    await record("sale", -3, 20)
    report = await import_file(write_csv(tmp_path / "x.csv", [sale("A-1", 4, day(30))]))
    assert report.opening_units == 4
    assert await own_records.value(ON_HAND) == 2


async def test_a_rehearsal_says_the_same_openings(
    tmp_path: Path, import_file: Import, record: Record
) -> None:
    await record("receive", 100, 0)
    path = write_csv(tmp_path / "x.csv", [sale("A-1", 80, day(180))])
    rehearsed = await import_file(path, dry_run=True)
    assert rehearsed.opening_units == (await import_file(path)).opening_units == 80
