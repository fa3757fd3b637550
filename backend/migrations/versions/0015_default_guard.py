"""A guard for every shop, windows of guards, and proposals that one person confirmed alone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SCOPE = (
    sa.text("coalesce(price_list, '')"),
    sa.text("coalesce(category_key, '')"),
    sa.text("coalesce(item_id, 0)"),
    sa.text("coalesce(currency, '')"),
)
IN_USE = sa.text("removed_at IS NULL")
KINDS = "'base', 'sale', 'sale_edit', 'list', 'bulk', 'revert'"

LEFT_CATEGORY = """
CREATE FUNCTION price_note_left_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO price_left_categories (item_id, category, left_at)
    VALUES (OLD.id, OLD.category, clock_timestamp())
    ON CONFLICT (item_id, category) DO UPDATE SET left_at = excluded.left_at;
    RETURN NULL;
END
$$
"""
LEFT_CATEGORY_TRIGGER = """
CREATE TRIGGER items_note_left_category AFTER UPDATE OF category ON items FOR EACH ROW
WHEN (OLD.category IS NOT NULL AND OLD.category IS DISTINCT FROM NEW.category)
EXECUTE FUNCTION price_note_left_category()
"""
# A shop whose own guard asks for the same already keeps that one alone.
DEFAULT_GUARD = """
INSERT INTO price_guards (name, mode, refuse_zero, refuse_scale, is_default, reason, updated_by)
SELECT 'Default guard', 'approve', true, true, true,
       '5 times the price or more, a fifth or less, or 0', 'system'
WHERE NOT EXISTS (
    SELECT FROM price_guards
    WHERE removed_at IS NULL AND active AND mode <> 'warn' AND refuse_zero AND refuse_scale
      AND price_list IS NULL AND category IS NULL AND item_id IS NULL AND currency IS NULL
)
"""
# Prices of sales that are dearer than the base price are written anew, and all are held against
# the guard.
RECHECK = "INSERT INTO price_rechecks (actor) SELECT 'system' WHERE EXISTS (SELECT FROM prices)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '10s'")
    op.add_column(
        "price_guards",
        sa.Column("window_hours", sa.BigInteger(), server_default=sa.text("24"), nullable=False),
    )
    op.add_column(
        "price_guards",
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_price_guards_window_hours"), "price_guards", "window_hours BETWEEN 1 AND 720"
    )
    op.drop_index("uq_price_guards_scope", "price_guards")
    op.create_index(
        "uq_price_guards_scope",
        "price_guards",
        [*SCOPE, "is_default"],
        unique=True,
        postgresql_where=IN_USE,
    )
    op.add_column(
        "price_proposals",
        sa.Column("confirmed_alone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "price_proposals",
        sa.Column(
            "inactive_approvers",
            postgresql.JSONB(),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
    )
    op.drop_constraint(op.f("ck_price_proposals_four_eyes"), "price_proposals")
    op.create_check_constraint(
        op.f("ck_price_proposals_four_eyes"),
        "price_proposals",
        "state <> 'approved' OR decided_by <> proposed_by "
        "OR (confirmed_alone AND decision_reason IS NOT NULL)",
    )
    op.drop_constraint(op.f("ck_price_proposals_kind"), "price_proposals")
    op.create_check_constraint(
        op.f("ck_price_proposals_kind"), "price_proposals", f"kind IN ({KINDS}, 'guard')"
    )
    op.create_table(
        "price_left_categories",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["items.id"],
            name=op.f("fk_price_left_categories_item_id_items"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("item_id", "category", name=op.f("pk_price_left_categories")),
    )
    op.execute(LEFT_CATEGORY)
    op.execute(LEFT_CATEGORY_TRIGGER)
    op.execute(DEFAULT_GUARD)
    op.execute(RECHECK)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '10s'")
    op.execute("DROP TRIGGER items_note_left_category ON items")
    op.execute("DROP FUNCTION price_note_left_category()")
    op.drop_table("price_left_categories")
    op.execute("DELETE FROM price_proposals WHERE kind = 'guard' OR confirmed_alone")
    op.drop_constraint(op.f("ck_price_proposals_kind"), "price_proposals")
    op.create_check_constraint(
        op.f("ck_price_proposals_kind"), "price_proposals", f"kind IN ({KINDS})"
    )
    op.drop_constraint(op.f("ck_price_proposals_four_eyes"), "price_proposals")
    op.create_check_constraint(
        op.f("ck_price_proposals_four_eyes"),
        "price_proposals",
        "state <> 'approved' OR decided_by <> proposed_by",
    )
    op.drop_column("price_proposals", "confirmed_alone")
    op.drop_column("price_proposals", "inactive_approvers")
    op.execute("DELETE FROM price_guards WHERE is_default")
    op.drop_index("uq_price_guards_scope", "price_guards")
    op.create_index(
        "uq_price_guards_scope", "price_guards", [*SCOPE], unique=True, postgresql_where=IN_USE
    )
    op.drop_constraint(op.f("ck_price_guards_window_hours"), "price_guards")
    op.drop_column("price_guards", "is_default")
    op.drop_column("price_guards", "window_hours")
