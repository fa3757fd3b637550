"""The tables of stock: the balance per item and location, and the ledger that explains it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified, Versioned
from app.stock.types import BALANCE_MAX, MOVEMENT_KINDS

AVAILABLE = "on_hand - reserved"
# The one definition of what `out`, `low`, `over` and `ok` mean.
STATUS = f"""
CASE WHEN {AVAILABLE} <= 0 THEN 'out'
     WHEN {AVAILABLE} <= reorder_point THEN 'low'
     WHEN {AVAILABLE} > target_level THEN 'over'
     ELSE 'ok' END
"""


class StockLevel(Identified, Versioned, Base):
    """How much of an item is at a location. ``version`` counts its movements and edits."""

    __tablename__ = "stock_levels"
    __table_args__ = (
        CheckConstraint(f"backorder OR {AVAILABLE} >= 0", name="never_negative"),
        CheckConstraint(f"abs(on_hand) <= {BALANCE_MAX}", name="on_hand_bounds"),
        CheckConstraint("reserved >= 0", name="reserved"),
        CheckConstraint("reorder_point >= 0", name="reorder_point"),
        CheckConstraint("target_level >= 0", name="target_level"),
        CheckConstraint("target_level >= reorder_point", name="target_above_reorder"),
        UniqueConstraint("item_id", "location_id"),
        Index("ix_stock_levels_location_id", "location_id"),
        Index("ix_stock_levels_status", "status"),
        # Room for the next versions of a row on its own page (heap-only tuples).
        {"postgresql_with": {"fillfactor": 60}},
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    on_hand: Mapped[int] = mapped_column(server_default=text("0"))
    reserved: Mapped[int] = mapped_column(server_default=text("0"))
    available: Mapped[int] = mapped_column(Computed(AVAILABLE, persisted=True))
    reorder_point: Mapped[int | None]
    target_level: Mapped[int | None]
    # Copied from the location, so that the CHECK above can read it.
    backorder: Mapped[bool] = mapped_column(server_default=text("false"))
    # The item is archived or the location is not in use; triggers keep both copies.
    closed: Mapped[bool] = mapped_column(server_default=text("false"))
    # What happened before it may have been seen by a count that is known already.
    counted_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(Computed(STATUS.strip(), persisted=True))


def _where_set(column: str, *, unique: bool = False) -> Index:
    """An index of the few lines that have this reference."""
    return Index(
        f"ix_stock_movements_{column}",
        column,
        unique=unique,
        postgresql_where=text(f"{column} IS NOT NULL"),
    )


class StockMovement(Identified, Base):
    """One line of the ledger; a trigger refuses to change or delete it."""

    __tablename__ = "stock_movements"
    __table_args__ = (
        CheckConstraint(
            "delta_on_hand <> 0 OR delta_reserved <> 0 OR kind = 'count'", name="moves_something"
        ),
        CheckConstraint(f"kind IN {MOVEMENT_KINDS!r}", name="kind"),
        UniqueConstraint("level_id", "version"),
        Index("ix_stock_movements_level_id_occurred_at", "level_id", "occurred_at", "id"),
        Index("ix_stock_movements_recorded_at", "recorded_at"),
        *(_where_set(name) for name in ("count_id", "hold_id", "transfer_id")),
        _where_set("reverses_id", unique=True),
        Index(
            "ix_stock_movements_counts",
            "level_id",
            "occurred_at",
            postgresql_where=text("counted IS NOT NULL"),
        ),
        Index(
            "uq_stock_movements_request",
            "request_key",
            "line",
            unique=True,
            postgresql_where=text("request_key IS NOT NULL"),
        ),
    )

    level_id: Mapped[int] = mapped_column(ForeignKey("stock_levels.id"))
    kind: Mapped[str]
    delta_on_hand: Mapped[int] = mapped_column(server_default=text("0"))
    delta_reserved: Mapped[int] = mapped_column(server_default=text("0"))
    on_hand_after: Mapped[int]
    reserved_after: Mapped[int]
    version: Mapped[int]
    reason: Mapped[str | None]
    reference: Mapped[str | None]
    actor: Mapped[str]
    idempotency_key: Mapped[str | None]
    # Who asked with which key, and for what; the lines of one command share both. A line that
    # balances another one has its number with a minus.
    request_key: Mapped[UUID | None]
    fingerprint: Mapped[UUID | None]
    line: Mapped[int] = mapped_column(server_default=text("1"))
    # A count: the number on the shelf, and what is known to have happened since.
    counted: Mapped[int | None]
    later_delta: Mapped[int | None]
    later_movements: Mapped[int | None]
    # The count that had already seen what this line balances.
    count_id: Mapped[int | None] = mapped_column(ForeignKey("stock_movements.id"))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("stock_movements.id"))
    hold_id: Mapped[int | None] = mapped_column(ForeignKey("holds.id"))
    transfer_id: Mapped[int | None] = mapped_column(ForeignKey("transfers.id"))
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())


class StockReason(Base):
    """A reason that somebody added to those built in."""

    __tablename__ = "stock_reasons"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
