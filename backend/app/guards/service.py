"""What may a price be, and what would a guard have caught?"""

import asyncio
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.approvers import list_other_approvers
from app.catalog.service import get_item_by_id
from app.core.clock import now
from app.core.errors import FieldError, Forbidden
from app.core.money import at_scale
from app.core.page import Cursor, Page, paginate
from app.db.base import Record
from app.feed.unit_of_work import Journal, UnitOfWork
from app.guards import queries
from app.guards.changes import guard_changed
from app.guards.errors import GuardExists, GuardNotFound, GuardPreconditionFailed, StaleGuard
from app.guards.loosening import describe_change, loosened_fields
from app.guards.preview import Catch, Trial
from app.guards.schemas import (
    Breaking,
    Caught,
    GuardCreate,
    GuardFace,
    GuardOut,
    GuardPreview,
    GuardPreviewRequest,
    GuardUpdate,
)
from app.pricing.engine.limits import Guard
from app.pricing.engine.rows import GUARD_FIELDS
from app.pricing.engine.steps import Origin
from app.pricing.errors import PriceListNotFound
from app.pricing.proposals import Draft, Proposer, find_pending_guard_change, proposal_out
from app.pricing.schemas import ProposalOut
from app.pricing.views import change_row, row_out

log = structlog.get_logger()

SCOPE = "uq_price_guards_scope"
# The id of a guard that does not exist yet.
UNBORN = 0
# Each reads every price of the shop, so they take turns.
_PREVIEWS = asyncio.Semaphore(2)


