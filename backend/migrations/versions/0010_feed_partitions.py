"""The feed in a partition per day, and the history that its positions belong to."""

import re
from pathlib import Path

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    # One statement at a time: each begins behind a blank line, at the margin.
    for statement in re.split(r"\n\n(?=\S)", (SQL / "0010_feed_partitions.sql").read_text()):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_column("streams", "lineage")
    for function in ("feed_prepare", "feed_forget", "feed_day"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("CREATE TEMPORARY TABLE feed_by_day ON COMMIT DROP AS TABLE feed")
    op.execute("DROP TABLE feed")
    op.execute(
        """
        CREATE TABLE feed (
            channel varchar NOT NULL, seq bigint NOT NULL, type varchar NOT NULL,
            key varchar NOT NULL, version bigint NOT NULL, before json, after json NOT NULL,
            cause json NOT NULL, at timestamptz NOT NULL,
            recorded_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_feed PRIMARY KEY (channel, seq)
        )
        """
    )
    op.execute("INSERT INTO feed SELECT * FROM feed_by_day")
