"""What a step of a price is measured from: the price before it, and those shortly before that.

Several small steps in a short time are one large step. So a guard measures a step down from the
highest base price that was in force in its window, and a step up from the lowest one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

# Before every window.
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PricePoint:
    """A base price of the timeline. ``approved``: a second person saw it, so that steps are
    measured from it and from nothing before it."""

    occurred_at: datetime
    recorded_at: datetime
    amount: Decimal
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """The base price that a step leaves, the base prices before it in their order, and when the
    step happens; without ``at`` only ``amount`` counts."""

    amount: Decimal
    points: tuple[PricePoint, ...] = ()
    at: datetime | None = None

    def below(self, hours: int) -> Decimal:
        """The lowest base price in force in the last ``hours``."""
        return min(self._in_force(hours))

    def above(self, hours: int) -> Decimal:
        """The highest base price in force in the last ``hours``."""
        return max(self._in_force(hours))

    def _in_force(self, hours: int) -> Iterator[Decimal]:
        """Also the price at the start of the window: by the time at which it was in force, and by
        the time at which it was recorded, since an import may tell of the past."""
        yield self.amount
        if self.at is None:
            return
        start = self.at - timedelta(hours=hours)
        occurred = recorded = self.amount
        for point in self.points:
            if point.recorded_at < start:
                recorded = point.amount
            if point.occurred_at < start:
                occurred = point.amount
            elif point.occurred_at <= self.at:
                yield point.amount
        yield occurred
        yield recorded


def add_point(
    points: tuple[PricePoint, ...], before: Decimal | None, point: PricePoint
) -> tuple[PricePoint, ...]:
    """The points with one more; ``before`` is the price it follows, where there are none yet."""
    if point.approved:
        return (point,)
    if not points and before is not None:
        points = (PricePoint(LONG_AGO, LONG_AGO, before),)
    return (*points, point)
