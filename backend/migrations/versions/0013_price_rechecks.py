"""What a guard that changed has to be asked about again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "price_rechecks",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("price_list", sa.String()),
        sa.Column("category", sa.String()),
        sa.Column("item_id", sa.BigInteger()),
        sa.Column("after_item_id", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_rechecks")),
    )


def downgrade() -> None:
    op.drop_table("price_rechecks")
