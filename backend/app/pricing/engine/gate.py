"""Through which one place does every price pass?

Here: the screen, the API, an import, a schedule, a parent list's rule and the change of many
prices all open a book, plan on it, ask the guard, and write it. Nothing else writes a price; the
test that looks for another way is `tests/pricing/test_no_way_round.py`.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.errors import ItemArchived, ItemNotFound
from app.core.clock import now
from app.db.base import Record
from app.feed.change import Change
from app.feed.unit_of_work import UnitOfWork
from app.pricing.changes import price_changed, price_touched, sale_changed
from app.pricing.engine import queries
from app.pricing.engine.book import Book
from app.pricing.engine.layers import Sale
from app.pricing.engine.limits import Guard
from app.pricing.engine.rows import (
    change_out,
    entries_of,
    guard_of,
    hits_row,
    item_of,
    node_of,
    point_of,
    price_out,
    sale_out,
    sale_row,
)
from app.pricing.engine.steps import Entry, Key, SaleChange, Step
from app.pricing.engine.window import PricePoint, add_point
from app.pricing.schemas import PriceChangeOut, PriceOut
from app.pricing.types import Cause

# Above this a caller takes the items in parts: what a transaction holds has a bound.
ITEMS_MAX = 5_000
# What happens over a base price, and leaves it as it is.
TURNS: Collection[Cause] = ("sale_started", "sale_ended", "sale_edited")
# An item that is moved to another category keeps the guards of the old one as long as this, so
# that moving it is no way round them: as long as a proposal can wait.
LEFT_CATEGORY_HOLDS = timedelta(days=7)


async def open_book(
    session: AsyncSession,
    item_ids: Collection[int],
    *,
    moment: datetime | None = None,
    to_write: bool = True,
) -> Book:
    """The prices of these items in all lists, with their sales, rules and cost.

    ``to_write`` locks the items until the transaction ends, and has every start and end of a sale
    written that has come by then: whatever is planned on the book stands behind them. At most
    `ITEMS_MAX` items. Raises `ItemNotFound` for one that does not exist.
    """
    assert len(item_ids) <= ITEMS_MAX, "a caller with more opens a book for each part"
    if to_write:
        await queries.share_lists(session)
    read = queries.lock_items if to_write else queries.read_items
    rows = await read(session, item_ids)
    at = moment or now()
    left = await _left_categories(session, item_ids, at)
    items = {row.id: item_of(row, left.get(row.id, ())) for row in rows}
    if missing := sorted(set(item_ids) - set(items)):
        raise ItemNotFound(f"There is no item {missing[0]}.")
    nodes = {row.code: node_of(row) for row in await queries.list_nodes(session)}
    guards = [guard_of(row) for row in await queries.list_guards(session, item_ids)]
    prices = await queries.list_prices(session, item_ids)
    sales = await queries.list_sales(session, [price.id for price in prices])
    # After the locks: a step of somebody who held them may lie behind a moment from before.
    book = Book(moment or now(), items, nodes, guards, ())
    past = await _past_of(session, prices, guards, book.moment)
    book.entries = entries_of(book, prices, sales, past)
    if to_write:
        book.settle()
    return book


async def _left_categories(
    session: AsyncSession, item_ids: Collection[int], at: datetime
) -> Mapping[int, tuple[str, ...]]:
    """By item; of most items there is none."""
    rows = await queries.list_left_categories(session, item_ids, since=at - LEFT_CATEGORY_HOLDS)
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        found[row.item_id] = (*found.get(row.item_id, ()), row.category)
    return found


async def _past_of(
    session: AsyncSession, prices: Sequence[Record], guards: Sequence[Guard], at: datetime
) -> Mapping[int, tuple[PricePoint, ...]]:
    """By price, what its steps are measured from besides the price now: the base prices that were
    in force in the longest window of the guards. A price that nobody touched since has none."""
    since = at - timedelta(hours=max((guard.window_hours for guard in guards), default=0))
    touched = [row.id for row in prices if row.updated_at >= since]
    if not touched:
        return {}
    points: dict[int, tuple[PricePoint, ...]] = {}
    for row in await queries.list_points(session, touched, since=since, turns=TURNS):
        point = point_of(row)
        points[row.price_id] = add_point(points.get(row.price_id, ()), None, point)
    return points


async def lock_lists(session: AsyncSession) -> None:
    """Let nobody price anything until the transaction ends: a new list, or a new rule, is about
    prices that somebody may be setting right now."""
    await queries.lock_lists(session)


async def next_sale_id(session: AsyncSession) -> int:
    """The id of a sale that is going to be made."""
    return await queries.next_sale_id(session)


async def list_rebased(session: AsyncSession, versions: Mapping[int, int]) -> set[int]:
    """Prices, by id, of which somebody set the base after these versions.

    A sale that started over it meanwhile, or a guard that is another, is no such reason to leave a
    price alone.
    """
    return await queries.list_rebased(session, versions, turns=TURNS)


def check_active(book: Book) -> None:
    """Raises `ItemArchived` if one of the items is: its price stays as it is."""
    for item in book.items.values():
        if item.status == "archived":
            raise ItemArchived(f"{item.sku} is archived; its price stays as it is.")


class Written:
    """What the book made: the prices by their key, and every line of the timelines."""

    def __init__(self) -> None:
        self.prices: dict[Key, PriceOut] = {}
        self.changes: list[PriceChangeOut] = []

    def last_change(self, key: Key) -> PriceChangeOut | None:
        return next(
            (
                change
                for change in reversed(self.changes)
                if (change.item_id, change.price_list, change.currency) == key
            ),
            None,
        )


async def write_book(work: UnitOfWork, book: Book) -> Written:
    """Write all that the book has adopted, and note a change of the feed for each step."""
    written = Written()
    stamps = await _write_prices(work.session, book)
    steps = [
        replace(step, entry=_stamped(book, step.entry, stamps[step.entry.key]))
        for step in book.steps
    ]
    lines = await _write_steps(work.session, [step for step in steps if step.touch is None])
    await _write_sales(work.session, book)
    told = iter(lines)
    for step in steps:
        key = step.entry.key
        price = price_out(step.entry)
        written.prices[key] = price
        if step.touch is None:
            change = next(told)
            written.changes.append(change)
            work.record(price_changed(price, change))
        else:
            origin = step.origin
            work.record(price_touched(price, step.touch, actor=origin.actor, reason=origin.reason))
    for sale in book.sales:
        work.record(_told_sale(book, sale))
    return written


def _stamped(book: Book, entry: Entry, stamp: dict[str, Any]) -> Entry:
    """With what the database gave it; of most prices it is the last one, which has it already."""
    last = book.entries[entry.key]
    return last if last.version == entry.version else replace(entry, **stamp)


async def _write_prices(session: AsyncSession, book: Book) -> dict[Key, dict[str, Any]]:
    """What the database gave to every price that moved; the book's entries have it then."""
    moved = {step.entry.key for step in book.steps} | {sale.key for sale in book.sales}
    entries = [book.entries[key] for key in moved]
    fresh = sorted((e for e in entries if not e.price_id), key=lambda entry: entry.key)
    known = sorted((e for e in entries if e.price_id), key=lambda entry: entry.price_id)
    stamps: dict[Key, dict[str, Any]] = {}
    if fresh:
        columns = _columns(fresh) | {
            "item_id": [entry.item.id for entry in fresh],
            "price_list": [entry.layers.price_list for entry in fresh],
            "currency": [entry.layers.currency for entry in fresh],
        }
        for row in await queries.insert_prices(session, columns):
            key = Key(row.item_id, row.price_list, row.currency)
            stamps[key] = {"price_id": row.id, "updated_at": row.updated_at}
    if known:
        columns = _columns(known) | {"id": [entry.price_id for entry in known]}
        keys = {entry.price_id: entry.key for entry in known}
        for row in await queries.update_prices(session, columns):
            stamps[keys[row.id]] = {"price_id": row.id, "updated_at": row.updated_at}
    for key, stamp in stamps.items():
        book.entries[key] = replace(book.entries[key], **stamp)
    return stamps


