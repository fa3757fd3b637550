"""Is the effective price what a plain look at all layers says, at every moment and however the
time until then was walked?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import at_scale
from app.core.zones import moment_of
from app.pricing.engine.amounts import RoundingRule
from app.pricing.engine.layers import (
    Clearance,
    Layers,
    ListNode,
    Sale,
    Worth,
    base_trail,
    because_of,
    sale_trail,
)
from app.pricing.engine.limits import Limit, Limits
from app.pricing.types import GuardMode
from tests.pricing.engine import reference

# The hours around the end of summer time in London: of 00:30Z and 01:30Z the clocks show 01:30.
START = datetime(2027, 10, 30, 22, tzinfo=UTC)
HOURS = 12
ROUNDINGS = {
    "JPY": [None, RoundingRule(Decimal(10)), RoundingRule(Decimal(100), Decimal(98), "up")],
    "USD": [None, RoundingRule(Decimal(1), Decimal("0.99"), "down"), RoundingRule(Decimal("0.25"))],
    "KWD": [None, RoundingRule(Decimal("0.005"), direction="up")],
}
BASES = {"JPY": Decimal(1980), "USD": Decimal("19.99"), "KWD": Decimal("6.125")}
currencies = st.sampled_from(sorted(BASES))
percents = st.sampled_from(["0.01", "5", "12.5", "33.33", "50", "99.99", "100"]).map(Decimal)


def hour(number: float) -> datetime:
    return START + timedelta(hours=number)


def sale(number: int, starts: float, ends: float | None, **words: Any) -> Sale:
    """A sale at 100, from one hour to another."""
    return Sale(
        id=number,
        name=f"Sale {number}",
        starts_at=hour(starts),
        ends_at=None if ends is None else hour(ends),
        time_zone="UTC",
        **{"worth": Worth(Decimal(100), None)} | words,
    )


def layers(*sales: Sale, **words: Any) -> Layers:
    given: dict[str, Any] = {"price_list": "default", "currency": "JPY", "base": Decimal(1000)}
    return Layers(**given | {"settled_at": hour(0), "sales": sales} | words)


def moments() -> st.SearchStrategy[datetime]:
    """Few enough that starts, ends and questions often fall together."""
    halves = st.integers(0, HOURS * 2).map(lambda half: hour(half / 2))
    edge = st.sampled_from([timedelta(), timedelta(microseconds=1), timedelta(microseconds=-1)])
    return st.builds(lambda moment, by: moment + by, halves, edge).map(lambda m: max(m, hour(0)))


@st.composite
def worths(draw: st.DrawFn, currency: str, min_quantity: int = 1) -> Worth:
    if draw(st.booleans()):
        return Worth(None, draw(percents), min_quantity)
    amount = Decimal(draw(st.integers(0, 3_000))).scaleb(-reference.DECIMALS[currency])
    return Worth(amount, None, min_quantity)


@st.composite
def windows(draw: st.DrawFn) -> tuple[datetime, datetime | None]:
    """As people write them: in the time of a place, with the offset where it is needed."""
    zone = draw(st.sampled_from(["UTC", "Europe/London", "Asia/Tokyo"]))
    first, last = sorted(draw(st.lists(st.integers(0, 24), min_size=2, max_size=2, unique=True)))
    starts, ends = (
        moment_of(hour(half / 2).astimezone(ZoneInfo(zone)).isoformat(), zone)
        for half in (first, last)
    )
    return starts, draw(st.sampled_from([ends, None]))


@st.composite
def many_layers(draw: st.DrawFn) -> Layers:
    currency = draw(currencies)
    sales = []
    for number in range(draw(st.integers(0, 5))):
        starts_at, ends_at = draw(windows())
        tiers = draw(st.lists(st.integers(2, 9), max_size=3, unique=True).map(sorted))
        sales.append(
            Sale(
                id=number + 1,
                name=f"Sale {number + 1}",
                worth=draw(worths(currency)),
                starts_at=starts_at,
                ends_at=ends_at,
                time_zone="UTC",
                priority=draw(st.integers(0, 2)),
                rounding=draw(st.sampled_from(ROUNDINGS[currency])),
                tiers=tuple(draw(worths(currency, quantity)) for quantity in tiers),
                state=draw(st.sampled_from(["active"] * 5 + ["suspended", "removed"])),
            )
        )
    order = draw(st.permutations(sales))
    return layers(*order, currency=currency, base=BASES[currency])


@given(many_layers(), moments(), st.integers(1, 10))
def test_the_price_is_what_a_plain_look_at_all_layers_says(
    made: Layers, moment: datetime, quantity: int
) -> None:
    then = made.at(moment)
    expected = reference.price(made.sales, Fraction(made.base), made.currency, moment, quantity)
    winner = reference.in_force(made.sales, Fraction(made.base), made.currency, moment)
    assert Fraction(then.amount(quantity)) == expected
    now = then.winner()
    assert (now and now.id) == (winner and winner.id)
    assert then.settled_at == moment
    assert str(then.amount(quantity)) == str(at_scale(then.amount(quantity), made.currency))


@given(many_layers(), st.lists(moments(), max_size=5))
def test_the_timer_may_come_late_or_early_or_again(made: Layers, calls: list[datetime]) -> None:
    end = hour(HOURS + 1)
    at_once = made.advance(end)
    walked, current, reached = [], made, hour(0)
    for call in [*calls, end, end]:
        turns = current.advance(call)
        walked += turns
        current = turns[-1].layers if turns else current
        # Looking ahead is the same as having waited.
        reached = max(reached, call)
        assert current.at(reached) == made.at(reached)
    assert walked == at_once
    assert current.next_change() is None


@given(many_layers())
def test_each_start_and_end_is_told_once_at_its_moment(made: Layers) -> None:
    told = [
        (turn.at, one.id, event) for turn in made.advance(hour(24)) for one, event in turn.events
    ]
    expected = []
    for one in made.sales:
        if one.state == "active":
            expected.append((one.starts_at, one.id, "started"))
            if one.ends_at is not None:
                expected.append((one.ends_at, one.id, "ended"))
    assert sorted(told) == sorted(expected)
    assert [at for at, _, _ in told] == sorted(at for at, _, _ in told)
    versions = {one.id: one.version for one in made.sales}
    for turn in made.advance(hour(24)):
        for one, _ in turn.events:
            assert one.version == versions[one.id] + 1
            assert one in turn.layers.sales
            versions[one.id] = one.version


@given(many_layers(), moments())
def test_planned_changes_are_known_before(made: Layers, moment: datetime) -> None:
    then = made.at(moment)
    expected = [
        edge
        for one in made.sales
        if one.state == "active"
        for edge in (one.starts_at, one.ends_at)
        if edge is not None and edge > moment
    ]
    assert then.next_change() == min(expected, default=None)


@given(many_layers(), moments(), st.integers(1, 10))
def test_the_trail_ends_at_the_price(made: Layers, moment: datetime, quantity: int) -> None:
    then = made.at(moment)
    node = ListNode("default")
    trail = [*base_trail([node], then.base, then.currency), *sale_trail(then, quantity)]
    assert trail[-1].amount == then.amount(quantity)


def nodes(currency: str) -> st.SearchStrategy[list[ListNode]]:
    rule = st.one_of(
        st.just((None, Decimal(0))),
        st.tuples(st.just("percent"), st.sampled_from(["-100", "-12.5", "0.01", "250"])),
        st.tuples(st.just("fixed"), st.sampled_from(["-9999", "-1", "0.5", "120"])),
    )
    node = st.builds(
        lambda rule, rounding: ListNode(
            "", None, rule_kind=rule[0], rule_value=Decimal(rule[1]), rounding=rounding
        ),
        rule,
        st.sampled_from(ROUNDINGS[currency]),
    )
    return st.lists(node, max_size=4)


@given(st.data(), currencies)
def test_a_chain_of_lists(data: st.DataObject, currency: str) -> None:
    chain = data.draw(nodes(currency))
    own = BASES[currency]
    price, expected = own, Fraction(own)
    for node in chain:
        price = node.derive(price, currency)
        expected = reference.handed_down(node, expected, currency)
    assert Fraction(price) == expected
    trail = base_trail([*reversed(chain), ListNode("source")], own, currency)
    assert (trail[0].amount, trail[-1].amount) == (own, price)


def test_a_window_holds_its_first_moment_and_not_its_last() -> None:
    made = layers(sale(1, 1, 2))
    tick = timedelta(microseconds=1)
    prices = [made.at(moment).amount() for moment in (hour(1) - tick, hour(1))]
    prices += [made.at(moment).amount() for moment in (hour(2) - tick, hour(2))]
    assert prices == [1000, 100, 100, 1000]


def test_a_sale_is_in_force_when_its_start_was_settled_and_not_before() -> None:
    made = layers(sale(1, 0, 3))
    assert made.amount() == 1000
    assert made.at(hour(0)).amount() == 100


def test_a_start_that_lies_behind_happens_now() -> None:
    (turn,) = layers(sale(1, -2, 3)).advance(hour(1))
    assert turn.at == hour(0) == turn.layers.settled_at


def test_where_one_ends_the_next_begins_without_a_gap() -> None:
    made = layers(sale(1, 1, 2), sale(2, 2, 3, worth=Worth(Decimal(200), None)))
    turns: Any = made.advance(hour(3))
    assert [(turn.at, turn.layers.amount(), turn.cause) for turn in turns] == [
        (hour(1), 100, "sale_started"),
        (hour(2), 200, "sale_started"),
        (hour(3), 1000, "sale_ended"),
    ]


def test_the_lower_one_goes_on_when_the_higher_ends() -> None:
    made = layers(
        sale(1, 1, 4), sale(2, 2, 3, priority=5, worth=Worth(None, Decimal(50))), base=Decimal(1000)
    )
    prices = [made.at(hour(number)).amount() for number in range(5)]
    assert prices == [1000, 100, 500, 100, 1000]
    assert [turn.cause for turn in made.advance(hour(9))] == [
        "sale_started",
        "sale_started",
        "sale_ended",
        "sale_ended",
    ]


def test_nothing_ends_twice_and_what_loses_does_not_say_why_the_price_moved() -> None:
    high = sale(1, 1, 3, priority=5)
    middle = sale(2, 2, 9, priority=1, worth=Worth(Decimal(200), None))
    low = sale(3, 3, 9)
    turns: Any = layers(high, middle, low).advance(hour(9))
    told = [
        (turn.at, sorted((one.id, event) for one, event in turn.events), turn.cause)
        for turn in turns
    ]
    assert told[2:] == [
        (hour(3), [(1, "ended"), (3, "started")], "sale_ended"),
        (hour(9), [(2, "ended"), (3, "ended")], "sale_ended"),
    ]
    assert turns[2].layers.amount() == 200


def test_the_tier_that_is_reached_last_makes_the_price() -> None:
    tiers = (Worth(Decimal(90), None, 5), Worth(None, Decimal("92.5"), 10))
    made = layers(sale(1, 0, 3, tiers=tiers, rounding=RoundingRule(Decimal(10)))).at(hour(1))
    prices = [made.amount(quantity) for quantity in (1, 4, 5, 9, 10, 99)]
    # Percent are rounded, 75 to 80; an amount is what somebody said.
    assert prices == [100, 100, 90, 90, 80, 80]


@pytest.mark.parametrize(
    ("one", "other", "winner"),
    [
        # The priority comes before the start, and the start before the id.
        (sale(1, 1, 9, priority=1), sale(2, 2, 9), 1),
        (sale(2, 1, 9), sale(1, 2, 9), 1),
        (sale(1, 1, 9), sale(2, 1, 9), 2),
    ],
)
def test_which_of_two_wins(one: Sale, other: Sale, winner: int) -> None:
    for made in (layers(one, other), layers(other, one)):
        found = made.at(hour(3)).winner()
        assert found is not None
        assert found.id == winner


def floor_of(amount: int, mode: GuardMode) -> Limits:
    return (Limit("floor", mode, 7, "Guard", Decimal(amount)),)


@pytest.mark.parametrize("mode", ["approve", "block"])
def test_a_sale_that_breaks_a_rule_at_its_start_is_suspended(mode: GuardMode) -> None:
    made = layers(sale(1, 1, 3), limits=floor_of(101, mode))
    (turn,) = made.advance(hour(9))
    ((suspended, event),) = turn.events
    assert (event, suspended.state, suspended.version) == ("suspended", "suspended", 2)
    assert [hit.rule for hit in suspended.hits] == ["floor"]
    assert turn.layers.amount() == 1000
    assert turn.layers.next_change() is None
    # It does not come back by itself when the rule is gone.
    assert replace(turn.layers, limits=()).at(hour(2)).amount() == 1000


def test_a_sale_that_comes_out_from_under_another_is_asked() -> None:
    """The guard became stricter while a stronger sale hid it; the next one in the row is right."""
    low, fair, over = sale(1, 1, 9, priority=1), sale(2, 1, 9), sale(3, 2, 3, priority=2)
    fair = replace(fair, worth=Worth(Decimal(500), None))
    begun = layers(low, fair, over).at(hour(2))
    assert begun.winner() == next(one for one in begun.sales if one.id == 3)
    (turn,) = replace(begun, limits=floor_of(101, "block")).advance(hour(4))
    assert [(one.id, event) for one, event in turn.events] == [(3, "ended"), (1, "suspended")]
    assert turn.layers.amount() == 500
    assert turn.cause == "sale_ended"
    # While it makes the price it is not asked: what is in force is never changed by a guard.
    shown = layers(low, sale(4, 2, 3)).at(hour(2))
    (ended,) = replace(shown, limits=floor_of(101, "block")).advance(hour(4))
    assert [(one.id, event) for one, event in ended.events] == [(4, "ended")]


def test_a_warning_does_not_stop_a_sale() -> None:
    made = layers(sale(1, 1, 3), limits=floor_of(101, "warn"))
    first, _ = made.advance(hour(9))
    ((started, event),) = first.events
    assert event == "started"
    assert first.layers.amount() == 100
    assert [hit.rule for hit in started.hits] == ["floor"]


def test_a_tier_is_asked_as_the_price_for_one_unit_is() -> None:
    tier = Worth(None, Decimal(95), 10)
    cheap = sale(1, 1, 3, tiers=(tier,))
    (turn,) = layers(cheap, limits=floor_of(60, "block")).advance(hour(2))
    assert turn.events[0][1] == "suspended"
    assert turn.events[0][0].hits[0].amount == 50


def cleared(**other: Any) -> Sale:
    words = {"amounts": (Decimal(100),), "base": Decimal(1000), "cost": None}
    clearance = Clearance(**words | {"rules": frozenset({"floor"})} | other)  # type: ignore[arg-type]
    return sale(1, 1, 3, cleared=clearance)


@pytest.mark.parametrize(
    ("one", "event"),
    [
        (cleared(), "started"),
        (cleared(amounts=(Decimal(99), Decimal(100))), "started"),
        (cleared(amounts=(Decimal(99),)), "suspended"),
        (cleared(base=Decimal(1001)), "suspended"),
        (cleared(cost=Decimal(50)), "suspended"),
        (cleared(rules=frozenset()), "suspended"),
        (cleared(rules=frozenset({"margin"})), "suspended"),
    ],
)
def test_what_was_let_through_is_let_through_as_long_as_it_is_that(one: Sale, event: str) -> None:
    (turn, *_) = layers(one, limits=floor_of(500, "block")).advance(hour(2))
    assert [told for _, told in turn.events] == [event]


def test_which_layer_makes_the_price() -> None:
    assert because_of(sale(1, 1, 2), Decimal(1)) == "sale"
    assert because_of(None, Decimal(0)) == "base"
    assert because_of(None, None) == "inherited"
