"""The statements about the rows of a change of many prices."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Select, case, cast, delete, func, select, text, true, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.models import Item
from app.core.page import Cursor
from app.db.base import Record, Records
from app.repricing.models import PriceBulk, PriceBulkRow

BY_SKU = "price-bulk-rows"
WORST_FIRST = "price-bulk-rows-worst"
WORST_MAX = 10

INSERT_ROWS = text(
    """
    INSERT INTO price_bulk_rows (bulk_id, ordinal, price_id, item_id, own, old, new, cost,
                                 price_version, units_on_hand, hits, mode, weight, state)
    SELECT :bulk_id, ordinal, price_id, item_id, own, old, new, cost, price_version,
           units_on_hand, CAST(hits AS jsonb), mode, weight, state
    FROM unnest(
        CAST(:ordinal AS bigint[]), CAST(:price_id AS bigint[]), CAST(:item_id AS bigint[]),
        CAST(:own AS boolean[]), CAST(:old AS numeric[]), CAST(:new AS numeric[]),
        CAST(:cost AS numeric[]), CAST(:price_version AS bigint[]),
        CAST(:units_on_hand AS bigint[]), CAST(:hits AS text[]), CAST(:mode AS text[]),
        CAST(:weight AS bigint[]), CAST(:state AS text[])
    ) AS given (ordinal, price_id, item_id, own, old, new, cost, price_version, units_on_hand,
                hits, mode, weight, state)
    """
)

# What is null stays as it was.
UPDATE_ROWS = text(
    """
    UPDATE price_bulk_rows AS row
    SET state = given.state,
        applied_version = coalesce(given.applied_version, row.applied_version),
        hits = coalesce(CAST(given.hits AS jsonb), row.hits),
        mode = CASE WHEN given.hits IS NULL THEN row.mode ELSE given.mode END
    FROM unnest(
        CAST(:ordinal AS bigint[]), CAST(:state AS text[]), CAST(:applied_version AS bigint[]),
        CAST(:hits AS text[]), CAST(:mode AS text[])
    ) AS given (ordinal, state, applied_version, hits, mode)
    WHERE row.bulk_id = :bulk_id AND row.ordinal = given.ordinal
    """
)

# One hit of each rule that is broken and does not only warn.
LIST_RULES = text(
    """
    SELECT DISTINCT ON (hit ->> 'rule') hit
    FROM price_bulk_rows, jsonb_array_elements(hits) AS hit
    WHERE bulk_id = :bulk_id AND mode = ANY (CAST(:modes AS text[])) AND hit ->> 'mode' <> 'warn'
    ORDER BY hit ->> 'rule'
    """
)

ROW = PriceBulkRow.__table__.c


async def insert_rows(
    session: AsyncSession, bulk_id: int, columns: Mapping[str, Sequence[Any]]
) -> None:
    await session.execute(INSERT_ROWS, {"bulk_id": bulk_id, **columns})


async def update_rows(
    session: AsyncSession, bulk_id: int, columns: Mapping[str, Sequence[Any]]
) -> None:
    await session.execute(UPDATE_ROWS, {"bulk_id": bulk_id, **columns})


async def delete_rows(session: AsyncSession, bulk_id: int) -> None:
    await session.execute(delete(PriceBulkRow).where(PriceBulkRow.bulk_id == bulk_id))


async def list_next(
    session: AsyncSession,
    bulk_id: int,
    *,
    states: Collection[str],
    after_ordinal: int,
    limit: int,
) -> Sequence[Record]:
    """The next rows in these states, in their order."""
    statement = (
        select(*ROW)
        .where(
            PriceBulkRow.bulk_id == bulk_id,
            PriceBulkRow.ordinal > after_ordinal,
            PriceBulkRow.state.in_(states),
        )
        .order_by(PriceBulkRow.ordinal)
        .limit(limit)
    )
    return (await session.execute(statement)).all()


async def list_rules(
    session: AsyncSession, bulk_id: int, *, with_blocked: bool
) -> Sequence[dict[str, Any]]:
    """What the rows break, rule by rule; what blocked ones break only ``with_blocked``."""
    modes = ["approve", "block"] if with_blocked else ["approve"]
    values = {"bulk_id": bulk_id, "modes": modes}
    return (await session.execute(LIST_RULES, values)).scalars().all()


async def sum_rows(session: AsyncSession, bulk_id: int, *, with_blocked: bool) -> Record:
    """What the rows do together; a blocked one stays what it is, unless ``with_blocked``."""
    row = PriceBulkRow
    after: Any = row.new
    if not with_blocked:
        after = case((row.mode == "block", row.old), else_=row.new)
    units: Any = row.units_on_hand
    known = row.cost.is_not(None)

    def total(amount: Any) -> Any:
        return func.coalesce(func.sum(amount * units), Decimal(0))

    statement = select(
        func.count().label("items"),
        func.count().filter(row.new > row.old).label("raised"),
        func.count().filter(row.new < row.old).label("lowered"),
        func.count().filter(row.new == row.old).label("unchanged"),
        func.count().filter(row.mode == "warn").label("warned"),
        func.count().filter(row.mode == "approve").label("needs_approval"),
        func.count().filter(row.mode == "block").label("blocked"),
        func.count().filter(after != row.old).label("moving"),
        func.coalesce(func.sum(units).filter(after != row.old), 0).label("moving_units"),
        total(row.old).label("value_before"),
        total(after).label("value_after"),
        func.sum(row.old * units).filter(known).label("known_before"),
        func.sum(after * units).filter(known).label("known_after"),
        func.sum(row.cost * units).filter(known).label("costs"),
    ).where(row.bulk_id == bulk_id)
    return (await session.execute(statement)).one()


def _shown() -> Select[Any]:
    """Rows with the words of their items."""
    return (
        select(*ROW, Item.sku, Item.name.label("item_name"), PriceBulk.currency)
        .join(Item, Item.id == PriceBulkRow.item_id)
        .join(PriceBulk, PriceBulk.id == PriceBulkRow.bulk_id)
    )


async def list_rows(
    session: AsyncSession,
    bulk_id: int,
    *,
    cursor: Cursor | None,
    limit: int,
    state: str | None = None,
    hits: bool = False,
    worst: bool = False,
) -> Sequence[Record]:
    """Rows by SKU or the worst first; one more than ``limit``."""
    row = PriceBulkRow
    statement: Records = _shown().where(row.bulk_id == bulk_id).limit(limit + 1)
    if state:
        statement = statement.where(row.state == state)
    if hits:
        statement = statement.where(row.mode.is_not(None))
    if worst:
        statement = statement.order_by(row.weight.desc(), row.ordinal.desc())
        if cursor:
            weight, ordinal = cursor.place(WORST_FIRST, int)
            statement = statement.where(tuple_(row.weight, row.ordinal) < tuple_(weight, ordinal))
    else:
        statement = statement.order_by(row.ordinal)
        if cursor:
            statement = statement.where(row.ordinal > cursor.place(BY_SKU)[1])
    return (await session.execute(statement)).all()


async def list_worst(session: AsyncSession, bulk_ids: Collection[int]) -> Sequence[Record]:
    """Of each of these the rows that move most, the worst first; those that stay are left out."""
    asked = select(func.unnest(cast(list(bulk_ids), ARRAY(BigInteger))).label("bulk_id")).subquery()
    worst = (
        select(PriceBulkRow.bulk_id, PriceBulkRow.ordinal)
        .where(PriceBulkRow.bulk_id == asked.c.bulk_id, PriceBulkRow.weight > 0)
        .order_by(PriceBulkRow.weight.desc(), PriceBulkRow.ordinal.desc())
        .limit(WORST_MAX)
        .lateral()
    )
    picked = select(worst.c.bulk_id, worst.c.ordinal).select_from(asked.join(worst, true()))
    place = tuple_(PriceBulkRow.bulk_id, PriceBulkRow.ordinal)
    statement: Records = (
        _shown()
        .where(place.in_(picked))
        .order_by(PriceBulkRow.bulk_id, PriceBulkRow.weight.desc(), PriceBulkRow.ordinal.desc())
    )
    return (await session.execute(statement)).all()
