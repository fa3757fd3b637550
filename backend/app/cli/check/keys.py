"""Are the key columns of identifiers those that the rule gives?

They differ when somebody wrote an identifier past the application, or when a newer Python knows
newer characters. An active item without a key for its GTIN shares it with an older one.
"""

from collections.abc import Mapping
from typing import Any

from app.catalog.gtin import gtin14
from app.catalog.keys import item_keys, location_keys
from app.core.identifiers import category_key, identity_key

NAME = "identifiers"
PROMISE = "each identifier has the key that the rule for comparison gives, and each GTIN one item"
ROWS_AT_A_TIME = 1_000

ITEMS = """
    SELECT id, sku, name, barcode, category, tags, status,
           sku_key, sku_order, category_key, tag_keys, gtin
    FROM items ORDER BY id
"""
LOCATIONS = "SELECT id, code, code_key, code_order FROM locations ORDER BY id"
GUARDS = "SELECT id, name, category, category_key FROM price_guards ORDER BY id"
USERS = "SELECT id, email, email_key FROM users ORDER BY id"

Row = Mapping[str, Any]


async def find_differences(connection: Any) -> tuple[int, list[str]]:
    """How many rows were compared, and a sentence for each difference."""
    compared, found = 0, []
    for statement, look in (
        (ITEMS, _item),
        (LOCATIONS, _location),
        (GUARDS, _guard),
        (USERS, _user),
    ):
        async for row in connection.cursor(statement, prefetch=ROWS_AT_A_TIME):
            compared += 1
            if different := look(row):
                found.append(different)
    return compared, found


def _item(row: Row) -> str | None:
    keys = item_keys(row)
    named = f"item {row['id']} ({row['sku']})"
    for name in ("sku_key", "sku_order", "category_key", "tag_keys"):
        if row[name] != keys[name]:
            return f"{named}: {name} is {row[name]!r}, but the rule gives {keys[name]!r}"
    if row["status"] == "active" and row["gtin"] != gtin14(row["barcode"]):
        return f"{named}: its barcode {row['barcode']} is that of an older item too"
    return None


def _location(row: Row) -> str | None:
    different = [name for name, key in location_keys(row).items() if row[name] != key]
    return f"location {row['id']} ({row['code']}): {different[0]} differs" if different else None


def _guard(row: Row) -> str | None:
    category = row["category"]
    same = row["category_key"] == (None if category is None else category_key(category))
    return None if same else f"guard {row['id']} ({row['name']}): category_key differs"


def _user(row: Row) -> str | None:
    same = row["email_key"] == identity_key(row["email"])
    return None if same else f"user {row['id']} ({row['email']}): email_key differs"
