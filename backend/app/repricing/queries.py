"""The statements about changes of many prices."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, Select, String, any_, cast, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.filters import has_tag, in_category, matches
from app.catalog.models import Item
from app.core.identifiers import identity_key
from app.core.page import Cursor
from app.db.base import Record, Records
from app.pricing.models import Price, PriceProposal
from app.repricing.models import PriceBulk
from app.repricing.schemas import PriceFilter
from app.stock.models import StockLevel

ORDER = "price-bulks"
MARGINS = ("min_margin_percent", "max_margin_percent")
RUNNING = ("previewing", "applying", "undoing")

BULK = PriceBulk.__table__.c
# The order of SKUs, with the key behind it because ``A1`` and ``A01`` have one order.
PLACE = Item.sku_order + "\n" + Item.sku_key


async def insert_bulk(session: AsyncSession, values: Mapping[str, Any]) -> Record:
    statement = insert(PriceBulk).values(dict(values)).returning(*BULK)
    return (await session.execute(statement)).one()


async def find_bulk(session: AsyncSession, bulk_id: int, *, lock: bool = False) -> Record | None:
    statement = select(*BULK).where(PriceBulk.id == bulk_id)
    if lock:
        statement = statement.with_for_update()
    return (await session.execute(statement)).one_or_none()


async def list_bulks(
    session: AsyncSession, *, cursor: Cursor | None, limit: int, with_cost: bool
) -> Sequence[Record]:
    """The newest first; one more than ``limit``. Those that tell the cost only ``with_cost``."""
    statement = select(*BULK).order_by(PriceBulk.id.desc()).limit(limit + 1)
    if not with_cost:
        statement = statement.where(
            PriceBulk.rule["column"].astext.is_distinct_from("cost"),
            *(PriceBulk.filter[name].astext.is_(None) for name in MARGINS),
        )
    if cursor:
        statement = statement.where(PriceBulk.id < cursor.place(ORDER)[1])
    return (await session.execute(statement)).all()


async def update_bulk(session: AsyncSession, bulk_id: int, values: Mapping[str, Any]) -> Record:
    """The caller holds the row."""
    statement = (
        update(PriceBulk)
        .where(PriceBulk.id == bulk_id)
        .values(
            **values,
            version=PriceBulk.version + 1,
            updated_at=func.clock_timestamp(),
        )
        .returning(*BULK)
        .execution_options(synchronize_session=False)
    )
    return (await session.execute(statement)).one()


async def find_work(session: AsyncSession) -> Record | None:
    """What the next page belongs to: the bulk that waited longest, or a proposal's that is
    decided. Its ``decision`` is the proposal's state where it waits for one."""
    statement = (
        select(PriceBulk.id, PriceBulk.state)
        .outerjoin(PriceProposal, PriceProposal.id == PriceBulk.proposal_id)
        .where(
            or_(
                PriceBulk.state.in_(RUNNING),
                (PriceBulk.state == "proposed") & (PriceProposal.state != "pending"),
            )
        )
        .order_by(PriceBulk.updated_at)
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()


async def get_proposal(session: AsyncSession, proposal_id: int) -> Record:
    """What became of a proposal: ``state, decided_by``."""
    statement = select(PriceProposal.state, PriceProposal.decided_by).where(
        PriceProposal.id == proposal_id
    )
    return (await session.execute(statement)).one()


def _narrowed(
    statement: Select[Any], chosen: PriceFilter, *, price_list: str, currency: str
) -> Select[Any]:
    """The prices that the filter means, of items that are not archived."""
    statement = statement.join(Price, Price.item_id == Item.id).where(
        Price.price_list == price_list, Price.currency == currency, Item.status == "active"
    )
    if chosen.q:
        statement = statement.where(matches(chosen.q))
    if chosen.category:
        statement = statement.where(in_category(chosen.category))
    if chosen.tag:
        statement = statement.where(has_tag(chosen.tag))
    if chosen.skus:
        keys = [identity_key(sku) for sku in chosen.skus]
        statement = statement.where(Item.sku_key == any_(cast(keys, ARRAY(String))))
    if chosen.min_amount is not None:
        statement = statement.where(Price.base >= chosen.min_amount)
    if chosen.max_amount is not None:
        statement = statement.where(Price.base <= chosen.max_amount)
    # Multiplied out, so that nothing is rounded; without a price there is no margin.
    margin = (Price.base - Item.cost_amount) * 100
    if chosen.min_margin_percent is not None or chosen.max_margin_percent is not None:
        statement = statement.where(Item.cost_currency == currency, Price.base > 0)
    if chosen.min_margin_percent is not None:
        statement = statement.where(margin >= chosen.min_margin_percent * Price.base)
    if chosen.max_margin_percent is not None:
        statement = statement.where(margin <= chosen.max_margin_percent * Price.base)
    return statement


async def count_prices(
    session: AsyncSession, chosen: PriceFilter, *, price_list: str, currency: str
) -> int:
    counted = select(func.count()).select_from(Item)
    statement = _narrowed(counted, chosen, price_list=price_list, currency=currency)
    return int((await session.execute(statement)).scalar_one())


async def list_prices(
    session: AsyncSession,
    chosen: PriceFilter,
    *,
    price_list: str,
    currency: str,
    after_sku: str | None,
    limit: int,
) -> Sequence[Record]:
    """The next prices by SKU: ``item_id, place, units``; ``after_sku`` is the last ``place``."""
    units = (
        select(func.coalesce(func.sum(StockLevel.on_hand), 0))
        .where(StockLevel.item_id == Item.id)
        .scalar_subquery()
    )
    wanted = select(
        Item.id.label("item_id"), PLACE.label("place"), units.label("units")
    ).select_from(Item)
    statement: Records = _narrowed(wanted, chosen, price_list=price_list, currency=currency)
    if after_sku is not None:
        statement = statement.where(after_sku < PLACE)
    return (await session.execute(statement.order_by(PLACE).limit(limit))).all()
