"""Which moment does a local time name?

A schedule is written in the time of a place. Twice a year that time skips an hour or shows one
twice; there a local time names no moment, or two, and nobody may guess.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from app.core.schema import Text

_DATETIME = TypeAdapter(datetime)
_LOCAL = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?"
)
# A name of the database that says "not set"; browsers do not know it.
_NOT_A_ZONE = "Factory"


@cache
def zone_names() -> frozenset[str]:
    """The names of the IANA database, which browsers know too.

    The machine's own zone files hold more (``localtime``, ``posix/…``, ``right/…``); those mean
    something else on each machine, or nothing in a browser.
    """
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listed.split()) - {_NOT_A_ZONE}


def _known_zone(name: str) -> str:
    if name not in zone_names():
        raise PydanticCustomError(
            "time_zone", "must be an IANA time zone such as Asia/Tokyo or Europe/London"
        )
    return name


def _read(text: str) -> datetime:
    # Pydantic takes bare digits for seconds since 1970.
    if _LOCAL.fullmatch(text):
        with suppress(ValidationError):
            return _DATETIME.validate_strings(text)
    raise PydanticCustomError(
        "moment", "must be a time such as 2026-12-01T00:00:00 or 2026-12-01T00:00:00+09:00"
    )


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
    twice, and for a moment outside the years 1 to 9999 there or in UTC.
    """
    named = _read(text).replace(microsecond=0)
    place = ZoneInfo(zone)
    if named.tzinfo is not None:
        return _in_utc(named, place)
    first, second = (named.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return _in_utc(first, place)
    moment = _in_utc(first, place)
    shown = moment.astimezone(place)
    if shown.replace(tzinfo=None) == named:
        choices = f"{first.isoformat()} or {second.isoformat()}"
        raise ValueError(f"{zone} shows this time twice that day; say which: {choices}")
    raise ValueError(f"{zone} skips this time that day; take another, such as {shown.isoformat()}")


def local_text(moment: datetime, zone: str) -> str:
    """``moment`` as the clocks in the zone show it, with the offset."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def _in_utc(moment: datetime, place: ZoneInfo) -> datetime:
    """In UTC, where it can also be shown in the place."""
    try:
        there = moment.astimezone(UTC)
        there.astimezone(place)
    except OverflowError:
        raise ValueError(f"lies outside the years 1 to 9999 in UTC or {place.key}") from None
    return there
