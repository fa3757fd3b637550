"""The statements about price lists."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.page import Cursor
from app.db.base import Record, Records
from app.pricing.models import Price, PriceList

ORDER = "price-lists"


def _lists() -> Records:
    counts = (
        select(
            Price.price_list,
            func.count().label("prices"),
            func.count(Price.own).label("own_prices"),
        )
        .group_by(Price.price_list)
        .subquery()
    )
    return select(
        *PriceList.__table__.c,
        func.coalesce(counts.c.prices, 0).label("prices"),
        func.coalesce(counts.c.own_prices, 0).label("own_prices"),
    ).outerjoin(counts, counts.c.price_list == PriceList.code)


async def list_price_lists(
    session: AsyncSession, *, cursor: Cursor | None, limit: int
) -> Sequence[Record]:
    """Lists by their code; one more than ``limit``."""
    statement = _lists().order_by(PriceList.code).limit(limit + 1)
    if cursor:
        statement = statement.where(PriceList.code > cursor.place(ORDER, str)[0])
    return (await session.execute(statement)).all()


async def list_for(
    session: AsyncSession,
    *,
    channel: str | None,
    country: str | None,
    customer_group: str | None,
    currency: str | None,
) -> Sequence[Record]:
    """Lists in use that speak of such a buyer: what a list does not name fits everybody."""
    statement = _lists().where(PriceList.active)
    for column, value in (
        (PriceList.channel, channel),
        (PriceList.country, country),
        (PriceList.customer_group, customer_group),
        (PriceList.currency, currency),
    ):
        statement = statement.where(column.is_(None) | (column == value))
    return (await session.execute(statement.order_by(PriceList.id))).all()


async def find_price_list(session: AsyncSession, code: str) -> Record | None:
    return (await session.execute(_lists().where(PriceList.code == code))).one_or_none()


async def insert_price_list(session: AsyncSession, values: Mapping[str, Any]) -> bool:
    """Whether it is new; False where the code is taken."""
    statement = (
        insert(PriceList).values(dict(values)).on_conflict_do_nothing().returning(PriceList.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def update_price_list(session: AsyncSession, code: str, values: Mapping[str, Any]) -> None:
    await session.execute(
        update(PriceList)
        .where(PriceList.code == code)
        .values(**values, version=PriceList.version + 1, updated_at=func.clock_timestamp())
        .execution_options(synchronize_session=False)
    )


async def list_item_ids(
    session: AsyncSession, *, price_list: str, after: int, limit: int
) -> Sequence[int]:
    """Items that have a price in a list, by their id."""
    statement = (
        select(Price.item_id)
        .where(Price.price_list == price_list, Price.item_id > after)
        .distinct()
        .order_by(Price.item_id)
        .limit(limit)
    )
    return (await session.execute(statement)).scalars().all()
