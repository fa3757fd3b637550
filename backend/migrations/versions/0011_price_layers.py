"""Price lists, sales over prices, guards, proposals, and what a step of the timeline tells."""

import re
from pathlib import Path

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"

BACK = """
ALTER TABLE price_changes
    DROP COLUMN base, DROP COLUMN because, DROP COLUMN sale_id, DROP COLUMN significance,
    DROP COLUMN cause, DROP COLUMN approved_by, DROP COLUMN override_reason, DROP COLUMN hits;
DROP TABLE price_proposals;
DROP TABLE price_guards;
DROP TABLE price_sales;
ALTER TABLE prices
    DROP CONSTRAINT fk_prices_price_list_price_lists, DROP CONSTRAINT ck_prices_amount,
    DROP COLUMN own, DROP COLUMN base, DROP COLUMN because, DROP COLUMN sale_id,
    DROP COLUMN hits, DROP COLUMN settled_at, DROP COLUMN next_change_at;
ALTER TABLE prices ADD CONSTRAINT ck_base_prices_amount CHECK (amount >= 0);
ALTER TABLE prices RENAME CONSTRAINT pk_prices TO pk_base_prices;
ALTER TABLE prices
    RENAME CONSTRAINT uq_prices_item_id_price_list_currency
    TO uq_base_prices_item_id_price_list_currency;
ALTER TABLE prices RENAME CONSTRAINT fk_prices_item_id_items TO fk_base_prices_item_id_items;
ALTER TABLE prices RENAME CONSTRAINT ck_prices_currency TO ck_base_prices_currency;
ALTER TABLE price_changes
    RENAME CONSTRAINT fk_price_changes_price_id_prices TO fk_price_changes_price_id_base_prices;
ALTER TABLE prices RENAME TO base_prices;
DROP TABLE price_lists;
UPDATE users SET role = 'viewer' WHERE role NOT IN ('viewer', 'admin');
ALTER TABLE users DROP CONSTRAINT ck_users_role;
ALTER TABLE users ADD CONSTRAINT ck_users_role CHECK (role IN ('viewer', 'admin'))
"""


def upgrade() -> None:
    # One statement at a time: each begins behind a blank line, at the margin.
    for statement in re.split(r"\n\n(?=\S)", (SQL / "0011_price_layers.sql").read_text()):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for statement in BACK.strip().split(";\n"):
        op.execute(statement)
