"""A new level waits for whoever archives its item or closes its location."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# With the lock it reads the rows as they are after the commit of somebody who changes them now;
# the foreign keys take the same locks, but later, when `closed` has been copied.
FROM_PARENTS = """
CREATE OR REPLACE FUNCTION stock_levels_from_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT i.status = 'archived' OR NOT l.active, l.allow_backorder
      INTO NEW.closed, NEW.backorder
      FROM items i, locations l WHERE i.id = NEW.item_id AND l.id = NEW.location_id {lock};
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '10s'")
    op.execute(FROM_PARENTS.format(lock="FOR KEY SHARE"))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '10s'")
    op.execute(FROM_PARENTS.format(lock=""))
