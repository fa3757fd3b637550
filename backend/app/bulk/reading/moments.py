"""Read the time of a sale: a day with or without a time of day, in one cell or in two."""

import re
from datetime import date, datetime, time, timedelta

from app.bulk.reading.characters import plain_characters
from app.bulk.reading.clocks import parse_clock, read_clock
from app.bulk.reading.days import YEAR_MIN, WrittenDay, parse_day
from app.bulk.reading.types import Cell, DateOrder

# Behind a day the time follows after a space or a letter T; at once behind 日 and in 14 digits.
_GAP = re.compile(r" *[T,] *| +")
_NEEDS_NO_GAP = re.compile(r"[日)]$|^\d{8}$")


def read_moment(cell: Cell, clock: Cell, order: DateOrder | None) -> datetime | None:
    """The time to the second, with an offset only if the cell has one; None when it is none.

    ``clock`` is the cell of a separate column for the time of day, or None. ``order`` is the
    order of the file; None is for files in which no cell depends on it. Years before 1970 are
    none: other systems write them for a date that is missing.
    """
    moment = _from_cell(cell, order)
    if moment is None or moment.year < YEAR_MIN:
        return None
    if clock is None or (isinstance(clock, str) and not clock.strip()):
        return moment
    of_day = read_clock(clock)
    if of_day is None or moment.time() not in {time(), of_day}:
        return None
    return datetime.combine(moment.date(), of_day, moment.tzinfo)


def doubtful_day(cell: Cell) -> WrittenDay | None:
    """The day of a text cell whose meaning depends on the order; None for all other cells."""
    if not isinstance(cell, str):
        return None
    found = parse_day(plain_characters(cell))
    return found if found and found.depends_on_order else None


def _from_cell(cell: Cell, order: DateOrder | None) -> datetime | None:
    match cell:
        case datetime():
            return _to_the_second(cell)
        case date():
            return datetime.combine(cell, time())
        case float() if cell.is_integer() and 19_700_101 <= cell <= 99_991_231:
            # A day written as a number, 20260601; serial numbers of days have seven digits.
            return _from_text(f"{cell:.0f}", order)
        case str():
            return _from_text(plain_characters(cell), order)
        case _:
            return None


def _from_text(written: str, order: DateOrder | None) -> datetime | None:
    found = parse_day(written)
    if found is None:
        return None
    day = found.days.get(order) if order else None
    if day is None and not (found.depends_on_order and order) and not found.is_ambiguous:
        day = next(iter(found.days.values()))
    if day is None:
        return None
    if not found.rest.strip():
        return datetime.combine(day, time())
    begin = written.removesuffix(found.rest)
    gap = _GAP.match(found.rest)
    if gap is None and not _NEEDS_NO_GAP.search(begin):
        return None
    try:
        clock = parse_clock(found.rest[gap.end() if gap else 0 :].strip())
        return datetime.combine(day, clock[0], clock[1]) if clock else None
    except ValueError:
        return None


def _to_the_second(moment: datetime) -> datetime:
    if not moment.microsecond or moment.year == date.max.year:
        return moment.replace(microsecond=0)
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
