"""How is a price computed and rounded, exactly?"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Literal

from app.core.money import AMOUNT_MAX, at_scale, currency_exponent
from app.pricing.types import Significance

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
MINOR_PERCENT = 5
SIGNIFICANT_PERCENT = 15
# Enough for any amount times any percentage, exactly.
_EXACT = Context(prec=60)
_WAYS = {"nearest": ROUND_HALF_UP, "up": ROUND_CEILING, "down": ROUND_FLOOR}


@dataclass(frozen=True, slots=True)
class RoundingRule:
    """To the multiple of ``to`` next to the amount, plus ``ending`` (0 <= ending < to)."""

    to: Decimal
    ending: Decimal = Decimal(0)
    direction: Literal["nearest", "up", "down"] = "nearest"


def settle(amount: Decimal, currency: str, rounding: RoundingRule | None = None) -> Decimal:
    """``amount`` as a price: rounded by the rule, then to the currency's decimals, half up.

    Never below 0 and never above `AMOUNT_MAX`.
    """
    amount = max(amount, Decimal(0))
    if rounding is not None:
        steps = _EXACT.divide(_EXACT.subtract(amount, rounding.ending), rounding.to)
        whole = steps.quantize(Decimal(1), _WAYS[rounding.direction], context=_EXACT)
        amount = _EXACT.add(_EXACT.multiply(whole, rounding.to), rounding.ending)
        if amount < 0:
            # The multiple below 0 is no price; the next one is.
            amount = _EXACT.add(amount, rounding.to)
    quantum = Decimal(1).scaleb(-currency_exponent(currency))
    rounded = amount.quantize(quantum, ROUND_HALF_UP, context=_EXACT)
    return at_scale(min(rounded, AMOUNT_MAX), currency)


def add_percent(amount: Decimal, percent: Decimal) -> Decimal:
    """``amount`` and ``percent`` of it, not rounded."""
    return _EXACT.multiply(amount, _EXACT.divide(HUNDRED + percent, HUNDRED))


def percent_between(before: Decimal | None, amount: Decimal) -> Decimal | None:
    """By how many percent the price moved, to two decimals; None without a base to compare with."""
    if not before:
        return None
    return _EXACT.divide((amount - before) * 100, before).quantize(CENT, ROUND_HALF_UP)


def margin_percent(amount: Decimal, cost: Decimal | None) -> Decimal | None:
    """What of the price is not cost, in percent of the price; None without a cost or a price."""
    if cost is None or not amount:
        return None
    return _EXACT.divide((amount - cost) * 100, amount).quantize(CENT, ROUND_HALF_UP)


def significance(before: Decimal | None, amount: Decimal) -> Significance | None:
    """Below 5 % minor, below 15 % significant, else major; None where nothing moved.

    Compared without rounding: 4.999 % is minor.
    """
    if not before or before == amount:
        return None
    moved = abs(amount - before) * 100
    if moved < MINOR_PERCENT * before:
        return "minor"
    return "significant" if moved < SIGNIFICANT_PERCENT * before else "major"
