"""The statements about holds; what they keep is read from the ledger."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, any_, cast, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_code, has_sku
from app.catalog.models import Item, Location
from app.core.page import Cursor
from app.db.base import Record
from app.holds.models import Hold
from app.stock.models import StockLevel, StockMovement

ORDER = "holds"

# The longest due first and a few at a time: the rest has its turn in a moment.
DUE = text(
    """
    SELECT holds.id AS hold_id, stock_movements.level_id,
           CAST(sum(stock_movements.delta_reserved) AS bigint) AS keeps
    FROM (SELECT id FROM holds WHERE state = 'held' AND expires_at <= clock_timestamp()
          ORDER BY expires_at LIMIT :limit) AS holds
    JOIN stock_movements ON stock_movements.hold_id = holds.id
    GROUP BY holds.id, stock_movements.level_id
    HAVING sum(stock_movements.delta_reserved) > 0
    ORDER BY holds.id, stock_movements.level_id
    """
)


async def find_hold(session: AsyncSession, hold_id: int) -> Hold | None:
    return await session.get(Hold, hold_id)


async def list_holds(
    session: AsyncSession,
    *,
    cursor: Cursor | None,
    limit: int,
    state: str | None,
    sku: str | None,
    location: str | None,
    level_id: int | None,
    reference: str | None,
) -> Sequence[Hold]:
    """Holds, newest first; one more than ``limit``."""
    statement = select(Hold).order_by(Hold.id.desc()).limit(limit + 1)
    if state:
        statement = statement.where(Hold.state == state)
    if reference:
        statement = statement.where(Hold.reference == reference)
    if sku or location or level_id is not None:
        lines = (
            select(StockMovement.hold_id)
            .join(StockLevel, StockLevel.id == StockMovement.level_id)
            .join(Item, Item.id == StockLevel.item_id)
            .join(Location, Location.id == StockLevel.location_id)
            .where(StockMovement.hold_id.is_not(None), StockMovement.kind == "reserve")
        )
        if sku:
            lines = lines.where(has_sku(sku))
        if location:
            lines = lines.where(has_code(location))
        if level_id is not None:
            lines = lines.where(StockMovement.level_id == level_id)
        statement = statement.where(Hold.id.in_(lines))
    if cursor:
        _, hold_id = cursor.place(ORDER)
        statement = statement.where(Hold.id < hold_id)
    return (await session.execute(statement)).scalars().all()


async def list_lines(
    session: AsyncSession, hold_ids: Sequence[int], *, up_to: int | None = None
) -> Sequence[Record]:
    """The ledger of these holds, oldest first; up to a movement where the past is asked for."""
    statement = (
        select(
            StockMovement.id,
            StockMovement.hold_id,
            StockMovement.kind,
            StockMovement.line,
            StockMovement.level_id,
            StockMovement.delta_reserved,
            StockMovement.recorded_at,
            StockLevel.item_id,
            Item.sku,
            Item.name.label("item_name"),
            Location.code.label("location"),
        )
        .join(StockLevel, StockLevel.id == StockMovement.level_id)
        .join(Item, Item.id == StockLevel.item_id)
        .join(Location, Location.id == StockLevel.location_id)
        .where(StockMovement.hold_id == any_(cast(list(hold_ids), ARRAY(BigInteger))))
        .order_by(StockMovement.id)
    )
    if up_to is not None:
        statement = statement.where(StockMovement.id <= up_to)
    return (await session.execute(statement)).all()


async def find_key(session: AsyncSession, key: UUID) -> Record | None:
    """What a key was used for: its fingerprint, and the last line that it wrote."""
    statement = (
        select(StockMovement.fingerprint, StockMovement.id.label("movement_id"))
        .where(StockMovement.request_key == key)
        .order_by(StockMovement.id.desc())
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()


async def extend(session: AsyncSession, hold_id: int, *, ttl_seconds: int) -> bool:
    """Let it last from now on; False when its time is over or it is settled."""
    statement = (
        update(Hold)
        .where(Hold.id == hold_id, Hold.state == "held", Hold.expires_at > func.clock_timestamp())
        .values(
            expires_at=func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, ttl_seconds),
            version=Hold.version + 1,
        )
        .returning(Hold.id)
        .execution_options(synchronize_session=False)
    )
    return (await session.execute(statement)).one_or_none() is not None


async def list_due(session: AsyncSession, *, limit: int) -> Sequence[Record]:
    """What holds whose time is over still keep, by hold and level."""
    return (await session.execute(DUE, {"limit": limit})).all()