class GuardsService:
    def __init__(self, journal: Journal, proposer: Proposer) -> None:
        self._journal = journal
        self._proposer = proposer

    async def list_guards(
        self, *, cursor: Cursor | None, limit: int, with_margin: bool
    ) -> Page[GuardOut]:
        """The widest first; without ``with_margin`` the smallest margins are null."""
        async with self._journal.database.session() as session:
            rows = await queries.list_guards(session, cursor=cursor, limit=limit)
        page = paginate(rows, limit, lambda row: Cursor(queries.ORDER, row.closeness, row.id))
        return Page(
            items=[_guard_out(row, with_margin=with_margin) for row in page.items],
            next_cursor=page.next_cursor,
        )

    async def get_guard(self, guard_id: int, *, with_margin: bool) -> GuardOut:
        """Without ``with_margin`` its smallest margin is null. Raises `GuardNotFound`."""
        async with self._journal.database.session() as session:
            return await _get_guard(session, guard_id, with_margin=with_margin)

    async def create_guard(self, body: GuardCreate, *, actor: str) -> GuardOut:
        """Raises `GuardExists`, `PriceListNotFound`, `ItemNotFound`."""
        async with self._journal.unit_of_work() as work:
            guard = await create_guard(work, body, actor=actor)
        log.info("guards.guard_set", guard_id=guard.id, version=guard.version, actor=actor)
        return guard

    async def replace_guard(
        self, guard_id: int, body: GuardUpdate, *, actor: str, if_match: int | None = None
    ) -> GuardOut | ProposalOut:
        """The whole guard anew; a proposal where it would allow more than before and there is
        somebody else who may approve that.

        Raises `GuardNotFound`, `StaleGuard` / `GuardPreconditionFailed`, `GuardExists`,
        `PriceListNotFound`, `ItemNotFound`.
        """
        async with self._journal.unit_of_work() as work:
            before = await _get_guard(work.session, guard_id, lock=True)
            if if_match not in {None, before.version}:
                raise GuardPreconditionFailed(
                    f"The guard has version {before.version}, not {if_match}.",
                    current=before.model_dump(mode="json"),
                )
            if body.expected_version not in {None, before.version}:
                raise StaleGuard(
                    f"The guard has version {before.version}, not {body.expected_version}.",
                    current=before.model_dump(mode="json"),
                )
            if proposal := await self._propose(work, before, body, actor):
                return proposal
            guard = await _replace(work, before, body, actor)
        log.info("guards.guard_set", guard_id=guard.id, version=guard.version, actor=actor)
        return guard

    async def remove_guard(self, guard_id: int, *, actor: str) -> ProposalOut | None:
        """It says nothing any more; its row stays. A proposal as in `replace_guard`. Raises
        `GuardNotFound`."""
        async with self._journal.unit_of_work() as work:
            guard = await _get_guard(work.session, guard_id, lock=True)
            if proposal := await self._propose(work, guard, None, actor):
                return proposal
            await _remove(work, guard, actor)
        log.info("guards.guard_removed", guard_id=guard_id, actor=actor)
        return None

    async def _propose(
        self, work: UnitOfWork, before: GuardOut, body: GuardUpdate | None, actor: str
    ) -> ProposalOut | None:
        """The proposal that waits in place of a change that allows more; None where it may happen
        now. The same change proposed again is the same proposal."""
        loosened = loosened_fields(before, body)
        if not loosened or not await list_other_approvers(work.session, actor, lock=True):
            return None
        if body is not None:
            await _check_scope(work.session, body)
        command = {
            "guard_id": before.id,
            "version": before.version,
            "actor": actor,
            "body": body and body.model_dump(mode="json", exclude={"expected_version"}),
            "change": describe_change(before, body).model_dump(mode="json"),
            "rules": [],
        }
        known = await find_pending_guard_change(work.session, before.id, proposed_by=actor)
        if known is not None and known.command == command:
            return proposal_out(known)
        title = f"{before.name}: {', '.join(loosened) if body else 'removed'}"
        origin = Origin("base_price", actor, body.reason if body else None)
        return await self._proposer.open(work, [], [], origin, Draft("guard", title, command))

    async def preview_guard(self, body: GuardPreviewRequest, *, with_margin: bool) -> GuardPreview:
        """What the guard would have caught in the last days, and which prices break it now.

        Each step of a timeline is held against the guard as a step from the effective price
        before it, with the cost that its item has *now*: what it cost then is not kept. Other
        guards play no part. A guard that is switched off is tried as if it were on. Prices of
        archived items are left out of those that break it now.

        Raises `GuardNotFound` for an unknown `replaces`, `PriceListNotFound`, `ItemNotFound`, and
        `Forbidden` for a margin without ``with_margin``: what breaks it would tell the cost.
        """
        if body.min_margin_percent is not None and not with_margin:
            raise Forbidden("Trying out a margin needs the permission cost:read.")
        named = {name: getattr(body, name) for name in ("item_id", "price_list", "currency")}
        scope = {name: value for name, value in named.items() if value is not None}
        changes, prices = Catch(), Catch()
        async with _PREVIEWS, self._journal.database.snapshot() as session:
            trial = await _trial(session, body)
            since = now() - timedelta(days=body.days)
            async for rows in queries.stream_changes(session, since=since, **scope):
                trial.hold(rows, changes)
            async for rows in queries.stream_prices(session, **scope):
                trial.hold(rows, prices)
            steps = {row.id: row for row in await queries.list_changes(session, [*changes.kept])}
            broken = {row.id: row for row in await queries.list_prices(session, [*prices.kept])}
        return GuardPreview(
            changes=changes.seen,
            caught_total=changes.total,
            by_rule=dict(changes.by_rule),
            caught=[
                Caught(change=change_row(steps[row_id]), hits=hits)
                for row_id, hits in changes.kept.items()
            ],
            prices=prices.seen,
            breaking_total=prices.total,
            breaking=[
                Breaking(price=row_out(broken[row_id]), hits=hits)
                for row_id, hits in prices.kept.items()
            ],
        )


async def create_guard(work: UnitOfWork, body: GuardCreate, *, actor: str) -> GuardOut:
    """The same inside a unit of work that is already open."""
    await _check_scope(work.session, body)
    try:
        guard_id = await queries.insert_guard(work.session, _columns(body, actor))
    except IntegrityError as error:
        raise _taken(error) from error
    guard = await _get_guard(work.session, guard_id)
    work.record(guard_changed(_face_of(guard), "created", actor=actor, reason=body.reason))
    await _recheck(work.session, actor, guard)
    return guard


