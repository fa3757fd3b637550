"""The statements of the gate: read prices with their layers, and write what became of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    any_,
    cast,
    func,
    or_,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.models import Item
from app.db.base import Record, Records
from app.pricing.models import LeftCategory, Price, PriceChange, PriceGuard, PriceList, PriceSale
from app.pricing.types import Cause

LISTS_LOCK = 0x7072696365730001

INSERT_PRICES = text(
    """
    INSERT INTO prices (item_id, price_list, currency, own, base, amount, because, sale_id, hits,
                        since, settled_at, next_change_at, version)
    SELECT item_id, price_list, currency, own, base, amount, because, sale_id,
           CAST(hits AS jsonb), since, settled_at, next_change_at, version
    FROM unnest(
        CAST(:item_id AS bigint[]), CAST(:price_list AS text[]), CAST(:currency AS text[]),
        CAST(:own AS numeric[]), CAST(:base AS numeric[]), CAST(:amount AS numeric[]),
        CAST(:because AS text[]), CAST(:sale_id AS bigint[]), CAST(:hits AS text[]),
        CAST(:since AS timestamptz[]), CAST(:settled_at AS timestamptz[]),
        CAST(:next_change_at AS timestamptz[]), CAST(:version AS bigint[])
    ) WITH ORDINALITY AS given (item_id, price_list, currency, own, base, amount, because, sale_id,
                                hits, since, settled_at, next_change_at, version, place)
    ORDER BY place
    RETURNING id, item_id, price_list, currency, updated_at
    """
)

UPDATE_PRICES = text(
    """
    UPDATE prices AS price
    SET own = given.own, base = given.base, amount = given.amount, because = given.because,
        sale_id = given.sale_id, hits = CAST(given.hits AS jsonb), since = given.since,
        settled_at = given.settled_at, next_change_at = given.next_change_at,
        version = given.version, updated_at = clock_timestamp()
    FROM unnest(
        CAST(:id AS bigint[]), CAST(:own AS numeric[]), CAST(:base AS numeric[]),
        CAST(:amount AS numeric[]), CAST(:because AS text[]), CAST(:sale_id AS bigint[]),
        CAST(:hits AS text[]), CAST(:since AS timestamptz[]), CAST(:settled_at AS timestamptz[]),
        CAST(:next_change_at AS timestamptz[]), CAST(:version AS bigint[])
    ) AS given (id, own, base, amount, because, sale_id, hits, since, settled_at, next_change_at,
                version)
    WHERE price.id = given.id
    RETURNING price.id, price.updated_at
    """
)

INSERT_STEPS = text(
    """
    INSERT INTO price_changes (price_id, item_id, price_list, currency, before, amount, base,
                               because, sale_id, change_percent, significance, cause, version,
                               reason, reference, actor, approved_by, override_reason, hits,
                               occurred_at, recorded_at)
    SELECT price_id, item_id, price_list, currency, before, amount, base, because, sale_id,
           change_percent, significance, cause, version, reason, reference, actor, approved_by,
           override_reason, CAST(hits AS jsonb), occurred_at, clock_timestamp()
    FROM unnest(
        CAST(:price_id AS bigint[]), CAST(:item_id AS bigint[]), CAST(:price_list AS text[]),
        CAST(:currency AS text[]), CAST(:before AS numeric[]), CAST(:amount AS numeric[]),
        CAST(:base AS numeric[]), CAST(:because AS text[]), CAST(:sale_id AS bigint[]),
        CAST(:change_percent AS numeric[]), CAST(:significance AS text[]), CAST(:cause AS text[]),
        CAST(:version AS bigint[]), CAST(:reason AS text[]), CAST(:reference AS text[]),
        CAST(:actor AS text[]), CAST(:approved_by AS text[]), CAST(:override_reason AS text[]),
        CAST(:hits AS text[]), CAST(:occurred_at AS timestamptz[])
    ) WITH ORDINALITY AS given (price_id, item_id, price_list, currency, before, amount, base,
                                because, sale_id, change_percent, significance, cause, version,
                                reason, reference, actor, approved_by, override_reason, hits,
                                occurred_at, place)
    ORDER BY place
    RETURNING id, recorded_at
    """
)

WRITE_SALES = text(
    """
    INSERT INTO price_sales (id, price_id, name, priority, amount, percent_off, rounding, tiers,
                             starts_at, ends_at, time_zone, state, started, hits, cleared,
                             approved_by, override_reason, reason, created_by, version)
    OVERRIDING SYSTEM VALUE
    SELECT * FROM jsonb_to_recordset(CAST(:sales AS jsonb)) AS given (
        id bigint, price_id bigint, name text, priority bigint, amount numeric,
        percent_off numeric, rounding jsonb, tiers jsonb, starts_at timestamptz,
        ends_at timestamptz, time_zone text, state text, started boolean, hits jsonb,
        cleared jsonb, approved_by text, override_reason text, reason text, created_by text,
        version bigint)
    ORDER BY id
    ON CONFLICT (id) DO UPDATE
    SET name = excluded.name, priority = excluded.priority, amount = excluded.amount,
        percent_off = excluded.percent_off, rounding = excluded.rounding, tiers = excluded.tiers,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        time_zone = excluded.time_zone, state = excluded.state, started = excluded.started,
        hits = excluded.hits, cleared = excluded.cleared, approved_by = excluded.approved_by,
        override_reason = excluded.override_reason, reason = excluded.reason,
        version = excluded.version, updated_at = clock_timestamp()
    RETURNING id, created_at, updated_at
    """
)


def _one_of(item_ids: Collection[int]) -> Any:
    return any_(cast(sorted(item_ids), ARRAY(BigInteger)))


def _items(item_ids: Collection[int]) -> Records:
    return (
        select(
            Item.id,
            Item.sku,
            Item.name,
            Item.category,
            Item.status,
            Item.cost_amount,
            Item.cost_currency,
        )
        .where(Item.id == _one_of(item_ids))
        .order_by(Item.id)
    )


async def read_items(session: AsyncSession, item_ids: Collection[int]) -> Sequence[Record]:
    return (await session.execute(_items(item_ids))).all()


async def lock_items(session: AsyncSession, item_ids: Collection[int]) -> Sequence[Record]:
    """The items, in one order, until the transaction ends: who prices them waits for another.

    Movements of stock do not wait: they hold the item's key at most.
    """
    return (await session.execute(_items(item_ids).with_for_update(key_share=True))).all()


async def list_prices(session: AsyncSession, item_ids: Collection[int]) -> Sequence[Record]:
    """The prices of these items in all lists, by id."""
    statement = (
        select(*Price.__table__.c).where(Price.item_id == _one_of(item_ids)).order_by(Price.id)
    )
    return (await session.execute(statement)).all()


async def list_sales(session: AsyncSession, price_ids: Collection[int]) -> Sequence[Record]:
    """The sales of these prices that can still mean something."""
    statement = (
        select(*PriceSale.__table__.c)
        .join(Price, Price.id == PriceSale.price_id)
        .where(
            PriceSale.price_id == _one_of(price_ids),
            PriceSale.state != "removed",
            or_(PriceSale.ends_at.is_(None), PriceSale.ends_at > Price.settled_at),
        )
        .order_by(PriceSale.id)
    )
    return (await session.execute(statement)).all()


async def list_guards(session: AsyncSession, item_ids: Collection[int]) -> Sequence[Record]:
    """The guards in use that are not about other items."""
    statement = (
        select(*PriceGuard.__table__.c)
        .where(
            PriceGuard.active,
            PriceGuard.removed_at.is_(None),
            or_(PriceGuard.item_id.is_(None), PriceGuard.item_id == _one_of(item_ids)),
        )
        .order_by(PriceGuard.id)
    )
    return (await session.execute(statement)).all()


async def list_points(
    session: AsyncSession,
    price_ids: Collection[int],
    *,
    since: datetime,
    turns: Collection[Cause],
) -> Sequence[Record]:
    """The base prices recorded since, and the last one before, in their order."""
    is_base = (
        PriceChange.cause.not_in(turns),
        # Not what tells of the past alone: see `Step.is_past`.
        or_(PriceChange.before.is_not(None), PriceChange.version == 1),
    )
    points = (
        PriceChange.price_id,
        PriceChange.version,
        PriceChange.occurred_at,
        PriceChange.recorded_at,
        PriceChange.currency,
        PriceChange.base,
        PriceChange.approved_by.is_not(None).label("approved"),
    )
    prices = select(func.unnest(cast(sorted(price_ids), ARRAY(BigInteger))).label("id")).subquery()
    last = (
        select(*points)
        .where(PriceChange.price_id == prices.c.id, PriceChange.recorded_at < since, *is_base)
        .order_by(PriceChange.version.desc())
        .limit(1)
        .lateral()
    )
    recent = select(*points).where(
        PriceChange.price_id == any_(cast(sorted(price_ids), ARRAY(BigInteger))),
        PriceChange.recorded_at >= since,
        *is_base,
    )
    before = select(*last.c).select_from(prices.join(last, true()))
    both = union_all(recent, before).subquery()
    statement = select(*both.c).order_by(both.c.price_id, both.c.version)
    return (await session.execute(statement)).all()


async def list_left_categories(
    session: AsyncSession, item_ids: Collection[int], *, since: datetime
) -> Sequence[Record]:
    """The categories that items were moved out of since."""
    statement = (
        select(LeftCategory.item_id, LeftCategory.category)
        .where(LeftCategory.item_id == _one_of(item_ids), LeftCategory.left_at >= since)
        .order_by(LeftCategory.item_id, LeftCategory.category)
    )
    return (await session.execute(statement)).all()


async def share_lists(session: AsyncSession) -> None:
    """The lists stay what they are until the transaction ends."""
    await session.execute(select(func.pg_advisory_xact_lock_shared(LISTS_LOCK)))


async def lock_lists(session: AsyncSession) -> None:
    """The lists are this transaction's alone."""
    await session.execute(select(func.pg_advisory_xact_lock(LISTS_LOCK)))


