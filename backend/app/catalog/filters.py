"""Which items are meant? Conditions that every room above may put into its own statements."""

from sqlalchemy import ColumnElement, and_, or_, true

from app.catalog.models import Item, Location
from app.core.identifiers import category_key, clean_identifier, identity_key, search_key

# Items by SKU, its numbers as numbers: A2 before A10.
sku_order = Item.sku_order


def has_sku(sku: str) -> ColumnElement[bool]:
    """The item with this SKU, compared by `identity_key`."""
    return Item.sku_key == identity_key(sku)


def has_code(code: str, location: type[Location] = Location) -> ColumnElement[bool]:
    """The location with this code, compared by `identity_key`."""
    return location.code_key == identity_key(code)


def has_tag(tag: str) -> ColumnElement[bool]:
    """The items with this tag, compared by `identity_key`."""
    return Item.tag_keys.contains([identity_key(tag)])


def like(text: str) -> str:
    """``text`` as a substring pattern; its own wildcards mean themselves."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def in_category(category: str) -> ColumnElement[bool]:
    """The category itself and everything below it, compared by `category_key`."""
    key = category_key(category)
    return or_(Item.category_key == key, Item.category_key.startswith(f"{key}/", autoescape=True))


def matches(q: str) -> ColumnElement[bool]:
    """Every word of ``q`` occurs in the SKU, the name or the barcode (`search_text`)."""
    words = clean_identifier(q).split(" ")
    return and_(true(), *(_has_word(word) for word in words if word))


def _has_word(word: str) -> ColumnElement[bool]:
    forms = sorted({search_key(word), identity_key(word)})
    return or_(*(Item.search_text.like(like(form)) for form in forms))
