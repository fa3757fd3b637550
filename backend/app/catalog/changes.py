"""What does the feed say about the catalog?

An item's new face concerns every row that shows it, so it travels with the stock.
"""

from app.catalog.schemas import ItemOut, LocationOut
from app.feed.change import Change, Channel

# Cost stays out: a frame goes to everybody who may see stock.
_HIDDEN = {"cost"}


def item_changed(before: ItemOut | None, after: ItemOut, *, actor: str) -> Change:
    return Change(
        channel=Channel.INVENTORY,
        type="catalog.item_changed",
        key=str(after.id),
        version=after.version,
        before=before.model_dump(mode="json", exclude=_HIDDEN) if before else None,
        after=after.model_dump(mode="json", exclude=_HIDDEN),
        cause={"kind": "edit" if before else "creation", "actor": actor},
    )


def location_changed(before: LocationOut, after: LocationOut, *, actor: str) -> Change:
    return Change(
        channel=Channel.INVENTORY,
        type="catalog.location_changed",
        key=str(after.id),
        version=after.version,
        before=before.model_dump(mode="json"),
        after=after.model_dump(mode="json"),
        cause={"kind": "edit", "actor": actor},
    )
