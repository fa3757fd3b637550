"""Read times of day: ``09:15``, ``9:15 pm``, ``午後3:05``, ``15時05分``, ``0915``."""

import re
from datetime import UTC, time, timedelta, timezone, tzinfo

from app.bulk.reading.characters import plain_characters
from app.bulk.reading.types import Cell

_CLOCK = re.compile(
    r"(?:(?P<before>午前|午後|[AP]M) ?)?"
    r"(?P<hour>\d{1,2})(?:(?::|時 ?)(?P<minute>\d{1,2})(?:(?::|分 ?)(?P<second>\d{1,2})"
    r"(?:[.,]\d+)?)?[分秒]?|時| ?(?=[AP]\.?M))"
    r"(?: ?(?P<after>[AP])\.?M\.?)?"
    r"(?: ?(?P<offset>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<offset>Z)?")


def parse_clock(text: str) -> tuple[time, tzinfo | None] | None:
    """The time of day to the second and its offset, where it has one; None if it is no time."""
    if found := _COMPACT.fullmatch(text):
        zone = _zone(found["offset"])
        return _build(found["hour"], found["minute"], found["second"]), zone
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour = int(found["hour"])
    before, after = (found["before"] or "").upper(), (found["after"] or "").upper()
    if before and after:
        return None
    if half := before or after:
        # 午後0時 is noon; 0 pm is written nowhere.
        lowest = 0 if half in {"午前", "午後"} else 1
        if not lowest <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in {"午後", "PM", "P"} else 0)
    try:
        return _build(hour, found["minute"], found["second"]), _zone(found["offset"])
    except ValueError:
        return None


def read_clock(cell: Cell) -> time | None:
    """The time of day of a cell that holds nothing else; None when it is none."""
    if isinstance(cell, time):
        return cell.replace(microsecond=0)
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        is_day = 0 <= seconds < 86_400
        return time(seconds // 3_600, seconds // 60 % 60, seconds % 60) if is_day else None
    if not isinstance(cell, str):
        return None
    try:
        found = parse_clock(plain_characters(cell))
    except ValueError:
        return None
    return found[0] if found and found[1] is None else None


def _build(hour: str | int, minute: str | None, second: str | None) -> time:
    return time(int(hour), int(minute or 0), int(second or 0))


def _zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    sign = -1 if written[0] == "-" else 1
    digits = written[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0)))
