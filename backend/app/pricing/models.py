"""The tables of prices: the base price in force, and the timeline of all there ever were."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified, Versioned


class BasePrice(Identified, Versioned, Base):
    """The base price of an item in one price list and currency."""

    __tablename__ = "base_prices"
    __table_args__ = (
        UniqueConstraint("item_id", "price_list", "currency"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    price_list: Mapped[str] = mapped_column(server_default=text("'default'"))
    currency: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric(20, 4))
    # Since when this amount is in force, by the clock of whoever set it.
    since: Mapped[datetime]


class PriceChange(Identified, Base):
    """One step of the timeline; a trigger refuses to change or delete it."""

    __tablename__ = "price_changes"
    __table_args__ = (
        UniqueConstraint("price_id", "version"),
        Index("ix_price_changes_item_id_occurred_at", "item_id", "occurred_at", "id"),
        Index("ix_price_changes_recorded_at", "recorded_at"),
    )

    price_id: Mapped[int] = mapped_column(ForeignKey("base_prices.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    price_list: Mapped[str]
    currency: Mapped[str]
    before: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))
    amount: Mapped[Decimal] = mapped_column(Numeric(20, 4))
    # Rounded for reading and filtering; null for the first price and after a price of 0.
    change_percent: Mapped[Decimal | None] = mapped_column(Numeric(20, 2))
    version: Mapped[int]
    reason: Mapped[str | None]
    reference: Mapped[str | None]
    actor: Mapped[str]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())
