"""The statements about sales."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import in_category, matches
from app.catalog.models import Item
from app.core.page import Cursor
from app.db.base import Record, Records
from app.pricing.models import Price, PriceSale
from app.pricing.sale_schemas import SaleState

ORDER = "sales"


def _sales() -> Records:
    return (
        select(*PriceSale.__table__.c, Price.item_id)
        .join(Price, Price.id == PriceSale.price_id)
        .join(Item, Item.id == Price.item_id)
    )


async def find_sale(session: AsyncSession, sale_id: int) -> Record | None:
    return (await session.execute(_sales().where(PriceSale.id == sale_id))).one_or_none()


async def list_sales(
    session: AsyncSession,
    *,
    cursor: Cursor | None,
    limit: int,
    at: datetime,
    starts_before: datetime | None,
    ends_after: datetime | None,
    states: Sequence[SaleState],
    item_id: int | None,
    price_list: str | None,
    category: str | None,
    q: str | None,
) -> Sequence[Record]:
    """Sales by their start, as of a moment; one more than ``limit``."""
    statement = _sales().order_by(PriceSale.starts_at, PriceSale.id).limit(limit + 1)
    if states:
        statement = statement.where(or_(*(_is(state, at) for state in states)))
    else:
        statement = statement.where(PriceSale.state != "removed")
    if starts_before is not None:
        statement = statement.where(PriceSale.starts_at < starts_before)
    if ends_after is not None:
        statement = statement.where(
            or_(PriceSale.ends_at.is_(None), PriceSale.ends_at > ends_after)
        )
    if item_id is not None:
        statement = statement.where(Price.item_id == item_id)
    if price_list:
        statement = statement.where(Price.price_list == price_list)
    if category:
        statement = statement.where(in_category(category))
    if q:
        statement = statement.where(matches(q))
    if cursor:
        place = tuple_(*cursor.place(ORDER, datetime))
        statement = statement.where(tuple_(PriceSale.starts_at, PriceSale.id) > place)
    return (await session.execute(statement)).all()


def _is(state: SaleState, at: datetime) -> ColumnElement[bool]:
    is_over = and_(PriceSale.ends_at.is_not(None), PriceSale.ends_at <= at)
    match state:
        case "suspended" | "removed":
            return PriceSale.state == state
        case "ended":
            return and_(PriceSale.state == "active", is_over)
        case "scheduled":
            return and_(PriceSale.state == "active", PriceSale.starts_at > at)
        case "running":
            return and_(PriceSale.state == "active", PriceSale.starts_at <= at, ~is_over)
