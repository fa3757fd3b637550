"""What would each price be, and what would the guard say? Worked out page by page."""

import asyncio
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from app.db.base import Record
from app.feed.unit_of_work import UnitOfWork
from app.pricing.engine.amounts import percent_between
from app.pricing.engine.book import Book
from app.pricing.engine.gate import open_book
from app.pricing.engine.limits import MODES, check, strictest
from app.pricing.engine.rows import hits_row
from app.pricing.engine.steps import SYSTEM, Entry, Key, Origin
from app.pricing.schemas import GuardHit
from app.pricing.types import GuardMode
from app.repricing import queries, row_queries
from app.repricing.answers import totals_of
from app.repricing.rules import Rule
from app.repricing.schemas import PriceFilter

ROWS_MAX = 500
# So many prices are worked out before whatever else waits in this process has its turn.
BREATH_ROWS = 25
# A weight is the mode of the strictest hit, and then by how much the price moves.
MODE_WEIGHT = 10**15
NO_HITS = "[]"


async def preview_page(work: UnitOfWork, bulk: Record) -> Record:
    """Work out the next rows; with the last ones the bulk is ready."""
    chosen = PriceFilter.model_validate(bulk.filter)
    where = {"price_list": bulk.price_list, "currency": bulk.currency}
    values: dict[str, Any] = {}
    if bulk.after_sku is None:
        values["total"] = await queries.count_prices(work.session, chosen, **where)
    found = await queries.list_prices(
        work.session, chosen, **where, after_sku=bulk.after_sku, limit=ROWS_MAX
    )
    if found:
        rows = await _work_out(work, bulk, found)
        await row_queries.insert_rows(work.session, bulk.id, columns_of(rows))
        values |= {"after_sku": found[-1].place, "done": bulk.done + len(rows)}
    if len(found) < ROWS_MAX:
        values |= await _finish(work, bulk, values.get("done", bulk.done))
    return await queries.update_bulk(work.session, bulk.id, values)


async def _finish(work: UnitOfWork, bulk: Record, done: int) -> dict[str, Any]:
    sums = await row_queries.sum_rows(work.session, bulk.id, with_blocked=False)
    totals = totals_of(sums, bulk.currency).model_dump(mode="json")
    # Items may have come and gone since they were counted.
    return {"state": "ready", "totals": totals, "total": done}


async def _work_out(
    work: UnitOfWork, bulk: Record, found: Sequence[Record]
) -> list[dict[str, Any]]:
    book = await open_book(work.session, [row.item_id for row in found], to_write=False)
    rule = Rule.of(bulk.rule, bulk.rounding)
    rows: list[dict[str, Any]] = []
    for row in found:
        entry = book.find(Key(row.item_id, bulk.price_list, bulk.currency))
        assert entry is not None, "a price that exists stays"
        new = rule.new_amount(entry.base, bulk.currency, rule.matched(book, entry))
        hits = hits_of(book, entry, new) if new != entry.base else []
        rows.append(_row(bulk.done + len(rows) + 1, entry, new, hits, int(row.units)))
        if len(rows) % BREATH_ROWS == 0:
            await asyncio.sleep(0)
    return rows


def hits_of(book: Book, entry: Entry, new: Decimal) -> Sequence[GuardHit]:
    """The rules that another base price would break, in all lists.

    A plan is worked out only where more than this price can move, for that costs most of a preview.
    """
    layers = entry.layers
    if layers.sales or any(node.parent == layers.price_list for node in book.nodes.values()):
        return book.plan_base(entry.key, new, Origin("bulk", SYSTEM)).hits
    return check(
        new,
        layers.limits,
        price_list=layers.price_list,
        reference=layers.reference(book.moment),
        cost=layers.cost,
    )


def _row(
    ordinal: int, entry: Entry, new: Decimal, hits: Sequence[GuardHit], units: int
) -> dict[str, Any]:
    mode = strictest(hits)
    state = "unchanged" if new == entry.base else "ready"
    return {
        "ordinal": ordinal,
        "price_id": entry.price_id,
        "item_id": entry.item.id,
        "own": entry.own is not None,
        "old": entry.base,
        "new": new,
        "cost": entry.layers.cost,
        "price_version": entry.version,
        "units_on_hand": units,
        "hits": json.dumps(hits_row(hits)) if hits else NO_HITS,
        "mode": mode,
        "weight": weight(entry.base, new, mode),
        "state": "blocked" if mode == "block" else state,
    }


def weight(old: Decimal, new: Decimal, mode: GuardMode | None) -> int:
    """Sorts rows: those with the strictest hits, then those that move most, are the heaviest."""
    percent = percent_between(old, new)
    if percent is None:
        moved = MODE_WEIGHT - 1 if new != old else 0
    else:
        moved = min(int(abs(percent) * 100), MODE_WEIGHT - 1)
        if new != old:
            # Even what rounds to nothing moves.
            moved = max(moved, 1)
    return moved + (0 if mode is None else (MODES.index(mode) + 1) * MODE_WEIGHT)


def columns_of(rows: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}
