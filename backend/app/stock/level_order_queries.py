"""The orders of the list of levels, as expressions for its statement."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, func, literal, select

from app.catalog.models import Item, Location
from app.db.read_position import ReadPosition
from app.stock.models import StockLevel, StockMovement

SORTS: dict[str, ColumnElement[Any]] = {
    "sku": Item.__table__.c.sku_order,
    "name": func.lower(Item.name),
    "location": Location.__table__.c.code_order,
    "available": StockLevel.__table__.c.available,
    "on_hand": StockLevel.__table__.c.on_hand,
    "updated_at": StockLevel.__table__.c.updated_at,
}
# The sort keys that change with each movement, as the ledger has them.
MOVING: dict[str, ColumnElement[Any]] = {
    "available": StockMovement.__table__.c.on_hand_after - StockMovement.__table__.c.reserved_after,
    "on_hand": StockMovement.__table__.c.on_hand_after,
    "updated_at": StockMovement.__table__.c.recorded_at,
}


def _last_seen(column: ColumnElement[Any], position: ReadPosition) -> ColumnElement[Any]:
    """A value of the newest ledger line of a level that ``position`` saw; null without one."""
    return (
        select(column)
        .where(StockMovement.level_id == StockLevel.id, position.has_seen("stock_movements"))
        .order_by(StockMovement.version.desc())
        .limit(1)
        .scalar_subquery()
    )


def sort_value(key: str, position: ReadPosition | None) -> ColumnElement[Any]:
    """What the list is ordered by: for values that move, as they were at ``position``."""
    column = SORTS[key]
    if position is None or key not in MOVING:
        return column
    moved = position.may_differ("stock_levels", StockLevel.__table__.c.updated_at)
    first = StockLevel.__table__.c.created_at if key == "updated_at" else literal(0, BigInteger)
    return case((moved, func.coalesce(_last_seen(MOVING[key], position), first)), else_=column)


def level_order(sort: str) -> str:
    return f"levels:{sort}"
