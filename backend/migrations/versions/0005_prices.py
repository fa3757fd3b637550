"""Base prices and their timeline."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "base_prices",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("price_list", sa.String(), server_default=sa.text("'default'"), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_base_prices_currency")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_base_prices_amount")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_base_prices_item_id_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_prices")),
        sa.UniqueConstraint(
            "item_id",
            "price_list",
            "currency",
            name=op.f("uq_base_prices_item_id_price_list_currency"),
        ),
    )
    op.create_table(
        "price_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("price_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("price_list", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("before", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("change_percent", sa.Numeric(precision=20, scale=2), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_price_changes_item_id_items")
        ),
        sa.ForeignKeyConstraint(
            ["price_id"], ["base_prices.id"], name=op.f("fk_price_changes_price_id_base_prices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_changes")),
        sa.UniqueConstraint("price_id", "version", name=op.f("uq_price_changes_price_id_version")),
    )
    op.create_index(
        "ix_price_changes_item_id_occurred_at",
        "price_changes",
        ["item_id", "occurred_at", "id"],
        unique=False,
    )
    op.create_index("ix_price_changes_recorded_at", "price_changes", ["recorded_at"], unique=False)
    op.execute(
        """
        CREATE TRIGGER price_changes_append_only BEFORE UPDATE OR DELETE ON price_changes
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()
        """
    )


def downgrade() -> None:
    op.drop_table("price_changes")
    op.drop_table("base_prices")
