"""The statements of the overview."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.alerts.models import Alert
from app.catalog.models import Item, Location
from app.db.base import Record
from app.pricing.models import Price
from app.stock.models import StockLevel, StockMovement
from app.stock.schemas import CLOCK_SKEW_SECONDS


async def count_levels(session: AsyncSession) -> Record:
    statement = (
        select(
            func.count().label("levels"),
            func.coalesce(func.sum(StockLevel.on_hand), 0).label("units_on_hand"),
            func.count().filter(StockLevel.status == "low").label("low"),
            func.count().filter(StockLevel.status == "out").label("out"),
        )
        .join(Item, Item.id == StockLevel.item_id)
        .where(Item.status == "active")
    )
    return (await session.execute(statement)).one()


async def count_rest(session: AsyncSession, *, midnight: datetime) -> Record:
    items = select(func.count()).select_from(Item).where(Item.status == "active")
    locations = select(func.count()).select_from(Location).where(Location.active)
    alerts = select(func.count()).select_from(Alert).where(Alert.state == "open")
    # What happened today was recorded today, but for clocks that run ahead; that has an index.
    movements = (
        select(func.count())
        .select_from(StockMovement)
        .where(
            StockMovement.occurred_at >= midnight,
            StockMovement.recorded_at >= midnight - timedelta(seconds=CLOCK_SKEW_SECONDS),
        )
    )
    statement = select(
        items.scalar_subquery().label("items"),
        locations.scalar_subquery().label("locations"),
        alerts.scalar_subquery().label("open_alerts"),
        movements.scalar_subquery().label("movements_today"),
    )
    return (await session.execute(statement)).one()


async def sum_values(session: AsyncSession) -> Sequence[Record]:
    statement = (
        select(Price.currency, func.sum(Price.amount * StockLevel.on_hand).label("amount"))
        .join(StockLevel, StockLevel.item_id == Price.item_id)
        .where(StockLevel.on_hand > 0, Price.price_list == "default")
        .group_by(Price.currency)
        .order_by(Price.currency)
    )
    return (await session.execute(statement)).all()