async def list_nodes(session: AsyncSession) -> Sequence[Record]:
    statement = select(*PriceList.__table__.c).order_by(PriceList.id)
    return (await session.execute(statement)).all()


async def list_rebased(
    session: AsyncSession, versions: Mapping[int, int], *, turns: Collection[Cause]
) -> set[int]:
    """Prices of which the base was touched after these versions, by id: all but by ``turns``."""
    columns = (list(versions), list(versions.values()))
    given = func.unnest(*(cast(column, ARRAY(BigInteger)) for column in columns))
    known = given.table_valued("price_id", "version", name="known").render_derived()
    statement = (
        select(PriceChange.price_id)
        .join(known, known.c.price_id == PriceChange.price_id)
        .where(PriceChange.version > known.c.version, PriceChange.cause.not_in(turns))
        .distinct()
    )
    return set((await session.execute(statement)).scalars())


async def list_due_items(session: AsyncSession, *, at: datetime, limit: int) -> Sequence[int]:
    """Items of which a sale should have started or ended, the longest due first."""
    due = (
        select(Price.item_id)
        .where(Price.next_change_at <= at)
        .order_by(Price.next_change_at)
        .limit(limit)
    )
    return sorted(set((await session.execute(due)).scalars()))


async def next_sale_id(session: AsyncSession) -> int:
    statement = select(func.nextval(func.pg_get_serial_sequence("price_sales", "id")))
    return int((await session.execute(statement)).scalar_one())


async def insert_prices(
    session: AsyncSession, columns: Mapping[str, Sequence[Any]]
) -> Sequence[Record]:
    return (await session.execute(INSERT_PRICES, dict(columns))).all()


async def update_prices(
    session: AsyncSession, columns: Mapping[str, Sequence[Any]]
) -> Sequence[Record]:
    return (await session.execute(UPDATE_PRICES, dict(columns))).all()


async def insert_steps(
    session: AsyncSession, columns: Mapping[str, Sequence[Any]]
) -> Sequence[Record]:
    """The new lines of the timeline, in the given order: ``id, recorded_at``."""
    rows = (await session.execute(INSERT_STEPS, dict(columns))).all()
    return sorted(rows, key=lambda row: row.id)


async def write_sales(session: AsyncSession, sales: str) -> Sequence[Record]:
    """Insert or update sales, given as a JSON list of rows: ``id, created_at, updated_at``."""
    return (await session.execute(WRITE_SALES, {"sales": sales})).all()
