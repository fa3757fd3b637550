"""Dates and times as people write them: read exactly, asked for, or not read at all."""

from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from app.bulk.errors import FileQuestion, FileRefused
from app.bulk.reading.moments import read_moment
from app.bulk.reading.tables import open_tables
from app.bulk.reading.types import Cell, DateOrder, ReadingOptions
from tests.factories.sales_files import Row, sale, write_csv, write_workbook


@pytest.mark.parametrize(
    ("cell", "order", "moment"),
    [
        ("2010-12-01 08:26", None, "2010-12-01T08:26:00"),
        ("2010-12-01T08:26:05", None, "2010-12-01T08:26:05"),
        ("2010/12/1 8:26", None, "2010-12-01T08:26:00"),
        ("２０１０／１２／０１　０８：２６", None, "2010-12-01T08:26:00"),
        ("2010. 12. 1. 8:26", None, "2010-12-01T08:26:00"),
        ("2010-12-01", None, "2010-12-01T00:00:00"),
        ("20101201", None, "2010-12-01T00:00:00"),
        ("20101201 08:26", None, "2010-12-01T08:26:00"),
        ("20101201082605", None, "2010-12-01T08:26:05"),
        ("2010年12月1日 8時26分", None, "2010-12-01T08:26:00"),
        ("2010年12月1日15時05分", None, "2010-12-01T15:05:00"),
        ("2026年6月1日 午後3:05", None, "2026-06-01T15:05:00"),
        ("2026年6月1日（月） 午前0時5分", None, "2026-06-01T00:05:00"),
        ("令和8年6月1日", None, "2026-06-01T00:00:00"),
        ("令和元年5月1日 10:00", None, "2019-05-01T10:00:00"),
        ("R8.6.1", None, "2026-06-01T00:00:00"),
        ("令和八年十二月二十三日", None, "2026-12-23T00:00:00"),
        ("二〇二六年六月十日 午後三時五分", None, "2026-06-10T15:05:00"),
        ("平成31年4月30日", None, "2019-04-30T00:00:00"),
        ("㍻31年4月30日", None, "2019-04-30T00:00:00"),
        ("昭和64年1月7日", None, "1989-01-07T00:00:00"),
        ("1-Jun-2026", None, "2026-06-01T00:00:00"),
        ("1-Jun-26", None, "2026-06-01T00:00:00"),
        ("Mon, 1 June 2026 3:05 p.m.", None, "2026-06-01T15:05:00"),
        ("June 1st, 2026", None, "2026-06-01T00:00:00"),
        ("01/12/2010 08:26", "dmy", "2010-12-01T08:26:00"),
        ("12/1/2010 8:26", "mdy", "2010-12-01T08:26:00"),
        ("12/1/10 8:26 PM", "mdy", "2010-12-01T20:26:00"),
        ("10/12/01 12:26 AM", "ymd", "2010-12-01T00:26:00"),
        ("1.12.2010 08:26", "mdy", "2010-12-01T08:26:00"),
        (20101201.0, None, "2010-12-01T00:00:00"),
        (datetime(2010, 12, 1, 8, 25, 59, 999_999), None, "2010-12-01T08:26:00"),  # noqa: DTZ001
    ],
)
def test_moment_is_read_exactly(cell: Cell, order: DateOrder | None, moment: str) -> None:
    found = read_moment(cell, None, order)
    assert found is not None
    assert found.isoformat() == moment


def test_moment_with_an_offset_keeps_it() -> None:
    tokyo = timezone(timedelta(hours=9))
    read = [
        read_moment("2024-03-01T10:00:00+09:00", None, None),
        read_moment("2024-03-01 01:00Z", None, None),
        read_moment("2024-03-01 01:00 UTC", None, None),
    ]
    assert (
        read == [datetime(2024, 3, 1, 10, tzinfo=tokyo)] + [datetime(2024, 3, 1, 1, tzinfo=UTC)] * 2
    )


@pytest.mark.parametrize(
    "cell",
    [
        "", "soon", "2010-13-01", "2010-02-30", "01/12/2010 25:00", "1/2/2010 13:00 PM", 40_513.0,
        20_101_301.0,
        "0001-01-01 00:00", "1900-01-01", "1899-12-30", "平成32年1月1日", "令和1年4月30日",
        "2010-12-01 08:26 JST", "2010-12-01x", "1790000000", "01-Foo-2026", "2010-12-01 99999",
        "2010-12-01 10:00 +99:00", True, None, time(9, 15),
    ],
)  # fmt: skip
def test_what_is_no_moment_is_not_read(cell: Cell) -> None:
    assert read_moment(cell, None, "dmy") is None


