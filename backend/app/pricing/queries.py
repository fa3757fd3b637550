"""The statements that read prices and their timeline."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, lateral, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_sku, in_category, matches, sku_order
from app.catalog.models import Item
from app.core.page import Cursor
from app.db.base import Record, Records
from app.pricing.models import Price, PriceChange, PriceSale
from app.pricing.types import Because, Significance

ORDER = "prices"
HISTORY_ORDER = "price-history"
CHANGES_ORDER = "price-changes"


def prices() -> Records:
    """Prices with the item's words and the name of the sale that makes them."""
    return (
        select(
            Price.id,
            Price.item_id,
            Item.sku,
            Item.name,
            Item.category,
            Price.price_list,
            Price.amount,
            Price.base,
            Price.currency,
            Price.because,
            Price.sale_id,
            PriceSale.name.label("sale_name"),
            PriceSale.ends_at.label("sale_ends_at"),
            Price.hits,
            Price.since,
            Price.next_change_at,
            Price.version,
            Price.updated_at,
        )
        .join(Item, Item.id == Price.item_id)
        .outerjoin(PriceSale, PriceSale.id == Price.sale_id)
    )


def price_changes() -> Records:
    """Steps of the timeline with the item's words."""
    return select(*PriceChange.__table__.c, Item.sku, Item.name.label("item_name")).join(
        Item, Item.id == PriceChange.item_id
    )


async def list_prices(
    session: AsyncSession,
    *,
    cursor: Cursor | None,
    limit: int,
    q: str | None = None,
    sku: str | None = None,
    item_ids: Sequence[int] = (),
    category: str | None = None,
    price_list: str | None = None,
    currency: str | None = None,
    because: Because | None = None,
    breaks_guard: bool = False,
) -> Sequence[Record]:
    """Prices by SKU with cost and last change; one more than ``limit``."""
    last = lateral(
        select(
            PriceChange.before.label("last_before"),
            PriceChange.change_percent.label("last_percent"),
            PriceChange.significance.label("last_significance"),
            PriceChange.occurred_at.label("last_at"),
            PriceChange.actor.label("last_actor"),
        )
        .where(PriceChange.price_id == Price.id)
        .order_by(PriceChange.version.desc())
        .limit(1)
    )
    statement = (
        prices()
        .add_columns(sku_order, Item.cost_amount, Item.cost_currency, *last.c)
        .outerjoin(last, true())
        .order_by(sku_order, Price.id)
        .limit(limit + 1)
    )
    if q:
        statement = statement.where(matches(q))
    if sku:
        statement = statement.where(has_sku(sku))
    if item_ids:
        statement = statement.where(Price.item_id.in_(item_ids))
    if category:
        statement = statement.where(in_category(category))
    if price_list:
        statement = statement.where(Price.price_list == price_list)
    if currency:
        statement = statement.where(Price.currency == currency)
    if because:
        statement = statement.where(Price.because == because)
    if breaks_guard:
        statement = statement.where(func.jsonb_array_length(Price.hits) > 0)
    if cursor:
        place = cursor.place(ORDER, str)
        # An index of items serves the second; it cannot serve the pair.
        statement = statement.where(
            tuple_(sku_order, Price.id) > tuple_(*place), sku_order >= place[0]
        )
    return (await session.execute(statement)).all()


async def list_prices_by_id(
    session: AsyncSession, *, after_id: int, limit: int
) -> Sequence[Record]:
    statement = prices().where(Price.id > after_id).order_by(Price.id).limit(limit)
    return (await session.execute(statement)).all()


async def find_change(session: AsyncSession, change_id: int) -> Record | None:
    statement = price_changes().where(PriceChange.id == change_id)
    return (await session.execute(statement)).one_or_none()


async def find_change_at(session: AsyncSession, price_id: int, *, at: datetime) -> Record | None:
    """The step of the timeline that was in force at a moment of the past."""
    statement = (
        price_changes()
        .where(PriceChange.price_id == price_id, PriceChange.occurred_at <= at)
        .order_by(PriceChange.occurred_at.desc(), PriceChange.version.desc())
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()


async def list_history(
    session: AsyncSession,
    item_id: int,
    *,
    price_list: str,
    currency: str | None,
    cursor: Cursor | None,
    limit: int,
) -> Sequence[Record]:
    """The timeline of one item, newest first; one more than ``limit``."""
    order = (PriceChange.occurred_at.desc(), PriceChange.id.desc())
    statement = (
        price_changes()
        .where(PriceChange.item_id == item_id, PriceChange.price_list == price_list)
        .order_by(*order)
        .limit(limit + 1)
    )
    if currency:
        statement = statement.where(PriceChange.currency == currency)
    if cursor:
        place = tuple_(*cursor.place(HISTORY_ORDER, datetime))
        statement = statement.where(tuple_(PriceChange.occurred_at, PriceChange.id) < place)
    return (await session.execute(statement)).all()


async def list_changes(
    session: AsyncSession,
    *,
    min_percent: Decimal | None,
    significance: Significance | None,
    price_list: str | None,
    cursor: Cursor | None,
    limit: int,
) -> Sequence[Record]:
    """All price changes, newest record first; one more than ``limit``."""
    statement = price_changes().order_by(PriceChange.id.desc()).limit(limit + 1)
    if min_percent is not None:
        statement = statement.where(func.abs(PriceChange.change_percent) >= min_percent)
    if significance:
        statement = statement.where(PriceChange.significance == significance)
    if price_list:
        statement = statement.where(PriceChange.price_list == price_list)
    if cursor:
        _, change_id = cursor.place(CHANGES_ORDER)
        statement = statement.where(PriceChange.id < change_id)
    return (await session.execute(statement)).all()
