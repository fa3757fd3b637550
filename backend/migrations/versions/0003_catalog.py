"""Items and locations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "items",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), server_default="", nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("barcode", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), server_default="piece", nullable=False),
        sa.Column("cost_amount", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("cost_currency", sa.String(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.String()), server_default="{}", nullable=False),
        sa.Column(
            "attributes",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            nullable=False,
        ),
        sa.Column("status", sa.String(), server_default="active", nullable=False),
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
        sa.CheckConstraint("sku = btrim(sku) AND sku <> ''", name=op.f("ck_items_sku")),
        sa.CheckConstraint("status IN ('active', 'archived')", name=op.f("ck_items_status")),
        sa.CheckConstraint(
            "(cost_amount IS NULL) = (cost_currency IS NULL)", name=op.f("ck_items_cost")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
    )
    op.create_index("ix_items_barcode", "items", ["barcode"], unique=False)
    op.create_index("ix_items_category", "items", ["category"], unique=False)
    op.create_index("uq_items_sku", "items", [sa.literal_column("lower(sku)")], unique=True)
    op.create_table(
        "locations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), server_default="warehouse", nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("allow_backorder", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
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
        sa.CheckConstraint(
            "kind IN ('warehouse', 'store', 'supplier', 'virtual')", name=op.f("ck_locations_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
    )
    op.create_index(
        "uq_locations_code", "locations", [sa.literal_column("lower(code)")], unique=True
    )


def downgrade() -> None:
    op.drop_table("locations")
    op.drop_table("items")