@pytest.mark.parametrize(
    "clock",
    ["09:15", "9:15 am", "午前9時15分", "0915", "091500", time(9, 15), timedelta(hours=9.25)],
)
def test_separate_time_of_day_is_joined_with_the_day(clock: Cell) -> None:
    assert read_moment("2026-06-01", clock, None) == datetime(2026, 6, 1, 9, 15)  # noqa: DTZ001


def test_separate_time_of_day_that_cannot_be_read_or_contradicts_is_refused() -> None:
    assert read_moment("2026-06-01", "25:00", None) is None
    assert read_moment("2026-06-01", "soon", None) is None
    assert read_moment("2026-06-01 10:00", "09:15", None) is None
    assert read_moment("2026-06-01 09:15", "09:15", None) is not None
    assert read_moment("2026-06-01", " ", None) == datetime(2026, 6, 1)  # noqa: DTZ001


def test_date_and_time_columns_of_a_file_are_known(tmp_path: Path) -> None:
    for header in (
        ("SKU", "Quantity", "Price", "Invoice Date", "Invoice Time"),
        ("商品コード", "数量", "単価", "売上日", "時刻"),
        ("SKU", "Quantity", "Price", "Date", "Time"),
        ("SKU", "Quantity", "Price", "Time"),
    ):
        path = write_csv(tmp_path / "x.csv", [("A", 1, 2, "2026-06-01", "9:15")], header=header)
        assert next(open_tables(path)).header == list(header)


def _both_kinds(tmp_path: Path, days: list[str]) -> list[Path]:
    rows: list[Row] = [sale(at=day) for day in days]
    return [
        write_csv(tmp_path / "x.csv", rows),
        write_workbook(tmp_path / "x.xlsx", {"1": rows[:1], "2": rows[1:]}),
    ]


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["03/04/2026", "13/04/2026"], "dmy"),
        (["03/04/2026", "", "04/13/2026"], "mdy"),
        (["2026-04-03", "2026-05-06"], None),
        (["03/03/2026", "04/04/2026"], None),
        (["26/04/03", "99/05/06"], "ymd"),
        (["26-04-28", "26-05-07"], "ymd"),
        (["6/13/2026", "6/1/26"], "mdy"),
        (["03.04.2026", "05.06.2026"], None),
    ],
)
def test_order_of_dates_is_decided_over_the_whole_file(
    tmp_path: Path, days: list[str], order: DateOrder | None
) -> None:
    for path in _both_kinds(tmp_path, days):
        assert {table.format.date_order for table in open_tables(path)} == {order}


@pytest.mark.parametrize(
    ("days", "cell", "answers"),
    [
        (["03/04/2026", "05/06/2026"], "03/04/2026", ["dmy", "mdy"]),
        (["", "03/04/2026"], "03/04/2026", ["dmy", "mdy"]),
        (["2026-01-01", "03/04/2026 10:00"], "03/04/2026 10:00", ["dmy", "mdy"]),
        (["26/04/03", "26/05/04"], "26/04/03", ["dmy", "ymd"]),
        (["03/04/05"], "03/04/05", ["dmy", "mdy", "ymd"]),
        (["13/04/2026", "26/04/03"], "26/04/03", ["dmy", "ymd"]),
        (["10-Jun-11"], "10-Jun-11", ["dmy", "ymd"]),
    ],
)
def test_date_with_several_readings_is_asked_for_with_each(
    tmp_path: Path, days: list[str], cell: str, answers: list[str]
) -> None:
    for path in _both_kinds(tmp_path, days):
        with pytest.raises(FileQuestion) as asked:
            list(open_tables(path))
        question = asked.value.question
        assert (question.kind, question.cell, question.option) == (
            "date_order", cell, "--date-order",
        )  # fmt: skip
        assert [reading.answer for reading in question.readings] == answers
        declared = ReadingOptions(date_order="dmy")
        assert {table.format.date_order for table in open_tables(path, declared)} == {"dmy"}


@pytest.mark.parametrize(
    "days",
    [["13/04/2026", "04/14/2026", "05/06/2026"], ["99/04/03", "x", "04/13/99"]],
)
def test_two_orders_of_dates_are_refused_with_two_rows(tmp_path: Path, days: list[str]) -> None:
    path = write_csv(tmp_path / "x.csv", [sale(at=day) for day in days])
    with pytest.raises(FileRefused, match=r"two orders. Row 2 \(.*row [34] \(") as refused:
        next(open_tables(path))
    assert "--date-order" in refused.value.remedy
