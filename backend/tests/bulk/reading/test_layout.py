"""The layout of a file: delimiter, header, quotation marks, and rows that do not fit."""

from pathlib import Path

import pytest

from app.bulk.errors import FileRefused
from app.bulk.reading.columns import check_currency, unknown_columns
from app.bulk.reading.tables import open_tables
from app.bulk.reading.types import Cell, ReadingOptions, Table
from tests.factories.sales_files import HEADER, sale, write_workbook

HEAD = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price"


def table_of(path: Path, text: str, **options: str) -> Table:
    path /= "x.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return next(open_tables(path, ReadingOptions(**options)))  # type: ignore[arg-type]


def rows_of(path: Path, text: str) -> list[tuple[int, list[Cell]]]:
    return list(table_of(path, text).rows)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^"])
def test_sep_line_names_the_delimiter_and_is_no_row(tmp_path: Path, delimiter: str) -> None:
    lines = [f"sep={delimiter}", HEAD.replace(",", delimiter), delimiter.join("1A#22")]
    table = table_of(tmp_path, "\r\n".join(lines))
    assert (table.format.delimiter, table.format.header_row) == (delimiter, 2)
    assert [number for number, _ in table.rows] == [3]


def test_declared_delimiter_is_taken(tmp_path: Path) -> None:
    table = table_of(tmp_path, HEAD.replace(",", "~"), delimiter="~")
    assert table.header == HEAD.split(",")


def test_header_is_found_below_titles(tmp_path: Path) -> None:
    title = "Daily sales report;,,,,\n\nPrinted, 2026-06-02\n"
    table = table_of(tmp_path, f"{title}{HEAD}\n1,A,x,1,2024-01-01,1\n")
    assert (table.format.header_row, table.header) == (4, HEAD.split(","))
    assert [number for number, _ in table.rows] == [5]
    book = write_workbook(tmp_path / "x.xlsx", {"S": [(), HEADER, sale()]}, header=("Sales",))
    table = next(open_tables(book))
    assert (table.format.header_row, [number for number, _ in table.rows]) == (3, [4])


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (['1,A,"x,1,2024-01-01,1', "2,B,y,1,2024-01-01,1", '3,C,"z, zz",1,2024-01-01,1'], 2),
        (["1,A,x,1,2024-01-01,1", '2,B,"y,1,2024-01-01,1', '3,C,z",1,2024-01-01,1'], 3),
        (['1,A,"x, xx",1,2024-01-01,1', '2,B,y,1,2024-01-01,"1', "3,C,z,1,2024-01-01,1"], 3),
        (['1,A,"two', 'lines",1,2024-01-01,1', '2,B,"y,1,2024-01-01,1', "3,C,z,1,2024-01-01,1"], 4),
        (['1,A,"x,1,2024-01-01,1', '2,"B",y,1,2024-01-01,1'], 2),
        (['1,A,"5" frame,1,2024-01-01,1'], 2),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quotation_mark_that_is_not_closed_is_refused_with_its_line(
    tmp_path: Path, rows: list[str], line: int, end: str
) -> None:
    with pytest.raises(FileRefused, match=f"opened in line {line} is not closed"):
        rows_of(tmp_path, end.join([HEAD, *rows, ""]))


def test_unclosed_quotation_mark_in_the_last_column_is_refused(tmp_path: Path) -> None:
    head = "Invoice,StockCode,Quantity,InvoiceDate,Price,Description"
    rows = ['1,A,1,2024-01-01,1,"Mirror', "2,B,1,2024-01-01,1,Round", '3,C,1,2024-01-01,1,"Oval"']
    for shown in (rows, rows[:2]):
        with pytest.raises(FileRefused, match="opened in line 2 is not closed"):
            rows_of(tmp_path, "\n".join([head, *shown, ""]))


def test_closed_quotation_marks_are_read(tmp_path: Path) -> None:
    text = f'{HEAD}\n1,A,"two\nlines, ""quoted""",1,2024-01-01,1\n2,B,5" frame,1,2024-01-01,1\n'
    (first, one), (second, two) = rows_of(tmp_path, text)
    with_commas = f'{HEAD}\n1,A,"red, blue, green, white\nS, M, L",1,2024-01-01,1\n'
    assert rows_of(tmp_path, with_commas)[0][1][2] == "red, blue, green, white\nS, M, L"
    assert (first, one[2]) == (2, 'two\nlines, "quoted"')
    assert (second, two[2]) == (3, '5" frame')


def test_columns_that_mean_nothing_are_named() -> None:
    header = ["sheet", "row", "reason", "explanation", "SKU", "Colour", "", "Date", "Time"]
    assert unknown_columns(header) == ["Colour"]


@pytest.mark.parametrize(
    ("name", "fits", "contradicts"),
    [
        ("Price (EUR)", "EUR", "GBP"),
        ("Price €", "EUR", "GBP"),
        ("Price EUR", "EUR", "GBP"),
        ("Unit price in USD", "USD", "GBP"),
        ("USD Price", "USD", "GBP"),
        ("price_gbp", "GBP", "EUR"),
        ("Unit price US$", "USD", "CAD"),
        ("単価（円）", "JPY", "EUR"),
        ("Price ($)", "CAD", "EUR"),
        ("Price [PLN]", "PLN", "EUR"),
    ],
)
def test_currency_of_the_header_must_be_the_declared_one(
    name: str, fits: str, contradicts: str
) -> None:
    check_currency([name], fits, where="x.csv")
    with pytest.raises(FileRefused, match=f"--currency says {contradicts}"):
        check_currency([name], contradicts, where="x.csv")
    check_currency(["Price (net)", "Total (EUR)"], contradicts, where="x.csv")
