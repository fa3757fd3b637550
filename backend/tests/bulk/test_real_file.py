"""Is a whole real file imported exactly, and is nothing left of an import that was killed?

Uses the sales of a real shop where they lie beside this repository (`shared/data`), and else a file
of the same shape made up here.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars
import pytest
from python_calamine import CalamineWorkbook

from app.bulk.types import ImportReport
from app.core.settings import REPOSITORY_ROOT, Settings
from tests.bulk.conftest import Import
from tests.factories.sales_files import CODES_OF_NO_GOODS, many_sales, names_in, write_workbook
from tests.fixtures.records import Records

REAL = REPOSITORY_ROOT.parent / "shared" / "data" / "online_retail_ii_europe.xlsx"
REAL_NO_GOODS = ("POST", "M", "C2", "D", "ADJUST")
STOCK = """
    SELECT upper(sku) AS sku,
           coalesce(sum(delta_on_hand) FILTER (WHERE kind = 'sale'), 0)::bigint AS sold,
           coalesce(sum(delta_on_hand) FILTER (WHERE kind = 'return'), 0)::bigint AS returned,
           count(*) FILTER (WHERE kind <> 'receive') AS rows,
           sum(delta_on_hand)::bigint AS left
    FROM stock_movements JOIN stock_levels ON stock_levels.id = level_id
    JOIN items ON items.id = item_id GROUP BY 1
"""
# The lowest balance that a level ever had, in the order in which things happened.
LOWEST = """
    SELECT min(balance) FROM (
        SELECT sum(delta_on_hand) OVER (PARTITION BY level_id ORDER BY occurred_at, id) AS balance
        FROM stock_movements
    ) AS running
"""
LAST_PRICES = """
    SELECT upper(sku) AS sku, amount FROM prices JOIN items ON items.id = item_id
"""


@pytest.fixture(scope="module")
def sales_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if REAL.exists():
        return REAL
    path = tmp_path_factory.mktemp("sales") / "made_up.xlsx"
    return write_workbook(path, {"A": many_sales(2_500), "B": many_sales(2_500, seed=8)})


def read_plainly(path: Path) -> polars.DataFrame:
    """Every row of every sheet, with nothing in between but the library that opens the file."""
    workbook = CalamineWorkbook.from_path(path)
    columns: dict[str, list[Any]] = {"sku": [], "quantity": [], "price": [], "at": []}
    for name in workbook.sheet_names:
        for _, sku, _, quantity, at, price, *_ in workbook.get_sheet_by_name(name).to_python()[1:]:
            code = str(int(sku)) if isinstance(sku, float) else str(sku)
            columns["sku"].append(code.upper())
            columns["quantity"].append(quantity)
            columns["price"].append(price)
            columns["at"].append(_moment(at))
    return polars.DataFrame(columns).with_columns(polars.col("quantity").cast(polars.Int64))


def _moment(cell: Any) -> Any:
    """Midnight is read as a day without a time."""
    is_day = isinstance(cell, date) and not isinstance(cell, datetime)
    return datetime.combine(cell, time()) if is_day else cell


def goods_only(rows: polars.DataFrame) -> polars.DataFrame:
    no_goods = [*CODES_OF_NO_GOODS, *REAL_NO_GOODS]
    return rows.filter(~polars.col("sku").is_in(no_goods), polars.col("price") > 0)


async def test_totals_are_those_of_a_plain_group_by(
    sales_file: Path,
    import_file: Import,
    own_records: Records,
    drain: Callable[[], Awaitable[None]],
    differences: Callable[[], Awaitable[list[str]]],
) -> None:
    rows = read_plainly(sales_file)
    # A guard holds steps of several times the price back; here every price is to come through.
    await own_records.rows("UPDATE price_guards SET active = false")
    report = await import_file(sales_file)
    await _check_rows(report, rows)
    await _check_totals(own_records, goods_only(rows))
    assert await own_records.crooked() == []
    assert await own_records.value(LOWEST) == 0

    await drain()
    before = await own_records.traces()
    again = await import_file(sales_file)
    assert (again.sales, again.returns, again.price_changes) == (0, 0, 0)
    assert again.already_imported == report.sales + report.returns
    assert await own_records.traces() == before
    assert await differences() == []


async def _check_rows(report: ImportReport, rows: polars.DataFrame) -> None:
    goods = goods_only(rows)
    assert report.rows == report.accounted == rows.height
    assert report.sales == goods.filter(polars.col("quantity") > 0).height
    assert report.returns == goods.filter(polars.col("quantity") < 0).height
    assert report.rejected.total() == rows.height - goods.height
    if rows.height == 34_766:
        assert (report.sales, report.returns) == (33_002, 692)


async def _check_totals(records: Records, goods: polars.DataFrame) -> None:
    wanted = goods.group_by("sku").agg(
        sold=-polars.col("quantity").filter(polars.col("quantity") > 0).sum(),
        returned=-polars.col("quantity").filter(polars.col("quantity") < 0).sum(),
        rows=polars.len(),
    )
    found = {row.pop("sku"): row for row in await records.rows(STOCK)}
    assert set(found) == set(wanted["sku"])
    for sku, sold, returned, rows in wanted.iter_rows():
        assert found[sku]["sold"] == sold, sku
        assert found[sku]["returned"] == returned, sku
        assert found[sku]["rows"] == rows, sku
    prices = {row["sku"]: float(row["amount"]) for row in await records.rows(LAST_PRICES)}
    last = (
        goods.filter(polars.col("quantity") > 0)
        .sort("at", maintain_order=True)
        .group_by("sku")
        .agg(polars.col("price").last())
    )
    assert prices == dict(last.iter_rows())


async def test_an_import_that_is_killed_leaves_no_trace_and_can_be_repeated(
    sales_file: Path,
    import_file: Import,
    own_settings: Settings,
    own_records: Records,
    tmp_path: Path,
) -> None:
    before = await own_records.traces()
    command = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "app.cli", "import", "sales", str(sales_file)),
        *("--currency", "GBP", "--time-zone", "Europe/London"),
        cwd=tmp_path,
        env={
            **os.environ,
            "DATABASE_URL": own_settings.database_url,
            "REDIS_URL": own_settings.redis_url,
            "PYTHONPATH": str(REPOSITORY_ROOT / "backend"),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert command.stderr is not None
    async for line in command.stderr:
        if line.startswith(b"Recording movements"):
            break
    command.send_signal(signal.SIGKILL)
    assert await command.wait() == -signal.SIGKILL
    assert names_in(tmp_path) == []
    assert await own_records.traces() == before
    assert await own_records.value("SELECT count(*) FROM sales_imports") == 0
    # The server may need a moment to see that the other side is gone; it holds the lock till then.
    for _ in range(100):
        if not await own_records.value(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid IN "
            "(SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
        ):
            break
        await asyncio.sleep(0.1)
    rehearsed = await import_file(sales_file, dry_run=True)
    assert rehearsed.already_imported == 0
    assert rehearsed.accounted == rehearsed.rows
