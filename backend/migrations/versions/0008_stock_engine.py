"""The stock engine: commands that apply together, and what they may be."""

import re
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"

LEDGER_COLUMNS = (
    sa.Column("request_key", sa.Uuid()),
    sa.Column("fingerprint", sa.Uuid()),
    sa.Column("line", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
    sa.Column("counted", sa.BigInteger()),
    sa.Column("later_delta", sa.BigInteger()),
    sa.Column("later_movements", sa.BigInteger()),
    sa.Column("count_id", sa.BigInteger()),
    sa.Column("reverses_id", sa.BigInteger()),
    sa.Column("hold_id", sa.BigInteger()),
    sa.Column("transfer_id", sa.BigInteger()),
)
LEDGER_PARENTS = {
    "count_id": "stock_movements",
    "reverses_id": "stock_movements",
    "hold_id": "holds",
    "transfer_id": "transfers",
}
# Keys that were used before keep their meaning.
HASHED = """
UPDATE idempotency_keys
   SET request_key = CAST(substr(encode(sha256(convert_to(
           scope || E'\\n' || key, 'UTF8')), 'hex'), 1, 32) AS uuid)
"""
KEYS_SO_FAR = """
UPDATE stock_movements
   SET request_key = keys.request_key,
       fingerprint = CAST(substr(encode(keys.fingerprint, 'hex'), 1, 32) AS uuid)
  FROM idempotency_keys AS keys
 WHERE stock_movements.idempotency_key = keys.key
   AND CASE WHEN keys.body LIKE '{%' THEN CAST(keys.body AS json) #>> '{movement,id}' END
       = CAST(stock_movements.id AS text)
"""
MOVES_SOMETHING = "ck_stock_movements_moves_something"


def upgrade() -> None:
    _create_holds()
    _create_transfers()
    op.create_table(
        "stock_reasons",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_stock_reasons")),
    )
    _widen_levels()
    _widen_ledger()
    # One statement at a time: each begins behind a blank line, at the margin.
    for statement in re.split(r"\n\n(?=\S)", (SQL / "0008_stock_engine.sql").read_text()):
        op.get_bind().exec_driver_sql(statement)


def _create_holds() -> None:
    op.create_table(
        "holds",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reference", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "state IN ('held', 'committed', 'released', 'expired')", name=op.f("ck_holds_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index(
        "ix_holds_expires_at", "holds", ["expires_at"], postgresql_where=sa.text("state = 'held'")
    )


def _create_transfers() -> None:
    op.create_table(
        "transfers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("from_location_id", sa.BigInteger(), nullable=False),
        sa.Column("to_location_id", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "state IN ('in_transit', 'received', 'cancelled')", name=op.f("ck_transfers_state")
        ),
        sa.CheckConstraint("from_location_id <> to_location_id", name=op.f("ck_transfers_goes")),
        sa.ForeignKeyConstraint(
            ["from_location_id"],
            ["locations.id"],
            name=op.f("fk_transfers_from_location_id_locations"),
        ),
        sa.ForeignKeyConstraint(
            ["to_location_id"], ["locations.id"], name=op.f("fk_transfers_to_location_id_locations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
    )
    op.create_index(
        "ix_transfers_in_transit",
        "transfers",
        ["id"],
        postgresql_where=sa.text("state = 'in_transit'"),
    )


def _widen_levels() -> None:
    op.add_column(
        "stock_levels",
        sa.Column("closed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("stock_levels", sa.Column("counted_at", sa.DateTime(timezone=True)))
    op.execute(
        """
        UPDATE stock_levels SET closed = true FROM items, locations
        WHERE items.id = stock_levels.item_id AND locations.id = stock_levels.location_id
          AND (items.status = 'archived' OR NOT locations.active)
        """
    )


def _widen_ledger() -> None:
    op.add_column("idempotency_keys", sa.Column("request_key", sa.Uuid()))
    op.execute(HASHED)
    op.create_index("ix_idempotency_keys_request_key", "idempotency_keys", ["request_key"])
    for column in LEDGER_COLUMNS:
        op.add_column("stock_movements", column.copy())
    op.execute("ALTER TABLE stock_movements DISABLE TRIGGER USER")
    op.execute(KEYS_SO_FAR)
    op.execute("ALTER TABLE stock_movements ENABLE TRIGGER USER")
    op.drop_constraint(MOVES_SOMETHING, "stock_movements")
    op.create_check_constraint(
        op.f(MOVES_SOMETHING),
        "stock_movements",
        "delta_on_hand <> 0 OR delta_reserved <> 0 OR kind = 'count'",
    )
    for name, parent in LEDGER_PARENTS.items():
        op.create_foreign_key(
            op.f(f"fk_stock_movements_{name}_{parent}"),
            "stock_movements",
            parent,
            [name],
            ["id"],
        )
        op.create_index(
            f"ix_stock_movements_{name}",
            "stock_movements",
            [name],
            unique=name == "reverses_id",
            postgresql_where=sa.text(f"{name} IS NOT NULL"),
        )
    op.create_index(
        "ix_stock_movements_counts",
        "stock_movements",
        ["level_id", "occurred_at"],
        postgresql_where=sa.text("counted IS NOT NULL"),
    )
    op.create_index(
        "uq_stock_movements_request",
        "stock_movements",
        ["request_key", "line"],
        unique=True,
        postgresql_where=sa.text("request_key IS NOT NULL"),
    )


def downgrade() -> None:
    for name in ("stock_apply", "stock_status", "rfc3339"):
        op.execute(f"DROP FUNCTION {name}")
    op.execute("DROP TRIGGER stock_levels_from_parents ON stock_levels")
    for table in ("items", "locations"):
        op.execute(f"DROP TRIGGER {table}_to_stock_levels ON {table}")
        op.execute(f"DROP FUNCTION {table}_to_stock_levels")
    op.execute("DROP FUNCTION stock_levels_from_parents")
    op.drop_constraint(MOVES_SOMETHING, "stock_movements")
    # A count that found what was there moves nothing; the older ledger can't say that.
    op.execute("ALTER TABLE stock_movements DISABLE TRIGGER USER")
    op.execute("DELETE FROM stock_movements WHERE delta_on_hand = 0 AND delta_reserved = 0")
    op.execute("ALTER TABLE stock_movements ENABLE TRIGGER USER")
    op.create_check_constraint(
        op.f(MOVES_SOMETHING), "stock_movements", "delta_on_hand <> 0 OR delta_reserved <> 0"
    )
    # Their indexes and foreign keys go with them.
    for column in LEDGER_COLUMNS:
        op.drop_column("stock_movements", column.name)
    for name in ("counted_at", "closed"):
        op.drop_column("stock_levels", name)
    for table in ("stock_reasons", "transfers", "holds"):
        op.drop_table(table)
