"""How do prices become what the preview said, and what they were before? Page by page.

Both go through the gate, and both touch only a price whose base nobody has set since: since the
preview, since the applying.
"""

import asyncio
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.core.money import at_scale
from app.db.base import Record
from app.feed.unit_of_work import UnitOfWork
from app.pricing.engine.book import Book
from app.pricing.engine.gate import list_rebased, open_book, write_book
from app.pricing.engine.limits import strictest
from app.pricing.engine.rows import hits_row
from app.pricing.engine.steps import Key, Origin, Plan
from app.pricing.schemas import GuardHit
from app.repricing import queries, row_queries
from app.repricing.previewing import BREATH_ROWS, columns_of
from app.repricing.schemas import RowState

# A page is a transaction that holds its items, and nothing else of this process runs while it is
# written: who sets one of these prices, or moves stock, waits for so many rows at most.
ROWS_MAX = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row; None leaves what is known of it as it is."""

    ordinal: int
    state: RowState
    applied_version: int | None = None
    hits: Sequence[GuardHit] | None = None

    def columns(self) -> dict[str, Any]:
        return {
            "ordinal": self.ordinal,
            "state": self.state,
            "applied_version": self.applied_version,
            "hits": None if self.hits is None else json.dumps(hits_row(self.hits)),
            "mode": None if self.hits is None else strictest(self.hits),
        }


async def apply_page(work: UnitOfWork, bulk: Record) -> Record:
    """Set the next prices; after the last ones the bulk is applied."""
    states = ["ready", "blocked"] if lets_blocked_through(bulk) else ["ready"]
    rows = await _next(work, bulk, states)
    if not rows:
        return await queries.update_bulk(work.session, bulk.id, {"state": "applied"})
    book = await open_book(work.session, [row.item_id for row in rows])
    if not book.nodes[bulk.price_list].active:
        problem = f"The price list {bulk.price_list} is not in use any more."
        return await queries.update_bulk(
            work.session, bulk.id, {"state": "failed", "problem": problem}
        )
    origin = Origin(
        "bulk",
        bulk.applied_by,
        bulk.reason,
        reference_of(bulk),
        bulk.approved_by,
        bulk.override_reason,
    )
    known = {row.price_id: row.price_version for row in rows}
    changed = await list_rebased(work.session, known)
    outcomes = await _each(rows, lambda row: _apply(book, bulk, row, origin, changed))
    await write_book(work, book)
    applied = await _note(work, bulk, outcomes, "applied")
    values = _moved_on(bulk, rows) | {
        "applied": bulk.applied + applied,
        "skipped": bulk.skipped + len(rows) - applied,
    }
    if bulk.done + len(rows) >= bulk.total:
        values["state"] = "applied"
    return await queries.update_bulk(work.session, bulk.id, values)


async def undo_page(work: UnitOfWork, bulk: Record) -> Record:
    """Set the next prices back; after the last ones the bulk is undone."""
    rows = await _next(work, bulk, ["applied"])
    if not rows:
        return await queries.update_bulk(work.session, bulk.id, {"state": "undone"})
    book = await open_book(work.session, [row.item_id for row in rows])
    origin = Origin("bulk_undo", bulk.undone_by, bulk.undo_reason, reference_of(bulk))
    known = {row.price_id: row.applied_version for row in rows}
    changed = await list_rebased(work.session, known)
    outcomes = await _each(rows, lambda row: _undo(book, bulk, row, origin, changed))
    await write_book(work, book)
    undone = await _note(work, bulk, outcomes, "undone")
    values = _moved_on(bulk, rows) | {
        "undone": bulk.undone + undone,
        "kept": bulk.kept + len(rows) - undone,
    }
    if bulk.done + len(rows) >= bulk.total:
        values["state"] = "undone"
    return await queries.update_bulk(work.session, bulk.id, values)


def lets_blocked_through(bulk: Record) -> bool:
    """Whether somebody said why blocked prices are meant, and somebody else agreed."""
    return bulk.approved_by is not None and bulk.override_reason is not None


def reference_of(bulk: Record) -> str:
    """As the timeline names it."""
    return f"price-bulk:{bulk.id}"


def _apply(
    book: Book, bulk: Record, row: Record, origin: Origin, changed: Collection[int]
) -> Outcome:
    key = Key(row.item_id, bulk.price_list, bulk.currency)
    entry = book.find(key)
    if book.items[row.item_id].status == "archived":
        return Outcome(row.ordinal, "archived")
    if entry is None or row.price_id in changed:
        return Outcome(row.ordinal, "changed_since")
    plan = book.plan_base(key, at_scale(row.new, bulk.currency), origin)
    approved = _seen(row.hits) if bulk.approved_by is not None else set()
    if any(hit.mode != "warn" and _face(hit) not in approved for hit in plan.hits):
        return Outcome(row.ordinal, "blocked", hits=plan.hits)
    hits = plan.hits if plan.hits or row.mode else None
    return Outcome(row.ordinal, "applied", _adopt(book, key, plan), hits)


def _undo(
    book: Book, bulk: Record, row: Record, origin: Origin, changed: Collection[int]
) -> Outcome:
    key = Key(row.item_id, bulk.price_list, bulk.currency)
    entry = book.find(key)
    archived = book.items[row.item_id].status == "archived"
    if archived or entry is None or row.price_id in changed:
        return Outcome(row.ordinal, "kept")
    # What came from the parent list comes from there again.
    inherits = not row.own and book.inherited(key) is not None
    amount: Decimal | None = None if inherits else at_scale(row.old, bulk.currency)
    plan = book.plan_base(key, amount, origin)
    if strictest(plan.hits) in {"approve", "block"}:
        return Outcome(row.ordinal, "kept", hits=plan.hits)
    _adopt(book, key, plan)
    return Outcome(row.ordinal, "undone")


def _adopt(book: Book, key: Key, plan: Plan) -> int:
    """The version that the price has then."""
    book.adopt(plan)
    return book.entries[key].version


def _face(hit: GuardHit) -> tuple[Any, ...]:
    return hit.rule, hit.mode, hit.price_list, hit.amount, hit.limit


def _seen(hits: Sequence[dict[str, Any]]) -> set[tuple[Any, ...]]:
    return {_face(GuardHit.model_validate(hit)) for hit in hits}


async def _next(work: UnitOfWork, bulk: Record, states: Sequence[str]) -> Sequence[Record]:
    return await row_queries.list_next(
        work.session,
        bulk.id,
        states=states,
        after_ordinal=bulk.after_ordinal,
        limit=ROWS_MAX,
    )


async def _each(rows: Sequence[Record], act: Any) -> list[Outcome]:
    """Row by row in their order, with a breath for whatever else waits in this process."""
    outcomes: list[Outcome] = []
    for row in rows:
        outcomes.append(act(row))
        if len(outcomes) % BREATH_ROWS == 0:
            await asyncio.sleep(0)
    return outcomes


async def _note(work: UnitOfWork, bulk: Record, outcomes: Sequence[Outcome], done: RowState) -> int:
    """Write down what became of the rows; how many came through."""
    columns = columns_of([outcome.columns() for outcome in outcomes])
    await row_queries.update_rows(work.session, bulk.id, columns)
    return sum(outcome.state == done for outcome in outcomes)


def _moved_on(bulk: Record, rows: Sequence[Record]) -> dict[str, Any]:
    return {"done": bulk.done + len(rows), "after_ordinal": rows[-1].ordinal}
