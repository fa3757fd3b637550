"""Rules, held against the same words in plain fractions."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.core.money import AMOUNT_MAX, currency_exponent
from app.pricing.engine.amounts import RoundingRule
from app.repricing.previewing import weight
from app.repricing.rules import Rule, check_amounts
from app.repricing.schemas import BulkCreate

EXPONENTS = {"JPY": 0, "USD": 2, "KWD": 3}
KINDS: list[Literal["set", "percent", "amount", "match"]] = ["set", "percent", "amount", "match"]
currencies = st.sampled_from(sorted(EXPONENTS))


def amounts(exponent: int, most: int = 10**12 - 1) -> st.SearchStrategy[Decimal]:
    steps = st.integers(0, min(most * 10**exponent, 10**15))
    return steps.map(lambda number: Decimal(number).scaleb(-exponent))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rule, Decimal, str, Decimal | None]:
    currency = draw(currencies)
    exponent = EXPONENTS[currency]
    kind = draw(st.sampled_from(KINDS))
    value = draw(st.decimals(-(10**6), 10**6, places=4))
    if kind in {"set", "amount"}:
        value = draw(amounts(exponent, 10**9))
        value = -value if kind == "amount" and draw(st.booleans()) else value
    rounding = None
    if draw(st.booleans()):
        to = draw(amounts(exponent, 10_000).filter(bool))
        ending = draw(amounts(exponent, 10_000)) % to
        rounding = RoundingRule(to, ending, draw(st.sampled_from(["nearest", "up", "down"])))
    rule = Rule(kind, value, "cost" if kind == "match" else None, None, rounding)
    matched = draw(st.none() | amounts(exponent))
    return rule, draw(amounts(exponent)), currency, matched


def reference(rule: Rule, old: Decimal, currency: str, matched: Decimal | None) -> Fraction:
    value = Fraction(rule.value)
    if rule.kind == "match" and matched is None:
        return Fraction(old)
    base = Fraction(matched if rule.kind == "match" and matched is not None else old)
    ruled = {
        "set": value,
        "amount": base + value,
    }.get(rule.kind, base * (100 + value) / 100)
    exact = max(ruled, Fraction(0))
    if rule.rounding is not None:
        exact = on_the_grid(exact, rule.rounding)
    quantum = Fraction(1, 10 ** currency_exponent(currency))
    return min(floor(exact / quantum + Fraction(1, 2)) * quantum, Fraction(AMOUNT_MAX))


def on_the_grid(exact: Fraction, rounding: RoundingRule) -> Fraction:
    """The point of the grid that the direction asks for; the lowest is the ending itself."""
    to, ending = Fraction(rounding.to), Fraction(rounding.ending)
    nearby = floor((exact - ending) / to)
    points = [to * step + ending for step in range(max(nearby - 1, 0), max(nearby, 0) + 3)]
    below = [point for point in points if point <= exact]
    match rounding.direction:
        case "down":
            return max(below, default=points[0])
        case "up":
            return min(point for point in points if point >= exact)
        case _:
            return min(points, key=lambda point: (abs(point - exact), -point))


@given(cases())
def test_a_rule_computes_what_its_words_say(
    case: tuple[Rule, Decimal, str, Decimal | None],
) -> None:
    rule, old, currency, matched = case
    new = rule.new_amount(old, currency, matched)
    assert Fraction(new) == reference(rule, old, currency, matched)
    if rule.kind == "match" and matched is None:
        return
    assert -new.as_tuple().exponent == EXPONENTS[currency]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("kind", "value", "old", "rounding", "new"),
    [
        ("percent", "-150", "80", None, "0"),
        ("amount", "-100", "80", None, "0"),
        ("percent", "10", "105", None, "116"),
        ("percent", "10", "104", ("10", "0", "nearest"), "110"),
        ("percent", "0", "1995", ("100", "80", "down"), "1980"),
        ("percent", "0", "50", ("100", "80", "down"), "80"),
        ("percent", "1000000000", "999999999999", None, "999999999999"),
    ],
)
def test_at_the_edges(
    kind: Literal["percent", "amount"],
    value: str,
    old: str,
    rounding: tuple[str, str, Literal["nearest", "down"]] | None,
    new: str,
) -> None:
    told = rounding and RoundingRule(Decimal(rounding[0]), Decimal(rounding[1]), rounding[2])
    rule = Rule(kind, Decimal(value), rounding=told or None)
    assert str(rule.new_amount(Decimal(old), "JPY")) == new


@given(st.integers(0, 10**12 - 1).map(Decimal), st.integers(0, 10**12 - 1).map(Decimal))
def test_weights_put_the_strictest_first_and_then_what_moves_most(
    old: Decimal, new: Decimal
) -> None:
    plain, warned, asked, blocked = (
        weight(old, new, mode) for mode in (None, "warn", "approve", "block")
    )
    assert 0 <= plain < warned < asked < blocked < 2**63
    assert (plain == 0) == (old == new)
    further = new + abs(new - old) if new >= old else max(new - abs(new - old), Decimal(0))
    assert weight(old, further, None) >= plain
    assert ceil(plain) == plain


def body(**fields: Any) -> BulkCreate:
    told = {"currency": "JPY", "reason": "spring", "rule": {"kind": "percent", "value": "1"}}
    return BulkCreate.model_validate(told | fields)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("rule.value", {"rule": {"kind": "set", "value": "19.85"}}),
        ("rule.value", {"rule": {"kind": "amount", "value": "-0.5"}}),
        ("rounding.to", {"rounding": {"to": "0.5"}}),
        ("rounding.ending", {"rounding": {"to": "10", "ending": "0.99"}}),
        ("filter.min_amount", {"filter": {"min_amount": "9.9"}}),
        ("filter.max_amount", {"filter": {"max_amount": "9.9"}}),
    ],
)
def test_amounts_have_no_more_decimals_than_the_currency(
    field: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        check_amounts(body(**fields))
    assert [error.field for error in refused.value.errors] == [field]
    check_amounts(body(**fields | {"currency": "USD"}))
