"""An item in a few price lists, in a book without a database."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.pricing.engine.amounts import RoundingRule
from app.pricing.engine.book import Book
from app.pricing.engine.layers import ListNode, Sale, Worth
from app.pricing.engine.limits import Guard
from app.pricing.engine.steps import ItemFacts, Key, Origin, Plan

START = datetime(2027, 1, 1, tzinfo=UTC)
ITEM = ItemFacts(1, "A-1", "Mug", "Tea", "active", None, None)
ORIGIN = Origin("base_price", "mika@shop.test")
FLOOR = 300
# Prices go from the first list to the others; the last one is about another currency.
NODES = {
    node.code: node
    for node in (
        ListNode("default"),
        ListNode(
            "club",
            parent="default",
            rule_kind="percent",
            rule_value=Decimal("-12.5"),
            rounding=RoundingRule(Decimal(10)),
        ),
        ListNode("gold", parent="club", rule_kind="fixed", rule_value=Decimal(-55)),
        ListNode("abroad", "USD", parent="default"),
    )
}
LISTS = ("default", "club", "gold")
GUARD = Guard(1, "Gold", "block", price_list="gold", currency="JPY", floor=Decimal(FLOOR))


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def key(code: str = "default") -> Key:
    return Key(1, code, "JPY")


def book_of(*guards: Guard, nodes: Mapping[str, ListNode] = NODES) -> Book:
    return Book(START, {1: ITEM}, nodes, guards, ())


def sale(number: int, starts: float, ends: float | None, amount: int = 500, **words: Any) -> Sale:
    return Sale(
        id=number,
        name=f"Sale {number}",
        starts_at=minute(starts),
        ends_at=None if ends is None else minute(ends),
        time_zone="UTC",
        **{"worth": Worth(Decimal(amount), None)} | words,
    )


# Plans are looked at with plain numbers, which are no decimals to a type checker.
def set_base(book: Book, code: str, amount: int | None, at: datetime | None = None) -> Any:
    plan: Plan = book.plan_base(key(code), None if amount is None else Decimal(amount), ORIGIN, at)
    book.adopt(plan)
    return plan


def put(book: Book, one: Sale, code: str = "default") -> Any:
    plan: Plan = book.plan_sale(key(code), one, ORIGIN)
    book.adopt(plan)
    return plan


def timeline(book: Book, code: str = "default") -> list[tuple[datetime, int]]:
    """Of what was in force; without what is told of the past."""
    return [
        (step.occurred_at, int(step.amount))
        for step in book.steps
        if step.entry.key == key(code) and step.touch is None and not step.is_past
    ]
