"""How do rows become answers?"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.money import at_scale
from app.db.base import Record
from app.pricing.engine.amounts import margin_percent, percent_between
from app.repricing import row_queries
from app.repricing.schemas import BulkFace, BulkOut, BulkRow, BulkTotals

MARGINS = ("margin_percent_before", "margin_percent_after")


def row_out(row: Record, *, with_cost: bool) -> BulkRow:
    old, new = at_scale(row.old, row.currency), at_scale(row.new, row.currency)
    return BulkRow(
        ordinal=row.ordinal,
        item_id=row.item_id,
        sku=row.sku,
        item_name=row.item_name,
        old=old,
        new=new,
        change_percent=percent_between(old, new),
        margin_percent=margin_percent(new, row.cost) if with_cost else None,
        units_on_hand=row.units_on_hand,
        hits=row.hits,
        state=row.state,
    )


def totals_of(sums: Record, currency: str) -> BulkTotals:
    """The sums of all rows; margins over what has a known cost, weighed by units on hand."""
    return BulkTotals(
        items=sums.items,
        raised=sums.raised,
        lowered=sums.lowered,
        unchanged=sums.unchanged,
        warned=sums.warned,
        needs_approval=sums.needs_approval,
        blocked=sums.blocked,
        value_before=at_scale(sums.value_before, currency),
        value_after=at_scale(sums.value_after, currency),
        margin_percent_before=_margin(sums.known_before, sums.costs),
        margin_percent_after=_margin(sums.known_after, sums.costs),
    )


def _margin(value: Decimal | None, costs: Decimal | None) -> Decimal | None:
    return None if value is None else margin_percent(value, costs)


def face_of(bulk: Record) -> BulkFace:
    return BulkFace.model_validate(bulk)


async def bulk_out(session: AsyncSession, bulk: Record, *, with_cost: bool) -> BulkOut:
    (answer,) = await bulks_out(session, [bulk], with_cost=with_cost)
    return answer


async def bulks_out(
    session: AsyncSession, bulks: Sequence[Record], *, with_cost: bool
) -> list[BulkOut]:
    """Each with its worst rows. Margins are shown to those who may see the cost."""
    worst = defaultdict(list)
    shown = [bulk.id for bulk in bulks if bulk.totals is not None]
    if shown:
        for row in await row_queries.list_worst(session, shown):
            worst[row.bulk_id].append(row_out(row, with_cost=with_cost))
    return [_out(bulk, worst[bulk.id], with_cost=with_cost) for bulk in bulks]


def _out(bulk: Record, worst: list[BulkRow], *, with_cost: bool) -> BulkOut:
    values: dict[str, Any] = dict(bulk._mapping)
    if values["totals"] is not None and not with_cost:
        values["totals"] = values["totals"] | dict.fromkeys(MARGINS)
    return BulkOut.model_validate(values | {"worst": worst})
