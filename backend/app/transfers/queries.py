"""The statements about transfers; what left and what arrived is read from the ledger."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, BigInteger, any_, cast, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.catalog.filters import has_code, has_sku
from app.catalog.models import Item, Location
from app.core.page import Cursor
from app.db.base import Record, Records
from app.stock.models import StockLevel, StockMovement
from app.transfers.models import Transfer

ORDER = "transfers"
Origin = aliased(Location)
Target = aliased(Location)


async def insert_transfer(session: AsyncSession, transfer: Transfer) -> int:
    session.add(transfer)
    await session.flush()
    return transfer.id


def _transfers() -> Records:
    """Transfers with the codes of their locations."""
    return (
        select(
            *Transfer.__table__.c,
            Origin.code.label("from_location"),
            Target.code.label("to_location"),
        )
        .join(Origin, Origin.id == Transfer.from_location_id)
        .join(Target, Target.id == Transfer.to_location_id)
    )


async def find_transfer(
    session: AsyncSession, transfer_id: int, *, lock: bool = False
) -> Record | None:
    statement = _transfers().where(Transfer.id == transfer_id)
    if lock:
        statement = statement.with_for_update(of=Transfer)
    return (await session.execute(statement)).one_or_none()


async def list_transfers(
    session: AsyncSession,
    *,
    cursor: Cursor | None,
    limit: int,
    state: str | None,
    sku: str | None,
    location: str | None,
) -> Sequence[Record]:
    """Transfers, newest first; one more than ``limit``."""
    statement = _transfers().order_by(Transfer.id.desc()).limit(limit + 1)
    if state:
        statement = statement.where(Transfer.state == state)
    if location:
        here = or_(has_code(location, Origin), has_code(location, Target))
        statement = statement.where(here)
    if sku:
        lines = (
            select(StockMovement.transfer_id)
            .join(StockLevel, StockLevel.id == StockMovement.level_id)
            .join(Item, Item.id == StockLevel.item_id)
            .where(StockMovement.transfer_id.is_not(None), has_sku(sku))
        )
        statement = statement.where(Transfer.id.in_(lines))
    if cursor:
        _, transfer_id = cursor.place(ORDER)
        statement = statement.where(Transfer.id < transfer_id)
    return (await session.execute(statement)).all()


async def list_lines(session: AsyncSession, transfer_ids: Sequence[int]) -> Sequence[Record]:
    """The ledger of these transfers, oldest first."""
    statement = (
        select(
            StockMovement.transfer_id,
            StockMovement.kind,
            StockMovement.delta_on_hand,
            StockLevel.item_id,
            StockLevel.location_id,
            Item.sku,
            Item.name.label("item_name"),
        )
        .join(StockLevel, StockLevel.id == StockMovement.level_id)
        .join(Item, Item.id == StockLevel.item_id)
        .where(StockMovement.transfer_id == any_(cast(list(transfer_ids), ARRAY(BigInteger))))
        .order_by(StockMovement.id)
    )
    return (await session.execute(statement)).all()


async def settle(session: AsyncSession, transfer_id: int, *, state: str) -> None:
    """Another step of a transfer; ``state`` is what it is now."""
    over = state != "in_transit"
    await session.execute(
        update(Transfer)
        .where(Transfer.id == transfer_id)
        .values(
            state=state,
            version=Transfer.version + 1,
            **({"settled_at": func.clock_timestamp()} if over else {}),
        )
        .execution_options(synchronize_session=False)
    )
