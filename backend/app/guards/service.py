"""What may a price be, and what would a guard have caught?"""

import asyncio
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.service import get_item_by_id
from app.core.clock import now
from app.core.errors import FieldError, Forbidden
from app.core.identifiers import category_key
from app.core.money import at_scale
from app.core.page import Cursor, Page, paginate
from app.db.base import Record
from app.feed.unit_of_work import Journal, UnitOfWork
from app.guards import queries
from app.guards.changes import guard_changed
from app.guards.errors import GuardExists, GuardNotFound, GuardPreconditionFailed, StaleGuard
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
from app.pricing.engine.rows import GUARD_FIELDS, guard_of
from app.pricing.errors import PriceListNotFound
from app.pricing.views import change_row, row_out

log = structlog.get_logger()

SCOPE = "uq_price_guards_scope"
# The id of a guard that does not exist yet.
UNBORN = 0
# Each reads every price of the shop, so they take turns.
_PREVIEWS = asyncio.Semaphore(2)


class GuardsService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

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
    ) -> GuardOut:
        """The whole guard anew.

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
            await _check_scope(work.session, body)
            values = _columns(body, actor)
            try:
                await queries.update_guard(work.session, guard_id, values)
            except IntegrityError as error:
                raise _taken(error) from error
            guard = await _get_guard(work.session, guard_id)
            work.record(guard_changed(_face_of(guard), "edited", actor=actor, reason=body.reason))
            await _recheck(work.session, actor, before, guard)
        log.info("guards.guard_set", guard_id=guard.id, version=guard.version, actor=actor)
        return guard

    async def remove_guard(self, guard_id: int, *, actor: str) -> None:
        """It says nothing any more; its row stays. Raises `GuardNotFound`."""
        async with self._journal.unit_of_work() as work:
            guard = await _get_guard(work.session, guard_id, lock=True)
            removed = await queries.remove_guard(work.session, guard_id, actor=actor)
            face = _face_of(guard, **removed._mapping)
            work.record(guard_changed(face, "removed", actor=actor, reason=None))
            await _recheck(work.session, actor, guard)
        log.info("guards.guard_removed", guard_id=guard_id, actor=actor)

    async def preview_guard(self, body: GuardPreviewRequest, *, with_margin: bool) -> GuardPreview:
        """What the guard would have caught in the last days, and which prices break it now.

        Each step of a timeline is held against the guard as a step from the effective price
        before it, with the cost that its item has *now*: what it cost then is not kept. The other
        guards are those in force now. A guard that is switched off is tried as if it were on, and
        one for the same prices as another stands in for that one. Prices of archived items are
        left out of those that break it now.

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


async def _trial(session: AsyncSession, body: GuardPreviewRequest) -> Trial:
    await _check_scope(session, body)
    if body.replaces is not None:
        await _get_guard(session, body.replaces)
    words = {name: getattr(body, name) for name in GUARD_FIELDS if name != "id"}
    guard = Guard(id=body.replaces or UNBORN, **words)
    others = [guard_of(row) for row in await queries.list_active_guards(session)]
    return Trial(guard, [other for other in others if not _stands_for(guard, other)])


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


def _stands_for(guard: Guard, other: Guard) -> bool:
    return guard.id == other.id or _scope_of(guard) == _scope_of(other)


def _scope_of(guard: Guard) -> tuple[Any, ...]:
    category = guard.category and category_key(guard.category)
    return guard.price_list, category, guard.item_id, guard.currency
