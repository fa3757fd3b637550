"""How is stock read, moved and watched?"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import FieldError, Invalid
from app.core.page import Cursor, Page, paginate
from app.core.schema import rfc3339
from app.core.versions import require_version
from app.db.base import Record
from app.db.read_position import ReadPosition
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.stock import queries
from app.stock.batch import record_batch
from app.stock.changes import level_edited
from app.stock.errors import (
    LevelNotFound,
    LevelPreconditionFailed,
    MovementNotFound,
    NotReversible,
    ReasonTaken,
    StaleLevel,
)
from app.stock.level_order_queries import level_order
from app.stock.schemas import (
    UNSTOCKED_MAX,
    BatchCreate,
    CountAnchor,
    CountCreate,
    ExplanationPart,
    HeldQuantity,
    LevelAsOf,
    LevelExplanation,
    LevelPage,
    MovementCreate,
    MovementOut,
    MovementReverse,
    ReasonCreate,
    ReasonOut,
    StockLevelOut,
    StockLevelUpdate,
    UnstockedItem,
)
from app.stock.types import BUILT_IN_REASONS, REVERSIBLE_KINDS, MovementCommand, signed_delta
from app.stock.unstocked_queries import list_unstocked
from app.stock.writer import StockWriter

# Fields of an edit that say what the caller saw, not what to store.
EXPECTATIONS = {"expected_version", "expected_reorder_point"}

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
        )
        return await self._writer.record(request, command)

    async def record_count(
        self, body: CountCreate, *, request: KeyedRequest, actor: str, if_match: int | None
    ) -> Answer:
        """Raises what `StockWriter.record` raises."""
        command = MovementCommand(
            sku=body.sku,
            location=body.location,
            kind="count",
            actor=actor,
            reason=body.reason,
            reference=body.reference,
            occurred_at=body.occurred_at,
            expected_on_hand=body.expected_on_hand,
            expected_version=if_match,
            counted=body.counted,
        )
        return await self._writer.record(request, command)

    async def reverse_movement(
        self, movement_id: int, body: MovementReverse, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """Raises `MovementNotFound`, `NotReversible`, and what `StockWriter.record` raises."""
        async with self._journal.database.session() as session:
            row = await queries.find_movement(session, movement_id)
        if row is None:
            raise MovementNotFound(f"There is no movement with the id {movement_id}.")
        _check_reversible(row)
        command = MovementCommand(
            sku=row.sku,
            location=row.location,
            kind=row.kind,
            actor=actor,
            reason=body.reason,
            reference=body.reference or row.reference,
            reverses_id=movement_id,
        )
        return await self._writer.record(request, command)

    async def record_batch(self, body: BatchCreate, *, request: KeyedRequest, actor: str) -> Answer:
        """Raises what `app.stock.batch.record_batch` raises."""
        commands = [
            MovementCommand(
                sku=row.sku,
                location=row.location,
                kind=row.kind,
                delta_on_hand=0 if row.kind == "count" else signed_delta(row.kind, row.quantity),
                actor=actor,
                reason=row.reason,
                reference=row.reference,
                occurred_at=row.occurred_at,
                expected_on_hand=row.expected_on_hand,
                counted=row.quantity if row.kind == "count" else None,
            )
            for row in body.movements
        ]
        return await record_batch(self._journal, self._writer, request, body.mode, commands)

    async def list_levels(
        self, *, sort: str, cursor: Cursor | None, limit: int, **filters: Any
    ) -> LevelPage:
        """Levels; a ``-`` before the sort key turns the order round. The first page of a search
        has the items that never moved, too."""
        async with self._journal.database.session() as session:
            rows = await queries.list_levels(
                session,
                sort=sort,
                cursor=cursor,
                limit=limit,
                **filters,
            )
            unstocked = await _unstocked(session, filters) if cursor is None else []
        order = level_order(sort)
        position = _position(rows, cursor)
        page = paginate(
            rows, limit, lambda row: Cursor(order, _plain(row.sort_value), row.id, position)
        )
        return LevelPage(
            items=[StockLevelOut.model_validate(row) for row in page.items],
            next_cursor=page.next_cursor,
            unstocked=unstocked,
        )

    async def get_level(self, level_id: int) -> StockLevelOut:
        async with self._journal.database.session() as session:
            row = await queries.find_level(session, level_id)
        if row is None:
            raise LevelNotFound(f"There is no stock level with the id {level_id}.")
        return StockLevelOut.model_validate(row)

    async def explain_level(self, level_id: int) -> LevelExplanation:
        """Raises `LevelNotFound`."""
        async with self._journal.database.snapshot() as session:
            row = await queries.find_level(session, level_id)
            if row is None:
                raise LevelNotFound(f"There is no stock level with the id {level_id}.")
            anchor = await queries.find_anchor(session, level_id)
            parts = await queries.list_parts(session, level_id, anchor)
            holds = await queries.list_open_holds(session, level_id)
        return LevelExplanation(
            level=StockLevelOut.model_validate(row),
            count=anchor
            and CountAnchor(
                movement_id=anchor.id, counted=anchor.counted, counted_at=anchor.occurred_at
            ),
            parts=[ExplanationPart.model_validate(part) for part in parts],
            holds=[HeldQuantity.model_validate(held) for held in holds],
        )

    async def list_levels_as_of(
        self, *, at: datetime, cursor: Cursor | None, limit: int, **filters: Any
    ) -> Page[LevelAsOf]:
        """Balances at a moment, by what is known of it today."""
        async with self._journal.database.session() as session:
            rows = await queries.list_levels_as_of(
                session, at=at, cursor=cursor, limit=limit, **filters
            )
        page = paginate(rows, limit, lambda row: Cursor(queries.AS_OF_ORDER, None, row.level_id))
        return Page(
            items=[_level_as_of(row) for row in page.items],
            next_cursor=page.next_cursor,
        )

    async def list_reasons(self) -> list[ReasonOut]:
        """Those built in and those added, by code."""
        async with self._journal.database.session() as session:
            own = {row.code: row.name for row in await queries.list_reasons(session)}
        names = BUILT_IN_REASONS | own
        return [
            ReasonOut(code=code, name=names[code], built_in=code in BUILT_IN_REASONS)
            for code in sorted(names)
        ]

    async def add_reason(self, body: ReasonCreate) -> ReasonOut:
        """Raises `ReasonTaken`."""
        async with self._journal.unit_of_work() as work:
            if body.code in BUILT_IN_REASONS or not await queries.insert_reason(
                work.session, code=body.code, name=body.name
            ):
                raise ReasonTaken(
                    f"There is a reason {body.code} already; choose another code.",
                    errors=[FieldError("code", "is taken")],
                )
        return ReasonOut(code=body.code, name=body.name, built_in=False)

    async def set_thresholds(
        self, level_id: int, body: StockLevelUpdate, *, if_match: int | None, actor: str
    ) -> StockLevelOut:
        """Raises `LevelNotFound`, and for an old version `StaleLevel` (body) or
        `LevelPreconditionFailed` (If-Match)."""
        if not body.expects_reorder_point:
            require_version(if_match, body.expected_version)
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


def _check_reversible(row: Record) -> None:
    if row.reverses_id is not None or row.count_id is not None:
        raise NotReversible("It takes back or balances another movement; record a new one instead.")
    if row.kind not in REVERSIBLE_KINDS or (row.kind == "count" and row.counted is None):
        raise NotReversible(
            f"A {row.kind} belongs to a hold or a transfer; release, commit or cancel that, or "
            "record what came back."
        )


async def set_thresholds(
    work: UnitOfWork,
    level_id: int,
    body: StockLevelUpdate,
    *,
    if_match: int | None = None,
    actor: str,
) -> StockLevelOut:
    """Set thresholds inside an open unit of work; raises what `StockService` says, and `Invalid`
    for a target level below the reorder point."""
    values = body.model_dump(exclude_unset=True, exclude=EXPECTATIONS)
    row = await queries.lock_level(work.session, level_id)
    if row is None:
        raise LevelNotFound(f"There is no stock level with the id {level_id}.")
    before = StockLevelOut.model_validate(row)
    _check_version(before, body.expected_version, if_match)
    if body.expects_reorder_point and body.expected_reorder_point != before.reorder_point:
        raise StaleLevel(
            f"The reorder point is {before.reorder_point}, not {body.expected_reorder_point}.",
            current=before.model_dump(mode="json"),
        )
    if not values:
        return before
    _check_target(before, values)
    await queries.set_thresholds(work.session, level_id, values)
    after = StockLevelOut.model_validate(await queries.find_level(work.session, level_id))
    work.record(level_edited(before, after, actor=actor))
    return after


def _check_target(level: StockLevelOut, values: dict[str, Any]) -> None:
    """Raises `Invalid` for a target level below the reorder point, also where one of them stays."""
    reorder_point = values.get("reorder_point", level.reorder_point)
    target_level = values.get("target_level", level.target_level)
    if reorder_point is None or target_level is None or target_level >= reorder_point:
        return
    if "target_level" in values:
        message = f"must be {reorder_point} (the reorder point) or more"
        raise Invalid.field("target_level", message)
    message = f"must be {target_level} (the target level) or less; send a higher target level too"
    raise Invalid.field("reorder_point", message)


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


def _position(rows: Sequence[Record], cursor: Cursor | None) -> str | None:
    """What the first page of a list saw, if its sort values move."""
    if cursor and cursor.position:
        return cursor.position
    if not rows or "snapshot" not in rows[0]._fields:
        return None
    return ReadPosition(rows[0].snapshot, rows[0].moment).encode()


async def _unstocked(session: AsyncSession, filters: dict[str, Any]) -> list[UnstockedItem]:
    """What a search without a cursor finds beside the levels; nothing where none is searched."""
    wanted = {name: filters.get(name) for name in ("q", "sku", "category", "location")}
    searched = wanted["q"] or wanted["sku"] or wanted["category"]
    if not searched or filters.get("item_ids") or filters.get("status") not in {None, "out"}:
        return []
    rows = await list_unstocked(session, **wanted, limit=UNSTOCKED_MAX)
    return [UnstockedItem.model_validate(row) for row in rows]


def _plain(value: Any) -> Any:
    """A sort value as JSON can hold it."""
    return rfc3339(value) if hasattr(value, "isoformat") else value


async def snapshot_levels(
    session: AsyncSession, *, after_id: int, limit: int
) -> list[StockLevelOut]:
    """Levels by id, for the snapshot of the feed; inside the caller's session."""
    rows = await queries.list_levels_by_id(session, after_id=after_id, limit=limit)
    return [StockLevelOut.model_validate(row) for row in rows]


async def units_on_hand(session: AsyncSession, item_ids: Collection[int]) -> dict[int, int]:
    """What lies of each item in all locations together; inside the caller's session."""
    rows = await queries.sum_units(session, item_ids)
    return {row.item_id: row.on_hand for row in rows}


def _level_as_of(row: Record) -> LevelAsOf:
    """The row, marked where its balance cannot have been."""
    is_incomplete = row.on_hand < 0 and not row.backorder
    return LevelAsOf(
        level_id=row.level_id,
        item_id=row.item_id,
        sku=row.sku,
        name=row.name,
        location=row.location,
        on_hand=row.on_hand,
        is_incomplete=is_incomplete,
        incomplete_reason="negative_without_backorders" if is_incomplete else None,
    )
