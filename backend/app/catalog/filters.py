"""Which items are meant? Conditions that every room above may put into its own statements."""

from sqlalchemy import ColumnElement, and_, func, or_

from app.catalog.models import Item

sku_key = func.lower(Item.sku)


def has_sku(sku: str) -> ColumnElement[bool]:
    """The item with this SKU; upper and lower case are the same."""
    return sku_key == func.lower(sku.strip())


def like(text: str) -> str:
    """``text`` as a substring pattern; its own wildcards mean themselves."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def in_category(category: str) -> ColumnElement[bool]:
    """The category itself and everything below it."""
    return or_(Item.category == category, Item.category.startswith(f"{category}/", autoescape=True))


def matches(q: str) -> ColumnElement[bool]:
    """Every word of ``q`` occurs in the SKU, the name or the barcode."""
    return and_(
        *(
            or_(
                Item.sku.ilike(like(word)),
                Item.name.ilike(like(word)),
                Item.barcode.ilike(like(word)),
            )
            for word in q.split()
        )
    )
