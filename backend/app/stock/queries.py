"""The statements about levels and the ledger."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    bindparam,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_sku, in_category, matches, sku_key
from app.catalog.models import Item, Location
from app.core.page import Cursor
from app.db.base import Record, Records
from app.stock.models import StockLevel, StockMovement
from app.stock.types import BALANCE_MAX

SORTS: dict[str, ColumnElement[Any]] = {
    "sku": sku_key,
    "name": func.lower(Item.name),
    "location": Location.__table__.c.code,
    "available": StockLevel.__table__.c.available,
    "on_hand": StockLevel.__table__.c.on_hand,
    "updated_at": StockLevel.__table__.c.updated_at,
}


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
    descending: bool,
    cursor: Cursor | None,
    limit: int,
    q: str | None = None,
    sku: str | None = None,
    item_id: int | None = None,
    location: str | None = None,
    category: str | None = None,
    status: str | None = None,
) -> Sequence[Record]:
    """Levels of active items by ``sort`` (a key of `SORTS`); one more than ``limit``."""
    column = SORTS[sort]
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
        statement = statement.where(func.lower(Location.code) == location.lower())
    if category:
        statement = statement.where(in_category(category))
    if status:
        statement = statement.where(StockLevel.status == status)
    if cursor:
        value = cursor.typed(column.type.python_type).value
        place = tuple_(bindparam("place", value, type_=column.type), cursor.id)
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


async def insert_level(
    session: AsyncSession, *, item_id: int, location_id: int, backorder: bool
) -> None:
    """An empty level, unless there is one."""
    await session.execute(
        upsert(StockLevel)
        .values(item_id=item_id, location_id=location_id, backorder=backorder, version=0)
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
        statement = statement.where(func.lower(Location.code) == location.lower())
    if kind:
        statement = statement.where(StockMovement.kind == kind)
    if cursor:
        statement = statement.where(StockMovement.id < cursor.id)
    return (await session.execute(statement)).all()
