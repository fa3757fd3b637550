"""Which past price may stand beside the new one in Japan?

One at which the item was sold "for a considerable time recently" (最近相当期間). The guideline
不当な価格表示についての景品表示法上の考え方 takes that as given where, in the eight weeks before
the sale starts (or the time on sale, if that is shorter), the item was sold at that price for the
majority of the time (過半), unless that was less than two weeks in total, or two weeks or more have
passed since the last day at that price.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.evidence.intervals import Finding, Stretch, Window, days_before, look_back
from app.evidence.types import Reason

WEEKS = 8
LEAST = timedelta(weeks=2)
LAST_DAY_WITHIN_DAYS = 14


def find_prior(
    history: Sequence[Stretch], *, since: datetime | None, starts_at: datetime, zone: ZoneInfo
) -> Finding:
    """The price that was in force for most of the window, if it may be shown.

    More than half of the window is a majority, half of it is none; so there is at most one.
    """
    window = look_back(history, since=since, ends=starts_at, days=7 * WEEKS, zone=zone)
    times = _time_by_amount(window)
    if not times:
        return Finding(window, None, None, window.reasons)
    ended = {stretch.amount: stretch.ends for stretch in window.stretches}
    # Of two that were in force equally long neither may be shown; the later one is looked at.
    examined = max(times, key=lambda amount: (times[amount], ended[amount]))
    _, oldest_end = days_before(starts_at, LAST_DAY_WITHIN_DAYS, zone)
    obstacles: list[Reason] = []
    if 2 * times[examined] <= window.ends - window.starts:
        obstacles.append("no_majority")
    if times[examined] < LEAST:
        obstacles.append("less_than_two_weeks")
    if ended[examined] <= oldest_end:
        obstacles.append("too_long_ago")
    return Finding(window, examined, None if obstacles else examined, obstacles + window.reasons)


def _time_by_amount(window: Window) -> dict[Decimal, timedelta]:
    """How long each price was in force, all its stretches together."""
    times: dict[Decimal, timedelta] = {}
    for stretch in window.stretches:
        length = stretch.ends - stretch.starts
        times[stretch.amount] = times.get(stretch.amount, timedelta()) + length
    return times
