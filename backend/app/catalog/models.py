"""The tables of what is sold, and where it lies."""

from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Index, Numeric, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified, Versioned


class Item(Identified, Versioned, Base):
    """One SKU. Its identifiers are text, so leading zeros survive."""

    __tablename__ = "items"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'archived')", name="status"),
        CheckConstraint("sku = btrim(sku) AND sku <> ''", name="sku"),
        CheckConstraint("(cost_amount IS NULL) = (cost_currency IS NULL)", name="cost"),
        Index("uq_items_sku", text("lower(sku)"), unique=True),
        Index("ix_items_category", "category"),
        Index("ix_items_barcode", "barcode"),
    )

    sku: Mapped[str]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(server_default="")
    category: Mapped[str | None]
    barcode: Mapped[str | None]
    unit: Mapped[str] = mapped_column(server_default="piece")
    cost_amount: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))
    cost_currency: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(ARRAY(String), server_default="{}")
    attributes: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    status: Mapped[str] = mapped_column(server_default="active")


class Location(Identified, Versioned, Base):
    """A place where stock lies; days begin and end in its time zone."""

    __tablename__ = "locations"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('warehouse', 'store', 'supplier', 'virtual')",
            name="kind",
        ),
        Index("uq_locations_code", text("lower(code)"), unique=True),
    )

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(server_default="warehouse")
    time_zone: Mapped[str]
    allow_backorder: Mapped[bool] = mapped_column(server_default=text("false"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
