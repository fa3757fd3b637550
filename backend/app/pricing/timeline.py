"""What was the price of an item, step by step, and what will it be by plan?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.money import at_scale
from app.pricing import timeline_queries
from app.pricing.commands import node_of
from app.pricing.engine.book import Book
from app.pricing.engine.gate import open_book
from app.pricing.engine.layers import because_of
from app.pricing.engine.steps import Entry
from app.pricing.errors import NoBasePrice
from app.pricing.types import Because

# A price that changed every ten minutes for eight weeks made fewer.
STEPS_MAX = 10_000


@dataclass(frozen=True, slots=True)
class PriceStep:
    """From this moment on the effective price was ``amount``.

    A step that is planned, or that nobody has written down yet, has no ``change_id``.
    """

    change_id: int | None
    at: datetime
    amount: Decimal
    because: Because
    recorded_at: datetime | None
    # Nobody but its author approved it.
    confirmed_alone: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The last steps of one price before a moment, in the order in which they took effect.

    ``since`` is the moment of its very first step, None where that came no earlier;
    ``time_zone`` is that of the price list.
    """

    price_list: str
    currency: str
    time_zone: str
    since: datetime | None
    steps: list[PriceStep]


async def read_timeline(
    session: AsyncSession,
    item_id: int,
    *,
    price_list: str,
    currency: str | None,
    before: datetime,
) -> Timeline:
    """The steps before ``before``: at most the last `STEPS_MAX` that were written down, and every
    start and end of a sale that has come since or is planned.

    Without a currency it is the price that changed last. Raises `ItemNotFound`,
    `PriceListNotFound`, and `NoBasePrice` where the item has no such price.
    """
    book = await open_book(session, {item_id}, to_write=False)
    time_zone = node_of(book, price_list).time_zone
    entry = _find(book, price_list, currency)
    words = {"price_list": price_list, "currency": entry.key.currency}
    since = await timeline_queries.find_first_moment(session, item_id, **words)
    rows = await timeline_queries.list_last_steps(
        session, item_id, before=before, limit=STEPS_MAX, **words
    )
    steps = [
        PriceStep(
            change_id=row.change_id,
            at=row.occurred_at,
            amount=at_scale(row.amount, entry.key.currency),
            because=row.because,
            recorded_at=row.recorded_at,
            confirmed_alone=row.confirmed_alone,
        )
        for row in reversed(rows)
    ]
    # Sorting keeps the order of what took effect in one moment; the book was read first, so what
    # was written down since lies behind what it tells.
    steps = sorted([*steps, *_planned(entry, before)], key=lambda step: step.at)
    return Timeline(
        **words,
        time_zone=time_zone,
        since=since if since and since < before else None,
        steps=steps,
    )


def _find(book: Book, price_list: str, currency: str | None) -> Entry:
    found = [
        entry
        for entry in book.entries.values()
        if entry.key.price_list == price_list and currency in {None, entry.key.currency}
    ]
    if not found:
        words = f"in {currency} in the list {price_list}" if currency else f"in {price_list}"
        raise NoBasePrice(f"The item has no price {words}.")
    return max(found, key=lambda entry: (entry.updated_at, entry.price_id))


def _planned(entry: Entry, before: datetime) -> list[PriceStep]:
    """The starts and ends of sales before a moment that the timeline does not tell of yet."""
    return [
        PriceStep(
            change_id=None,
            at=turn.at,
            amount=turn.layers.amount(),
            because=because_of(turn.layers.winner(), entry.own),
            recorded_at=None,
        )
        for turn in entry.layers.advance(before)
        if turn.at < before
    ]
