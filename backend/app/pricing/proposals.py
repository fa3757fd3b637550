"""May a planned change happen now, or does it wait for a second person?

What only warns passes. What wants approval becomes a proposal. What is blocked is refused, unless
somebody says why it is meant: then it is a proposal too, for a second person has to look at it.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.money import at_scale
from app.db.base import Record
from app.feed.unit_of_work import UnitOfWork
from app.pricing import proposal_queries
from app.pricing.changes import proposal_changed
from app.pricing.engine.amounts import margin_percent, percent_between
from app.pricing.engine.book import Book
from app.pricing.engine.limits import MODES, strictest
from app.pricing.engine.steps import Entry, Key, Origin, Plan
from app.pricing.errors import PriceBlocked
from app.pricing.schemas import GuardHit, Impact, ProposalLine, ProposalOut
from app.pricing.types import GuardRule, ProposalKind

EXPIRES_AFTER = timedelta(days=7)
LINES_MAX = 20

# The place of a page of proposals, and the statements that approvals need.
ORDER = proposal_queries.ORDER
find_pending_guard_change = proposal_queries.find_pending_guard_change
find_proposal = proposal_queries.find_proposal
list_proposals = proposal_queries.list_proposals
decide_proposal = proposal_queries.decide_proposal

# How many units of each item lie in all locations together; from the room of stock.
UnitsOnHand = Callable[[AsyncSession, Collection[int]], Awaitable[Mapping[int, int]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a proposal would carry out: a command that its room understands, as JSON."""

    kind: ProposalKind
    title: str
    command: Mapping[str, Any]
    bulk_id: int | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """By whom a proposal was let through, and which rules it was known to break."""

    by: str
    rules: frozenset[GuardRule]

    def stops_at(self, hits: Sequence[GuardHit], origin: Origin) -> list[GuardHit]:
        """What nobody let through: a rule that is new since, or one that blocks by now what
        nobody said is meant."""
        return [
            hit
            for hit in hits
            if (hit.mode != "warn" and hit.rule not in self.rules)
            or (hit.mode == "block" and origin.override_reason is None)
        ]


class Proposer:
    """Opens proposals. ``units`` tells how much lies behind a price."""

    def __init__(self, units: UnitsOnHand) -> None:
        self.units = units

    async def decide(
        self,
        work: UnitOfWork,
        book: Book,
        plan: Plan,
        origin: Origin,
        draft: Draft,
        approval: Approval | None = None,
    ) -> ProposalOut | None:
        """None when the book has adopted the plan, else the proposal that waits in its place.

        Raises `PriceBlocked` with the hits.
        """
        mode = strictest(plan.hits)
        if approval is not None:
            if unknown := approval.stops_at(plan.hits, origin):
                raise blocked(unknown, "The guard says more than when it was proposed.")
        elif mode == "block" and origin.override_reason is None:
            raise blocked(plan.hits, "Give override_reason to ask a second person.")
        elif mode in {"approve", "block"}:
            lines = await self.lines(work.session, book, plan)
            impact = impact_of(lines, costs_of(book, lines))
            return await self.open(work, lines, plan.hits, origin, draft, impact)
        book.adopt(plan)
        return None

    async def open(
        self,
        work: UnitOfWork,
        lines: Sequence[ProposalLine],
        hits: Sequence[GuardHit],
        origin: Origin,
        draft: Draft,
        impact: Impact | None = None,
        lines_total: int | None = None,
    ) -> ProposalOut:
        """A proposal of these lines; ``impact`` and ``lines_total`` where the lines are a part."""
        row = await proposal_queries.insert_proposal(
            work.session,
            {
                "kind": draft.kind,
                "title": draft.title,
                "command": dict(draft.command) | {"rules": sorted({hit.rule for hit in hits})},
                "lines": [line.model_dump(mode="json") for line in lines[:LINES_MAX]],
                "lines_total": len(lines) if lines_total is None else lines_total,
                "impact": (impact or impact_of(lines)).model_dump(mode="json"),
                "reason": origin.reason,
                "override_reason": origin.override_reason,
                "bulk_id": draft.bulk_id,
                "proposed_by": origin.actor,
                "expires_after": EXPIRES_AFTER,
            },
        )
        proposal = proposal_out(row)
        work.record(
            proposal_changed(proposal, "proposed", actor=origin.actor, reason=origin.reason)
        )
        return proposal

    async def lines(self, session: AsyncSession, book: Book, plan: Plan) -> list[ProposalLine]:
        """A line for each price that the plan changes, those with the strictest hits first."""
        keys = list(dict.fromkeys([*plan.entries, *(change.key for change in plan.sales)]))
        units = await self.units(session, {key.item_id for key in keys})
        of_base = {step.entry.key: step.hits for step in plan.steps if step.hits}
        lines = []
        for key in keys:
            # A sale is planned for one price alone; then all the hits are about it.
            hits = of_base.get(key, ()) if of_base else plan.hits
            before = book.find(key)
            after = plan.entries.get(key) or book.entries[key]
            lines.append(_line(before, after, _planned(plan, key, after), units, hits))
        return sorted(lines, key=worst_first)


