"""Does a file become items, movements and prices, once, and every row of it?"""

import csv
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from app.bulk import queries
from app.bulk.errors import FileRefused, ImportRunning
from app.bulk.types import Reason
from app.catalog.schemas import ItemCreate
from app.catalog.service import CatalogService
from app.feed.unit_of_work import Journal
from tests.bulk.conftest import Import
from tests.factories.sales_files import names_in, sale, write_csv, write_workbook
from tests.fixtures.records import Records

LEDGER = """
    SELECT items.sku, kind, delta_on_hand AS delta, on_hand_after AS after, reason, reference,
           to_char(occurred_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI') AS at
    FROM stock_movements
    JOIN stock_levels ON stock_levels.id = level_id JOIN items ON items.id = item_id
    ORDER BY stock_movements.id
"""
TIMELINE = """
    SELECT sku, before, amount, price_changes.version,
           to_char(occurred_at AT TIME ZONE 'UTC', 'MM-DD') AS at
    FROM price_changes JOIN items ON items.id = item_id ORDER BY price_changes.id
"""


async def test_sales_returns_and_openings(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    path = write_csv(tmp_path / "x.csv", [
        sale("A", 3, "2024-07-03 12:00", invoice="3"),
        sale("A", 5, "2024-07-01 12:00", invoice="1"),
        sale("a", -2, "2024-07-02 12:00", invoice="C2"),
        sale("B-1", -1, "2024-07-02 12:00", invoice="C2"),
    ])  # fmt: skip
    report = await import_file(path)
    assert (report.rows, report.sales, report.returns) == (4, 2, 2)
    assert (report.items_created, report.openings, report.opening_units) == (2, 1, 6)
    ledger = [tuple(row.values()) for row in await own_records.rows(LEDGER)]
    assert ledger == [
        ("A", "receive", 6, 6, "opening balance", None, "07-01 10:59"),
        ("A", "sale", -5, 1, None, "invoice:1", "07-01 11:00"),
        ("A", "return", 2, 3, None, "invoice:C2", "07-02 11:00"),
        ("B-1", "return", 1, 1, None, "invoice:C2", "07-02 11:00"),
        ("A", "sale", -3, 0, None, "invoice:3", "07-03 11:00"),
    ]
    assert await own_records.crooked() == []


async def test_the_most_frequent_description_names_the_item(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    names = ["BLUE MUG", "", "MUG, BLUE", "MUG, BLUE", "found"]
    rows = [sale("A", 1, f"2024-07-0{day}", name=name) for day, name in enumerate(names, start=1)]
    rows += [sale("B-1", 1, name=""), sale("C", 1, price=0, name="never seen")]
    await import_file(write_csv(tmp_path / "x.csv", rows))
    items = await own_records.rows("SELECT sku, name FROM items ORDER BY sku")
    assert [tuple(item.values()) for item in items] == [("A", "MUG, BLUE"), ("B-1", "B-1")]


async def test_codes_that_look_the_same_are_one_item(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    codes = [
        "LK-カゴ",
        "LK-ｶｺﾞ",
        "ＬＫカゴ",
        "ＬＫ－カゴ",
        "lk-カコ\u3099",
        "LK-KÖRBE",
        "LK-KO\u0308RBE",
    ]
    codes += ["0048120", "'0048120", '="0048120"']
    await import_file(write_csv(tmp_path / "x.csv", [sale(code, 1) for code in codes]))
    items = await own_records.rows('SELECT sku FROM items ORDER BY sku COLLATE "C"')
    assert [item["sku"] for item in items] == ["0048120", "LK-KÖRBE", "LK-カゴ", "LKカゴ"]


async def test_prices_follow_the_sales(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    path = write_csv(tmp_path / "x.csv", [
        sale("A", 1, "2024-07-01", "2.50"),
        sale("A", 1, "2024-07-02", "2.50"),
        sale("A", 1, "2024-07-04", "2.95"),
        sale("A", -1, "2024-07-05", "2.50", invoice="C9"),
        sale("A", 1, "2024-07-06", "2.95"),
        sale("A", 9, "2024-07-07", "2.50"),
    ])  # fmt: skip
    report = await import_file(path)
    timeline = [tuple(map(str, row.values())) for row in await own_records.rows(TIMELINE)]
    assert timeline == [
        ("A", "None", "2.5000", "1", "06-30"),
        ("A", "2.5000", "2.9500", "2", "07-03"),
        ("A", "2.9500", "2.5000", "3", "07-06"),
    ]
    assert report.price_changes == 3


async def test_an_older_file_leaves_the_price_in_force(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    await import_file(write_csv(tmp_path / "new.csv", [sale("A", 1, "2024-07-01", "3.00")]))
    report = await import_file(
        write_csv(tmp_path / "old.csv", [sale("A", 1, "2023-07-01", "2.00")])
    )
    assert (report.sales, report.price_changes) == (1, 0)
    assert await own_records.value("SELECT amount::text FROM prices") == "3.0000"


async def test_the_same_file_again_changes_nothing(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    # Two equal lines of one invoice are two sales.
    rows = [sale("A", 2), sale("A", 2), sale("B-1", 1, price="9.99"), sale("POST", 1)]
    first = await import_file(write_csv(tmp_path / "x.csv", rows))
    assert (first.sales, first.rejected[Reason.NOT_GOODS]) == (3, 1)
    before = await own_records.traces()
    again = await import_file(tmp_path / "x.csv")
    in_excel = await import_file(write_workbook(tmp_path / "x.xlsx", {"Sheet": rows}))
    in_japanese = await import_file(write_csv(tmp_path / "j.csv", rows, encoding="cp932"))
    for report in (again, in_excel, in_japanese):
        assert (report.sales, report.already_imported, report.accounted) == (0, 3, 4)
    assert await own_records.traces() == before


async def test_the_next_export_adds_what_is_new(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    march = [sale("A", 2, "2024-03-01"), sale("A", 1, "2024-03-02")]
    april = [*march[1:], sale("A", 4, "2024-04-01"), sale("A", 1, "2024-03-02")]
    await import_file(write_csv(tmp_path / "march.csv", march))
    report = await import_file(write_csv(tmp_path / "april.csv", april))
    assert (report.sales, report.already_imported) == (2, 1)
    assert await own_records.value("SELECT -sum(delta_on_hand) FROM stock_movements "
                                   "WHERE kind = 'sale'") == 8  # fmt: skip


async def test_stock_that_is_there_needs_no_opening(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    await import_file(write_csv(tmp_path / "1.csv", [sale("A", -10, invoice="C1")]))
    report = await import_file(write_csv(tmp_path / "2.csv", [sale("A", 4), sale("A", 8)]))
    assert (report.openings, report.opening_units) == (1, 2)
    assert await own_records.value("SELECT on_hand FROM stock_levels") == 0


async def test_rejects_are_listed_with_row_reason_and_cells(
    tmp_path: Path, import_file: Import, rejects: Path
) -> None:
    rows = [sale("A"), sale("POST"), sale("A", price="0"), sale("A", quantity="many, or few")]
    report = await import_file(write_workbook(tmp_path / "x.xlsx", {"S 1": [], "S 2": rows}))
    assert report.accounted == report.rows == 4
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [(row["sheet"], row["row"], row["reason"]) for row in listed] == [
        ("S 2", "3", "not_goods"),
        ("S 2", "4", "zero_price"),
        ("S 2", "5", "unreadable_quantity"),
    ]
    assert listed[2]["Quantity"] == "many, or few"
    assert listed[2]["explanation"].startswith("the quantity is no whole number")


async def test_rows_that_stand_in_two_sheets_are_counted(
    tmp_path: Path, import_file: Import
) -> None:
    december = [
        sale("A", 1, "2010-12-01"),
        sale("A", 1, "2010-12-01"),
        sale("B-1", 1, "2010-12-02"),
    ]
    sheets = {"2010": [sale("A", 1, "2010-11-01"), *december], "2011": december}
    path = write_workbook(tmp_path / "x.xlsx", sheets)
    assert (await import_file(path, sheets=("2010",))).repeated_in_sheets == 0
    once = await import_file(path, sheets=("2011",))
    assert (once.sales, once.already_imported) == (0, 3)
    both = await import_file(path, location="OTHER", count_again=True)
    assert (both.sales, both.repeated_in_sheets) == (7, 3)


async def test_a_rehearsal_changes_nothing_and_says_the_same(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    path = write_csv(tmp_path / "x.csv", [sale("A", 3), sale("B-1", 2, price="7"), sale("POST")])
    before = await own_records.traces()
    rehearsed = await import_file(path, dry_run=True)
    assert await own_records.traces() == before
    real = await import_file(path)
    for name in ("rows", "sales", "rejected", "items_created", "openings", "price_changes"):
        assert getattr(rehearsed, name) == getattr(real, name), name


async def test_a_place_is_made_with_its_zone_and_known_afterwards(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    path = write_csv(tmp_path / "1.csv", [sale("A", 1, "2024-07-01 09:00")])
    with pytest.raises(FileRefused, match="carry no time zone"):
        await import_file(path, time_zone=None)
    assert (await import_file(path, time_zone="Asia/Tokyo")).location_created
    more = write_csv(tmp_path / "2.csv", [sale("A", 1, "2024-07-02 09:00")])
    report = await import_file(more, time_zone=None)
    assert (report.time_zone, report.location_created) == ("Asia/Tokyo", False)
    assert str(report.first_at) == "2024-07-02 00:00:00+00:00"
    with_offset = write_csv(tmp_path / "3.csv", [sale("A", 1, "2024-07-03T09:00+09:00")])
    with pytest.raises(FileRefused, match="The location TYO-2 does not exist yet"):
        await import_file(with_offset, time_zone=None, location="TYO-2")


async def test_what_an_archived_item_sold_is_left_out(
    tmp_path: Path, import_file: Import, own_journal: Journal
) -> None:
    catalog = CatalogService(own_journal)
    item = await catalog.create_item(ItemCreate(sku="old-1", name="Old"), actor="a")
    await catalog.archive_item(item.id, if_match=None, actor="a")
    report = await import_file(write_csv(tmp_path / "x.csv", [sale("OLD-1"), sale("NEW-1")]))
    assert (report.sales, report.rejected[Reason.ARCHIVED]) == (1, 1)


@pytest.mark.parametrize("step", ["remember", "list_openings", "insert_import", "list_page"])
async def test_an_import_that_fails_leaves_no_trace(
    tmp_path: Path,
    import_file: Import,
    own_records: Records,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise OSError("the plug was pulled")

    path = write_csv(tmp_path / "x.csv", [sale("A"), sale("POST")])
    before = await own_records.traces()
    with monkeypatch.context() as patch:
        patch.setattr(queries, step, fail)
        with pytest.raises(OSError, match="plug"):
            await import_file(path)
    assert await own_records.traces() == before
    assert names_in(tmp_path) == ["x.csv"]
    assert (await import_file(path)).sales == 1


async def test_a_file_that_is_refused_leaves_no_trace(
    tmp_path: Path, import_file: Import, own_records: Records
) -> None:
    before = await own_records.traces()
    wrong = write_csv(tmp_path / "wrong.csv", [sale()], header=("a", "b", "c"))
    bare = write_csv(tmp_path / "bare.csv", [])
    half = write_workbook(tmp_path / "half.xlsx", {"good": [sale()]})
    for path, words in ((wrong, "no column for"), (bare, "a header but no rows")):
        with pytest.raises(FileRefused, match=words):
            await import_file(path)
    with pytest.raises(FileRefused, match="There is no sheet"):
        await import_file(half, sheets=("bad",))
    assert await own_records.traces() == before


async def test_one_import_at_a_time(
    tmp_path: Path, import_file: Import, own_journal: Journal
) -> None:
    path = write_csv(tmp_path / "x.csv", [sale()])
    async with own_journal.unit_of_work() as work:
        assert await queries.try_lock_imports(work.session)
        with pytest.raises(ImportRunning):
            await import_file(path)
    assert (await import_file(path)).sales == 1


async def test_the_memory_of_rows_cannot_name_a_movement_that_is_not_there(
    own_journal: Journal,
) -> None:
    applied = [queries.Applied(b"x" * 16, 1, b"y" * 16, 1, 999)]
    with pytest.raises(DBAPIError, match="violates foreign key"):
        async with own_journal.unit_of_work() as work:
            await queries.remember(work.session, applied, location_id=1, import_id=1)


async def test_feed_and_ledger_agree_after_two_imports(
    tmp_path: Path,
    import_file: Import,
    drain: Callable[[], Awaitable[None]],
    differences: Callable[[], Awaitable[list[str]]],
) -> None:
    rows = [sale(sku, day % 5 + 1, f"2024-03-{day:02} 10:00", f"{day % 3 + 1}.00")
            for day in range(1, 29) for sku in ("A", "B-1", "C")]  # fmt: skip
    await import_file(write_csv(tmp_path / "1.csv", rows[:50]))
    assert await differences() == []
    await drain()
    await import_file(write_csv(tmp_path / "2.csv", rows))
    assert await differences() == []
    await drain()
    assert await differences() == []
