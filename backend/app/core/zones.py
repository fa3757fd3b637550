"""Which moment does a local time name?

A schedule is written in the time of a place. Twice a year that time skips an hour or shows one
twice; there a local time names no moment, or two, and nobody may guess.
"""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from app.core.schema import Text

_DATETIME = TypeAdapter(datetime)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError(
            "time_zone", "must be an IANA time zone such as Asia/Tokyo or Europe/London"
        ) from None
    return name


def _read(text: str) -> datetime:
    try:
        return _DATETIME.validate_strings(text)
    except ValidationError:
        raise PydanticCustomError(
            "moment", "must be a time such as 2026-12-01T00:00:00 or 2026-12-01T00:00:00+09:00"
        ) from None


def _readable(text: str) -> str:
    _read(text)
    return text


TimeZone = Annotated[
    Text, Field(max_length=64, examples=["Asia/Tokyo"]), AfterValidator(_known_zone)
]
# A time with an offset, or without one in a zone that stands beside it; see `moment_of`.
LocalMoment = Annotated[Text, Field(min_length=10, max_length=40), AfterValidator(_readable)]


def moment_of(text: str, zone: str) -> datetime:
    """The moment in UTC, to the second, that ``text`` names in the IANA ``zone``.

    Raises ValueError, with the remedy, for a local time that the zone's clock skips or shows
    twice, and for a year that UTC has not.
    """
    named = _read(text).replace(microsecond=0)
    if named.tzinfo is not None:
        return _in_utc(named)
    place = ZoneInfo(zone)
    first, second = (named.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return _in_utc(first)
    choices = f"{first.isoformat()} or {second.isoformat()}"
    if _in_utc(first).astimezone(place).replace(tzinfo=None) == named:
        raise ValueError(f"{zone} shows this hour twice that day; say which: {choices}")
    after = _in_utc(first).astimezone(place)
    raise ValueError(f"{zone} skips this hour that day; the first time after it: {after:%H:%M}")


def local_text(moment: datetime, zone: str) -> str:
    """``moment`` as the clocks in the zone show it, with the offset."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the years 1 to 9999 in UTC") from None
