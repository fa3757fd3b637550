"""The key of the installation, and the networks that people have signed in from."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY_BYTES = 32


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    table = op.create_table(
        "installation_key",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_key_single")),
        sa.CheckConstraint("octet_length(value) = 32", name=op.f("ck_installation_key_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation_key")),
    )
    op.bulk_insert(table, [{"id": 1, "value": secrets.token_bytes(KEY_BYTES)}])
    op.create_table(
        "sign_in_places",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_sign_in_places_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "place", name=op.f("pk_sign_in_places")),
    )
    op.create_index("ix_sign_in_places_place", "sign_in_places", ["place"])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("sign_in_places")
    op.drop_table("installation_key")