def blocked(hits: Sequence[GuardHit], remedy: str) -> PriceBlocked:
    """The refusal, with every rule that the price breaks."""
    first = hits[0]
    limit = f" (allowed: {first.limit})" if first.limit is not None else ""
    return PriceBlocked(
        f"{first.amount} in {first.price_list} breaks the rule {first.rule}{limit} of the guard "
        f"“{first.guard_name}”. {remedy}",
        hits=[hit.model_dump(mode="json") for hit in hits],
    )


def impact_of(lines: Sequence[ProposalLine], costs: Mapping[int, Decimal] | None = None) -> Impact:
    """What the lines do together; values only where all are in one currency."""
    units = {line.item_id: line.units_on_hand for line in lines}
    one_currency = len({line.currency for line in lines}) == 1
    before = after = None
    if one_currency:
        before = sum((line.units_on_hand * (line.before or 0) for line in lines), Decimal(0))
        after = sum((line.units_on_hand * line.amount for line in lines), Decimal(0))
    margins = _margins(lines, costs or {}) if one_currency else (None, None)
    return Impact(
        items=len(units),
        units_on_hand=sum(units.values()),
        value_before=before,
        value_after=after,
        margin_percent_before=margins[0],
        margin_percent_after=margins[1],
    )


def _margins(
    lines: Sequence[ProposalLine], costs: Mapping[int, Decimal]
) -> tuple[Decimal | None, Decimal | None]:
    """Before and after, of all lines whose cost is known, by their units on hand."""
    known = [line for line in lines if line.item_id in costs]
    # Without stock every line counts as much.
    nothing = not any(line.units_on_hand for line in known)
    cost = before = after = Decimal(0)
    for line in known:
        units = 1 if nothing else line.units_on_hand
        cost += units * costs[line.item_id]
        before += units * (line.before if line.before is not None else line.amount)
        after += units * line.amount
    return (margin_percent(before, cost), margin_percent(after, cost)) if known else (None, None)


def costs_of(book: Book, lines: Sequence[ProposalLine]) -> dict[int, Decimal]:
    """What the items of the lines cost, where it is known in the currency of the price."""
    costs = {}
    for line in lines:
        cost = book.items[line.item_id].cost_in(line.currency)
        if cost is not None:
            costs[line.item_id] = cost
    return costs


async def with_prices_of_now(
    session: AsyncSession, proposals: Sequence[ProposalOut]
) -> list[ProposalOut]:
    """The same, with the prices of now beside those of the proposal where it is pending."""
    items = {
        line.item_id
        for proposal in proposals
        if proposal.state == "pending"
        for line in proposal.lines
    }
    rows = await proposal_queries.list_current(session, items) if items else ()
    current = {Key(row.item_id, row.price_list, row.currency): row for row in rows}

    def shown(line: ProposalLine) -> ProposalLine:
        row = current.get(Key(line.item_id, line.price_list, line.currency))
        if row is None:
            return line
        now, base_now = (at_scale(amount, line.currency) for amount in (row.amount, row.base))
        return line.model_copy(update={"now": now, "base_now": base_now})

    return [
        proposal.model_copy(update={"lines": [shown(line) for line in proposal.lines]})
        if proposal.state == "pending"
        else proposal
        for proposal in proposals
    ]


def proposal_out(row: Record, *, with_cost: bool = False) -> ProposalOut:
    values = dict(row._mapping)
    values["guard"] = values["command"].get("change")
    proposal = ProposalOut.model_validate(values)
    return proposal if with_cost else proposal.without_margins()


def _planned(plan: Plan, key: Key, after: Entry) -> Decimal:
    """The effective price, or what a sale that starts later will make it."""
    for change in reversed(plan.sales):
        if change.key == key and change.sale.state == "active" and not change.sale.started:
            return min(after.base, change.sale.price(after.base, after.layers.currency))
    return after.amount


def _line(
    before: Entry | None,
    after: Entry,
    amount: Decimal,
    units: Mapping[int, int],
    hits: Sequence[GuardHit],
) -> ProposalLine:
    old = before.amount if before and before.version else None
    return ProposalLine(
        item_id=after.item.id,
        sku=after.item.sku,
        item_name=after.item.name,
        price_list=after.layers.price_list,
        currency=after.layers.currency,
        before=old,
        amount=amount,
        base_before=before.base if before and before.version else None,
        base=after.base,
        change_percent=percent_between(old, amount),
        units_on_hand=units.get(after.item.id, 0),
        hits=[hit for hit in hits if hit.price_list == after.layers.price_list],
    )


def worst_first(line: ProposalLine) -> tuple[int, Decimal]:
    """Sorts lines: the strictest hits first, then those that move most."""
    worst = max((MODES.index(hit.mode) for hit in line.hits), default=-1)
    return -worst, -abs(line.change_percent or Decimal(0))
