"""Is every kind of file either read or refused with a reason?"""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.bulk.errors import FileRefused
from app.bulk.reading import tables as reader
from app.bulk.reading.tables import FILE_BYTES_MAX, open_tables
from app.bulk.reading.types import Cell, ReadingOptions
from tests.factories.sales_files import HEADER, Row, sale, write_csv, write_workbook

JAPANESE_HEADER = ("伝票番号", "商品コード", "商品名", "数量", "日時", "単価")
JAPANESE: list[Row] = [("1001", "0017", "藍のマグカップ", "3", "2024/03/01 10:00", "1980")]


def cells_of(path: Path, **options: Any) -> list[tuple[str, int, list[Cell]]]:
    return [
        (table.name, number, cells)
        for table in open_tables(path, ReadingOptions(**options))
        for number, cells in table.rows
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_japanese_text(tmp_path: Path, encoding: str) -> None:
    path = write_csv(tmp_path / "x.csv", JAPANESE, header=JAPANESE_HEADER, encoding=encoding)
    (table,) = open_tables(path)
    assert table.header == list(JAPANESE_HEADER)
    assert list(table.rows) == [(2, list(JAPANESE[0]))]


def test_western_text(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [sale(name="CAFÉ £1 SIGN")], encoding="cp1252")
    assert cells_of(path, encoding="cp1252")[0][2][2] == "CAFÉ £1 SIGN"


def test_a_named_encoding_is_taken(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [sale(name="ｶｯﾌﾟ")], encoding="cp932")
    assert cells_of(path, encoding="shift_jis")[0][2][2] == "ｶｯﾌﾟ"
    with pytest.raises(FileRefused, match="There is no encoding 'klingon'"):
        cells_of(path, encoding="klingon")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = write_csv(tmp_path / "x.csv", [sale()], delimiter=delimiter)
    assert cells_of(path) == [("x.csv", 2, list(map(str, sale())))]


def test_rows_keep_the_number_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        ",".join(HEADER) + "\r\n1,A,x,1,2024-01-01,1,,\r\n\r\n2,B,y,1,2024-01-01,1,,\r\n"
    )
    assert [number for _, number, _ in cells_of(path)] == [2, 4]
    book = write_workbook(tmp_path / "x.xlsx", {"S": [sale("A"), (), sale("B")]})
    assert [number for _, number, _ in cells_of(book)] == [2, 4]


def test_every_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "x.xlsx", {"2023": [sale("A")], "2024": [sale("B")]})
    assert [(name, cells[1]) for name, _, cells in cells_of(path)] == [("2023", "A"), ("2024", "B")]
    assert [name for name, _, _ in cells_of(path, sheets=("2024",))] == ["2024"]
    with pytest.raises(FileRefused, match='There is no sheet "2025"'):
        cells_of(path, sheets=("2025",))


def test_the_order_of_day_and_month_is_found_in_the_rows(tmp_path: Path) -> None:
    doubtful = [sale(at="03/04/2011 10:00"), sale(at="05/06/2011 10:00")]
    path = write_csv(tmp_path / "x.csv", [*doubtful, sale(at="13/04/2011 10:00")])
    assert next(open_tables(path)).format.date_order == "dmy"
    path = write_csv(tmp_path / "x.csv", [*doubtful, sale(at="04/13/2011 10:00")])
    assert next(open_tables(path)).format.date_order == "mdy"
    path = write_csv(tmp_path / "x.csv", doubtful)
    with pytest.raises(FileRefused, match="could be `2011-04-03` or `2011-03-04`"):
        next(open_tables(path))
    assert next(open_tables(path, ReadingOptions(date_order="dmy"))).format.date_order == "dmy"


def refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        cells_of(path)
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("option", ["encoding", "delimiter"])
def test_a_workbook_has_neither_an_encoding_nor_a_delimiter(tmp_path: Path, option: str) -> None:
    path = write_workbook(tmp_path / "x.xlsx", {"S": [sale()]})
    with pytest.raises(FileRefused, match=f"is a workbook and has no {option}"):
        cells_of(path, **{option: ";"})


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "x.csv").touch()
    assert refused(tmp_path / "x.csv").detail == "x.csv is empty."


def test_nothing_but_empty_lines(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("\n\n\n")
    assert refused(tmp_path / "x.csv").detail == "x.csv has no rows."


def test_a_workbook_without_rows(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "x.xlsx", {}, header=())
    assert refused(path).detail == "x.xlsx has no rows."


def test_no_file_at_all(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refused(tmp_path / "absent.csv").detail
    assert "is no file" in refused(tmp_path).detail


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200),
        b"PK\x03\x04" + b"not really an archive",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"%PDF-1.7\n" + bytes(range(256)) * 4,
    ],
)
def test_what_is_no_spreadsheet(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    assert refused(tmp_path / "x.xlsx").detail in {
        "x.xlsx is no spreadsheet.",
        "x.xlsx is no readable spreadsheet.",
    }


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(tmp_path / "x.xlsx").detail == "x.xlsx is no readable spreadsheet."


def test_a_text_that_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Dear Sir or Madam,\nplease find our sales attached.\n")
    assert "no column for stock code" in refused(tmp_path / "x.csv").detail


def test_200_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert refused(path).detail == (
        f"x.csv has 200 MB; {FILE_BYTES_MAX / 1e6:.0f} MB are the most."
    )


def test_an_archive_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "UNPACKED_BYTES_MAX", 1_000_000)
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(5_000_000))
    assert path.stat().st_size < 10_000
    assert refused(path).detail == "x.xlsx unpacks to 5 MB; 1 MB are the most."


def test_a_cell_without_end(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(",".join(HEADER) + '\n"' + "x" * 200_000)
    assert "a cell of line 2 has more than 100,000 characters" in refused(path).detail
