"""Keys by which identifiers are compared, sorted and searched, computed by `app.core.identifiers`.

Rows that are one under the new rule stop the migration and are named, with what to do. Of several
active items with one GTIN the oldest gets it as its key; the others keep their barcode as text.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.catalog.keys import item_keys, location_keys
from app.core.identifiers import category_key, identity_key

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BATCH_ROWS = 5_000
NAMED_MAX = 5

Row = Mapping[str, Any]


def _code_point(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(collation="C"), nullable=nullable)


ITEMS: tuple[sa.Column[Any], ...] = (
    _code_point("sku_key"),
    _code_point("sku_order"),
    _code_point("category_key"),
    sa.Column("tag_keys", postgresql.ARRAY(sa.String()), server_default="{}", nullable=False),
    sa.Column("gtin", sa.String()),
    _code_point("search_text"),
)
LOCATIONS: tuple[sa.Column[Any], ...] = (_code_point("code_key"), _code_point("code_order"))


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, columns in (
        ("items", ITEMS),
        ("locations", LOCATIONS),
        ("users", (_code_point("email_key"),)),
        ("price_guards", (_code_point("category_key"),)),
    ):
        for column in columns:
            op.add_column(table, column.copy())
    _fill("items", ("sku", "name", "barcode", "category", "tags"), item_keys)
    _fill("locations", ("code",), location_keys)
    _fill("users", ("email",), lambda row: {"email_key": identity_key(row["email"])})
    _fill("price_guards", ("category",), _guard_keys)
    _refuse_doubles("items", "sku", "sku_key")
    _refuse_doubles("locations", "code", "code_key")
    _refuse_doubles("users", "email", "email_key")
    _keep_oldest_gtin()
    _require()
    _index()


def _guard_keys(row: Row) -> dict[str, Any]:
    category = row["category"]
    return {"category_key": None if category is None else category_key(category)}


def _fill(table: str, sources: tuple[str, ...], keys: Callable[[Row], dict[str, Any]]) -> None:
    target = sa.table(table, sa.column("id"), *map(sa.column, sources))
    connection = op.get_bind()
    for rows in _batches(connection, target, sources):
        values = [{"row_id": row["id"], **keys(row)} for row in rows]
        names = [name for name in values[0] if name != "row_id"]
        setting = ", ".join(f"{name} = :{name}" for name in names)
        statement = sa.text(f"UPDATE {table} SET {setting} WHERE id = :row_id")  # noqa: S608
        connection.execute(statement, values)


def _batches(
    connection: sa.Connection, target: sa.TableClause, sources: tuple[str, ...]
) -> Iterator[list[Row]]:
    after = 0
    columns = [target.c.id, *(target.c[name] for name in sources)]
    while True:
        statement = sa.select(*columns).where(target.c.id > after)
        rows = connection.execute(statement.order_by(target.c.id).limit(BATCH_ROWS)).mappings()
        found: list[Row] = [dict(row) for row in rows]
        if not found:
            return
        yield found
        after = found[-1]["id"]


def _refuse_doubles(table: str, name: str, key: str) -> None:
    """Raise where two rows would have one key, or one has none: a person has to decide."""
    doubles = op.get_bind().execute(
        sa.text(
            f"""
            SELECT array_agg(id ORDER BY id) AS ids, array_agg({name} ORDER BY id) AS names
            FROM {table} GROUP BY {key} HAVING count(*) > 1 OR {key} = '' ORDER BY min(id)
            """  # noqa: S608 - the names are those of this file
        )
    )
    named = [
        " and ".join(f"id {i} {text!a}" for i, text in zip(row.ids, row.names, strict=True))
        for row in doubles
    ]
    if named:
        more = f" (and {len(named) - NAMED_MAX} more)" if len(named) > NAMED_MAX else ""
        change = f"UPDATE {table} SET {name} = 'NEW' WHERE id = ID"  # noqa: S608 - for a reader
        raise RuntimeError(
            f"{table}: these look the same to a reader, or have no visible character: "
            f"{'; '.join(named[:NAMED_MAX])}{more}. Nothing was changed. Give each but one another "
            f"{name} with psql, such as: {change}; then start again."
        )


def _keep_oldest_gtin() -> None:
    op.execute(
        """
        UPDATE items SET gtin = NULL
        FROM (SELECT gtin, min(id) AS oldest FROM items
              WHERE gtin IS NOT NULL AND status = 'active' GROUP BY gtin) AS kept
        WHERE items.gtin = kept.gtin AND items.status = 'active' AND items.id <> kept.oldest
        """
    )


def _require() -> None:
    for table, column in (
        ("items", "sku_key"),
        ("items", "sku_order"),
        ("items", "search_text"),
        ("locations", "code_key"),
        ("locations", "code_order"),
        ("users", "email_key"),
    ):
        op.alter_column(table, column, nullable=False)
    for table in ("items", "price_guards"):
        op.create_check_constraint(
            op.f(f"ck_{table}_category_key"),
            table,
            "(category IS NULL) = (category_key IS NULL)",
        )


def _index() -> None:
    for table, name in (
        ("items", "uq_items_sku"),
        ("items", "ix_items_category"),
        ("items", "ix_items_barcode"),
        ("locations", "uq_locations_code"),
        ("users", "uq_users_email"),
        ("price_guards", "uq_price_guards_scope"),
    ):
        op.drop_index(name, table)
    op.create_index("uq_items_sku_key", "items", ["sku_key"], unique=True)
    op.create_index("ix_items_sku_order", "items", ["sku_order", "id"])
    op.create_index("ix_items_category_key", "items", ["category_key"])
    op.create_index(
        "uq_items_gtin",
        "items",
        ["gtin"],
        unique=True,
        postgresql_where=sa.text("gtin IS NOT NULL AND status = 'active'"),
    )
    op.create_index("uq_locations_code_key", "locations", ["code_key"], unique=True)
    op.create_index("uq_users_email_key", "users", ["email_key"], unique=True)
    _index_guards("coalesce(category_key, '')")


def _index_guards(category: str) -> None:
    op.create_index(
        "uq_price_guards_scope",
        "price_guards",
        [
            sa.literal_column("coalesce(price_list, '')"),
            sa.literal_column(category),
            sa.literal_column("coalesce(item_id, 0)"),
            sa.literal_column("coalesce(currency, '')"),
        ],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index("uq_price_guards_scope", "price_guards")
    for table in ("items", "price_guards"):
        op.drop_constraint(op.f(f"ck_{table}_category_key"), table)
    for table, columns in (
        ("items", [column.name for column in ITEMS]),
        ("locations", [column.name for column in LOCATIONS]),
        ("users", ["email_key"]),
        ("price_guards", ["category_key"]),
    ):
        for column in columns:
            op.drop_column(table, column)
    op.create_index("ix_items_barcode", "items", ["barcode"])
    op.create_index("ix_items_category", "items", ["category"])
    op.create_index("uq_items_sku", "items", [sa.literal_column("lower(sku)")], unique=True)
    op.create_index(
        "uq_locations_code", "locations", [sa.literal_column("lower(code)")], unique=True
    )
    op.create_index("uq_users_email", "users", [sa.literal_column("lower(email)")], unique=True)
    _index_guards("lower(coalesce(category, ''))")
