"""Prices are computed exactly: rounding, percentages and what counts as a large step."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.money import AMOUNT_MAX, currency_exponent, plain
from app.pricing.engine.amounts import (
    RoundingRule,
    add_percent,
    margin_percent,
    percent_between,
    settle,
    significance,
)

Direction = Literal["nearest", "up", "down"]

CURRENCIES = st.sampled_from(["JPY", "USD", "KWD", "CLF"])
AMOUNTS = st.one_of(
    st.decimals(0, 200, places=4),
    st.decimals(0, AMOUNT_MAX, places=4),
    st.integers(0, 2_000).map(Decimal),
)
# What a computation leaves before it is rounded, below zero too.
WORKED_OUT = st.one_of(AMOUNTS, st.decimals(-100, 20_000, places=9))
STEPS = st.one_of(
    st.sampled_from(
        [Decimal(step) for step in ("0.05", "0.5", "1", "3", "5", "10", "100", "1000")]
    ),
    st.decimals("0.0001", 2_000, places=4),
)


@st.composite
def rules(draw: st.DrawFn) -> RoundingRule:
    step = draw(STEPS)
    # In ten-thousandths, as a body may carry it.
    ending = Decimal(draw(st.integers(0, int(step * 10_000) - 1))) / 10_000
    return RoundingRule(step, ending, draw(st.sampled_from(["nearest", "up", "down"])))


def half_up(value: Fraction, decimals: int) -> Fraction:
    """To the nearest multiple, found by looking at those around; the larger of two."""
    scaled = value * 10**decimals
    around = range(int(scaled) - 2, int(scaled) + 3)
    return Fraction(max(around, key=lambda n: (-abs(n - scaled), n)), 10**decimals)


def reference(amount: Decimal, currency: str, rule: RoundingRule | None) -> Fraction:
    """The same as `settle`, by looking at every price around that the rule allows."""
    value = max(Fraction(amount), Fraction(0))
    if rule is not None:
        to, ending = Fraction(rule.to), Fraction(rule.ending)
        first = max(int(value / to) - 2, 0)
        allowed = [number * to + ending for number in range(first, first + 6)]
        below = [price for price in allowed if price <= value]
        above = [price for price in allowed if price >= value]
        if not below or rule.direction == "up":
            value = above[0]
        elif rule.direction == "down":
            value = below[-1]
        else:
            value = below[-1] if value - below[-1] < above[0] - value else above[0]
    return min(half_up(value, currency_exponent(currency)), Fraction(AMOUNT_MAX))


@given(WORKED_OUT, CURRENCIES, st.none() | rules())
@example(Decimal(AMOUNT_MAX), "JPY", RoundingRule(Decimal(1000), Decimal(999), "up"))
@example(Decimal("0.49"), "USD", RoundingRule(Decimal(1), Decimal("0.99")))
@example(Decimal(15), "JPY", RoundingRule(Decimal(10)))
@example(Decimal("-0.001"), "USD", None)
def test_any_rounding_is_what_looking_at_all_prices_around_gives(
    amount: Decimal, currency: str, rule: RoundingRule | None
) -> None:
    settled = settle(amount, currency, rule)
    assert Fraction(settled) == reference(amount, currency, rule)
    assert 0 <= settled <= AMOUNT_MAX
    assert settled.as_tuple().exponent == -currency_exponent(currency)
    assert not settled.is_signed()


@given(AMOUNTS, rules())
def test_a_rounded_price_stays_where_it_is(amount: Decimal, rule: RoundingRule) -> None:
    # A currency with as many decimals as the rule may have.
    settled = settle(amount, "CLF", rule)
    assert settled == AMOUNT_MAX or settle(settled, "CLF", rule) == settled


@pytest.mark.parametrize(
    ("amount", "currency", "to", "ending", "direction", "settled"),
    [
        # To ¥10.
        ("1984", "JPY", "10", "0", "nearest", "1980"),
        ("1985", "JPY", "10", "0", "nearest", "1990"),
        ("1984.9999", "JPY", "10", "0", "nearest", "1980"),
        ("1981", "JPY", "10", "0", "up", "1990"),
        ("1989", "JPY", "10", "0", "down", "1980"),
        ("1980", "JPY", "10", "0", "up", "1980"),
        ("1980", "JPY", "10", "0", "down", "1980"),
        # To x.99.
        ("19.50", "USD", "1", "0.99", "nearest", "19.99"),
        ("19.49", "USD", "1", "0.99", "nearest", "19.99"),
        ("19.48", "USD", "1", "0.99", "nearest", "18.99"),
        ("20.00", "USD", "1", "0.99", "nearest", "19.99"),
        ("20.00", "USD", "1", "0.99", "up", "20.99"),
        ("19.98", "USD", "1", "0.99", "down", "18.99"),
        ("19.99", "USD", "1", "0.99", "down", "19.99"),
        # To ¥x80.
        ("1930", "JPY", "100", "80", "nearest", "1980"),
        ("1929", "JPY", "100", "80", "nearest", "1880"),
        # What lies below the smallest price of the rule becomes that one, never less than 0.
        ("0.10", "USD", "1", "0.99", "down", "0.99"),
        ("0", "USD", "1", "0.99", "nearest", "0.99"),
        ("-5", "USD", "1", "0.99", "down", "0.99"),
        ("4", "JPY", "10", "0", "nearest", "0"),
        ("4", "JPY", "10", "0", "down", "0"),
        ("-7", "JPY", "10", "0", "up", "0"),
        # A rule that is finer than the currency gives way to the currency.
        ("7.3", "JPY", "0.5", "0", "nearest", "8"),
        ("1.23456", "KWD", "0.005", "0", "nearest", "1.235"),
        # Thirds have no end and are rounded as if they had.
        ("4.5", "USD", "3", "0", "nearest", "6.00"),
        ("4.4999999", "USD", "3", "0", "nearest", "3.00"),
        # Beyond the largest amount there is none.
        ("999999999999", "JPY", "10", "0", "up", "999999999999"),
    ],
)
def test_rounding_by_a_rule(
    amount: str, currency: str, to: str, ending: str, direction: Direction, settled: str
) -> None:
    rule = RoundingRule(Decimal(to), Decimal(ending), direction)
    assert plain(settle(Decimal(amount), currency, rule)) == settled


def test_the_nearest_price_unless_a_direction_is_named() -> None:
    assert settle(Decimal(1984), "JPY", RoundingRule(Decimal(10))) == 1980


@pytest.mark.parametrize(
    ("amount", "currency", "settled"),
    [
        ("1980.5", "JPY", "1981"),
        ("1980.4999", "JPY", "1980"),
        ("19.805", "USD", "19.81"),
        ("19.8049", "USD", "19.80"),
        ("1.2345", "KWD", "1.235"),
        ("1.2344", "KWD", "1.234"),
        ("0.5", "JPY", "1"),
        ("0.4", "JPY", "0"),
        ("-0.4", "JPY", "0"),
        ("-12", "USD", "0.00"),
        ("1000000000000", "USD", "999999999999.00"),
    ],
)
def test_rounding_to_the_currency(amount: str, currency: str, settled: str) -> None:
    assert plain(settle(Decimal(amount), currency)) == settled


@given(AMOUNTS, st.decimals(-1_000, 1_000_000, places=4))
@example(AMOUNT_MAX - Decimal("0.0001"), Decimal("999999.9999"))
def test_percent_is_added_without_rounding(amount: Decimal, percent: Decimal) -> None:
    exact = Fraction(amount) * (100 + Fraction(percent)) / 100
    assert Fraction(add_percent(amount, percent)) == exact


def rounded_percent(value: Fraction) -> Fraction:
    """Two decimals, a half away from zero."""
    return half_up(value, 2) if value >= 0 else -half_up(-value, 2)


@given(AMOUNTS, AMOUNTS)
@example(Decimal("0.0001"), AMOUNT_MAX)
@example(Decimal(800), Decimal("799.96"))
def test_percent_between_two_prices(before: Decimal, amount: Decimal) -> None:
    percent = percent_between(before, amount)
    if before == 0:
        assert percent is None
    else:
        assert percent is not None
        moved = (Fraction(amount) - Fraction(before)) * 100 / Fraction(before)
        assert Fraction(percent) == rounded_percent(moved)
        assert percent.as_tuple().exponent == -2


@given(AMOUNTS, AMOUNTS)
@example(Decimal("0.0001"), AMOUNT_MAX)
def test_margin_is_of_the_price(amount: Decimal, cost: Decimal) -> None:
    percent = margin_percent(amount, cost)
    if amount == 0:
        assert percent is None
    else:
        assert percent is not None
        left = (Fraction(amount) - Fraction(cost)) * 100 / Fraction(amount)
        assert Fraction(percent) == rounded_percent(left)


def test_named_percentages() -> None:
    assert str(percent_between(Decimal(1000), Decimal(875))) == "-12.50"
    assert str(percent_between(Decimal(800), Decimal("800.04"))) == "0.01"
    assert str(percent_between(Decimal(800), Decimal("799.96"))) == "-0.01"
    assert percent_between(None, Decimal(875)) is None
    assert percent_between(Decimal(0), Decimal(875)) is None
    assert str(margin_percent(Decimal(1000), Decimal(750))) == "25.00"
    assert str(margin_percent(Decimal(750), Decimal(1000))) == "-33.33"
    assert str(margin_percent(Decimal(1000), Decimal(0))) == "100.00"
    assert margin_percent(Decimal(1000), None) is None
    assert margin_percent(Decimal(0), Decimal(1)) is None


@pytest.mark.parametrize(
    ("before", "amount", "said"),
    [
        ("1000", "1000", None),
        ("1000", "1000.0001", "minor"),
        ("1000", "1049.9999", "minor"),
        ("1000", "1050", "significant"),
        ("1000", "1149.9999", "significant"),
        ("1000", "1150", "major"),
        ("1000", "950.0001", "minor"),
        ("1000", "950", "significant"),
        ("1000", "850.0001", "significant"),
        ("1000", "850", "major"),
        ("1000", "0", "major"),
        # 4.9999 % and 14.9999 %: shown as 5.00 and 15.00, and yet below.
        ("100000", "104999.9", "minor"),
        ("100000", "114999.9", "significant"),
        ("0", "1000", None),
        ("0", "0", None),
        ("0.0001", "0.0002", "major"),
        (str(AMOUNT_MAX), str(AMOUNT_MAX - 1), "minor"),
    ],
)
def test_how_much_a_step_counts(before: str, amount: str, said: str | None) -> None:
    assert significance(Decimal(before), Decimal(amount)) == said


def test_the_first_price_is_no_step() -> None:
    assert significance(None, Decimal(1000)) is None


@given(AMOUNTS, AMOUNTS)
def test_any_step_counts_as_its_exact_percentage_says(before: Decimal, amount: Decimal) -> None:
    if before == 0 or before == amount:
        expected = None
    else:
        moved = abs(Fraction(amount) - Fraction(before)) / Fraction(before)
        expected = ("minor", "significant", "major")[
            (moved >= Fraction(5, 100)) + (moved >= Fraction(15, 100))
        ]
    assert significance(before, amount) == expected


@given(st.integers(1, 10**12), st.sampled_from([5, 15]), st.sampled_from([-1, 1]))
def test_the_bounds_themselves_at_any_height(hundreds: int, bound: int, sign: int) -> None:
    before = Decimal(hundreds * 100).scaleb(-4)
    step = before * bound / 100
    below = step - Decimal("0.0001")
    at = {5: "significant", 15: "major"}
    under = {5: "minor", 15: "significant"}
    assert significance(before, before + sign * step) == at[bound]
    assert significance(before, before + sign * below) == under[bound]
