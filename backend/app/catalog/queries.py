"""The statements about items and locations."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ARRAY, BigInteger, String, any_, cast, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_code, has_sku, has_tag, in_category, matches, sku_order
from app.catalog.keys import item_keys, location_keys
from app.catalog.models import Item, Location
from app.core.identifiers import identity_key
from app.core.page import Cursor
from app.db.base import Record

ORDER = "items"


async def list_items(
    session: AsyncSession,
    *,
    q: str | None = None,
    sku: str | None = None,
    category: str | None = None,
    tag: str | None = None,
    status: str | None = None,
    cursor: Cursor | None,
    limit: int,
) -> Sequence[Item]:
    """Items by SKU; one more than ``limit``."""
    statement = select(Item).order_by(sku_order, Item.id).limit(limit + 1)
    if q:
        statement = statement.where(matches(q))
    if sku:
        statement = statement.where(has_sku(sku))
    if category:
        statement = statement.where(in_category(category))
    if tag:
        statement = statement.where(has_tag(tag))
    if status:
        statement = statement.where(Item.status == status)
    if cursor:
        place = tuple_(*cursor.place(ORDER, str))
        statement = statement.where(tuple_(sku_order, Item.id) > place)
    return (await session.execute(statement)).scalars().all()


async def find_item(session: AsyncSession, item_id: int, *, lock: bool = False) -> Item | None:
    statement = select(Item).where(Item.id == item_id)
    if lock:
        statement = statement.with_for_update()
    return (await session.execute(statement)).scalar_one_or_none()


async def find_item_by_sku(session: AsyncSession, sku: str) -> Item | None:
    statement = select(Item).where(has_sku(sku))
    return (await session.execute(statement)).scalar_one_or_none()


async def list_items_by_sku(session: AsyncSession, skus: Collection[str]) -> list[tuple[str, Item]]:
    """Each SKU as it was given, with its item; without those that are unknown."""
    keys = {identity_key(sku) for sku in skus}
    statement = select(Item).where(Item.sku_key == any_(cast(list(keys), ARRAY(String))))
    found = {item.sku_key: item for item in (await session.execute(statement)).scalars()}
    return [(sku, found[identity_key(sku)]) for sku in skus if identity_key(sku) in found]


async def list_items_by_id(session: AsyncSession, item_ids: Collection[int]) -> Sequence[Item]:
    statement = select(Item).where(Item.id == any_(cast(list(item_ids), ARRAY(BigInteger))))
    return (await session.execute(statement)).scalars().all()


async def insert_item(session: AsyncSession, values: dict[str, Any]) -> Item | None:
    """The new item, or None when its SKU exists, or an active item has its GTIN."""
    statement = (
        insert(Item).values(**values, **item_keys(values)).on_conflict_do_nothing().returning(Item)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def insert_items(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> Sequence[Item]:
    """The new items, without those whose SKU or GTIN exists."""
    statement = insert(Item).on_conflict_do_nothing().returning(Item)
    keyed = [values | item_keys(values) for values in rows]
    return (await session.execute(statement, keyed)).scalars().all()


async def find_item_by_gtin(session: AsyncSession, gtin: str) -> Item | None:
    """The active item with these 14 digits."""
    statement = select(Item).where(Item.gtin == gtin, Item.status == "active")
    return (await session.execute(statement)).scalar_one_or_none()


async def update_item(
    session: AsyncSession, item_id: int, values: dict[str, Any], *, expected_version: int | None
) -> Item | None:
    """The changed item, or None when there is none with that id and version.

    Raises IntegrityError where an active item has its GTIN.
    """
    statement = update(Item).where(Item.id == item_id)
    if expected_version is not None:
        statement = statement.where(Item.version == expected_version)
    statement = statement.values(**values, version=Item.version + 1, updated_at=func.now())
    returned = await session.execute(
        statement.returning(Item), execution_options={"populate_existing": True}
    )
    return returned.scalar_one_or_none()


async def list_categories(session: AsyncSession) -> Sequence[Record]:
    """The categories of active items in the spelling of the oldest of them."""
    counted = (
        select(func.min(Item.id).label("first_id"), func.count().label("items"))
        .where(Item.category_key.is_not(None), Item.status == "active")
        .group_by(Item.category_key)
        .subquery()
    )
    statement = (
        select(Item.category, counted.c["items"])
        .join(counted, counted.c.first_id == Item.id)
        .order_by(Item.category_key)
    )
    return (await session.execute(statement)).all()


async def list_locations(session: AsyncSession) -> Sequence[Location]:
    return (
        (await session.execute(select(Location).order_by(Location.code_order, Location.id)))
        .scalars()
        .all()
    )


async def find_location(
    session: AsyncSession, location_id: int, *, lock: bool = False
) -> Location | None:
    statement = select(Location).where(Location.id == location_id)
    if lock:
        statement = statement.with_for_update()
    return (await session.execute(statement)).scalar_one_or_none()


async def find_location_by_code(
    session: AsyncSession, code: str, *, keep: bool = False
) -> Location | None:
    """``keep``: until the transaction ends, nobody closes it."""
    statement = select(Location).where(has_code(code))
    if keep:
        statement = statement.with_for_update(read=True, key_share=True)
    return (await session.execute(statement)).scalar_one_or_none()


async def insert_location(session: AsyncSession, values: dict[str, Any]) -> Location | None:
    """The new location, or None when its code exists."""
    statement = (
        insert(Location)
        .values(**values, **location_keys(values))
        .on_conflict_do_nothing()
        .returning(Location)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def update_location(
    session: AsyncSession, location_id: int, values: dict[str, Any], *, expected_version: int | None
) -> Location | None:
    """The changed location, or None when there is none with that id and version."""
    statement = update(Location).where(Location.id == location_id)
    if expected_version is not None:
        statement = statement.where(Location.version == expected_version)
    statement = statement.values(**values, version=Location.version + 1, updated_at=func.now())
    returned = await session.execute(
        statement.returning(Location), execution_options={"populate_existing": True}
    )
    return returned.scalar_one_or_none()
