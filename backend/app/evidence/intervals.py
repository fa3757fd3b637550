"""Which price was in force when?

Between two steps of a timeline one price is in force. A stretch has its start and has not its end,
so every moment lies in one stretch, and the moment of a change belongs to the new price.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.evidence.types import Reason
from app.pricing.timeline import PriceStep
from app.pricing.types import Because

# A step that was written down later than this was told afterwards, as by an import.
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One price of one layer was in force, from ``starts`` until just before ``ends``."""

    amount: Decimal
    because: Because
    starts: datetime
    ends: datetime
    change_id: int | None
    recorded_at: datetime | None
    recorded_later: bool = False
    carried_in: bool = False
    confirmed_alone: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The stretches that lie in a window, cut to it, and what is special about it."""

    starts: datetime
    ends: datetime
    stretches: list[Stretch]
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says: the earlier price, and the one that it was decided on.

    The two differ where a price was examined and may not be shown.
    """

    window: Window
    examined: Decimal | None
    prior: Decimal | None
    reasons: list[Reason]


def stretches(steps: Sequence[PriceStep], until: datetime) -> list[Stretch]:
    """The stretches up to ``until`` that ``steps`` make, given in the order they took effect in.

    Of steps at the same moment only the last was ever in force, and a step that changes neither
    the price nor its layer begins nothing.
    """
    found: list[Stretch] = []
    for step in steps:
        if step.at >= until:
            break
        if found:
            found[-1] = replace(found[-1], ends=step.at)
            if found[-1].starts == step.at:
                found.pop()
        if found and (found[-1].amount, found[-1].because) == (step.amount, step.because):
            found[-1] = replace(found[-1], ends=until)
            continue
        found.append(
            Stretch(
                amount=step.amount,
                because=step.because,
                starts=step.at,
                ends=until,
                change_id=step.change_id,
                recorded_at=step.recorded_at,
                confirmed_alone=step.confirmed_alone,
                recorded_later=(step.recorded_at or step.at) - step.at > LATE,
            )
        )
    return found


def within(history: Sequence[Stretch], starts: datetime, ends: datetime) -> list[Stretch]:
    """What lies from ``starts`` until just before ``ends``, cut to it."""
    return [
        replace(
            stretch,
            starts=max(stretch.starts, starts),
            ends=min(stretch.ends, ends),
            carried_in=stretch.starts < starts,
        )
        for stretch in history
        if stretch.starts < ends and stretch.ends > starts
    ]


def days_before(moment: datetime, days: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The earliest and the latest moment that ``days`` days before ``moment`` may mean.

    A day is 24 hours, or one on the calendar of the zone, which is 23 or 25 hours long where the
    clock changes. An hour that the clock skips or shows twice then is read both ways.
    """
    exact = moment.astimezone(UTC)
    wall = exact.astimezone(zone).replace(tzinfo=None) - timedelta(days=days)
    readings = [
        exact - timedelta(days=days),
        *(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)),
    ]
    return min(readings), max(readings)


def look_back(
    history: Sequence[Stretch], *, since: datetime | None, ends: datetime, days: int, zone: ZoneInfo
) -> Window:
    """The window of at least ``days`` days that ends just before ``ends``.

    It is shorter where the first price ever, that of ``since``, came later than it would begin.
    Where ``history`` does not reach back to its start it is `too_many_steps`, and empty.
    """
    starts, _ = days_before(ends, days, zone)
    if since is None or since >= ends:
        return Window(starts, ends, [], ["no_price_before"])
    reasons: list[Reason] = []
    if since > starts:
        starts = since
        reasons.append("new_item")
    if not history or history[0].starts > starts:
        return Window(starts, ends, [], ["too_many_steps", *reasons])
    found = within(history, starts, ends)
    if len(found) == 1 and found[0].carried_in:
        reasons.append("carried_forward")
    if any(stretch.recorded_later for stretch in found):
        reasons.append("recorded_later")
    return Window(starts, ends, found, reasons)
