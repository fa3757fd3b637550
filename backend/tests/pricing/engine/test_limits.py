"""Each rule of a guard at its bound and just beside it, and which guard decides."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.money import AMOUNT_MAX
from app.pricing.engine.limits import SCALE, Guard, check, limits_for, strictest
from app.pricing.types import GuardMode, GuardRule

PRICE: dict[str, Any] = {
    "price_list": "default",
    "category": "Tea/Green",
    "item_id": 1,
    "currency": "JPY",
}


def guard(**rules: Any) -> Guard:
    words: dict[str, Any] = {"id": 1, "name": "Guard", "mode": "block"}
    return Guard(**words | rules)


def broken(
    amount: str | Decimal, *guards: Guard, was: str | None = None, cost: str | None = None
) -> list[str]:
    """The rules that the price breaks, in their order."""
    hits = check(
        Decimal(amount),
        limits_for(guards, **PRICE),
        price_list="default",
        reference=None if was is None else Decimal(was),
        cost=None if cost is None else Decimal(cost),
    )
    return [hit.rule for hit in hits]


UP = guard(max_increase_percent=Decimal(30))
DOWN = guard(max_decrease_percent=Decimal("12.5"))
FLOOR = guard(floor=Decimal(500), currency="JPY")
CEILING = guard(ceiling=Decimal(500), currency="JPY")
MARGIN = guard(min_margin_percent=Decimal(25))
LOSS = guard(min_margin_percent=Decimal(-10))
ZERO = guard(refuse_zero=True)
SLIP = guard(refuse_scale=True)

# Rule, price before, cost, the last price that passes, the first that does not.
BOUNDS = [
    (UP, "max_increase", "1000", None, "1300", "1300.0001"),
    (UP, "max_increase", "0.03", None, "0.039", "0.0391"),
    (DOWN, "max_decrease", "1000", None, "875", "874.9999"),
    (DOWN, "max_decrease", "0.01", None, "0.0088", "0.0087"),
    (FLOOR, "floor", None, None, "500", "499.9999"),
    (CEILING, "ceiling", None, None, "500", "500.0001"),
    (MARGIN, "margin", None, "750", "1000", "999.9999"),
    (LOSS, "margin", None, "1100", "1000", "999.9999"),
    (ZERO, "zero", None, None, "0.0001", "0"),
    (SLIP, "scale", "1000", None, "4999.9999", "5000"),
    (SLIP, "scale", "1000", None, "200.0001", "200"),
]


@pytest.mark.parametrize(("rule", "name", "was", "cost", "passes", "fails"), BOUNDS)
def test_each_rule_at_its_bound(
    rule: Guard, name: str, was: str | None, cost: str | None, passes: str, fails: str
) -> None:
    assert broken(passes, rule, was=was, cost=cost) == []
    assert broken(fails, rule, was=was, cost=cost) == [name]


@pytest.mark.parametrize(
    ("was", "amount", "slips"),
    [
        # A decimal that slipped by one, two and three places.
        ("1980", "19800", True),
        ("1980", "198", True),
        ("19.80", "1980", True),
        ("1980", "19.80", True),
        ("1980", "1980000", True),
        # And one that comes with a small change.
        ("1980", "17820", True),
        ("1980", "220", True),
        ("1980", "1980", False),
        ("1980", "9899", False),
        ("1980", "397", False),
        ("1980", "9900", True),
        ("1980", "396", True),
    ],
)
def test_the_missed_decimal_point(was: str, amount: str, slips: bool) -> None:
    assert broken(amount, SLIP, was=was) == (["scale"] if slips else [])


def test_a_free_item_and_a_first_price_are_no_slip_and_any_price_after_zero_is_one() -> None:
    assert broken("0", SLIP, was="1000") == []
    assert broken("1000", SLIP, was="0") == ["scale"]
    assert broken("1000", SLIP) == []


def test_without_a_price_before_nothing_is_a_step() -> None:
    assert broken("1000", UP, DOWN, was=None) == []


def test_after_a_price_of_zero_any_price_is_an_increase() -> None:
    assert broken("0.0001", UP, was="0") == ["max_increase"]
    assert broken("0", UP, DOWN, was="0") == []


def test_the_step_down_to_nothing() -> None:
    assert broken("0", guard(max_decrease_percent=Decimal(100)), was="1000") == []
    assert broken("0", guard(max_decrease_percent=Decimal("99.99")), was="1000") == ["max_decrease"]


def test_an_unknown_cost_says_nothing_of_the_margin() -> None:
    assert broken("1", MARGIN, cost=None) == []


def test_a_price_of_zero_has_no_margin_where_the_item_costs_something() -> None:
    assert broken("0", MARGIN, cost="1") == ["margin"]
    assert broken("0", LOSS, cost="1") == ["margin"]
    assert broken("0", MARGIN, cost="0") == []


def test_a_bound_of_zero_is_a_bound() -> None:
    assert broken("0.0001", guard(ceiling=Decimal(0), currency="JPY")) == ["ceiling"]
    assert broken("999", guard(min_margin_percent=Decimal(0)), cost="1000") == ["margin"]
    assert broken("1000", guard(min_margin_percent=Decimal(0)), cost="1000") == []


def test_the_strictest_come_first() -> None:
    rules = [
        replace(ZERO, id=1, mode="warn"),
        replace(MARGIN, id=2, mode="block", currency="JPY"),
        replace(DOWN, id=3, mode="approve", price_list="default"),
        replace(FLOOR, id=4, mode="approve", category="Tea"),
    ]
    assert broken("0", *rules, was="1000", cost="10") == ["margin", "floor", "max_decrease", "zero"]


def test_what_hits_ask_for_together() -> None:
    (hit,) = check(Decimal(0), limits_for([ZERO], **PRICE), price_list="default")

    def ask(*modes: GuardMode) -> GuardMode | None:
        return strictest([hit.model_copy(update={"mode": mode}) for mode in modes])

    assert ask() is None
    assert ask("warn") == "warn"
    assert ask("warn", "approve", "warn") == "approve"
    assert ask("approve", "block", "warn") == "block"


def test_what_a_hit_says() -> None:
    limits = limits_for(
        [guard(id=7, name="Tea", mode="approve", max_increase_percent=Decimal("30.00"))], **PRICE
    )
    (hit,) = check(Decimal(2000), limits, price_list="web", reference=Decimal(1500))
    assert hit.model_dump(mode="json") == {
        "rule": "max_increase",
        "mode": "approve",
        "guard_id": 7,
        "guard_name": "Tea",
        "price_list": "web",
        "amount": "2000",
        "limit": "30.00",
        "value": "33.33",
        "measured_from": "1500",
    }


@pytest.mark.parametrize(
    ("rule", "amount", "limit", "value"),
    [
        (DOWN, "500", "12.5", "-50.00"),
        (SLIP, "10", None, "-99.00"),
        (ZERO, "0", None, "0"),
        (FLOOR, "100", "500", "100"),
        (CEILING, "900", "500", "900"),
    ],
)
def test_limit_and_value_of_a_hit(
    rule: Guard, amount: str, limit: str | None, value: str | None
) -> None:
    (hit,) = check(
        Decimal(amount),
        limits_for([rule], **PRICE),
        price_list="default",
        reference=Decimal(1000),
        cost=Decimal(800),
    )
    assert (hit.limit, hit.value) == (limit, value)
    (said,) = limits_for([rule], **PRICE)
    assert (said.out().limit, said.out().rule, said.out().guard_id) == (limit, hit.rule, 1)


def test_a_hit_of_the_margin_tells_no_figure() -> None:
    """With the price, the margin would tell the cost, and the smallest margin a bound of it."""
    limits = limits_for([MARGIN], **PRICE)
    (hit,) = check(Decimal(900), limits, price_list="default", cost=Decimal(800))
    assert (hit.rule, hit.limit, hit.value) == ("margin", None, None)
    assert [limit.out().limit for limit in limits] == ["25"]


# From the widest to the closest: each wins over all before it.
CLOSER_AND_CLOSER = [
    guard(id=12),
    guard(id=11),
    guard(id=10, currency="JPY"),
    guard(id=9, price_list="default"),
    guard(id=8, price_list="default", currency="JPY"),
    guard(id=7, category="tea"),
    guard(id=6, category="Tea", price_list="default"),
    guard(id=5, category="TEA/green"),
    guard(id=4, category="Tea/Green", price_list="default", currency="JPY"),
    guard(id=3, item_id=1),
    guard(id=2, item_id=1, category="Tea"),
    guard(id=1, item_id=1, category="Tea", price_list="default"),
]


@pytest.mark.parametrize("last", range(1, len(CLOSER_AND_CLOSER)))
def test_of_equal_limits_that_of_the_closest_guard_is_named(last: int) -> None:
    guards = [replace(one, ceiling=Decimal(5)) for one in CLOSER_AND_CLOSER[: last + 1]]
    for order in (guards, guards[::-1]):
        (limit,) = limits_for(order, **PRICE)
        assert limit.guard_id == guards[last].id


@pytest.mark.parametrize("strict", range(len(CLOSER_AND_CLOSER)))
def test_the_strictest_guard_decides_however_widely_it_is_meant(strict: int) -> None:
    guards = [
        replace(one, ceiling=Decimal(4 if number == strict else 5))
        for number, one in enumerate(CLOSER_AND_CLOSER)
    ]
    for order in (guards, guards[::-1]):
        (limit,) = limits_for(order, **PRICE)
        assert (limit.guard_id, limit.value) == (guards[strict].id, Decimal(4))


def test_each_rule_is_looked_up_by_itself() -> None:
    everything = guard(
        id=1, max_increase_percent=Decimal(30), floor=Decimal(100), refuse_zero=True, mode="warn"
    )
    tea = guard(id=2, category="Tea", floor=Decimal(500), mode="approve")
    item = guard(id=3, item_id=1, max_increase_percent=Decimal(5), floor=Decimal(50))
    limits = limits_for([item, everything, tea], **PRICE)
    assert sorted((limit.rule, limit.guard_id, limit.mode) for limit in limits) == [
        # The milder one of the category begins earlier, so both say something.
        ("floor", 2, "approve"),
        ("floor", 3, "block"),
        ("max_increase", 3, "block"),
        ("zero", 1, "warn"),
    ]
    (hit,) = check(Decimal(40), limits, price_list="default")
    assert (hit.rule, hit.mode, hit.guard_id) == ("floor", "block", 3)
    (hit,) = check(Decimal(60), limits, price_list="default")
    assert (hit.rule, hit.mode, hit.guard_id) == ("floor", "approve", 2)


def test_a_closer_guard_does_not_allow_what_a_wider_one_forbids() -> None:
    everything = guard(id=1, refuse_zero=True, refuse_scale=True)
    gifts = guard(id=2, category="Tea", refuse_zero=False, mode="warn")
    assert broken("0", everything, gifts, was="1000") == ["zero"]
    assert broken("1", everything, gifts, was="1000") == ["scale"]


def test_an_item_keeps_the_guards_of_a_category_that_it_left() -> None:
    tea = guard(category="Tea", floor=Decimal(500))
    moved = PRICE | {"category": "Gifts"}
    assert limits_for([tea], **moved) == ()
    assert [limit.rule for limit in limits_for([tea], **moved, left_categories=("tea/green",))] == [
        "floor"
    ]


@pytest.mark.parametrize(
    "stranger",
    [
        guard(item_id=2),
        guard(price_list="web"),
        guard(currency="USD"),
        guard(category="Tea/Green/Uji"),
        guard(category="Tea/Gre"),
        guard(category="Te"),
        guard(category="Green"),
    ],
)
def test_a_guard_of_something_else_says_nothing(stranger: Guard) -> None:
    assert limits_for([replace(stranger, refuse_zero=True)], **PRICE) == ()


def test_an_item_without_category_is_in_none() -> None:
    uncategorised = PRICE | {"category": None}
    assert limits_for([guard(category="Tea", refuse_zero=True)], **uncategorised) == ()
    assert len(limits_for([guard(refuse_zero=True)], **uncategorised)) == 1


def test_bounds_of_another_currency_do_not_count() -> None:
    dollars = guard(ceiling=Decimal(20), currency="USD")
    assert broken("1980", dollars) == []
    (limit,) = limits_for([dollars], **PRICE | {"currency": "USD"})
    assert limit.value == 20


AMOUNTS = st.one_of(
    st.sampled_from([Decimal(n) for n in ("0", "0.0001", "100", "125", "800", "1000", "8000")]),
    st.decimals(0, 2_000, places=4),
    st.decimals(0, AMOUNT_MAX, places=4),
)
PERCENTS = st.sampled_from([Decimal(n) for n in ("0.01", "5", "12.50", "30", "99.99", "100")])
BANS = st.none() | st.booleans()
GUARDS = st.builds(
    Guard,
    id=st.just(0),
    name=st.just("Guard"),
    mode=st.sampled_from(get_args(GuardMode)),
    price_list=st.sampled_from([None, "default", "web"]),
    category=st.sampled_from([None, "Tea", "tea/green", "Te", "Tea/Black"]),
    item_id=st.sampled_from([None, 1, 2]),
    currency=st.sampled_from([None, "JPY", "USD"]),
    max_increase_percent=st.none() | PERCENTS,
    max_decrease_percent=st.none() | PERCENTS,
    floor=st.none() | AMOUNTS,
    ceiling=st.none() | AMOUNTS,
    min_margin_percent=st.none() | PERCENTS.map(lambda percent: percent - 50),
    refuse_zero=BANS,
    refuse_scale=BANS,
)
FIELDS: dict[GuardRule, str] = {
    "max_increase": "max_increase_percent",
    "max_decrease": "max_decrease_percent",
    "floor": "floor",
    "ceiling": "ceiling",
    "margin": "min_margin_percent",
    "zero": "refuse_zero",
    "scale": "refuse_scale",
}


def speaks(one: Guard) -> bool:
    return (
        one.item_id in (None, 1)
        and one.price_list in (None, "default")
        and one.currency in (None, "JPY")
        and one.category in (None, "Tea", "tea/green")
    )


def breaks(
    rule: GuardRule, bound: Fraction, amount: Fraction, was: Fraction | None, cost: Fraction | None
) -> bool:
    """The words of the contract, one by one, in exact numbers."""
    match rule:
        case "floor":
            return amount < bound
        case "ceiling":
            return amount > bound
        case "zero":
            return amount == 0
        case "margin" if cost is None:
            return False
        case "margin" if amount == 0:
            return cost is not None and cost > 0
        case "margin":
            assert cost is not None
            return (amount - cost) / amount * 100 < bound
        case _ if was is None:
            return False
        case "scale":
            return amount > 0 and (was == 0 or max(amount / was, was / amount) >= SCALE)
        case "max_increase" if was == 0:
            return amount > 0
        case "max_increase":
            return (amount / was - 1) * 100 > bound
        case "max_decrease":
            return was > 0 and (1 - amount / was) * 100 > bound


def exact(amount: Decimal | None) -> Fraction | None:
    return None if amount is None else Fraction(amount)


@given(st.lists(GUARDS, max_size=8), AMOUNTS, st.none() | AMOUNTS, st.none() | AMOUNTS)
@example([guard(max_increase_percent=Decimal(30))], Decimal(1300), Decimal(1000), None)
def test_any_guards_say_what_a_reading_of_each_rule_says(
    given_guards: list[Guard], amount: Decimal, was: Decimal | None, cost: Decimal | None
) -> None:
    guards = [replace(one, id=number) for number, one in enumerate(given_guards, start=1)]
    modes = get_args(GuardMode)
    expected: dict[GuardRule, GuardMode] = {}
    for rule, name in FIELDS.items():
        broken_modes = [
            one.mode
            for one in guards
            if speaks(one)
            and getattr(one, name) is not None
            and getattr(one, name) is not False
            and breaks(
                rule, Fraction(getattr(one, name)), Fraction(amount), exact(was), exact(cost)
            )
        ]
        if broken_modes:
            expected[rule] = max(broken_modes, key=modes.index)
    hits = check(
        amount, limits_for(guards, **PRICE), price_list="default", reference=was, cost=cost
    )
    assert {hit.rule: hit.mode for hit in hits} == expected
    strict = [get_args(GuardMode).index(hit.mode) for hit in hits]
    assert strict == sorted(strict, reverse=True)
    assert strictest(hits) == (hits[0].mode if hits else None)
