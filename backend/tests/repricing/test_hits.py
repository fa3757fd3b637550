"""Does a preview ask the guard for just what the gate will say when the price is set?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.pricing.engine.book import Book
from app.pricing.engine.layers import Layers, ListNode, Sale, Worth, because_of
from app.pricing.engine.limits import Guard
from app.pricing.engine.steps import Entry, ItemFacts, Origin
from app.repricing.previewing import hits_of

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
prices = st.integers(0, 1_000).map(Decimal)
percents = st.none() | st.integers(0, 90).map(Decimal)
limits = st.none() | prices


@st.composite
def guards(draw: st.DrawFn) -> Guard:
    return Guard(
        id=draw(st.integers(1, 9)),
        name="Guard",
        mode=draw(st.sampled_from(["warn", "approve", "block"])),
        price_list=draw(st.sampled_from([None, "default", "club"])),
        category=draw(st.sampled_from([None, "Cups", "Tea"])),
        item_id=draw(st.sampled_from([None, 1, 2])),
        max_increase_percent=draw(percents),
        max_decrease_percent=draw(percents),
        floor=draw(limits),
        ceiling=draw(limits),
        min_margin_percent=draw(percents),
        refuse_zero=draw(st.none() | st.booleans()),
        refuse_scale=draw(st.none() | st.booleans()),
    )


@st.composite
def books(draw: st.DrawFn) -> Book:
    cost = draw(limits)
    item = ItemFacts(1, "A-1", "Cup", "Cups/Blue", "active", cost, "JPY" if cost else None)
    nodes = {"default": ListNode("default")}
    if draw(st.booleans()):
        nodes["club"] = ListNode(
            "club", parent="default", rule_kind="percent", rule_value=Decimal(-50)
        )
    sales: tuple[Sale, ...] = ()
    if draw(st.booleans()):
        worth = Worth(None, Decimal(draw(st.integers(1, 100))))
        begins = MOMENT - timedelta(days=1)
        started = draw(st.booleans())
        sales = (Sale(1, "Sale", worth, begins, None, "UTC", started=started),)
    book = Book(MOMENT, {1: item}, nodes, draw(st.lists(guards(), max_size=4)), ())
    base = draw(prices)
    layers = Layers("default", "JPY", base, MOMENT - timedelta(hours=1), sales)
    amount = layers.amount()
    winner = layers.winner()
    because, sale_id = because_of(winner, base), winner.id if winner else None
    entry = Entry(item, layers, base, amount, because, sale_id, MOMENT, (), 1, 1, MOMENT)
    book.entries = {entry.key: replace(entry, layers=book.limited(layers, item))}
    return book


@given(books(), prices)
def test_the_hits_of_a_preview_are_those_of_the_gate(book: Book, new: Decimal) -> None:
    (entry,) = book.entries.values()
    if new == entry.base:
        return
    planned = book.plan_base(entry.key, new, Origin("bulk", "somebody"))
    assert list(hits_of(book, entry, new)) == planned.hits
