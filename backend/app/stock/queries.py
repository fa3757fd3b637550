"""The statements about levels and the ledger."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    any_,
    bindparam,
    cast,
    func,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_code, has_sku, in_category, matches
from app.catalog.models import Item, Location
from app.core.identifiers import identity_key
from app.core.page import Cursor
from app.db.base import Record, Records
from app.db.read_position import ReadPosition, position_columns
from app.stock.level_order_queries import MOVING, level_order, sort_value
from app.stock.models import StockLevel, StockMovement, StockReason

MOVEMENT_ORDER = "movements"
AS_OF_ORDER = "as_of"
# What keeps a request from counting twice is nobody's business.
NOT_SHOWN = frozenset({"idempotency_key", "request_key", "fingerprint", "line"})

LEVEL_WORDS = text(
    """
    SELECT asked.sku AS asked_sku, asked.code AS asked_location, stock_levels.id, items.id,
           items.sku, items.name, items.category, items.barcode, items.unit, locations.code,
           locations.name
    FROM unnest(CAST(:skus AS text[]), CAST(:codes AS text[]),
                CAST(:sku_keys AS text[]), CAST(:code_keys AS text[]))
         AS asked (sku, code, sku_key, code_key)
    JOIN items ON items.sku_key = asked.sku_key
    JOIN locations ON locations.code_key = asked.code_key
    JOIN stock_levels
      ON stock_levels.item_id = items.id AND stock_levels.location_id = locations.id
    """
)
MOVED_LAST = text(
    """
    SELECT items.sku, locations.code
    FROM (
        SELECT DISTINCT level_id
        FROM (SELECT level_id FROM stock_movements ORDER BY id DESC LIMIT :movements) AS newest
    ) AS moved
    JOIN stock_levels ON stock_levels.id = moved.level_id
    JOIN items ON items.id = stock_levels.item_id
    JOIN locations ON locations.id = stock_levels.location_id
    """
)
# The newest count that was not taken back.
ANCHOR = text(
    """
    SELECT id, counted, occurred_at FROM stock_movements AS counts
    WHERE level_id = :level_id AND counted IS NOT NULL
      AND NOT EXISTS (SELECT FROM stock_movements AS back WHERE back.reverses_id = counts.id)
    ORDER BY occurred_at DESC, id DESC LIMIT 1
    """
)
# What happened behind it, in the order of things; without a count, all that ever happened. What
# balances or takes back another line stands where that one does.
PARTS = text(
    """
    SELECT kind, count(*) AS movements, CAST(sum(delta_on_hand) AS bigint) AS delta_on_hand
    FROM stock_movements
    WHERE level_id = :level_id AND delta_on_hand <> 0
      AND (CAST(:count_id AS bigint) IS NULL
           OR (occurred_at, coalesce(count_id, reverses_id, id))
              > (CAST(:counted_at AS timestamptz), CAST(:count_id AS bigint)))
    GROUP BY kind ORDER BY kind
    """
)
OPEN_HOLDS = text(
    """
    SELECT holds.id AS hold_id, holds.reference, holds.expires_at,
           CAST(sum(stock_movements.delta_reserved) AS bigint) AS quantity
    FROM holds JOIN stock_movements ON stock_movements.hold_id = holds.id
    WHERE stock_movements.level_id = :level_id AND holds.state = 'held'
    GROUP BY holds.id HAVING sum(stock_movements.delta_reserved) > 0
    ORDER BY holds.expires_at, holds.id
    """
)


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
    item_ids: Sequence[int] = (),
    location: str | None = None,
    category: str | None = None,
    status: str | None = None,
) -> Sequence[Record]:
    """Levels of active items by ``sort``, one more than ``limit``.

    ``sort`` is a key of `SORTS`; a ``-`` in front of it turns the order round. Pages by a value
    that moves have the order of the first page, so that a reader misses no row and sees none
    twice; each row has its present figures.
    """
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    position = ReadPosition.decode(cursor.position) if cursor and cursor.position else None
    column = sort_value(key, position)
    order = (column.desc(), StockLevel.id.desc()) if descending else (column, StockLevel.id)
    seen = position_columns() if key in MOVING else ()
    statement = levels(column.label("sort_value"), *seen).order_by(*order).limit(limit + 1)
    if sku is None and not item_ids:
        statement = statement.where(Item.status == "active")
    if q:
        statement = statement.where(matches(q))
    if sku:
        statement = statement.where(has_sku(sku))
    if item_ids:
        statement = statement.where(StockLevel.item_id.in_(item_ids))
    if location:
        statement = statement.where(has_code(location))
    if category:
        statement = statement.where(in_category(category))
    if status:
        statement = statement.where(StockLevel.status == status)
    if cursor:
        value, level_id = cursor.place(level_order(sort), column.type.python_type)
        place = tuple_(bindparam("place", value, type_=column.type), level_id)
        here = tuple_(column, StockLevel.id)
        statement = statement.where(here < place if descending else here > place)
        # An index of the other table serves this; it cannot serve the pair.
        bound = bindparam("bound", value, type_=column.type)
        statement = statement.where(column <= bound if descending else column >= bound)
    return (await session.execute(statement)).all()


async def list_levels_by_id(
    session: AsyncSession, *, after_id: int, limit: int
) -> Sequence[Record]:
    """Every level, archived items included, in the order of their ids."""
    statement = levels().where(StockLevel.id > after_id).order_by(StockLevel.id).limit(limit)
    return (await session.execute(statement)).all()


async def find_level(session: AsyncSession, level_id: int) -> Record | None:
    return (await session.execute(levels().where(StockLevel.id == level_id))).one_or_none()


async def lock_level(session: AsyncSession, level_id: int) -> Record | None:
    statement = levels().where(StockLevel.id == level_id).with_for_update(of=StockLevel)
    return (await session.execute(statement)).one_or_none()


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


async def list_level_words(
    session: AsyncSession, names: Sequence[tuple[str, str]]
) -> Sequence[Record]:
    """The levels that these SKUs and location codes mean, with what was asked in front."""
    values = {
        "skus": [sku for sku, _ in names],
        "codes": [code for _, code in names],
        "sku_keys": [identity_key(sku) for sku, _ in names],
        "code_keys": [identity_key(code) for _, code in names],
    }
    return (await session.execute(LEVEL_WORDS, values)).all()


async def list_moved_last(session: AsyncSession, *, movements: int) -> Sequence[tuple[str, str]]:
    """SKU and location code of each level in the newest lines of the ledger."""
    rows = await session.execute(MOVED_LAST, {"movements": movements})
    return [(row.sku, row.code) for row in rows]


async def list_level_ids(
    session: AsyncSession, pairs: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], int]:
    """The levels of these (item, location) pairs."""
    statement = select(StockLevel.item_id, StockLevel.location_id, StockLevel.id).where(
        StockLevel.item_id == any_(cast([item for item, _ in pairs], ARRAY(BigInteger)))
    )
    wanted = set(pairs)
    rows = await session.execute(statement)
    return {(item, place): level for item, place, level in rows if (item, place) in wanted}


async def set_thresholds(session: AsyncSession, level_id: int, values: dict[str, Any]) -> None:
    await session.execute(
        update(StockLevel)
        .where(StockLevel.id == level_id)
        # Not `updated_at`: it is the time of the last movement, as the ledger has it.
        .values(**values, version=StockLevel.version + 1)
        .execution_options(synchronize_session=False)
    )


def movements() -> Records:
    """Lines of the ledger as the screen shows them."""
    return (
        select(
            *(column for column in StockMovement.__table__.c if column.name not in NOT_SHOWN),
            StockLevel.item_id,
            Item.sku,
            Item.name.label("item_name"),
            Location.code.label("location"),
        )
        .join(StockLevel, StockLevel.id == StockMovement.level_id)
        .join(Item, Item.id == StockLevel.item_id)
        .join(Location, Location.id == StockLevel.location_id)
    )


async def find_movement(session: AsyncSession, movement_id: int) -> Record | None:
    statement = movements().where(StockMovement.id == movement_id)
    return (await session.execute(statement)).one_or_none()


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
    statement = movements().order_by(StockMovement.id.desc()).limit(limit + 1)
    if sku:
        statement = statement.where(has_sku(sku))
    if item_id is not None:
        statement = statement.where(StockLevel.item_id == item_id)
    if level_id is not None:
        statement = statement.where(StockMovement.level_id == level_id)
    if location:
        statement = statement.where(has_code(location))
    if kind:
        statement = statement.where(StockMovement.kind == kind)
    if cursor:
        _, movement_id = cursor.place(MOVEMENT_ORDER)
        statement = statement.where(StockMovement.id < movement_id)
    return (await session.execute(statement)).all()


async def find_anchor(session: AsyncSession, level_id: int) -> Record | None:
    return (await session.execute(ANCHOR, {"level_id": level_id})).one_or_none()


async def list_parts(
    session: AsyncSession, level_id: int, anchor: Record | None
) -> Sequence[Record]:
    """What happened since the anchor, by kind."""
    values = {
        "level_id": level_id,
        "count_id": anchor.id if anchor else None,
        "counted_at": anchor.occurred_at if anchor else None,
    }
    return (await session.execute(PARTS, values)).all()


async def list_open_holds(session: AsyncSession, level_id: int) -> Sequence[Record]:
    return (await session.execute(OPEN_HOLDS, {"level_id": level_id})).all()


async def list_levels_as_of(
    session: AsyncSession,
    *,
    at: datetime,
    cursor: Cursor | None,
    limit: int,
    sku: str | None = None,
    item_id: int | None = None,
    location: str | None = None,
) -> Sequence[Record]:
    """Levels by id with their balance at a moment; one more than ``limit``."""
    moved = (
        select(func.coalesce(cast(func.sum(StockMovement.delta_on_hand), BigInteger), 0))
        .where(StockMovement.level_id == StockLevel.id, StockMovement.occurred_at <= at)
        .scalar_subquery()
    )
    statement = (
        select(
            StockLevel.id.label("level_id"),
            StockLevel.item_id,
            Item.sku,
            Item.name,
            Location.code.label("location"),
            moved.label("on_hand"),
            StockLevel.backorder,
        )
        .join(Item, Item.id == StockLevel.item_id)
        .join(Location, Location.id == StockLevel.location_id)
        .order_by(StockLevel.id)
        .limit(limit + 1)
    )
    if sku:
        statement = statement.where(has_sku(sku))
    if item_id is not None:
        statement = statement.where(StockLevel.item_id == item_id)
    if location:
        statement = statement.where(has_code(location))
    if cursor:
        _, level_id = cursor.place(AS_OF_ORDER)
        statement = statement.where(StockLevel.id > level_id)
    return (await session.execute(statement)).all()


async def list_reasons(session: AsyncSession) -> Sequence[StockReason]:
    return (await session.execute(select(StockReason).order_by(StockReason.code))).scalars().all()


async def insert_reason(session: AsyncSession, *, code: str, name: str) -> bool:
    """False when there is such a code."""
    statement = upsert(StockReason).values(code=code, name=name).on_conflict_do_nothing()
    return (await session.execute(statement.returning(StockReason.code))).one_or_none() is not None


async def has_key(session: AsyncSession, key: UUID) -> bool:
    """Whether a line of the ledger was written under this key."""
    statement = select(StockMovement.id).where(StockMovement.request_key == key).limit(1)
    return (await session.execute(statement)).first() is not None


async def sum_units(session: AsyncSession, item_ids: Collection[int]) -> Sequence[Record]:
    """What lies of each item in all locations together: ``item_id, on_hand``."""
    statement = (
        select(StockLevel.item_id, cast(func.sum(StockLevel.on_hand), BigInteger).label("on_hand"))
        .where(StockLevel.item_id == any_(cast(sorted(item_ids), ARRAY(BigInteger))))
        .group_by(StockLevel.item_id)
    )
    return (await session.execute(statement)).all()
