"""Does the same content read the same, however a file writes it?"""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from app.bulk.reading.cells import as_moment, as_number, as_text, date_order_of
from app.bulk.reading.types import Cell, DateOrder


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (21844.0, "21844"),
        ("021844", "021844"),
        ("  85123A \n", "85123A"),
        ("WHITE  HANGING\tHEART", "WHITE HANGING HEART"),
        (2.55, "2.55"),
        (1e22, "1e+22"),
        (None, ""),
        (datetime(2011, 1, 4, 10, 0), "2011-01-04 10:00:00"),  # noqa: DTZ001
    ],
)
def test_text(cell: Cell, text: str) -> None:
    assert as_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (6.0, "6"),
        (0.1 + 0.2, "0.3"),
        ("2.95", "2.95"),
        ("£1,234.50", "1234.50"),
        ("¥1,980", "1980"),
        ("１２３", "123"),
        ("1980円", "1980"),
        ("-12", "-12"),
        ("▲12", "-12"),
        ("1e3", "1000"),
    ],
)
def test_number(cell: Cell, number: str) -> None:
    assert as_number(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["", "six", "1.2.3", "NaN", "Infinity", "1_000", None, True, "1,2"]
)
def test_no_number(cell: Cell) -> None:
    assert as_number(cell) is None


def test_a_decimal_comma() -> None:
    assert as_number("2,95", decimal_comma=True) == Decimal("2.95")
    assert as_number("1.234,50", decimal_comma=True) == Decimal("1234.50")


@pytest.mark.parametrize(
    ("cell", "order", "moment"),
    [
        ("2010-12-01 08:26", None, "2010-12-01T08:26:00"),
        ("2010-12-01T08:26:05", None, "2010-12-01T08:26:05"),
        ("2010/12/1 8:26", None, "2010-12-01T08:26:00"),
        ("2010年12月1日 8時26分", None, "2010-12-01T08:26:00"),
        ("2010-12-01", None, "2010-12-01T00:00:00"),
        ("01/12/2010 08:26", "dmy", "2010-12-01T08:26:00"),
        ("12/1/2010 8:26", "mdy", "2010-12-01T08:26:00"),
        ("12/1/10 8:26 PM", "mdy", "2010-12-01T20:26:00"),
        ("1.12.2010 08:26", "mdy", "2010-12-01T08:26:00"),
        (datetime(2010, 12, 1, 8, 25, 59, 999_999), None, "2010-12-01T08:26:00"),  # noqa: DTZ001
    ],
)
def test_moment(cell: Cell, order: DateOrder | None, moment: str) -> None:
    found = as_moment(cell, order)
    assert found is not None
    assert found.isoformat() == moment


def test_moment_with_offset() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert as_moment("2024-03-01T10:00:00+09:00", None) == datetime(2024, 3, 1, 10, tzinfo=tokyo)
    assert as_moment("2024-03-01 01:00Z", None) == datetime(2024, 3, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "2010-13-01", "2010-02-30", "01/12/2010 25:00", "1/2/2010 13:00 PM", 40_513.0],
)
def test_no_moment(cell: Cell) -> None:
    assert as_moment(cell, "dmy") is None


def test_which_dates_leave_a_doubt() -> None:
    assert date_order_of("13/04/2011") == "dmy"
    assert date_order_of("04/13/2011") == "mdy"
    assert date_order_of("03/04/2011") is None
    assert date_order_of("2011-04-03") is False
    assert date_order_of("03.04.2011") is False
