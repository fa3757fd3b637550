"""How are many prices changed at once, and back?"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from app.core.errors import Forbidden, Invalid
from app.core.page import Cursor, Page, paginate
from app.db.base import Record
from app.feed.idempotency import Answer, KeyedRequest, once
from app.feed.unit_of_work import Journal, UnitOfWork
from app.pricing.commands import check_list
from app.pricing.engine.gate import open_book
from app.pricing.engine.rows import rounding_row
from app.pricing.proposals import Proposer
from app.repricing import queries, row_queries
from app.repricing.answers import bulk_out, bulks_out, face_of, row_out
from app.repricing.changes import bulk_changed
from app.repricing.errors import BulkNotFound, BulkNotReady, StaleBulk
from app.repricing.proposing import propose, refuse_if_all_blocked
from app.repricing.rules import check_amounts
from app.repricing.runner import actor_of, begin_applying
from app.repricing.schemas import BulkApply, BulkCreate, BulkOut, BulkRow, BulkUndo

COST_NEEDED = "A rule or a filter by cost or margin needs the permission cost:read."

log = structlog.get_logger()

Step = Callable[[UnitOfWork, Record], Awaitable[Mapping[str, Any]]]


class RepricingService:
    """Takes orders; `app.repricing.runner` carries them out."""

    def __init__(self, journal: Journal, proposer: Proposer) -> None:
        self._journal = journal
        self._proposer = proposer

    async def list_bulks(
        self, *, cursor: Cursor | None, limit: int, with_cost: bool
    ) -> Page[BulkOut]:
        """The newest first, without those that tell the cost unless ``with_cost``."""
        async with self._journal.database.session() as session:
            rows = await queries.list_bulks(
                session, cursor=cursor, limit=limit, with_cost=with_cost
            )
            page = paginate(rows, limit, lambda row: Cursor(queries.ORDER, None, row.id))
            answers = await bulks_out(session, page.items, with_cost=with_cost)
        return Page(items=answers, next_cursor=page.next_cursor)

    async def get_bulk(self, bulk_id: int, *, with_cost: bool) -> BulkOut:
        """Raises `BulkNotFound`, and `Forbidden` where it would tell the cost."""
        async with self._journal.database.session() as session:
            bulk = _shown(await queries.find_bulk(session, bulk_id), bulk_id, with_cost=with_cost)
            return await bulk_out(session, bulk, with_cost=with_cost)

    async def list_rows(
        self,
        bulk_id: int,
        *,
        cursor: Cursor | None,
        limit: int,
        state: str | None,
        hits: bool,
        order: str,
        with_cost: bool,
    ) -> Page[BulkRow]:
        """By SKU, or the worst first. Raises `BulkNotFound`, `Forbidden`."""
        worst = order == "worst"
        async with self._journal.database.session() as session:
            _shown(await queries.find_bulk(session, bulk_id), bulk_id, with_cost=with_cost)
            rows = await row_queries.list_rows(
                session,
                bulk_id,
                cursor=cursor,
                limit=limit,
                state=state,
                hits=hits,
                worst=worst,
            )

        def place(row: Record) -> Cursor:
            if worst:
                return Cursor(row_queries.WORST_FIRST, row.weight, row.ordinal)
            return Cursor(row_queries.BY_SKU, None, row.ordinal)

        page = paginate(rows, limit, place)
        return Page(
            items=[row_out(row, with_cost=with_cost) for row in page.items],
            next_cursor=page.next_cursor,
        )

    async def preview_bulk(
        self, body: BulkCreate, *, request: KeyedRequest, actor: str, with_cost: bool
    ) -> Answer:
        """Order a preview.

        Raises `Invalid` for amounts that the currency does not have, `Forbidden` for a rule or a
        filter that would tell the cost without ``with_cost``, `PriceListNotFound`,
        `PriceListInactive` and `CurrencyMismatch`.
        """
        check_amounts(body)
        _check_order(body)
        if not with_cost and _tells_cost(body.rule.column, body.filter.model_dump()):
            raise Forbidden(COST_NEEDED)

        async def act(work: UnitOfWork) -> BulkOut:
            book = await open_book(work.session, (), to_write=False)
            check_list(book, body.price_list, body.currency)
            if body.rule.price_list is not None:
                check_list(book, body.rule.price_list, body.currency)
            bulk = await queries.insert_bulk(work.session, _values(body, actor))
            return await self._tell(work, bulk, reason=body.reason, with_cost=with_cost)

        return await once(self._journal, request, act, status=202)

    async def apply_bulk(
        self,
        bulk_id: int,
        body: BulkApply,
        *,
        request: KeyedRequest,
        actor: str,
        with_cost: bool,
    ) -> Answer:
        """Begin to apply, or open one proposal for all rows where one of them wants approval.

        Raises `BulkNotFound`, `BulkNotReady`, `StaleBulk`, and `PriceBlocked` when the guard lets
        none of the prices through.
        """

        async def step(work: UnitOfWork, bulk: Record) -> Mapping[str, Any]:
            if body.expected_version not in {None, bulk.version}:
                raise StaleBulk(
                    f"The change has version {bulk.version}, not {body.expected_version}.",
                    current=face_of(bulk).model_dump(mode="json"),
                )
            needs = bulk.totals["needs_approval"] > 0
            override = body.override_reason if bulk.totals["blocked"] else None
            asked = {
                "applied_by": actor,
                "override_reason": override,
                "problem": None,
                "approved_by": None,
            }
            if needs or override is not None:
                proposal = await propose(work, self._proposer, bulk, actor, override)
                return asked | {"state": "proposed", "proposal_id": proposal.id}
            await refuse_if_all_blocked(work, bulk)
            return asked | begin_applying(bulk, with_blocked=False)

        return await self._move(
            bulk_id, {"ready"}, step, request=request, status=202, with_cost=with_cost
        )

    async def undo_bulk(
        self,
        bulk_id: int,
        body: BulkUndo,
        *,
        request: KeyedRequest,
        actor: str,
        with_cost: bool,
    ) -> Answer:
        """Begin to set back what was applied. Raises `BulkNotFound`, `BulkNotReady`."""

        async def step(_: UnitOfWork, bulk: Record) -> Mapping[str, Any]:
            left = bulk.applied - bulk.undone - bulk.kept
            if bulk.state == "failed" and left <= 0:
                raise BulkNotReady("Nothing of it was applied; discard it.")
            return {
                "state": "undoing",
                "done": 0,
                "total": left,
                "after_ordinal": 0,
                "undone_by": actor,
                "undo_reason": body.reason,
                "problem": None,
            }

        return await self._move(
            bulk_id, {"applied", "failed"}, step, request=request, status=202, with_cost=with_cost
        )

    async def discard_bulk(
        self, bulk_id: int, *, request: KeyedRequest, actor: str, with_cost: bool
    ) -> Answer:
        """Close what was not applied, and forget its rows. Raises `BulkNotFound`,
        `BulkNotReady`."""

        async def step(work: UnitOfWork, bulk: Record) -> Mapping[str, Any]:
            if bulk.applied:
                raise BulkNotReady("A part of it is applied; undo it instead.")
            await row_queries.delete_rows(work.session, bulk.id)
            return {"state": "discarded"}

        return await self._move(
            bulk_id,
            {"previewing", "ready", "failed"},
            step,
            request=request,
            status=200,
            with_cost=with_cost,
            actor=actor,
        )

    async def _move(
        self,
        bulk_id: int,
        states: set[str],
        step: Step,
        *,
        request: KeyedRequest,
        status: int,
        with_cost: bool,
        actor: str | None = None,
    ) -> Answer:
        """Bring a bulk from one of these states to the next."""

        async def act(work: UnitOfWork) -> BulkOut:
            bulk = found(await queries.find_bulk(work.session, bulk_id, lock=True), bulk_id)
            if bulk.state not in states:
                raise BulkNotReady(
                    f"The change is {bulk.state}; this can be done while it is "
                    f"{' or '.join(sorted(states))}.",
                    current=face_of(bulk).model_dump(mode="json"),
                )
            values = await step(work, bulk)
            after = await queries.update_bulk(work.session, bulk_id, values)
            reason = after.undo_reason if after.state == "undoing" else after.reason
            return await self._tell(work, after, reason=reason, actor=actor, with_cost=with_cost)

        return await once(self._journal, request, act, status=status)

    async def _tell(
        self,
        work: UnitOfWork,
        bulk: Record,
        *,
        reason: str,
        with_cost: bool,
        actor: str | None = None,
    ) -> BulkOut:
        actor = actor or actor_of(bulk)
        work.record(bulk_changed(face_of(bulk), bulk.state, actor=actor, reason=reason))
        log.info("repricing.state_changed", bulk_id=bulk.id, state=bulk.state, actor=actor)
        return await bulk_out(work.session, bulk, with_cost=with_cost)


def found(bulk: Record | None, bulk_id: int) -> Record:
    if bulk is None:
        raise BulkNotFound(f"There is no change of prices with the id {bulk_id}.")
    return bulk


def _values(body: BulkCreate, actor: str) -> dict[str, Any]:
    return {
        "name": body.name,
        "price_list": body.price_list,
        "currency": body.currency,
        "filter": body.filter.model_dump(mode="json"),
        "rule": body.rule.model_dump(mode="json"),
        "rounding": rounding_row(body.rounding),
        "reason": body.reason,
        "actor": actor,
    }


def _check_order(body: BulkCreate) -> None:
    chosen = body.filter
    for least, most, name in (
        (chosen.min_amount, chosen.max_amount, "amount"),
        (chosen.min_margin_percent, chosen.max_margin_percent, "margin_percent"),
    ):
        if least is not None and most is not None and least > most:
            raise Invalid.field(f"filter.max_{name}", f"must not be less than min_{name}")


def _shown(bulk: Record | None, bulk_id: int, *, with_cost: bool) -> Record:
    """Its new prices would tell the cost to whoever knows the rule."""
    bulk = found(bulk, bulk_id)
    if not with_cost and _tells_cost(bulk.rule["column"], bulk.filter):
        raise Forbidden(COST_NEEDED)
    return bulk


def _tells_cost(column: str | None, chosen: Mapping[str, Any]) -> bool:
    return column == "cost" or any(chosen[name] is not None for name in queries.MARGINS)
