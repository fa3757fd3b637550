"""What does a plan make of a price, and of those that come from it? Nothing until it is adopted."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.pricing.engine.book import Book
from app.pricing.engine.layers import Worth
from app.pricing.engine.limits import Guard
from app.pricing.engine.rows import change_out
from app.pricing.engine.steps import Key
from tests.pricing.engine.books import (
    GUARD,
    ITEM,
    NODES,
    ORIGIN,
    START,
    book_of,
    key,
    minute,
    put,
    sale,
    set_base,
    timeline,
)


def test_a_price_goes_down_to_the_lists_that_come_from_it() -> None:
    book = book_of()
    plan = set_base(book, "default", 1000)
    told = [(step.entry.key.price_list, step.amount, step.entry.because) for step in plan.steps]
    assert told == [
        ("default", 1000, "base"),
        ("club", 880, "inherited"),
        ("gold", 825, "inherited"),
    ]
    assert {step.occurred_at for step in plan.steps} == {START}
    # Where somebody set another, it goes no further.
    set_base(book, "club", 500)
    plan = set_base(book, "default", 2000)
    assert [step.entry.key.price_list for step in plan.steps] == ["default"]
    assert book.entries[key("gold")].amount == 445
    # Taking that away brings the parent's back, here and below.
    plan = set_base(book, "club", None)
    told = [(step.entry.key.price_list, step.amount, step.entry.because) for step in plan.steps]
    assert told == [("club", 1750, "inherited"), ("gold", 1695, "inherited")]
    assert book.entries[key("club")].own is None


def test_the_guard_of_a_child_speaks_where_the_parent_is_priced() -> None:
    book = book_of(GUARD)
    set_base(book, "default", 1000)
    before = dict(book.entries)
    plan: Any = book.plan_base(key(), Decimal(399), ORIGIN)
    assert [(hit.rule, hit.price_list, hit.amount) for hit in plan.hits] == [("floor", "gold", 295)]
    assert book.entries == before


def test_a_price_that_is_in_force_makes_no_step() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    plan = set_base(book, "default", 1000)
    assert (plan.steps, plan.hits, plan.entries) == ([], [], {})
    # Setting what the parent made is a decision: from now on it stays.
    plan = set_base(book, "club", 880)
    assert [(step.before, step.amount, step.entry.because) for step in plan.steps] == [
        (880, 880, "base")
    ]


def test_what_is_due_is_written_before_a_change() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    put(book, sale(1, 1, 3))
    book.moment = minute(5)
    plan = set_base(book, "default", 1100)
    assert [(step.occurred_at, step.before, step.amount) for step in plan.steps[:3]] == [
        (minute(1), 1000, 500),
        (minute(3), 500, 1000),
        (minute(5), 1000, 1100),
    ]
    origins = [(step.origin.cause, step.origin.actor) for step in plan.steps[:3]]
    assert origins == [
        ("sale_started", "system"),
        ("sale_ended", "system"),
        ("base_price", "mika@shop.test"),
    ]


def test_what_is_due_is_written_before_another_sale() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    put(book, sale(1, 1, 3))
    book.moment = minute(2)
    plan = put(book, sale(2, 2, 5, amount=400))
    assert [(step.occurred_at, step.before, step.amount) for step in plan.steps] == [
        (minute(1), 1000, 500),
        (minute(2), 500, 400),
    ]
    assert [change.event for change in plan.sales] == ["started", "created", "started"]


def test_what_is_due_below_is_written_before_a_price_comes_down() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    put(book, sale(1, 1, 3), "club")
    book.moment = minute(5)
    set_base(book, "default", 2000)
    assert timeline(book, "club") == [
        (START, 880),
        (minute(1), 500),
        (minute(3), 880),
        (minute(5), 1750),
    ]


def test_a_sale_makes_of_a_new_base_price_what_it_made_of_the_old() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    put(book, sale(1, 0, 9, worth=Worth(None, Decimal(50))))
    plan = set_base(book, "default", 2000)
    (step, *_) = plan.steps
    assert (step.before, step.amount, step.entry.base) == (500, 1000, 2000)
    # An amount stays what it is, and the layer below it moved nevertheless.
    put(book, sale(2, 0, 9, priority=1))
    plan = set_base(book, "default", 3000)
    assert (plan.steps[0].before, plan.steps[0].amount, plan.steps[0].entry.base) == (
        500,
        500,
        3000,
    )
    book.moment = minute(9)
    book.settle()
    assert timeline(book)[-1] == (minute(9), 3000)


def test_a_sale_that_waits_below_another_is_asked_when_the_base_price_changes() -> None:
    book = book_of(Guard(1, "Margin", "block", max_decrease_percent=Decimal(50)))
    set_base(book, "default", 1000)
    assert put(book, sale(1, 0, 9)).hits == []
    assert put(book, sale(2, 0, 5, amount=1100, priority=1)).hits == []
    plan: Any = book.plan_base(key(), Decimal(1100), ORIGIN)
    assert [(hit.rule, hit.amount) for hit in plan.hits] == [("max_decrease", 500)]


def test_a_step_is_measured_from_the_base_price_before_and_a_sale_from_the_base_price() -> None:
    step = Guard(
        1,
        "Step",
        "approve",
        "default",
        max_decrease_percent=Decimal(20),
        max_increase_percent=Decimal(20),
    )
    book = book_of(step)
    # The first price is no step, however high.
    assert set_base(book, "default", 1000).hits == []
    assert set_base(book, "default", 1200).hits == []
    # The base prices of a day together are one step.
    hits: Any = book.plan_base(key(), Decimal(1220), ORIGIN).hits
    assert [(hit.rule, hit.measured_from) for hit in hits] == [("max_increase", 1000)]
    book.moment += timedelta(hours=25)
    put(book, sale(1, 0, None, amount=1000))
    plan: Any = book.plan_base(key(), Decimal(1220), ORIGIN)
    assert plan.hits == [], "not from the price of the sale"
    hits = book.plan_base(key(), Decimal(1441), ORIGIN).hits
    assert [(hit.rule, hit.amount) for hit in hits] == [
        ("max_increase", 1441),
        ("max_decrease", 1000),
    ]
    lower = sale(2, 0, None, amount=959)
    assert [hit.rule for hit in book.plan_sale(key(), lower, ORIGIN).hits] == ["max_decrease"]


def test_the_past_is_told_without_touching_the_present() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    put(book, sale(1, 0, 9))
    before = book.entries[key()]
    plan = set_base(book, "default", 700, START - timedelta(days=30))
    (step,) = plan.steps
    assert (step.is_past, step.before, step.amount) == (True, None, 700)
    assert step.occurred_at == START - timedelta(days=30)
    assert book.entries[key()] == replace(before, version=before.version + 1)
    line: Any = change_out(step, 0, START)
    assert (line.base, line.because, line.sale_id, line.before) == (700, "base", None, None)
    # And what comes next follows the present.
    plan = set_base(book, "default", 1100)
    assert (plan.steps[0].before, plan.steps[0].amount, plan.steps[0].is_past) == (500, 500, False)


def test_a_moment_between_the_last_step_and_now_is_when_it_happened() -> None:
    book = book_of()
    set_base(book, "default", 1000, minute(-60))
    plan = set_base(book, "default", 900, minute(-60))
    assert (plan.steps[0].is_past, plan.steps[0].occurred_at) == (False, minute(-60))
    plan = set_base(book, "default", 800, minute(-30))
    assert (plan.steps[0].before, plan.steps[0].occurred_at) == (900, minute(-30))
    assert book.entries[key()].since == minute(-30)


def test_a_clock_that_was_set_back_puts_no_step_before_the_last() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    book.moment = START - timedelta(hours=1)
    plan = set_base(book, "default", 900)
    assert plan.steps[0].occurred_at == START
    assert put(book, sale(1, -120, 9)).steps[0].occurred_at == START


def test_a_sale_in_force_at_once_and_its_end() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    book.moment = minute(2)
    plan = put(book, sale(1, 1, None))
    assert [(change.event, change.sale.version) for change in plan.sales] == [
        ("created", 1),
        ("started", 2),
    ]
    assert [(step.occurred_at, step.amount, step.touch) for step in plan.steps] == [
        (minute(2), 500, None)
    ]
    running = plan.sales[-1].sale
    book.moment = minute(4)
    ended = replace(running, ends_at=minute(4), version=3)
    ends: Any = book.plan_sale(key(), ended, ORIGIN, "ended")
    assert [change.event for change in ends.sales] == ["ended"]
    assert [(step.before, step.amount) for step in ends.steps] == [(500, 1000)]
    # Not an old number: the base price of by then.
    set_base(book, "default", 1200)
    book.adopt(book.plan_sale(key(), ended, ORIGIN, "ended"))
    assert book.entries[key()].amount == 1200


def test_a_sale_may_go_whatever_it_breaks() -> None:
    floor = Guard(1, "Floor", "block", currency="JPY", floor=Decimal(600))
    book = book_of(floor)
    set_base(book, "default", 1000)
    low = sale(1, 5, 9)
    assert [hit.rule for hit in book.plan_sale(key(), low, ORIGIN).hits] == ["floor"]
    assert book.plan_sale(key(), replace(low, state="removed"), ORIGIN, "removed").hits == []
    book.moment = minute(9)
    assert book.plan_sale(key(), low, ORIGIN, "ended").hits == []


def test_a_planned_sale_is_told_although_the_price_stays() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    plan = put(book, sale(1, 5, 9))
    (step,) = plan.steps
    assert (step.touch, step.before, step.amount) == ("planned", 1000, 1000)
    assert (step.entry.version, step.entry.since) == (2, START)
    assert book.entries[key()].layers.next_change() == minute(5)


def test_another_rule_of_a_list_moves_what_comes_from_its_parent() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    node = replace(NODES["club"], rule_value=Decimal(-50))
    book.revise(node)
    plan: Any = book.plan_list("club", ORIGIN)
    assert [(step.entry.key.price_list, step.before, step.amount) for step in plan.steps] == [
        ("club", 880, 500),
        ("gold", 825, 445),
    ]
    book.adopt(plan)
    assert book.plan_list("club", ORIGIN).steps == []
    set_base(book, "club", 700)
    book.revise(NODES["club"])
    assert book.plan_list("club", ORIGIN).steps == []


def test_what_a_price_breaks_is_noted_once() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    strict = Guard(9, "Ceiling", "block", currency="JPY", ceiling=Decimal(900))
    later = Book(
        minute(1), book.items, NODES, [strict], [replace(e) for e in book.entries.values()]
    )
    for entry in list(later.entries.values()):
        later.entries[entry.key] = replace(entry, layers=later.limited(entry.layers, entry.item))
    plan: Any = later.plan_check(ORIGIN)
    (step,) = plan.steps
    assert (step.touch, step.entry.amount, step.entry.version) == ("guard_checked", 1000, 2)
    assert [hit.rule for hit in step.entry.hits] == ["ceiling"]
    later.adopt(plan)
    assert later.plan_check(ORIGIN).steps == []


def test_a_cost_counts_in_its_own_currency_alone() -> None:
    item = replace(ITEM, cost_amount=Decimal(900), cost_currency="JPY")
    margin = Guard(1, "Margin", "block", min_margin_percent=Decimal(20))
    book = Book(START, {1: item}, NODES, [margin], ())
    assert [hit.rule for hit in book.plan_base(key(), Decimal(1000), ORIGIN).hits] == ["margin"] * 3
    dollars = Key(1, "default", "USD")
    assert book.plan_base(dollars, Decimal(1), ORIGIN).hits == []


def test_there_is_nothing_to_go_back_to_without_a_parent() -> None:
    book = book_of()
    set_base(book, "default", 1000)
    assert book.inherited(key()) is None
    with pytest.raises(AssertionError, match="taken away only where another one holds"):
        book.plan_base(key(), None, ORIGIN)
    with pytest.raises(AssertionError, match="the past can be told, not taken away"):
        book.plan_base(key("club"), None, ORIGIN, START - timedelta(days=1))