def _columns(entries: Sequence[Entry]) -> dict[str, list[Any]]:
    return {
        "own": [entry.own for entry in entries],
        "base": [entry.base for entry in entries],
        "amount": [entry.amount for entry in entries],
        "because": [entry.because for entry in entries],
        "sale_id": [entry.sale_id for entry in entries],
        "hits": [json.dumps(hits_row(entry.hits)) for entry in entries],
        "since": [entry.since for entry in entries],
        "settled_at": [entry.layers.settled_at for entry in entries],
        "next_change_at": [entry.layers.next_change() for entry in entries],
        "version": [entry.version for entry in entries],
    }


async def _write_steps(session: AsyncSession, steps: Sequence[Step]) -> list[PriceChangeOut]:
    if not steps:
        return []
    # The database gives the last two.
    lines = [change_out(step, 0, step.occurred_at) for step in steps]
    columns: dict[str, list[Any]] = {
        name: [getattr(line, name) for line in lines]
        for name in PriceChangeOut.model_fields
        if name not in {"id", "sku", "item_name", "hits", "recorded_at", "confirmed_alone"}
    }
    columns["hits"] = [json.dumps(hits_row(line.hits)) for line in lines]
    rows = await queries.insert_steps(session, columns)
    return [
        line.model_copy(update={"id": row.id, "recorded_at": row.recorded_at})
        for line, row in zip(lines, rows, strict=True)
    ]


async def _write_sales(session: AsyncSession, book: Book) -> None:
    """Write the sales as they are now; the book's sales then have the database's times."""
    last = {change.sale.id: change for change in book.sales}
    rows = [sale_row(change.sale, book.entries[change.key].price_id) for change in last.values()]
    if not rows:
        return
    stamps = {row.id: row for row in await queries.write_sales(session, json.dumps(rows))}

    def stamped(sale: Sale) -> Sale:
        row = stamps.get(sale.id)
        if row is None or sale.words is None:
            return sale
        times = {"created_at": row.created_at, "updated_at": row.updated_at}
        return replace(sale, words=replace(sale.words, **times))

    book.sales = [replace(change, sale=stamped(change.sale)) for change in book.sales]
    for key in {change.key for change in book.sales}:
        entry = book.entries[key]
        sales = tuple(stamped(sale) for sale in entry.layers.sales)
        book.entries[key] = replace(entry, layers=replace(entry.layers, sales=sales))


def _told_sale(book: Book, change: SaleChange) -> Change:
    told = sale_out(change.sale, book.entries[change.key], book.moment)
    return sale_changed(told, change.event, actor=change.origin.actor, reason=change.origin.reason)
