"""Do both rules say what a plain reading of them says, moment by moment?

The reference looks at every single minute (or hour) of the window and asks which price was in force
then. It knows no stretches, no carrying in, and no intervals.
"""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from app.evidence import eu, intervals, jp
from app.pricing.timeline import PriceStep
from app.pricing.types import Because
from tests.evidence.timelines import LONDON, TOKYO, judge, moment, scanner

UTC_ZONE = ZoneInfo("UTC")
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
BECAUSE: list[Because] = ["base", "sale", "inherited"]
# The windows of starts near it cross the change of London's clock, both ways.
AUTUMN, SPRING = moment("2025-11-10"), moment("2025-04-12")
zones = st.sampled_from([UTC_ZONE, LONDON, TOKYO])


@st.composite
def timelines(draw: st.DrawFn, start: datetime, grain: timedelta, reach: int) -> list[PriceStep]:
    """Steps on the grain around ``start``, with few amounts, so that they meet and repeat.

    Many lie at the edges of the rules: at the start, and two, four, eight weeks and 30 days before.
    """
    days = timedelta(days=1) // grain
    edges = st.tuples(st.sampled_from([0, 14, 28, 30, 56]), st.sampled_from([-1, 0, 1]))
    at_edges = edges.map(lambda edge: min(edge[0] * days + edge[1], reach))
    ages = draw(st.lists(at_edges | st.integers(-3, reach), min_size=1, max_size=8))
    found = []
    for number, age in enumerate(sorted(ages, reverse=True), start=1):
        at = start - age * grain
        amount, because = Decimal(draw(st.integers(1, 4))), draw(st.sampled_from(BECAUSE))
        found.append(PriceStep(number, at, amount, because, at))
    return found


def window_starts(start: datetime, days: int, zone: ZoneInfo, grain: timedelta) -> datetime:
    """The first moment of the grain that is at least ``days`` back in both readings."""
    wall = start.astimezone(zone).replace(tzinfo=None)
    candidate = start - timedelta(days=days)
    while wall - candidate.astimezone(zone).replace(tzinfo=None) < timedelta(days=days):
        candidate -= grain
    return candidate


def moments_on_sale(
    timeline: list[PriceStep], start: datetime, days: int, zone: ZoneInfo, grain: timedelta
) -> list[Decimal]:
    """The price in every moment of the window in which there was one."""
    price_at = scanner(timeline)
    instant, found = window_starts(start, days, zone, grain), []
    while instant < start:
        price = price_at(instant)
        if price is not None:
            found.append(price)
        instant += grain
    return found


@settings(max_examples=300)
@given(st.data(), st.sampled_from([AUTUMN, SPRING]), st.integers(0, 50), zones)
def test_the_prior_price_of_the_eu(
    data: st.DataObject, about: datetime, shift: int, zone: ZoneInfo
) -> None:
    start = about + shift * HOUR
    timeline = data.draw(timelines(start, HOUR, reach=40 * 24))
    finding = judge(eu.find_prior, timeline, start, zone)
    prices = moments_on_sale(timeline, start, 30, zone, HOUR)
    assert finding.prior == min(prices, default=None)
    if prices and "new_item" not in finding.reasons:
        assert finding.window.starts == window_starts(start, 30, zone, HOUR)


@settings(max_examples=15)
@given(st.data())
def test_the_prior_price_of_the_eu_minute_by_minute(data: st.DataObject) -> None:
    start = AUTUMN + timedelta(hours=9, minutes=17)
    timeline = data.draw(timelines(start, MINUTE, reach=31 * 24 * 60))
    prices = moments_on_sale(timeline, start, 30, LONDON, MINUTE)
    assert judge(eu.find_prior, timeline, start, LONDON).prior == min(prices, default=None)


@settings(max_examples=300)
@given(st.data(), st.sampled_from([AUTUMN, SPRING]), zones)
def test_the_past_price_of_japan(data: st.DataObject, start: datetime, zone: ZoneInfo) -> None:
    timeline = data.draw(timelines(start, HOUR, reach=70 * 24))
    finding = judge(jp.find_prior, timeline, start, zone)
    prices = moments_on_sale(timeline, start, 56, zone, HOUR)
    assert finding.prior == _may_be_shown(prices, start, zone)


def _may_be_shown(prices: list[Decimal], start: datetime, zone: ZoneInfo) -> Decimal | None:
    """The guideline, an hour at a time; ``prices`` are those of the window up to ``start``."""
    for price, hours in Counter(prices).items():
        is_majority = hours > len(prices) - hours
        first_hour_without = start - prices[::-1].index(price) * HOUR
        wall, ended = (
            each.astimezone(zone).replace(tzinfo=None) for each in (start, first_hour_without)
        )
        is_recent = start - first_hour_without < timedelta(weeks=2) and wall - ended < timedelta(
            weeks=2
        )
        if is_majority and hours >= 14 * 24 and is_recent:
            return price
    return None


@given(st.data(), zones)
def test_stretches_fill_the_window_without_gap_or_overlap(
    data: st.DataObject, zone: ZoneInfo
) -> None:
    timeline = data.draw(timelines(AUTUMN, HOUR, reach=60 * 24))
    window = judge(eu.find_prior, timeline, AUTUMN, zone).window
    price_at = scanner(timeline)
    for stretch in window.stretches:
        assert stretch.starts < stretch.ends
        assert price_at(stretch.starts) == price_at(stretch.ends - MINUTE) == stretch.amount
    if window.stretches:
        assert window.stretches[0].starts == window.starts
        assert window.stretches[-1].ends == window.ends
        ends = [stretch.ends for stretch in window.stretches[:-1]]
        assert ends == [stretch.starts for stretch in window.stretches[1:]]


@given(st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)), st.integers(1, 60), zones)  # noqa: DTZ001
def test_days_before_are_enough_days_in_every_reading(
    naive: datetime, days: int, zone: ZoneInfo
) -> None:
    instant = naive.replace(tzinfo=UTC_ZONE)
    earliest, latest = intervals.days_before(instant, days, zone)
    assert earliest <= instant - timedelta(days=days) <= latest
    assert latest - earliest <= 2 * HOUR
    wall, before = (each.astimezone(zone).replace(tzinfo=None) for each in (instant, earliest))
    assert wall - before >= timedelta(days=days)
