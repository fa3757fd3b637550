"""What a price must be, worked out the plain way: with fractions, and by looking at every sale.

It shares no code with the engine that it is held against.
"""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from math import floor

from app.pricing.engine.amounts import RoundingRule
from app.pricing.engine.layers import ListNode, Sale, Worth

DECIMALS = {"JPY": 0, "USD": 2, "KWD": 3}


def half_up(amount: Fraction, currency: str) -> Fraction:
    unit = 10 ** DECIMALS[currency]
    return Fraction(floor(amount * unit + Fraction(1, 2)), unit)


def rounded(amount: Fraction, currency: str, rule: RoundingRule | None) -> Fraction:
    """A price is never negative, whatever is taken off."""
    amount = max(amount, Fraction(0))
    if rule is not None:
        to, ending = Fraction(rule.to), Fraction(rule.ending)
        below = floor((amount - ending) / to) * to + ending
        exact = below == amount
        match rule.direction:
            case "down":
                amount = below
            case "up":
                amount = below if exact else below + to
            case "nearest":
                amount = below if amount - below < below + to - amount else below + to
        if amount < 0:
            amount += to
    return half_up(amount, currency)


def handed_down(node: ListNode, parent: Fraction, currency: str) -> Fraction:
    """What the list makes of its parent's price."""
    value = Fraction(node.rule_value)
    match node.rule_kind:
        case "percent":
            parent += parent * value / 100
        case "fixed":
            parent += value
    return rounded(parent, currency, node.rounding)


def worth_of(sale: Sale, base: Fraction, currency: str, quantity: int) -> Fraction:
    """The cheapest price of the sale that so many units reach."""
    worths: list[Worth] = [sale.worth]
    worths += [tier for tier in sale.tiers if tier.min_quantity <= quantity]
    prices = []
    for worth in worths:
        if worth.amount is not None:
            prices.append(Fraction(worth.amount))
        else:
            assert worth.percent_off is not None
            less = base - base * Fraction(worth.percent_off) / 100
            prices.append(rounded(less, currency, sale.rounding))
    return min(prices)


def in_force(
    sales: Sequence[Sale], base: Fraction, currency: str, at: datetime, quantity: int = 1
) -> Sale | None:
    """Of the sales whose window holds the moment, and that do not raise the price of so many
    units, the one that wins; each had its start."""
    best: Sale | None = None
    for sale in sales:
        if sale.state != "active" or at < sale.starts_at:
            continue
        if sale.ends_at is not None and at >= sale.ends_at:
            continue
        if worth_of(sale, base, currency, quantity) > base:
            continue
        if best is None or _beats(sale, best):
            best = sale
    return best


def price(
    sales: Sequence[Sale], base: Fraction, currency: str, at: datetime, quantity: int = 1
) -> Fraction:
    """More units never cost more each: the lowest of the prices of 1 to ``quantity`` units."""
    prices = []
    for units in range(1, quantity + 1):
        winner = in_force(sales, base, currency, at, units)
        prices.append(base if winner is None else worth_of(winner, base, currency, units))
    return min(prices)


def _beats(one: Sale, other: Sale) -> bool:
    if one.priority != other.priority:
        return one.priority > other.priority
    if one.starts_at != other.starts_at:
        return one.starts_at > other.starts_at
    return one.id > other.id
