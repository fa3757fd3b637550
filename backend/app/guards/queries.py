"""The statements about guards, and about what one would have caught."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, insert, null, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import in_category
from app.catalog.models import Item
from app.core.identifiers import category_key
from app.core.page import Cursor
from app.db.base import Record, Records
from app.guards.models import PriceRecheck
from app.pricing import queries as pricing
from app.pricing.models import Price, PriceChange, PriceGuard, PriceList

ORDER = "guards"
# Rows of a long answer that are in memory at a time; between two pages others get their turn.
PAGE_ROWS = 1_000

_STEPS = func.length(PriceGuard.category) - func.length(func.replace(PriceGuard.category, "/", ""))
# How closely a guard names what it speaks about, as `Guard.closeness` has it. A category has less
# than 1,000 steps, since it has at most 300 characters.
CLOSENESS = (
    case((PriceGuard.item_id.is_not(None), 4_000), else_=0)
    + case((PriceGuard.category.is_not(None), (_STEPS + 1) * 4), else_=0)
    + case((PriceGuard.price_list.is_not(None), 2), else_=0)
    + case((PriceGuard.currency.is_not(None), 1), else_=0)
)


def guards() -> Records:
    """Guards that are not removed, with the SKU of their item."""
    return (
        select(*PriceGuard.__table__.c, Item.sku, CLOSENESS.label("closeness"))
        .outerjoin(Item, Item.id == PriceGuard.item_id)
        .where(PriceGuard.removed_at.is_(None))
    )


async def list_guards(
    session: AsyncSession, *, cursor: Cursor | None, limit: int
) -> Sequence[Record]:
    """The widest first; one more than ``limit``."""
    statement = guards().order_by(CLOSENESS, PriceGuard.id).limit(limit + 1)
    if cursor:
        statement = statement.where(
            tuple_(CLOSENESS, PriceGuard.id) > tuple_(*cursor.place(ORDER, int))
        )
    return (await session.execute(statement)).all()


async def find_guard(session: AsyncSession, guard_id: int, *, lock: bool = False) -> Record | None:
    statement = guards().where(PriceGuard.id == guard_id)
    if lock:
        statement = statement.with_for_update(of=PriceGuard)
    return (await session.execute(statement)).one_or_none()


async def has_price_list(session: AsyncSession, code: str) -> bool:
    statement = select(PriceList.id).where(PriceList.code == code)
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def insert_guard(session: AsyncSession, values: dict[str, Any]) -> int:
    """Raises IntegrityError where there is a guard for the same already."""
    statement = insert(PriceGuard).values(**_keyed(values)).returning(PriceGuard.id)
    return (await session.execute(statement)).scalar_one()


async def update_guard(session: AsyncSession, guard_id: int, values: dict[str, Any]) -> None:
    """Raises IntegrityError where there is a guard for the same already."""
    await session.execute(
        update(PriceGuard)
        .where(PriceGuard.id == guard_id)
        .values(**_keyed(values), version=PriceGuard.version + 1, updated_at=func.clock_timestamp())
        .execution_options(synchronize_session=False)
    )


def _keyed(values: dict[str, Any]) -> dict[str, Any]:
    """A whole guard with the key by which its category is compared."""
    category = values["category"]
    return values | {"category_key": None if category is None else category_key(category)}


async def remove_guard(session: AsyncSession, guard_id: int, *, actor: str) -> Record:
    """It says nothing any more; the row stays. What is different about it now."""
    statement = (
        update(PriceGuard)
        .where(PriceGuard.id == guard_id, PriceGuard.removed_at.is_(None))
        .values(
            # One moment: a clock that is read twice has gone on.
            removed_at=func.statement_timestamp(),
            updated_at=func.statement_timestamp(),
            updated_by=actor,
            version=PriceGuard.version + 1,
        )
        .returning(
            PriceGuard.removed_at,
            PriceGuard.updated_at,
            PriceGuard.updated_by,
            PriceGuard.version,
        )
        .execution_options(synchronize_session=False)
    )
    return (await session.execute(statement)).one()


async def stream_changes(
    session: AsyncSession, *, since: datetime, **scope: str | int
) -> AsyncIterator[Sequence[Record]]:
    """What a guard looks at in each step of the timelines, the newest first, page by page;
    ``scope`` are columns that have to have these values."""
    statement = (
        select(
            PriceChange.id,
            PriceChange.item_id,
            PriceChange.price_list,
            Item.category,
            PriceChange.currency,
            PriceChange.before,
            PriceChange.amount,
            Item.cost_amount,
            Item.cost_currency,
        )
        .join(Item, Item.id == PriceChange.item_id)
        .where(
            PriceChange.occurred_at >= since,
            *(getattr(PriceChange, name) == scope[name] for name in scope),
        )
        .order_by(PriceChange.occurred_at.desc(), PriceChange.id.desc())
    )
    async for rows in _pages(session, statement):
        yield rows


async def stream_prices(
    session: AsyncSession, **scope: str | int
) -> AsyncIterator[Sequence[Record]]:
    """The same columns of each price in force, which is no step; without archived items."""
    statement = (
        select(
            Price.id,
            Price.item_id,
            Price.price_list,
            Item.category,
            Price.currency,
            null().label("before"),
            Price.amount,
            Item.cost_amount,
            Item.cost_currency,
        )
        .join(Item, Item.id == Price.item_id)
        .where(Item.status == "active", *(getattr(Price, name) == scope[name] for name in scope))
        .order_by(Price.id)
    )
    async for rows in _pages(session, statement):
        yield rows


async def _pages(session: AsyncSession, statement: Records) -> AsyncIterator[Sequence[Record]]:
    """The rows of a cursor that the database keeps open."""
    streamed = await session.stream(statement.execution_options(yield_per=PAGE_ROWS))
    async for rows in streamed.partitions():
        yield rows


async def list_changes(session: AsyncSession, change_ids: Sequence[int]) -> Sequence[Record]:
    """Steps of timelines, in no particular order."""
    statement = pricing.price_changes().where(PriceChange.id.in_(change_ids))
    return (await session.execute(statement)).all()


async def list_prices(session: AsyncSession, price_ids: Sequence[int]) -> Sequence[Record]:
    """Prices, in no particular order."""
    statement = pricing.prices().where(Price.id.in_(price_ids))
    return (await session.execute(statement)).all()


async def insert_recheck(
    session: AsyncSession,
    *,
    price_list: str | None,
    category: str | None,
    item_id: int | None,
    actor: str,
) -> None:
    values = {"price_list": price_list, "category": category, "item_id": item_id, "actor": actor}
    await session.execute(insert(PriceRecheck).values(**values))


async def find_recheck(session: AsyncSession, *, lock: bool = False) -> Record | None:
    """The oldest that is not done."""
    statement = select(*PriceRecheck.__table__.c).order_by(PriceRecheck.id).limit(1)
    if lock:
        statement = statement.with_for_update()
    return (await session.execute(statement)).one_or_none()


async def list_items_to_recheck(session: AsyncSession, job: Record, *, limit: int) -> Sequence[int]:
    """The next items whose prices a guard of that scope speaks about."""
    statement = (
        select(Price.item_id)
        .join(Item, Item.id == Price.item_id)
        .where(Price.item_id > job.after_item_id)
        .distinct()
        .order_by(Price.item_id)
        .limit(limit)
    )
    if job.price_list is not None:
        statement = statement.where(Price.price_list == job.price_list)
    if job.category is not None:
        statement = statement.where(in_category(job.category))
    if job.item_id is not None:
        statement = statement.where(Price.item_id == job.item_id)
    return (await session.execute(statement)).scalars().all()


async def advance_recheck(session: AsyncSession, job_id: int, *, after_item_id: int) -> None:
    statement = update(PriceRecheck).where(PriceRecheck.id == job_id)
    await session.execute(statement.values(after_item_id=after_item_id))


async def end_recheck(session: AsyncSession, job_id: int) -> None:
    await session.execute(delete(PriceRecheck).where(PriceRecheck.id == job_id))
