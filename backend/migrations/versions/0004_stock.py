"""Stock levels and their ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stock_levels",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("on_hand", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("reserved", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "available",
            sa.BigInteger(),
            sa.Computed("on_hand - reserved", persisted=True),
            nullable=False,
        ),
        sa.Column("reorder_point", sa.BigInteger(), nullable=True),
        sa.Column("target_level", sa.BigInteger(), nullable=True),
        sa.Column("backorder", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "status",
            sa.String(),
            sa.Computed(
                "CASE WHEN on_hand - reserved <= 0 THEN 'out'\n     WHEN on_hand - reserved <= reorder_point THEN 'low'\n     WHEN on_hand - reserved > target_level THEN 'over'\n     ELSE 'ok' END",
                persisted=True,
            ),
            nullable=False,
        ),
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
            "abs(on_hand) <= 1000000000000000", name=op.f("ck_stock_levels_on_hand_bounds")
        ),
        sa.CheckConstraint(
            "backorder OR on_hand - reserved >= 0", name=op.f("ck_stock_levels_never_negative")
        ),
        sa.CheckConstraint("reorder_point >= 0", name=op.f("ck_stock_levels_reorder_point")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_stock_levels_reserved")),
        sa.CheckConstraint("target_level >= 0", name=op.f("ck_stock_levels_target_level")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_stock_levels_item_id_items")
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name=op.f("fk_stock_levels_location_id_locations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_levels")),
        sa.UniqueConstraint(
            "item_id", "location_id", name=op.f("uq_stock_levels_item_id_location_id")
        ),
        postgresql_with={"fillfactor": 60},
    )
    op.create_index("ix_stock_levels_location_id", "stock_levels", ["location_id"], unique=False)
    op.create_index("ix_stock_levels_status", "stock_levels", ["status"], unique=False)
    op.create_table(
        "stock_movements",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("level_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("delta_on_hand", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("delta_reserved", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("on_hand_after", sa.BigInteger(), nullable=False),
        sa.Column("reserved_after", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('receive', 'sale', 'return', 'adjust', 'damage', 'count', 'transfer_out', 'transfer_in', 'reserve', 'release', 'commit')",
            name=op.f("ck_stock_movements_kind"),
        ),
        sa.CheckConstraint(
            "delta_on_hand <> 0 OR delta_reserved <> 0",
            name=op.f("ck_stock_movements_moves_something"),
        ),
        sa.ForeignKeyConstraint(
            ["level_id"], ["stock_levels.id"], name=op.f("fk_stock_movements_level_id_stock_levels")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_movements")),
        sa.UniqueConstraint(
            "level_id", "version", name=op.f("uq_stock_movements_level_id_version")
        ),
    )
    op.create_index(
        "ix_stock_movements_level_id_occurred_at",
        "stock_movements",
        ["level_id", "occurred_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_stock_movements_recorded_at", "stock_movements", ["recorded_at"], unique=False
    )
    op.execute(
        """
        CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()
        """
    )


def downgrade() -> None:
    op.drop_table("stock_movements")
    op.drop_table("stock_levels")
