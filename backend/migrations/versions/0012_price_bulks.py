"""Changes of many prices, with a row for each price in them."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATES = "'previewing', 'ready', 'proposed', 'applying', 'applied', 'undoing', 'undone', 'discarded', 'failed'"
ROW_STATES = (
    "'ready', 'unchanged', 'blocked', 'applied', 'changed_since', 'archived', 'undone', 'kept'"
)
OPEN = "state IN ('previewing', 'proposed', 'applying', 'undoing')"


def upgrade() -> None:
    _create_bulks()
    op.create_index(
        "ix_price_bulks_open", "price_bulks", ["updated_at"], postgresql_where=sa.text(OPEN)
    )
    _create_rows()
    op.create_index(
        "ix_price_bulk_rows_weight", "price_bulk_rows", ["bulk_id", "weight", "ordinal"]
    )


def _counter(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, server_default=sa.text("0"), nullable=False)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)


def _create_bulks() -> None:
    op.create_table(
        "price_bulks",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.String),
        sa.Column("state", sa.String, server_default=sa.text("'previewing'"), nullable=False),
        sa.Column("price_list", sa.String, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("filter", JSONB, nullable=False),
        sa.Column("rule", JSONB, nullable=False),
        sa.Column("rounding", JSONB),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        _counter("done"),
        _counter("total"),
        sa.Column("after_sku", sa.String),
        _counter("after_ordinal"),
        sa.Column("totals", JSONB),
        *(_counter(name) for name in ("applied", "skipped", "undone", "kept")),
        sa.Column("applied_by", sa.String),
        sa.Column("override_reason", sa.String),
        sa.Column("proposal_id", sa.BigInteger),
        sa.Column("approved_by", sa.String),
        sa.Column("undone_by", sa.String),
        sa.Column("undo_reason", sa.String),
        sa.Column("problem", sa.String),
        sa.Column("version", sa.BigInteger, server_default=sa.text("1"), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.PrimaryKeyConstraint("id", name="pk_price_bulks"),
        sa.ForeignKeyConstraint(
            ["price_list"], ["price_lists.code"], name="fk_price_bulks_price_list_price_lists"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["price_proposals.id"],
            name="fk_price_bulks_proposal_id_price_proposals",
        ),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_price_bulks_state")),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_price_bulks_currency")),
        sa.CheckConstraint(
            "state <> 'proposed' OR proposal_id IS NOT NULL", name=op.f("ck_price_bulks_proposal")
        ),
    )


def _create_rows() -> None:
    money = sa.Numeric(20, 4)
    op.create_table(
        "price_bulk_rows",
        sa.Column("bulk_id", sa.BigInteger, nullable=False),
        sa.Column("ordinal", sa.BigInteger, nullable=False),
        sa.Column("price_id", sa.BigInteger, nullable=False),
        sa.Column("item_id", sa.BigInteger, nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("old", money, nullable=False),
        sa.Column("new", money, nullable=False),
        sa.Column("cost", money),
        sa.Column("price_version", sa.BigInteger, nullable=False),
        sa.Column("units_on_hand", sa.BigInteger, nullable=False),
        sa.Column("hits", JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("mode", sa.String),
        sa.Column("weight", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("applied_version", sa.BigInteger),
        sa.PrimaryKeyConstraint("bulk_id", "ordinal", name="pk_price_bulk_rows"),
        sa.ForeignKeyConstraint(
            ["bulk_id"], ["price_bulks.id"], name="fk_price_bulk_rows_bulk_id_price_bulks"
        ),
        sa.CheckConstraint(f"state IN ({ROW_STATES})", name=op.f("ck_price_bulk_rows_state")),
        sa.CheckConstraint(
            "mode IN ('warn', 'approve', 'block')", name=op.f("ck_price_bulk_rows_mode")
        ),
        sa.CheckConstraint("old >= 0 AND new >= 0", name=op.f("ck_price_bulk_rows_amounts")),
    )


def downgrade() -> None:
    op.drop_table("price_bulk_rows")
    op.drop_table("price_bulks")
