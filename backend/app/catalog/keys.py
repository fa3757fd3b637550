"""The columns of items and locations by which they are compared, sorted and searched.

Whatever writes an item writes these with it; the rule itself is `app.core.identifiers`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from app.catalog.gtin import gtin14
from app.core.identifiers import category_key, identity_key, search_key, sort_key

# What the columns are made of.
SOURCES = ("sku", "name", "barcode", "category", "tags")


def item_keys(item: Mapping[str, Any]) -> dict[str, Any]:
    """The key columns of an item with these columns; `SOURCES` that are missing are empty."""
    category, barcode = item.get("category"), item.get("barcode")
    return {
        "sku_key": identity_key(item["sku"]),
        "sku_order": sort_key(item["sku"]),
        "category_key": None if category is None else category_key(category),
        "tag_keys": [identity_key(tag) for tag in item.get("tags") or ()],
        "gtin": gtin14(barcode),
        "search_text": search_text(item["sku"], item["name"], barcode),
    }


def search_text(sku: str, name: str, barcode: str | None, former_skus: Iterable[str] = ()) -> str:
    """All that a search looks into, one a line: SKU, name, barcode, its 14 digits, former SKUs.

    A SKU is there by its identity too, so that it is found with look-alike letters.
    The 14 digits hold the forms with 12 and 13 digits too, since these lack zeros in front.
    """
    lines = (sku, name, barcode, gtin14(barcode), *former_skus)
    keys = [identity_key(code) for code in (sku, *former_skus)]
    return "\n".join(dict.fromkeys([*(search_key(line) for line in lines if line), *keys]))


def location_keys(location: Mapping[str, Any]) -> dict[str, Any]:
    """The key columns of a location with these columns."""
    return {"code_key": identity_key(location["code"]), "code_order": sort_key(location["code"])}