async def carry_out(work: UnitOfWork, told: dict[str, Any], *, actor: str) -> None:
    """What an approved proposal of this room wanted; ``actor`` approved it.

    Raises `StaleGuard` where the guard is no longer the one that was looked at, and what
    `replace_guard` and `remove_guard` raise.
    """
    before = await _get_guard(work.session, told["guard_id"], lock=True)
    if before.version != told["version"]:
        raise StaleGuard(
            f"The guard had version {told['version']} when the change was proposed, and has "
            f"{before.version} now; reject the proposal and propose anew.",
            current=_face_of(before).model_dump(mode="json"),
        )
    if told["body"] is None:
        await _remove(work, before, actor)
    else:
        await _replace(work, before, GuardUpdate.model_validate(told["body"]), actor)


async def _replace(work: UnitOfWork, before: GuardOut, body: GuardUpdate, actor: str) -> GuardOut:
    await _check_scope(work.session, body)
    try:
        await queries.update_guard(work.session, before.id, _columns(body, actor))
    except IntegrityError as error:
        raise _taken(error) from error
    guard = await _get_guard(work.session, before.id)
    work.record(guard_changed(_face_of(guard), "edited", actor=actor, reason=body.reason))
    await _recheck(work.session, actor, before, guard)
    return guard


async def _remove(work: UnitOfWork, guard: GuardOut, actor: str) -> None:
    removed = await queries.remove_guard(work.session, guard.id, actor=actor)
    face = _face_of(guard, **removed._mapping)
    work.record(guard_changed(face, "removed", actor=actor, reason=None))
    await _recheck(work.session, actor, guard)


async def _trial(session: AsyncSession, body: GuardPreviewRequest) -> Trial:
    await _check_scope(session, body)
    if body.replaces is not None:
        await _get_guard(session, body.replaces)
    words = {name: getattr(body, name) for name in GUARD_FIELDS if name != "id"}
    guard = Guard(id=body.replaces or UNBORN, **words)
    return Trial(guard)


def _columns(body: GuardCreate, actor: str) -> dict[str, Any]:
    # Not as JSON, in which numbers are texts.
    return {name: getattr(body, name) for name in GuardCreate.model_fields} | {"updated_by": actor}


async def _check_scope(session: AsyncSession, body: GuardCreate) -> None:
    if body.item_id is not None:
        await get_item_by_id(session, body.item_id)
    if body.price_list is not None and not await queries.has_price_list(session, body.price_list):
        raise PriceListNotFound(
            f"There is no price list {body.price_list}.",
            errors=[FieldError("price_list", "is unknown")],
        )


async def _get_guard(
    session: AsyncSession, guard_id: int, *, lock: bool = False, with_margin: bool = True
) -> GuardOut:
    row = await queries.find_guard(session, guard_id, lock=lock)
    if row is None:
        raise _unknown(guard_id)
    return _guard_out(row, with_margin=with_margin)


async def _recheck(session: AsyncSession, actor: str, *guards: GuardOut) -> None:
    """Have the prices looked at again that a guard spoke of, or speaks of now."""
    scopes = dict.fromkeys((guard.price_list, guard.category, guard.item_id) for guard in guards)
    for price_list, category, item_id in scopes:
        await queries.insert_recheck(
            session, price_list=price_list, category=category, item_id=item_id, actor=actor
        )


def _unknown(guard_id: int) -> GuardNotFound:
    return GuardNotFound(f"There is no guard with the id {guard_id}.")


def _taken(error: IntegrityError) -> Exception:
    if SCOPE not in str(error.orig):
        return error
    return GuardExists(
        "There is a guard for the same list, category, item and currency; change that one."
    )


def _guard_out(row: Record, *, with_margin: bool) -> GuardOut:
    values: dict[str, Any] = dict(row._mapping)
    for name in ("floor", "ceiling"):
        if values[name] is not None:
            values[name] = at_scale(values[name], row.currency)
    if not with_margin:
        values["min_margin_percent"] = None
    return GuardOut.model_validate(values)


def _face_of(guard: GuardOut, **news: Any) -> GuardFace:
    hidden: dict[str, Any] = {"min_margin_percent": None, "removed_at": None}
    return GuardFace.model_validate(dict(guard) | hidden | news)
