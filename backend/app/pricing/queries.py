"""The statements about prices."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    any_,
    cast,
    func,
    insert,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_sku, in_category, matches, sku_key
from app.catalog.models import Item
from app.core.page import Cursor
from app.db.base import Record, Records
from app.pricing.models import Price, PriceChange

ORDER = "prices"
HISTORY_ORDER = "price-history"
CHANGES_ORDER = "price-changes"

ADVANCE = text(
    """
    WITH steps AS (
        SELECT * FROM unnest(
            CAST(:price_id AS bigint[]), CAST(:before AS numeric[]), CAST(:amount AS numeric[]),
            CAST(:change_percent AS numeric[]), CAST(:version AS bigint[]),
            CAST(:reason AS text[]), CAST(:reference AS text[]), CAST(:actor AS text[]),
            CAST(:occurred_at AS timestamptz[])
        ) WITH ORDINALITY AS given (price_id, before, amount, change_percent, version, reason,
                                    reference, actor, occurred_at, place)
    ), lasts AS (
        SELECT DISTINCT ON (price_id) price_id, amount, version, occurred_at
        FROM steps ORDER BY price_id, version DESC
    ), advanced AS (
        UPDATE base_prices AS price
        SET amount = lasts.amount, since = lasts.occurred_at, version = lasts.version,
            updated_at = clock_timestamp()
        FROM lasts WHERE price.id = lasts.price_id
        RETURNING price.id, price.item_id, price.price_list, price.currency, price.updated_at
    ), written AS (
        INSERT INTO price_changes (price_id, item_id, price_list, currency, before, amount,
                                   change_percent, version, reason, reference, actor, occurred_at,
                                   recorded_at)
        SELECT advanced.id, item_id, price_list, currency, before, amount, change_percent, version,
               reason, reference, actor, occurred_at, clock_timestamp()
        FROM steps JOIN advanced ON advanced.id = steps.price_id
        ORDER BY steps.place
        RETURNING id, price_id, recorded_at
    )
    SELECT written.id, written.recorded_at, advanced.updated_at
    FROM written JOIN advanced ON advanced.id = written.price_id
    ORDER BY written.id
    """
)


def prices() -> Records:
    """Base prices with the item's words."""
    return select(
        Price.id,
        Price.item_id,
        Item.sku,
        Item.name,
        Item.category,
        Price.price_list,
        Price.amount,
        Price.currency,
        Price.since,
        Price.version,
        Price.updated_at,
    ).join(Item, Item.id == Price.item_id)


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
) -> Sequence[Record]:
    """Prices by SKU; one more than ``limit``."""
    statement = prices().order_by(sku_key, Price.id).limit(limit + 1)
    if q:
        statement = statement.where(matches(q))
    if sku:
        statement = statement.where(has_sku(sku))
    if item_ids:
        statement = statement.where(Price.item_id.in_(item_ids))
    if category:
        statement = statement.where(in_category(category))
    if cursor:
        sku_seen, price_id = cursor.place(ORDER, str)
        place = tuple_(func.lower(sku_seen), price_id)
        statement = statement.where(tuple_(sku_key, Price.id) > place)
    return (await session.execute(statement)).all()


async def list_prices_by_id(
    session: AsyncSession, *, after_id: int, limit: int
) -> Sequence[Record]:
    statement = prices().where(Price.id > after_id).order_by(Price.id).limit(limit)
    return (await session.execute(statement)).all()


async def list_item_prices(
    session: AsyncSession, item_id: int, *, price_list: str
) -> Sequence[Record]:
    """The prices of one item, the one that was set last in front."""
    statement = (
        prices()
        .where(Price.item_id == item_id, Price.price_list == price_list)
        .order_by(Price.updated_at.desc(), Price.id.desc())
    )
    return (await session.execute(statement)).all()


async def lock_price(
    session: AsyncSession, *, item_id: int, price_list: str, currency: str
) -> Record | None:
    statement = (
        prices()
        .where(
            Price.item_id == item_id,
            Price.price_list == price_list,
            Price.currency == currency,
        )
        .with_for_update(of=Price)
    )
    return (await session.execute(statement)).one_or_none()


async def lock_prices(
    session: AsyncSession, item_ids: Sequence[int], *, price_list: str, currency: str
) -> Sequence[Record]:
    """The prices of many items, held until the transaction ends; always locked in one order."""
    statement = (
        prices()
        .where(
            Price.item_id == any_(cast(list(item_ids), ARRAY(BigInteger))),
            Price.price_list == price_list,
            Price.currency == currency,
        )
        .order_by(Price.id)
        .with_for_update(of=Price)
    )
    return (await session.execute(statement)).all()


async def find_price(session: AsyncSession, price_id: int) -> Record:
    return (await session.execute(prices().where(Price.id == price_id))).one()


async def insert_price(
    session: AsyncSession,
    *,
    item_id: int,
    price_list: str,
    currency: str,
    amount: Decimal,
    since: datetime,
) -> int | None:
    """The id of a first price, or None when somebody else was faster."""
    statement = (
        upsert(Price)
        .values(
            item_id=item_id,
            price_list=price_list,
            currency=currency,
            amount=amount,
            since=since,
        )
        .on_conflict_do_nothing()
        .returning(Price.id)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def set_price(
    session: AsyncSession, price_id: int, *, amount: Decimal, since: datetime
) -> None:
    await session.execute(
        update(Price)
        .where(Price.id == price_id)
        .values(
            amount=amount,
            since=since,
            version=Price.version + 1,
            updated_at=func.clock_timestamp(),
        )
        .execution_options(synchronize_session=False)
    )


async def insert_price_change(session: AsyncSession, values: dict[str, Any]) -> Record:
    """A step of the timeline; returns what the database gave it: id and recorded_at."""
    statement = (
        insert(PriceChange)
        .values(**values, recorded_at=func.clock_timestamp())
        .returning(PriceChange.id, PriceChange.recorded_at)
    )
    return (await session.execute(statement)).one()


async def insert_prices(session: AsyncSession, firsts: Sequence[dict[str, Any]]) -> set[int]:
    """First prices of many items; the ids of those that were not there before."""
    statement = upsert(Price).values(list(firsts)).on_conflict_do_nothing().returning(Price.id)
    return set((await session.execute(statement)).scalars())


async def advance_prices(
    session: AsyncSession, steps: Sequence[dict[str, Any]]
) -> Sequence[Record]:
    """Write steps of many timelines in the given order and leave each price at its last one.

    The prices must be locked. Per step what the database gave: ``id, recorded_at`` of the
    timeline's row and ``updated_at`` of the price.
    """
    return (
        await session.execute(ADVANCE, {name: [step[name] for step in steps] for name in steps[0]})
    ).all()


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
    session: AsyncSession, *, min_percent: Decimal | None, cursor: Cursor | None, limit: int
) -> Sequence[Record]:
    """All price changes, newest record first; one more than ``limit``."""
    statement = price_changes().order_by(PriceChange.id.desc()).limit(limit + 1)
    if min_percent is not None:
        statement = statement.where(func.abs(PriceChange.change_percent) >= min_percent)
    if cursor:
        _, change_id = cursor.place(CHANGES_ORDER)
        statement = statement.where(PriceChange.id < change_id)
    return (await session.execute(statement)).all()
