"""How is stock read, moved and watched?"""

from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.page import Cursor, Page, paginate
from app.core.schema import rfc3339
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.stock import queries
from app.stock.changes import level_edited
from app.stock.errors import LevelNotFound, LevelPreconditionFailed, StaleLevel
from app.stock.schemas import (
    MovementCreate,
    MovementOut,
    StockLevelOut,
    StockLevelUpdate,
)
from app.stock.types import MovementCommand, signed_delta
from app.stock.writer import StockWriter

log = structlog.get_logger()


class StockService:
    def __init__(self, journal: Journal, writer: StockWriter) -> None:
        self._journal = journal
        self._writer = writer

    async def record_movement(
        self, body: MovementCreate, *, request: KeyedRequest, actor: str, if_match: int | None
    ) -> Answer:
        """Raises what `StockWriter.record` raises."""
        command = MovementCommand(
            sku=body.sku,
            location=body.location,
            kind=body.kind,
            delta_on_hand=signed_delta(body.kind, body.quantity),
            actor=actor,
            reason=body.reason,
            reference=body.reference,
            occurred_at=body.occurred_at,
            expected_on_hand=body.expected_on_hand,
            expected_version=if_match,
            idempotency_key=request.key,
        )
        answer = await self._writer.record(request, command)
        log.info("stock.movement_recorded", sku=body.sku, kind=body.kind, replayed=answer.replayed)
        return answer

    async def list_levels(
        self, *, sort: str, cursor: Cursor | None, limit: int, **filters: Any
    ) -> Page[StockLevelOut]:
        """Levels; a ``-`` before the sort key turns the order round."""
        async with self._journal.database.session() as session:
            rows = await queries.list_levels(
                session,
                sort=sort,
                cursor=cursor,
                limit=limit,
                **filters,
            )
        order = queries.level_order(sort)
        page = paginate(rows, limit, lambda row: Cursor(order, _plain(row.sort_value), row.id))
        return Page(
            items=[StockLevelOut.model_validate(row) for row in page.items],
            next_cursor=page.next_cursor,
        )

    async def get_level(self, level_id: int) -> StockLevelOut:
        async with self._journal.database.session() as session:
            row = await queries.find_level(session, level_id)
        if row is None:
            raise LevelNotFound(f"There is no stock level with the id {level_id}.")
        return StockLevelOut.model_validate(row)

    async def set_thresholds(
        self, level_id: int, body: StockLevelUpdate, *, if_match: int | None, actor: str
    ) -> StockLevelOut:
        """Raises `LevelNotFound`, and for an old version `StaleLevel` (body) or
        `LevelPreconditionFailed` (If-Match)."""
        async with self._journal.unit_of_work() as work:
            level = await set_thresholds(work, level_id, body, if_match=if_match, actor=actor)
        log.info("stock.thresholds_set", level_id=level_id, version=level.version)
        return level

    async def list_movements(
        self, *, cursor: Cursor | None, limit: int, **filters: Any
    ) -> Page[MovementOut]:
        """The ledger, newest first; ``filters`` are those of `queries.list_movements`."""
        async with self._journal.database.session() as session:
            rows = await queries.list_movements(session, cursor=cursor, limit=limit, **filters)
        page = paginate(rows, limit, lambda row: Cursor(queries.MOVEMENT_ORDER, None, row.id))
        return Page(
            items=[MovementOut.model_validate(row) for row in page.items],
            next_cursor=page.next_cursor,
        )


async def set_thresholds(
    work: UnitOfWork,
    level_id: int,
    body: StockLevelUpdate,
    *,
    if_match: int | None = None,
    actor: str,
) -> StockLevelOut:
    """Set thresholds inside an open unit of work; raises what `StockService` says."""
    values = body.model_dump(exclude_unset=True, exclude={"expected_version"})
    row = await queries.lock_level(work.session, level_id)
    if row is None:
        raise LevelNotFound(f"There is no stock level with the id {level_id}.")
    before = StockLevelOut.model_validate(row)
    _check_version(before, body.expected_version, if_match)
    if not values:
        return before
    await queries.set_thresholds(work.session, level_id, values)
    after = StockLevelOut.model_validate(await queries.find_level(work.session, level_id))
    work.record(level_edited(before, after, actor=actor))
    return after


def _check_version(
    level: StockLevelOut, expected_version: int | None, if_match: int | None
) -> None:
    current = level.model_dump(mode="json")
    if if_match not in {None, level.version}:
        raise LevelPreconditionFailed(
            f"The level has version {level.version}, not {if_match}.", current=current
        )
    if expected_version not in {None, level.version}:
        raise StaleLevel(
            f"The level has version {level.version}, not {expected_version}.", current=current
        )


def _plain(value: Any) -> Any:
    """A sort value as JSON can hold it."""
    return rfc3339(value) if hasattr(value, "isoformat") else value


async def snapshot_levels(
    session: AsyncSession, *, after_id: int, limit: int
) -> list[StockLevelOut]:
    """Levels by id, for the snapshot of the feed; inside the caller's session."""
    rows = await queries.list_levels_by_id(session, after_id=after_id, limit=limit)
    return [StockLevelOut.model_validate(row) for row in rows]
