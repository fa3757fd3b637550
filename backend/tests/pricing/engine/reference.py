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
    worth: Worth = sale.worth
    for tier in sale.tiers:
        if worth.min_quantity <= tier.min_quantity <= quantity:
            worth = tier
    if worth.amount is not None:
        return Fraction(worth.amount)
    assert worth.percent_off is not None
    return rounded(base - base * Fraction(worth.percent_off) / 100, currency, sale.rounding)


def in_force(sales: Sequence[Sale], at: datetime) -> Sale | None:
    """Of the sales whose window holds the moment the one that wins; each had its start."""
    best: Sale | None = None
    for sale in sales:
        if sale.state != "active" or at < sale.starts_at:
            continue
        if sale.ends_at is not None and at >= sale.ends_at:
            continue
        if best is None or _beats(sale, best):
            best = sale
    return best


def price(
    sales: Sequence[Sale], base: Fraction, currency: str, at: datetime, quantity: int = 1
) -> Fraction:
    winner = in_force(sales, at)
    return base if winner is None else worth_of(winner, base, currency, quantity)


def _beats(one: Sale, other: Sale) -> bool:
    if one.priority != other.priority:
        return one.priority > other.priority
    if one.starts_at != other.starts_at:
        return one.starts_at > other.starts_at
    return one.id > other.id
