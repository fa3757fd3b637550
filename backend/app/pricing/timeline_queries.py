"""The statements about the timeline of one price."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.db.base import Record
from app.pricing.models import PriceChange

# The order in which steps took effect: of one moment, the last version.
ORDER = (PriceChange.occurred_at, PriceChange.version)


async def find_first_moment(
    session: AsyncSession, item_id: int, *, price_list: str, currency: str
) -> datetime | None:
    """When the timeline of a price begins."""
    statement = (
        select(PriceChange.occurred_at)
        .where(
            PriceChange.item_id == item_id,
            PriceChange.price_list == price_list,
            PriceChange.currency == currency,
        )
        .order_by(*ORDER)
        .limit(1)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def list_last_steps(
    session: AsyncSession,
    item_id: int,
    *,
    price_list: str,
    currency: str,
    before: datetime,
    limit: int,
) -> Sequence[Record]:
    """The last steps that took effect before a moment, the latest first."""
    statement = (
        select(
            PriceChange.id.label("change_id"),
            PriceChange.amount,
            PriceChange.because,
            PriceChange.occurred_at,
            PriceChange.recorded_at,
            (PriceChange.approved_by == PriceChange.actor).is_(True).label("confirmed_alone"),
        )
        .where(
            PriceChange.item_id == item_id,
            PriceChange.price_list == price_list,
            PriceChange.currency == currency,
            PriceChange.occurred_at < before,
        )
        .order_by(*(column.desc() for column in ORDER))
        .limit(limit)
    )
    return (await session.execute(statement)).all()
