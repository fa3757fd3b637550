"""What does a cell say?

The same content reads the same, whether it stands in a workbook (numbers and dates) or in a CSV
file (text in one of many writings).
"""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from app.bulk.reading.types import Cell, DateOrder

# Excel keeps 15 digits; what a float shows behind them is noise of the binary form.
DIGITS = 15
CENTURY_PIVOT = 69

_TIME = (
    r"(?:[T ]+(?P<hour>\d{1,2})[:時](?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2}))?"
    r"(?:[.,]\d+)?[分秒]?(?: *(?P<half>[AaPp])\.?[Mm]\.?)?)?"
    r"(?: *(?P<offset>Z|[+-]\d{2}:?\d{2}))?$"
)
YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})[-/.年] ?(?P<month>\d{1,2})[-/.月] ?(?P<day>\d{1,2})日?" + _TIME
)
YEAR_LAST = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})" + _TIME
)
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?$")
GROUPED_BY_DOTS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d*)?$")
CURRENCY_SIGNS = str.maketrans("", "", "¥£$€円 \u00a0\u202f")


def as_text(cell: Cell) -> str:
    """The cell as one line of text; numbers without a decimal part lose their ``.0``."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.{DIGITS}g}"
    if isinstance(cell, datetime | date):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    return " ".join(str(cell).split())


def as_number(cell: Cell, *, decimal_comma: bool = False) -> Decimal | None:
    """The number, exactly as it is written; None when it is none (or not finite)."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, float):
        written = f"{cell:.{DIGITS}g}"
    else:
        written = unicodedata.normalize("NFKC", str(cell)).translate(CURRENCY_SIGNS)
        written = written.replace("−", "-").replace("▲", "-").replace("△", "-")
        if decimal_comma:
            if GROUPED_BY_DOTS.match(written):
                written = written.replace(".", "")
            written = written.replace(",", ".")
        elif GROUPED.match(written):
            written = written.replace(",", "")
    if "_" in written:
        return None
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def as_moment(cell: Cell, order: DateOrder | None) -> datetime | None:
    """The time to the second, with an offset only if the cell has one; None when it is none."""
    if isinstance(cell, datetime):
        return _to_the_second(cell)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - it has no zone yet
    if not isinstance(cell, str):
        return None
    written = unicodedata.normalize("NFKC", cell).strip()
    if found := YEAR_FIRST.match(written):
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    elif found := YEAR_LAST.match(written):
        one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
        day, month = (one, two) if found["mark"] == "." or order != "mdy" else (two, one)
        if len(found["year"]) == 2:
            year += 1900 if year >= CENTURY_PIVOT else 2000
    else:
        return None
    try:
        return _build(found, year, month, day)
    except ValueError:
        return None


def date_order_of(cell: Cell) -> DateOrder | bool | None:
    """What this cell says of the order of day and month: one of them, None when it could be both,
    False when the question does not arise."""
    if not isinstance(cell, str):
        return False
    found = YEAR_LAST.match(unicodedata.normalize("NFKC", cell).strip())
    if found is None or found["mark"] == ".":
        return False
    if int(found["one"]) > 12:
        return "dmy"
    return "mdy" if int(found["two"]) > 12 else None


def _build(found: re.Match[str], year: int, month: int, day: int) -> datetime:
    hour = int(found["hour"] or 0)
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour of half a day")
        hour = hour % 12 + (12 if half in "Pp" else 0)
    zone = None
    if offset := found["offset"]:
        zone = UTC if offset == "Z" else _offset(offset)
    return datetime(
        year, month, day, hour, int(found["minute"] or 0), int(found["second"] or 0), tzinfo=zone
    )


def _offset(written: str) -> timezone:
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:])))


def _to_the_second(moment: datetime) -> datetime:
    if not moment.microsecond:
        return moment
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
