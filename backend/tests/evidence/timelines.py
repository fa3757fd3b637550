"""Timelines for the tests of evidence, and the rules of the law once more, as slowly as can be."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.evidence.intervals import Finding, stretches
from app.evidence.reduction import Reduction, find_reduction
from app.pricing.timeline import PriceStep
from app.pricing.types import Because

TOKYO = ZoneInfo("Asia/Tokyo")
LONDON = ZoneInfo("Europe/London")
Scan = Callable[[datetime], Decimal | None]


def moment(text: str, zone: ZoneInfo | None = None) -> datetime:
    """A moment in UTC, written in the time of a place."""
    return datetime.fromisoformat(text).replace(tzinfo=zone or UTC).astimezone(UTC)


def steps(
    *given: tuple[str, int] | tuple[str, int, Because], zone: ZoneInfo | None = None
) -> list[PriceStep]:
    """Steps that were written down when they happened: (moment, amount, layer or base)."""
    found = []
    for number, (text, amount, *layer) in enumerate(given, start=1):
        because: Because = layer[0] if layer else "base"
        at = moment(text, zone)
        found.append(PriceStep(number, at, Decimal(amount), because, at))
    return found


def judge(
    find_prior: Callable[..., Finding],
    timeline: Sequence[PriceStep],
    starts_at: str | datetime,
    zone: ZoneInfo | None = None,
) -> Finding:
    """What a rule says of a reduction that starts at this moment of the zone."""
    start = moment(starts_at, zone) if isinstance(starts_at, str) else starts_at
    history = stretches(timeline, start + timedelta(microseconds=1))
    since = min((step.at for step in timeline if step.at <= start), default=None)
    return find_prior(history, since=since, starts_at=start, zone=zone or ZoneInfo("UTC"))


def reduction_of(
    timeline: Sequence[PriceStep], *, now: str, at: str | None = None, progressive: bool = False
) -> Reduction:
    present, start = moment(now), moment(at) if at else None
    history = stretches(timeline, (start or present) + timedelta(microseconds=1))
    return find_reduction(history, at=start, now=present, progressive=progressive)


def verdict(finding: Finding) -> tuple[int | None, list[str]]:
    """The price that may be shown, and the reasons, to compare in one go."""
    return whole(finding.prior), [*finding.reasons]


def said(found: Reduction) -> tuple[datetime, int | None, list[str]]:
    return found.starts_at, whole(found.reduced), [*found.reasons]


def whole(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount)


def prices(finding: Finding) -> list[int]:
    return [int(stretch.amount) for stretch in finding.window.stretches]


def scanner(timeline: Sequence[PriceStep]) -> Scan:
    """The price at a moment: the last step that is not later, looked up without any cleverness."""

    def price_at(instant: datetime) -> Decimal | None:
        past = [step for step in timeline if step.at <= instant]
        return past[-1].amount if past else None

    return price_at
