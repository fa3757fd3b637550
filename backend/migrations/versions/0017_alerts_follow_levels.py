"""Alerts follow their level, and the target level is not below the reorder point."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TARGET = "target_level >= reorder_point"
# A target below the reorder point can never be met: it becomes the reorder point. A level that
# changes in another way than by a movement has a higher version, so that readers see it.
RAISE_TARGETS = """
UPDATE stock_levels SET target_level = reorder_point, version = version + 1
WHERE target_level < reorder_point
"""
# Open alerts of what was archived or closed before; nobody could settle them.
RESOLVE_CLOSED = """
UPDATE alerts SET state = 'resolved', resolved_at = now(), version = alerts.version + 1,
       resolved_because =
           CASE WHEN items.status = 'archived' THEN 'item_archived' ELSE 'location_closed' END
FROM stock_levels JOIN items ON items.id = stock_levels.item_id
WHERE stock_levels.id = alerts.level_id AND stock_levels.closed AND alerts.state <> 'resolved'
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '10s'")
    op.execute(RAISE_TARGETS)
    op.create_check_constraint(op.f("ck_stock_levels_target_above_reorder"), "stock_levels", TARGET)
    for name in ("opened_value", "opened_threshold"):
        op.add_column("alerts", sa.Column(name, sa.BigInteger()))
    op.add_column("alerts", sa.Column("resolved_because", sa.String()))
    op.execute("UPDATE alerts SET opened_value = value, opened_threshold = threshold")
    for name in ("opened_value", "opened_threshold"):
        op.alter_column("alerts", name, nullable=False)
    op.execute(RESOLVE_CLOSED)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '10s'")
    op.execute("UPDATE alerts SET value = opened_value, threshold = opened_threshold")
    for name in ("resolved_because", "opened_threshold", "opened_value"):
        op.drop_column("alerts", name)
    op.drop_constraint(op.f("ck_stock_levels_target_above_reorder"), "stock_levels")
