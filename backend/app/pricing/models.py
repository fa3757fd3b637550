"""The tables of prices: lists, the price of each item in them, its sales, guards and timeline."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified, Versioned

MONEY = Numeric(20, 4)


class PriceList(Identified, Versioned, Base):
    """Whom prices are for; with a parent, its prices come from there by a rule."""

    __tablename__ = "price_lists"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("code ~ '^[a-z0-9][a-z0-9-]{0,39}$'", name="code"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint("rule_kind IN ('percent', 'fixed')", name="rule_kind"),
        CheckConstraint("(rule_kind IS NULL) = (rule_value IS NULL)", name="rule"),
        CheckConstraint("parent <> code", name="parent"),
        Index("ix_price_lists_parent", "parent"),
    )

    code: Mapped[str]
    name: Mapped[str]
    currency: Mapped[str | None]
    channel: Mapped[str | None]
    country: Mapped[str | None]
    customer_group: Mapped[str | None]
    time_zone: Mapped[str] = mapped_column(server_default=text("'UTC'"))
    parent: Mapped[str | None] = mapped_column(ForeignKey("price_lists.code"))
    rule_kind: Mapped[str | None]
    rule_value: Mapped[Decimal | None] = mapped_column(MONEY)
    rounding: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    active: Mapped[bool] = mapped_column(server_default=text("true"))


class Price(Identified, Versioned, Base):
    """The price of an item in one list and currency: what it is computed from, and the result.

    ``own`` is the base price that somebody set in this list, null where it comes from the parent;
    ``base`` is the price without sales, ``amount`` the effective one as of the last change.
    """

    __tablename__ = "prices"
    __table_args__ = (
        UniqueConstraint("item_id", "price_list", "currency"),
        CheckConstraint("amount >= 0 AND base >= 0 AND own >= 0", name="amount"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
        CheckConstraint("because IN ('base', 'inherited', 'sale')", name="because"),
        CheckConstraint("(because = 'sale') = (sale_id IS NOT NULL)", name="sale"),
        Index(
            "ix_prices_next_change_at",
            "next_change_at",
            postgresql_where=text("next_change_at IS NOT NULL"),
        ),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    price_list: Mapped[str] = mapped_column(
        ForeignKey("price_lists.code"), server_default=text("'default'")
    )
    currency: Mapped[str]
    own: Mapped[Decimal | None] = mapped_column(MONEY)
    base: Mapped[Decimal] = mapped_column(MONEY)
    amount: Mapped[Decimal] = mapped_column(MONEY)
    because: Mapped[str] = mapped_column(server_default=text("'base'"))
    # Without a foreign key: a sale names its price, and two tables that name each other can't be
    # filled in one statement.
    sale_id: Mapped[int | None]
    hits: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    # Since when the effective price is what it is, by the clock of whoever set it.
    since: Mapped[datetime]
    # Up to here all starts and ends of sales are in the timeline.
    settled_at: Mapped[datetime]
    next_change_at: Mapped[datetime | None]


class PriceSale(Identified, Versioned, Base):
    """A layer over a base price, in force from ``starts_at`` until just before ``ends_at``."""

    __tablename__ = "price_sales"
    __table_args__ = (
        CheckConstraint("(amount IS NULL) <> (percent_off IS NULL)", name="worth"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("percent_off > 0 AND percent_off <= 100", name="percent_off"),
        CheckConstraint("ends_at > starts_at", name="window"),
        CheckConstraint("state IN ('active', 'suspended', 'removed')", name="state"),
        Index(
            "ix_price_sales_price_id",
            "price_id",
            postgresql_where=text("state <> 'removed'"),
        ),
        Index("ix_price_sales_starts_at", "starts_at", "id"),
    )

    price_id: Mapped[int] = mapped_column(ForeignKey("prices.id"))
    name: Mapped[str]
    priority: Mapped[int] = mapped_column(server_default=text("0"))
    amount: Mapped[Decimal | None] = mapped_column(MONEY)
    percent_off: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    rounding: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    tiers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    time_zone: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=text("'active'"))
    # Whether its start is in the timeline; from then on it runs until it ends or is suspended.
    started: Mapped[bool] = mapped_column(server_default=text("false"))
    hits: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    # What a second person has let through: the amounts, and the cost at that time.
    cleared: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    approved_by: Mapped[str | None]
    override_reason: Mapped[str | None]
    reason: Mapped[str | None]
    created_by: Mapped[str]


class PriceGuard(Identified, Versioned, Base):
    """What a price has to keep, for a list, a category or an item; null says nothing."""

    __tablename__ = "price_guards"
    __table_args__ = (
        CheckConstraint("mode IN ('warn', 'approve', 'block')", name="mode"),
        CheckConstraint(
            "(floor IS NULL AND ceiling IS NULL) OR currency IS NOT NULL", name="currency"
        ),
        CheckConstraint("(category IS NULL) = (category_key IS NULL)", name="category_key"),
        CheckConstraint("window_hours BETWEEN 1 AND 720", name="window_hours"),
        Index(
            "uq_price_guards_scope",
            text("coalesce(price_list, '')"),
            text("coalesce(category_key, '')"),
            text("coalesce(item_id, 0)"),
            text("coalesce(currency, '')"),
            "is_default",
            unique=True,
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    name: Mapped[str]
    mode: Mapped[str]
    price_list: Mapped[str | None] = mapped_column(ForeignKey("price_lists.code"))
    category: Mapped[str | None]
    category_key: Mapped[str | None] = mapped_column(String(collation="C"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    currency: Mapped[str | None]
    max_increase_percent: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    max_decrease_percent: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    floor: Mapped[Decimal | None] = mapped_column(MONEY)
    ceiling: Mapped[Decimal | None] = mapped_column(MONEY)
    min_margin_percent: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    refuse_zero: Mapped[bool | None]
    refuse_scale: Mapped[bool | None]
    # Small steps within so many hours add up.
    window_hours: Mapped[int] = mapped_column(server_default=text("24"))
    # The one that a shop has from the beginning.
    is_default: Mapped[bool] = mapped_column(server_default=text("false"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    reason: Mapped[str | None]
    updated_by: Mapped[str]
    removed_at: Mapped[datetime | None]


class LeftCategory(Base):
    """When an item was last moved out of a category; written by a trigger of ``items``."""

    __tablename__ = "price_left_categories"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("items.id", ondelete="CASCADE"), primary_key=True
    )
    category: Mapped[str] = mapped_column(primary_key=True)
    left_at: Mapped[datetime]


class PriceProposal(Identified, Versioned, Base):
    """A price that waits for a second person, with the command that it will carry out."""

    __tablename__ = "price_proposals"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('base', 'sale', 'sale_edit', 'list', 'bulk', 'revert', 'guard')",
            name="kind",
        ),
        CheckConstraint(
            "state IN ('pending', 'approved', 'rejected', 'expired', 'withdrawn')", name="state"
        ),
        CheckConstraint(
            "state <> 'approved' OR decided_by <> proposed_by "
            "OR (confirmed_alone AND decision_reason IS NOT NULL)",
            name="four_eyes",
        ),
        Index(
            "ix_price_proposals_expires_at",
            "expires_at",
            postgresql_where=text("state = 'pending'"),
        ),
    )

    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=text("'pending'"))
    title: Mapped[str]
    command: Mapped[dict[str, Any]] = mapped_column(JSONB)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    lines_total: Mapped[int]
    impact: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str | None]
    override_reason: Mapped[str | None]
    bulk_id: Mapped[int | None]
    proposed_by: Mapped[str]
    expires_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decision_reason: Mapped[str | None]
    # By the one who proposed it, since nobody else could approve it.
    confirmed_alone: Mapped[bool] = mapped_column(server_default=text("false"))
    # Accounts that could have approved it, but were deactivated when it was confirmed alone.
    inactive_approvers: Mapped[list[str]] = mapped_column(JSONB, server_default=text("'[]'"))
    decided_at: Mapped[datetime | None]


class PriceChange(Identified, Base):
    """One step of the timeline; a trigger refuses to change or delete it."""

    __tablename__ = "price_changes"
    __table_args__ = (
        UniqueConstraint("price_id", "version"),
        CheckConstraint("significance IN ('minor', 'significant', 'major')", name="significance"),
        Index("ix_price_changes_item_id_occurred_at", "item_id", "occurred_at", "id"),
        Index("ix_price_changes_recorded_at", "recorded_at"),
    )

    price_id: Mapped[int] = mapped_column(ForeignKey("prices.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    price_list: Mapped[str]
    currency: Mapped[str]
    before: Mapped[Decimal | None] = mapped_column(MONEY)
    amount: Mapped[Decimal] = mapped_column(MONEY)
    base: Mapped[Decimal] = mapped_column(MONEY)
    because: Mapped[str] = mapped_column(server_default=text("'base'"))
    sale_id: Mapped[int | None]
    # Rounded for reading and filtering; null for the first price and after a price of 0.
    change_percent: Mapped[Decimal | None] = mapped_column(Numeric(20, 2))
    significance: Mapped[str | None]
    cause: Mapped[str] = mapped_column(server_default=text("'base_price'"))
    version: Mapped[int]
    reason: Mapped[str | None]
    reference: Mapped[str | None]
    actor: Mapped[str]
    approved_by: Mapped[str | None]
    override_reason: Mapped[str | None]
    hits: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())
