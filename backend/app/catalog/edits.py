"""What an edit of an item or a location finds: nothing new, or another version than it saw."""

from typing import Any

from app.catalog.errors import CatalogPreconditionFailed, StaleCatalogVersion
from app.catalog.models import Item, Location
from app.catalog.schemas import ItemOut, LocationOut


def says_nothing_new(row: Item | Location, values: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def stale(
    current: ItemOut | LocationOut, if_match: int | None
) -> StaleCatalogVersion | CatalogPreconditionFailed:
    """What to raise for another version than the body, or the header If-Match, names."""
    error = StaleCatalogVersion if if_match is None else CatalogPreconditionFailed
    return error(
        "It was changed meanwhile; read it again and repeat your change.",
        current=current.model_dump(mode="json", exclude={"cost"}),
    )
