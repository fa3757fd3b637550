"""The tables of what is sold, and where it lies."""

from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Index, Numeric, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified, Versioned

# The order of the browser's and of Python's own comparison.
BY_CODE_POINT = String(collation="C")


class Item(Identified, Versioned, Base):
    """One SKU. Its identifiers are text, so leading zeros survive."""

    __tablename__ = "items"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'archived')", name="status"),
        CheckConstraint("sku = btrim(sku) AND sku <> ''", name="sku"),
        CheckConstraint("(cost_amount IS NULL) = (cost_currency IS NULL)", name="cost"),
        CheckConstraint("(category IS NULL) = (category_key IS NULL)", name="category_key"),
        Index("uq_items_sku_key", "sku_key", unique=True),
        Index("ix_items_sku_order", "sku_order", "id"),
        Index("ix_items_category_key", "category_key"),
        # An archived item leaves its GTIN to others.
        Index(
            "uq_items_gtin",
            "gtin",
            unique=True,
            postgresql_where=text("gtin IS NOT NULL AND status = 'active'"),
        ),
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
    # How it is compared, sorted and searched: see `app.catalog.keys`.
    sku_key: Mapped[str] = mapped_column(BY_CODE_POINT)
    sku_order: Mapped[str] = mapped_column(BY_CODE_POINT)
    category_key: Mapped[str | None] = mapped_column(BY_CODE_POINT)
    tag_keys: Mapped[list[str]] = mapped_column(ARRAY(String), server_default="{}")
    gtin: Mapped[str | None]
    search_text: Mapped[str] = mapped_column(BY_CODE_POINT)


class Location(Identified, Versioned, Base):
    """A place where stock lies; days begin and end in its time zone."""

    __tablename__ = "locations"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('warehouse', 'store', 'supplier', 'virtual')",
            name="kind",
        ),
        Index("uq_locations_code_key", "code_key", unique=True),
    )

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(server_default="warehouse")
    time_zone: Mapped[str]
    allow_backorder: Mapped[bool] = mapped_column(server_default=text("false"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    code_key: Mapped[str] = mapped_column(BY_CODE_POINT)
    code_order: Mapped[str] = mapped_column(BY_CODE_POINT)
