"""The statements about levels and the ledger."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    any_,
    bindparam,
    cast,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_sku, in_category, matches, sku_key
from app.catalog.models import Item, Location
from app.core.page import Cursor
from app.db.base import Record, Records
from app.stock.models import STATUS, StockLevel, StockMovement
from app.stock.types import BALANCE_MAX

# One statement, like `move`: each level takes all its deltas or none, and takes them only if no
# step on the way would have been refused. The ledger tells every step with its own balance.
MOVE_MANY = text(
    f"""
    WITH commands AS (
        SELECT * FROM unnest(
            CAST(:item_id AS bigint[]), CAST(:location_id AS bigint[]), CAST(:kind AS text[]),
            CAST(:delta_on_hand AS bigint[]), CAST(:reason AS text[]), CAST(:reference AS text[]),
            CAST(:actor AS text[]), CAST(:idempotency_key AS text[]),
            CAST(:occurred_at AS timestamptz[])
        ) WITH ORDINALITY AS given (item_id, location_id, kind, delta_on_hand, reason, reference,
                                    actor, idempotency_key, occurred_at, place)
    ), steps AS (
        SELECT commands.*,
               sum(delta_on_hand) OVER line AS moved,
               row_number() OVER line AS step
        FROM commands WINDOW line AS (PARTITION BY item_id, location_id ORDER BY place)
    ), totals AS (
        SELECT item_id, location_id, sum(delta_on_hand) AS total, count(*) AS steps,
               least(min(moved), 0) AS lowest, greatest(max(moved), 0) AS highest
        FROM steps GROUP BY item_id, location_id
    ), moved AS (
        UPDATE stock_levels AS level
        SET on_hand = level.on_hand + totals.total,
            version = level.version + totals.steps,
            updated_at = clock_timestamp()
        FROM totals
        WHERE level.item_id = totals.item_id AND level.location_id = totals.location_id
          AND (level.backorder OR totals.lowest = 0
               OR level.on_hand + totals.lowest - level.reserved >= 0)
          AND level.on_hand + totals.lowest >= -{BALANCE_MAX}
          AND level.on_hand + totals.highest <= {BALANCE_MAX}
        RETURNING level.id, level.item_id, level.location_id, level.reserved, level.reorder_point,
                  level.target_level, level.updated_at,
                  level.on_hand - totals.total AS on_hand_before,
                  level.version - totals.steps AS version_before
    ), written AS (
        INSERT INTO stock_movements (level_id, kind, delta_on_hand, delta_reserved, on_hand_after,
                                     reserved_after, version, reason, reference, actor,
                                     idempotency_key, occurred_at, recorded_at)
        SELECT moved.id, steps.kind, steps.delta_on_hand, 0, moved.on_hand_before + steps.moved,
               moved.reserved, moved.version_before + steps.step, steps.reason, steps.reference,
               steps.actor, steps.idempotency_key, coalesce(steps.occurred_at, clock_timestamp()),
               clock_timestamp()
        FROM steps JOIN moved USING (item_id, location_id)
        ORDER BY steps.place
        RETURNING id, level_id, kind, delta_on_hand, delta_reserved, on_hand_after, reserved_after,
                  version, reason, reference, actor, occurred_at, recorded_at
    ), balances AS (
        SELECT written.*, on_hand_after AS on_hand, reserved_after AS reserved,
               on_hand_after - reserved_after AS available,
               moved.item_id, moved.location_id, reorder_point, target_level, updated_at
        FROM written JOIN moved ON moved.id = written.level_id
    )
    SELECT balances.*, {STATUS.strip()} AS status, items.sku, items.name, items.category,
           items.barcode, items.unit, locations.code AS location, locations.name AS location_name
    FROM balances
    JOIN items ON items.id = balances.item_id
    JOIN locations ON locations.id = balances.location_id
    ORDER BY balances.id
    """  # noqa: S608 - put together from constants of the project alone
)

SORTS: dict[str, ColumnElement[Any]] = {
    "sku": sku_key,
    "name": func.lower(Item.name),
    "location": Location.__table__.c.code,
    "available": StockLevel.__table__.c.available,
    "on_hand": StockLevel.__table__.c.on_hand,
    "updated_at": StockLevel.__table__.c.updated_at,
}


MOVEMENT_ORDER = "movements"


def level_order(sort: str) -> str:
    return f"levels:{sort}"


def levels(*extra: ColumnElement[Any]) -> Records:
    """Levels as the screen shows them, with the item's and the location's words."""
    return (
        select(
            StockLevel.id,
            StockLevel.item_id,
            Item.sku,
            Item.name,
            Item.category,
            Item.barcode,
            Item.unit,
            Location.code.label("location"),
            Location.name.label("location_name"),
            StockLevel.on_hand,
            StockLevel.reserved,
            StockLevel.available,
            StockLevel.reorder_point,
            StockLevel.target_level,
            StockLevel.status,
            StockLevel.version,
            StockLevel.updated_at,
            *extra,
        )
        .join(Item, Item.id == StockLevel.item_id)
        .join(Location, Location.id == StockLevel.location_id)
    )


async def list_levels(
    session: AsyncSession,
    *,
    sort: str,
    cursor: Cursor | None,
    limit: int,
    q: str | None = None,
    sku: str | None = None,
    item_id: int | None = None,
    location: str | None = None,
    category: str | None = None,
    status: str | None = None,
) -> Sequence[Record]:
    """Levels of active items by ``sort``, one more than ``limit``.

    ``sort`` is a key of `SORTS`; a ``-`` in front of it turns the order round.
    """
    column, descending = SORTS[sort.removeprefix("-")], sort.startswith("-")
    order = (column.desc(), StockLevel.id.desc()) if descending else (column, StockLevel.id)
    statement = levels(column.label("sort_value")).order_by(*order).limit(limit + 1)
    if sku is None and item_id is None:
        statement = statement.where(Item.status == "active")
    if q:
        statement = statement.where(matches(q))
    if sku:
        statement = statement.where(has_sku(sku))
    if item_id is not None:
        statement = statement.where(StockLevel.item_id == item_id)
    if location:
        statement = statement.where(func.lower(Location.code) == func.lower(location))
    if category:
        statement = statement.where(in_category(category))
    if status:
        statement = statement.where(StockLevel.status == status)
    if cursor:
        value, level_id = cursor.place(level_order(sort), column.type.python_type)
        place = tuple_(bindparam("place", value, type_=column.type), level_id)
        here = tuple_(column, StockLevel.id)
        statement = statement.where(here < place if descending else here > place)
    return (await session.execute(statement)).all()


async def list_levels_by_id(
    session: AsyncSession, *, after_id: int, limit: int
) -> Sequence[Record]:
    """Every level, archived items included, in the order of their ids."""
    statement = levels().where(StockLevel.id > after_id).order_by(StockLevel.id).limit(limit)
    return (await session.execute(statement)).all()


async def find_level(session: AsyncSession, level_id: int) -> Record | None:
    return (await session.execute(levels().where(StockLevel.id == level_id))).one_or_none()


async def find_level_at(session: AsyncSession, *, item_id: int, location_id: int) -> Record | None:
    statement = levels().where(StockLevel.item_id == item_id, StockLevel.location_id == location_id)
    return (await session.execute(statement)).one_or_none()


async def lock_level(session: AsyncSession, level_id: int) -> Record | None:
    statement = levels().where(StockLevel.id == level_id).with_for_update(of=StockLevel)
    return (await session.execute(statement)).one_or_none()


async def insert_level(session: AsyncSession, *, item_id: int, location_id: int) -> None:
    """An empty level, unless there is one."""
    await session.execute(
        upsert(StockLevel)
        .values(item_id=item_id, location_id=location_id, version=0)
        .on_conflict_do_nothing()
    )


async def move(
    session: AsyncSession,
    *,
    item_id: int,
    location_id: int,
    delta_on_hand: int,
    expected_on_hand: int | None,
    expected_version: int | None,
) -> int | None:
    """Move the balance if it allows that; the level's id, or None when it does not.

    The decision and the change are this one statement: whoever comes second sees the first.
    """
    after = StockLevel.on_hand + delta_on_hand
    allowed = [func.abs(after) <= BALANCE_MAX]
    if delta_on_hand < 0:
        allowed.append(or_(StockLevel.backorder, after - StockLevel.reserved >= 0))
    if expected_on_hand is not None:
        allowed.append(StockLevel.on_hand == expected_on_hand)
    if expected_version is not None:
        allowed.append(StockLevel.version == expected_version)
    statement = (
        update(StockLevel)
        .where(StockLevel.item_id == item_id, StockLevel.location_id == location_id, *allowed)
        .values(on_hand=after, version=StockLevel.version + 1, updated_at=func.clock_timestamp())
        .returning(StockLevel.id)
        .execution_options(synchronize_session=False)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def insert_movement(session: AsyncSession, values: dict[str, Any]) -> Record:
    """A line of the ledger; returns what the database gave it: id and recorded_at."""
    statement = (
        insert(StockMovement)
        .values(**values, recorded_at=func.clock_timestamp())
        .returning(StockMovement.id, StockMovement.recorded_at)
    )
    return (await session.execute(statement)).one()


async def insert_levels(session: AsyncSession, levels: Sequence[dict[str, Any]]) -> None:
    """Empty levels where there are none; each has ``item_id, location_id``."""
    wanted = {name: [level[name] for level in levels] for name in levels[0]}
    await session.execute(
        text(
            """
            INSERT INTO stock_levels (item_id, location_id, version)
            SELECT item_id, location_id, 0
            FROM unnest(CAST(:item_id AS bigint[]), CAST(:location_id AS bigint[]))
                 AS wanted (item_id, location_id)
            ON CONFLICT (item_id, location_id) DO NOTHING
            """
        ),
        wanted,
    )


async def lock_levels(session: AsyncSession, item_ids: Sequence[int]) -> None:
    """Hold every level of these items, in the one order in which several are ever locked."""
    statement = (
        select(StockLevel.id)
        .where(StockLevel.item_id == any_(cast(list(item_ids), ARRAY(BigInteger))))
        .order_by(StockLevel.id)
        .with_for_update()
    )
    await session.execute(statement)


async def move_many(session: AsyncSession, moves: Sequence[dict[str, Any]]) -> Sequence[Record]:
    """Move many balances in the given order; per step the ledger's line and the level after it.

    A level whose balance does not allow all of its steps is left alone: fewer rows come back.
    """
    return (
        await session.execute(
            MOVE_MANY, {name: [move[name] for move in moves] for name in moves[0]}
        )
    ).all()


async def set_thresholds(session: AsyncSession, level_id: int, values: dict[str, Any]) -> None:
    await session.execute(
        update(StockLevel)
        .where(StockLevel.id == level_id)
        .values(**values, version=StockLevel.version + 1, updated_at=func.clock_timestamp())
        .execution_options(synchronize_session=False)
    )


async def list_movements(
    session: AsyncSession,
    *,
    cursor: Cursor | None,
    limit: int,
    sku: str | None = None,
    item_id: int | None = None,
    level_id: int | None = None,
    location: str | None = None,
    kind: str | None = None,
) -> Sequence[Record]:
    """The ledger, newest record first; one more than ``limit``."""
    statement = (
        select(
            *(column for column in StockMovement.__table__.c if column.name != "idempotency_key"),
            StockLevel.item_id,
            Item.sku,
            Item.name.label("item_name"),
            Location.code.label("location"),
        )
        .join(StockLevel, StockLevel.id == StockMovement.level_id)
        .join(Item, Item.id == StockLevel.item_id)
        .join(Location, Location.id == StockLevel.location_id)
        .order_by(StockMovement.id.desc())
        .limit(limit + 1)
    )
    if sku:
        statement = statement.where(has_sku(sku))
    if item_id is not None:
        statement = statement.where(StockLevel.item_id == item_id)
    if level_id is not None:
        statement = statement.where(StockMovement.level_id == level_id)
    if location:
        statement = statement.where(func.lower(Location.code) == func.lower(location))
    if kind:
        statement = statement.where(StockMovement.kind == kind)
    if cursor:
        _, movement_id = cursor.place(MOVEMENT_ORDER)
        statement = statement.where(StockMovement.id < movement_id)
    return (await session.execute(statement)).all()
