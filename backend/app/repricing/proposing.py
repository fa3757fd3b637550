"""When does the change of many prices wait for a second person, and what do they see?"""

from collections.abc import Sequence
from decimal import Decimal

from app.core.money import at_scale, plain
from app.db.base import Record
from app.feed.unit_of_work import UnitOfWork
from app.pricing.engine.amounts import percent_between
from app.pricing.engine.book import Book
from app.pricing.engine.gate import open_book
from app.pricing.engine.steps import SYSTEM, Key, Origin
from app.pricing.proposals import LINES_MAX, Draft, Proposer, blocked
from app.pricing.schemas import GuardHit, Impact, ProposalLine, ProposalOut
from app.repricing import row_queries
from app.repricing.answers import row_out, totals_of


async def propose(
    work: UnitOfWork,
    proposer: Proposer,
    bulk: Record,
    actor: str,
    override_reason: str | None,
) -> ProposalOut:
    """One proposal for all rows; blocked ones are in it only with an ``override_reason``."""
    with_blocked = override_reason is not None
    sums = await row_queries.sum_rows(work.session, bulk.id, with_blocked=with_blocked)
    totals = totals_of(sums, bulk.currency)
    rows = await row_queries.list_rows(
        work.session,
        bulk.id,
        cursor=None,
        limit=LINES_MAX - 1,
        state=None if with_blocked else "ready",
        worst=True,
    )
    rules = await row_queries.list_rules(work.session, bulk.id, with_blocked=with_blocked)
    return await proposer.open(
        work,
        await _lines(work, bulk, [row for row in rows if row.state != "unchanged"]),
        [GuardHit.model_validate(hit) for hit in rules],
        Origin("bulk", actor, bulk.reason, override_reason=override_reason),
        Draft("bulk", title_of(bulk, sums.moving), {"bulk_id": bulk.id}, bulk.id),
        Impact(
            items=sums.moving,
            units_on_hand=int(sums.moving_units),
            value_before=totals.value_before,
            value_after=totals.value_after,
            margin_percent_before=totals.margin_percent_before,
            margin_percent_after=totals.margin_percent_after,
        ),
        sums.moving,
    )


async def refuse_if_all_blocked(work: UnitOfWork, bulk: Record) -> None:
    """Raises `PriceBlocked` when the guard lets none of the prices through."""
    totals = bulk.totals
    if not totals["blocked"] or totals["blocked"] < totals["raised"] + totals["lowered"]:
        return
    rules = await row_queries.list_rules(work.session, bulk.id, with_blocked=True)
    hits = [GuardHit.model_validate(hit) for hit in rules]
    raise blocked(hits, "Give override_reason to ask a second person.")


def title_of(bulk: Record, prices: int) -> str:
    """What it does, in a line: `Summer: -10 %, 120 prices in default (JPY)`."""
    name = f"{bulk.name}: " if bulk.name else ""
    return f"{name}{_told(bulk)}, {prices:,} prices in {bulk.price_list} ({bulk.currency})"


def _told(bulk: Record) -> str:
    rule = bulk.rule
    value = Decimal(rule["value"])
    signed = f"{value:+f}"
    match rule["kind"]:
        case "set":
            return f"= {plain(value)}"
        case "percent":
            return f"{signed} %"
        case "amount":
            return signed
    if rule["column"] == "cost":
        # Whoever knows the percentage too could work the cost out.
        return "by cost"
    source = rule["price_list"] or rule["column"]
    return f"= {source} {signed} %" if value else f"= {source}"


async def _lines(work: UnitOfWork, bulk: Record, rows: Sequence[Record]) -> list[ProposalLine]:
    """With the effective prices: a sale may lie over the base price that changes."""
    book = await open_book(work.session, {row.item_id for row in rows}, to_write=False)
    book.settle()
    return [_line(book, bulk, row) for row in rows]


def _line(book: Book, bulk: Record, row: Record) -> ProposalLine:
    told = row_out(row, with_cost=False)
    base = at_scale(row.new, row.currency)
    key = Key(row.item_id, bulk.price_list, row.currency)
    before = book.entries[key]
    after = book.plan_base(key, base, Origin("bulk", SYSTEM)).entries.get(key, before)
    return ProposalLine(
        item_id=told.item_id,
        sku=told.sku,
        item_name=told.item_name,
        price_list=bulk.price_list,
        currency=row.currency,
        before=before.amount,
        amount=after.amount,
        base_before=told.old,
        base=base,
        change_percent=percent_between(before.amount, after.amount),
        units_on_hand=told.units_on_hand,
        hits=told.hits,
    )
