"""The tables of changes of many prices: each change, and what becomes of each price in it."""

from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified, Versioned

MONEY = Numeric(20, 4)
OPEN = "state IN ('previewing', 'proposed', 'applying', 'undoing')"


class PriceBulk(Identified, Versioned, Base):
    """A change of many prices, and how far its running step is.

    ``after_sku`` is how far the preview has read the shop, ``after_ordinal`` how far the applying
    or the undoing has come in the rows: who takes the work over goes on behind them.
    """

    __tablename__ = "price_bulks"
    __table_args__ = (
        CheckConstraint(
            "state IN ('previewing', 'ready', 'proposed', 'applying', 'applied', 'undoing', "
            "'undone', 'discarded', 'failed')",
            name="state",
        ),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint("state <> 'proposed' OR proposal_id IS NOT NULL", name="proposal"),
        # The least recently worked on comes first, so that several take turns.
        Index("ix_price_bulks_open", "updated_at", postgresql_where=text(OPEN)),
    )

    name: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default=text("'previewing'"))
    price_list: Mapped[str] = mapped_column(ForeignKey("price_lists.code"))
    currency: Mapped[str]
    filter: Mapped[dict[str, Any]] = mapped_column(JSONB)
    rule: Mapped[dict[str, Any]] = mapped_column(JSONB)
    rounding: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    reason: Mapped[str]
    actor: Mapped[str]
    done: Mapped[int] = mapped_column(server_default=text("0"))
    total: Mapped[int] = mapped_column(server_default=text("0"))
    after_sku: Mapped[str | None]
    after_ordinal: Mapped[int] = mapped_column(server_default=text("0"))
    totals: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    applied: Mapped[int] = mapped_column(server_default=text("0"))
    skipped: Mapped[int] = mapped_column(server_default=text("0"))
    undone: Mapped[int] = mapped_column(server_default=text("0"))
    kept: Mapped[int] = mapped_column(server_default=text("0"))
    applied_by: Mapped[str | None]
    override_reason: Mapped[str | None]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("price_proposals.id"))
    approved_by: Mapped[str | None]
    undone_by: Mapped[str | None]
    undo_reason: Mapped[str | None]
    problem: Mapped[str | None]


class PriceBulkRow(Base):
    """One price of such a change, as the preview saw it, and what became of it.

    ``old`` and ``new`` are base prices; ``own`` says whether the old one was set in this list or
    came from its parent. ``mode`` is the strictest of the hits, ``weight`` sorts the worst rows
    last. Prices and items are named without foreign keys: checking those would lock every item of
    the shop for a preview.
    """

    __tablename__ = "price_bulk_rows"
    __table_args__ = (
        CheckConstraint(
            "state IN ('ready', 'unchanged', 'blocked', 'applied', 'changed_since', 'archived', "
            "'undone', 'kept')",
            name="state",
        ),
        CheckConstraint("mode IN ('warn', 'approve', 'block')", name="mode"),
        CheckConstraint("old >= 0 AND new >= 0", name="amounts"),
        Index("ix_price_bulk_rows_weight", "bulk_id", "weight", "ordinal"),
    )

    bulk_id: Mapped[int] = mapped_column(ForeignKey("price_bulks.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    price_id: Mapped[int]
    item_id: Mapped[int]
    own: Mapped[bool]
    old: Mapped[Decimal] = mapped_column(MONEY)
    new: Mapped[Decimal] = mapped_column(MONEY)
    cost: Mapped[Decimal | None] = mapped_column(MONEY)
    price_version: Mapped[int]
    units_on_hand: Mapped[int]
    hits: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    mode: Mapped[str | None]
    weight: Mapped[int]
    state: Mapped[str]
    applied_version: Mapped[int | None]
