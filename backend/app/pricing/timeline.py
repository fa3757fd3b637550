"""What was the price of an item, step by step?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.money import at_scale
from app.pricing import timeline_queries
from app.pricing.errors import NoBasePrice, PriceListNotFound
from app.pricing.types import Because

# A price that changed every ten minutes for eight weeks made fewer.
STEPS_MAX = 10_000


@dataclass(frozen=True, slots=True)
class PriceStep:
    """From this moment on the effective price was ``amount``."""

    change_id: int
    at: datetime
    amount: Decimal
    because: Because
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """The last steps of one price before a moment, in the order in which they took effect.

    ``since`` is the moment of its very first step, or None where that came no earlier.
    """

    steps: list[PriceStep]
    since: datetime | None


@dataclass(frozen=True, slots=True)
class PriceKey:
    """Which price of an item is meant, and whose calendar counts its days."""

    price_list: str
    currency: str
    time_zone: str


async def find_key(
    session: AsyncSession, item_id: int, *, price_list: str, currency: str | None
) -> PriceKey:
    """The price that is meant; without a currency that of the list, else of the last change.

    Raises `PriceListNotFound`, and `NoBasePrice` where the item never had such a price.
    """
    found = await timeline_queries.find_price_list(session, price_list)
    if found is None:
        raise PriceListNotFound(f"There is no price list {price_list}.")
    currency = (
        currency
        or found.currency
        or await timeline_queries.find_last_currency(session, item_id, price_list=price_list)
    )
    if currency is None:
        raise NoBasePrice(f"The item never had a price in the list {price_list}.")
    return PriceKey(price_list, currency, found.time_zone)


async def read_timeline(
    session: AsyncSession, item_id: int, *, price_list: str, currency: str, before: datetime
) -> Timeline:
    """The steps before ``before``; at most the last `STEPS_MAX` of them.

    Raises `NoBasePrice` where the item never had such a price.
    """
    since = await timeline_queries.find_first_moment(
        session, item_id, price_list=price_list, currency=currency
    )
    if since is None:
        raise NoBasePrice(f"The item never had a price in {currency} in the list {price_list}.")
    rows = await timeline_queries.list_last_steps(
        session,
        item_id,
        price_list=price_list,
        currency=currency,
        before=before,
        limit=STEPS_MAX,
    )
    steps = [
        PriceStep(
            change_id=row.change_id,
            at=row.occurred_at,
            amount=at_scale(row.amount, currency),
            because=row.because,
            recorded_at=row.recorded_at,
        )
        for row in reversed(rows)
    ]
    return Timeline(steps, since if since < before else None)
