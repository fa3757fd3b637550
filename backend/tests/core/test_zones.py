"""Which moment a local time names: skipped, shown twice, far away, and with an offset."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.core.zones import LocalMoment, TimeZone, local_text, moment_of

LONDON, TOKYO = "Europe/London", "Asia/Tokyo"
SAO_PAULO, LORD_HOWE = "America/Sao_Paulo", "Australia/Lord_Howe"


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        # The last second before the skipped hour, and the first after it.
        ("2027-03-28T00:59:59", LONDON, "2027-03-28T00:59:59Z"),
        ("2027-03-28T02:00:00", LONDON, "2027-03-28T01:00:00Z"),
        # Before and after the hour that is shown twice.
        ("2027-10-31T00:59:59", LONDON, "2027-10-30T23:59:59Z"),
        ("2027-10-31T02:00:00", LONDON, "2027-10-31T02:00:00Z"),
        ("2027-07-01T12:00", LONDON, "2027-07-01T11:00:00Z"),
        # No summer time since 1951: the same days are days like any other.
        ("2027-03-28T01:30:00", TOKYO, "2027-03-27T16:30:00Z"),
        ("2027-10-31T01:30:00", TOKYO, "2027-10-30T16:30:00Z"),
        # A night without midnight.
        ("2018-11-03T23:59:59", SAO_PAULO, "2018-11-04T02:59:59Z"),
        ("2018-11-04T01:00:00", SAO_PAULO, "2018-11-04T03:00:00Z"),
        # Half an hour.
        ("2027-10-03T02:30:00", LORD_HOWE, "2027-10-02T15:30:00Z"),
        ("2027-04-04T01:29:59", LORD_HOWE, "2027-04-03T14:29:59Z"),
        ("2027-04-04T02:00:00", LORD_HOWE, "2027-04-03T15:30:00Z"),
        # A day alone is its midnight; what is below a second is left out.
        ("2026-12-01", TOKYO, "2026-11-30T15:00:00Z"),
        ("2026-12-01 00:00:00.999999", TOKYO, "2026-11-30T15:00:00Z"),
    ],
)
def test_a_local_time(text: str, zone: str, moment: str) -> None:
    assert moment_of(text, zone) == datetime.fromisoformat(moment)
    assert moment_of(text, zone).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "zone", "instead"),
    [
        ("2027-03-28T01:00:00", LONDON, "2027-03-28T02:00:00+01:00"),
        ("2027-03-28T01:59:59", LONDON, "2027-03-28T02:59:59+01:00"),
        ("2018-11-04T00:00:00", SAO_PAULO, "2018-11-04T01:00:00-02:00"),
        ("2027-10-03T02:00:00", LORD_HOWE, "2027-10-03T02:30:00+11:00"),
        ("2027-10-03T02:29:59", LORD_HOWE, "2027-10-03T02:59:59+11:00"),
    ],
)
def test_a_time_that_the_clock_skips(text: str, zone: str, instead: str) -> None:
    with pytest.raises(ValueError, match="skips this time") as refused:
        moment_of(text, zone)
    assert str(refused.value).endswith(f"such as {instead}")
    # What is offered instead is a time.
    assert local_text(moment_of(instead, zone), zone) == instead


@pytest.mark.parametrize(
    ("text", "zone", "first", "second"),
    [
        ("2027-10-31T01:00:00", LONDON, "+01:00", "+00:00"),
        ("2027-10-31T01:59:59", LONDON, "+01:00", "+00:00"),
        ("2018-02-17T23:30:00", SAO_PAULO, "-02:00", "-03:00"),
        ("2027-04-04T01:30:00", LORD_HOWE, "+11:00", "+10:30"),
        ("2027-04-04T01:59:59", LORD_HOWE, "+11:00", "+10:30"),
    ],
)
def test_a_time_that_the_clock_shows_twice(text: str, zone: str, first: str, second: str) -> None:
    with pytest.raises(ValueError, match="shows this time twice") as refused:
        moment_of(text, zone)
    assert str(refused.value).endswith(f"say which: {text}{first} or {text}{second}")
    early, late = (moment_of(f"{text}{offset}", zone) for offset in (first, second))
    assert early < late
    assert [local_text(moment, zone) for moment in (early, late)] == [
        f"{text}{first}",
        f"{text}{second}",
    ]


def test_an_offset_counts_more_than_the_zone() -> None:
    assert moment_of("2027-03-28T01:30:00Z", LONDON) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert moment_of("2027-03-28T01:30:00-05:00", TOKYO) == datetime(2027, 3, 28, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("0001-01-01T00:00:00", TOKYO),
        ("0001-01-01T00:00:00+09:00", "UTC"),
        ("9999-12-31T23:59:59-01:00", "UTC"),
        ("9999-12-31T23:59:59", "America/New_York"),
        # Moments in UTC that can't be shown in the zone.
        ("9999-12-31T23:59:59Z", TOKYO),
        ("0001-01-01T00:00:00Z", "America/New_York"),
    ],
)
def test_outside_of_all_years(text: str, zone: str) -> None:
    with pytest.raises(ValueError, match="outside the years 1 to 9999"):
        moment_of(text, zone)


def test_the_first_and_the_last_moment() -> None:
    assert moment_of("0001-01-01T00:00:00", "UTC") == datetime(1, 1, 1, tzinfo=UTC)
    last = moment_of("9999-12-31T23:59:59", "UTC")
    assert last == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert local_text(last, "UTC") == "9999-12-31T23:59:59+00:00"


zones = st.sampled_from(
    [LONDON, TOKYO, SAO_PAULO, LORD_HOWE, "Asia/Kathmandu", "Africa/Casablanca"]
)
# Of the years 2000 to 2039.
seconds = st.integers(946_684_800, 2_208_988_799).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)


@given(seconds, zones)
def test_what_is_shown_names_the_moment(moment: datetime, zone: str) -> None:
    assert moment_of(local_text(moment, zone), zone) == moment


@given(
    st.sampled_from(["2027-03-28", "2027-10-31", "2027-04-04", "2027-10-03", "2018-11-04"]),
    st.integers(0, 24 * 12 - 1),
    zones,
)
def test_a_local_time_is_the_one_moment_at_which_the_clock_shows_it(
    day: str, slot: int, zone: str
) -> None:
    """Found by looking at the clock all day."""
    named = datetime.fromisoformat(day) + timedelta(minutes=5 * slot)
    start = named.replace(tzinfo=UTC) - timedelta(hours=15)
    place = ZoneInfo(zone)
    shown = [
        moment
        for moment in (start + timedelta(minutes=5 * tick) for tick in range(12 * 30))
        if moment.astimezone(place).replace(tzinfo=None) == named
    ]
    if len(shown) == 1:
        assert moment_of(named.isoformat(), zone) == shown[0]
    else:
        with pytest.raises(ValueError, match="twice" if shown else "skips"):
            moment_of(named.isoformat(), zone)


@pytest.mark.parametrize(
    "text",
    [
        "2026120100",
        "1764547200",
        "1764547200.5",
        "tomorrow at 9",
        "2026-13-01T00:00:00",
        "2026-12-01T24:00:00",
        "2026-12-01T00:00:00+25:00",
        "26-12-01T00:00",
        "2026-12-01T0",
    ],
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValidationError, match="must be a time such as"):
        TypeAdapter(LocalMoment).validate_python(text)


@pytest.mark.parametrize(
    "name",
    [
        "Asia/Tokio",
        "asia/tokyo",
        "localtime",
        "Factory",
        "posix/Asia/Tokyo",
        "right/Asia/Tokyo",
        "posixrules",
        "../../etc/passwd",
        "/etc/localtime",
        "Asia",
        "\0",
    ],
)
def test_what_is_no_zone(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(TimeZone).validate_python(name)
    assert TypeAdapter(TimeZone).validate_python(TOKYO) == TOKYO
