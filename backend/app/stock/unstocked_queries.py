"""Items that have no level yet: nothing has moved there."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_code, has_sku, in_category, matches
from app.catalog.models import Item, Location
from app.db.base import Record
from app.stock.models import StockLevel


async def list_unstocked(
    session: AsyncSession,
    *,
    limit: int,
    q: str | None,
    sku: str | None,
    category: str | None,
    location: str | None,
) -> Sequence[Record]:
    """Active items by SKU that have no level, or none at the location; at most ``limit``."""
    level = exists().where(StockLevel.item_id == Item.id)
    if location:
        place = select(Location.id).where(has_code(location)).scalar_subquery()
        level = level.where(StockLevel.location_id == place)
    statement = (
        select(Item.id, Item.sku, Item.name, Item.category, Item.barcode, Item.unit)
        .where(Item.status == "active", ~level)
        .order_by(Item.sku_order, Item.id)
        .limit(limit)
    )
    if q:
        statement = statement.where(matches(q))
    if sku:
        statement = statement.where(has_sku(sku))
    if category:
        statement = statement.where(in_category(category))
    return (await session.execute(statement)).all()
