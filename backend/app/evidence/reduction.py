"""When did the price reduction start, and to which price?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from app.evidence.intervals import Stretch
from app.evidence.types import Reason


@dataclass(frozen=True, slots=True)
class Reduction:
    """``reduced`` is the price of the reduction, None while there is none."""

    starts_at: datetime
    reduced: Decimal | None
    reasons: list[Reason]


def find_reduction(
    history: Sequence[Stretch], *, at: datetime | None, now: datetime, progressive: bool
) -> Reduction:
    """The reduction that starts ``at``, or else the running one, or else one that begins now.

    ``history`` reaches beyond both moments, into the future by what is planned. A reduction runs
    while a sale makes the price, since the moment when the price became what it is. With
    ``progressive``, reductions that followed one another without a break, each lower than the one
    before, are one, from its first.
    """
    running = _in_force(history, at or now)
    # What is past may have been reduced in any way; of what runs or comes, only sales are known.
    if running and running.because != "sale" and (at is None or at > now):
        running = None
    start = at or (running.starts if running else now)
    reasons: list[Reason] = [] if running else ["no_reduction"]
    if start > now:
        reasons.append("still_open")
    if progressive and running and running.because == "sale":
        first = _first_of_chain(history, start, running.amount)
        if first < start:
            start = first
            reasons.append("progressive")
    return Reduction(start, running.amount if running else None, reasons)


def percent_off(prior: Decimal, reduced: Decimal) -> Decimal:
    """By how many percent ``reduced`` lies below ``prior``, rounded down to 0.01.

    ``prior`` is above 0.
    """
    hundredths = (prior - reduced) * 10_000 // prior
    return hundredths.scaleb(-2)


def _in_force(history: Sequence[Stretch], moment: datetime) -> Stretch | None:
    return next((each for each in history if each.starts <= moment < each.ends), None)


def _first_of_chain(history: Sequence[Stretch], start: datetime, reduced: Decimal) -> datetime:
    """The start of the first of the reductions that led down to the one at ``start``."""
    lowest = reduced
    for stretch in reversed([each for each in history if each.starts < start]):
        if stretch.because != "sale" or stretch.amount < lowest:
            break
        start, lowest = stretch.starts, stretch.amount
    return start
