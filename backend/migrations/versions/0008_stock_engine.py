"""The stock engine: commands that apply together, set by set."""

import re
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    op.add_column(
        "stock_levels",
        sa.Column("closed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.execute(
        """
        UPDATE stock_levels SET closed = true FROM items, locations
        WHERE items.id = stock_levels.item_id AND locations.id = stock_levels.location_id
          AND (items.status = 'archived' OR NOT locations.active)
        """
    )
    op.add_column("stock_movements", sa.Column("request_key", sa.Uuid(), nullable=True))
    op.add_column("stock_movements", sa.Column("fingerprint", sa.Uuid(), nullable=True))
    op.add_column(
        "stock_movements",
        sa.Column("line", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
    )
    op.create_index(
        "uq_stock_movements_request",
        "stock_movements",
        ["request_key", "line"],
        unique=True,
        postgresql_where=sa.text("request_key IS NOT NULL"),
    )
    # One statement at a time: each begins behind a blank line, at the margin.
    for statement in re.split(r"\n\n(?=\S)", (SQL / "0008_stock_engine.sql").read_text()):
        op.execute(statement)


def downgrade() -> None:
    for name in ("stock_apply", "stock_status", "rfc3339"):
        op.execute(f"DROP FUNCTION {name}")
    for table in ("items", "locations", "stock_levels"):
        op.execute(f"DROP TRIGGER {table}_stock_levels ON {table}")
    op.execute("DROP FUNCTION items_to_stock_levels")
    op.execute("DROP FUNCTION locations_to_stock_levels")
    op.execute("DROP FUNCTION stock_levels_from_parents")
    op.drop_index("uq_stock_movements_request", "stock_movements")
    for column in ("line", "fingerprint", "request_key"):
        op.drop_column("stock_movements", column)
    op.drop_column("stock_levels", "closed")
