"""Changes are kept as the text that is sent: nothing in the database looks into them in passing."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = ("outbox", "feed")
COLUMNS = ("before", "after", "cause")


def upgrade() -> None:
    _retype("json")


def downgrade() -> None:
    _retype("jsonb")


def _retype(name: str) -> None:
    for table in TABLES:
        changes = ", ".join(
            f"ALTER COLUMN {column} TYPE {name} USING CAST(CAST({column} AS text) AS {name})"
            for column in COLUMNS
        )
        op.execute(f"ALTER TABLE {table} {changes}")
