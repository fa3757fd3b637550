"""What are the rows of a channel right now?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from tanamori_client.change import ITEM_CHANGED, Change, Channel, Filter, Row
from tanamori_client.events import (
    Changed,
    Event,
    SnapshotEnded,
    SnapshotRows,
    SnapshotStarted,
)

# What a row of stock shows of its item, and of its location.
ITEM_FACE = ("sku", "name", "category", "barcode", "unit")
ROWS_OF: Mapping[Channel, str] = {
    "inventory:updates": "stock.level_changed",
    "price:updates": "price.changed",
    "stock:alerts": "alert.",
}


def merge_by_version(rows: dict[str, Row], row: Mapping[str, Any]) -> bool:
    """Put ``row`` among ``rows`` by its id, unless a row as new is there; whether it was news."""
    key = str(row["id"])
    known = rows.get(key)
    if known is not None and known["version"] >= row["version"]:
        return False
    rows[key] = dict(row)
    return True


class Mirror:
    """The rows of a channel, by their ids: feed it every event of ``follow(…, snapshot=True)``.

    After each event that is at the head of the channel it holds what a fresh snapshot would hold:
    levels, prices, or alerts that are not resolved. A new snapshot replaces the rows when it is
    complete, not before. A row of the price and alert channels shows the name of its item as it
    was when that row changed last, since names travel with the stock.
    """

    def __init__(self, channel: Channel, wanted: Filter | None = None) -> None:
        self.channel = channel
        self._wanted = wanted or Filter()
        self._rows: dict[str, Row] = {}
        self._coming: dict[str, Row] | None = None
        self._faces: dict[int, Row] = {}
        self._face_versions: dict[int, int] = {}
        self._of_item: defaultdict[int, set[str]] = defaultdict(set)

    @property
    def rows(self) -> Mapping[str, Row]:
        """To be read, not written."""
        return MappingProxyType(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def apply(self, event: Event) -> bool:
        """Take an event in; whether the rows are different now."""
        match event:
            case SnapshotStarted():
                self._coming = {}
            case SnapshotRows(rows):
                self._gather(rows)
            case SnapshotEnded():
                self._replace()
                return True
            case Changed(change, _):
                return self._change(change)
            case _:
                pass
        return False

    def _gather(self, rows: Iterable[Row]) -> None:
        assert self._coming is not None, "a snapshot begins with its start"
        for row in rows:
            self._coming[str(row["id"])] = row

    def _replace(self) -> None:
        self._rows, self._coming = self._coming or {}, None
        self._faces.clear()
        self._face_versions.clear()
        self._of_item.clear()
        for key, row in self._rows.items():
            self._of_item[row["item_id"]].add(key)

    def _change(self, change: Change) -> bool:
        if change.type.startswith(ROWS_OF[self.channel]):
            return self._change_row(change.after)
        if change.type == ITEM_CHANGED:
            return self._change_item(change.after)
        if change.type == "catalog.location_changed":
            return self._change_location(change.after)
        return False

    def _change_row(self, after: Mapping[str, Any]) -> bool:
        if not merge_by_version(self._rows, {**after, **self._faces.get(after["item_id"], {})}):
            return False
        key = str(after["id"])
        if after.get("state") == "resolved" or not self._wanted.passes(self._rows[key]):
            self._drop(key)
        else:
            self._of_item[after["item_id"]].add(key)
        return True

    def _change_item(self, item: Mapping[str, Any]) -> bool:
        """A new name shows in every row of the item; their versions are not touched by it."""
        if item["version"] <= self._face_versions.get(item["id"], 0):
            return False
        self._face_versions[item["id"]] = item["version"]
        face = self._faces[item["id"]] = {name: item[name] for name in ITEM_FACE}
        keys = list(self._of_item.get(item["id"], ()))
        for key in keys:
            self._rows[key] = {**self._rows[key], **face}
            if not self._wanted.passes(self._rows[key]):
                self._drop(key)
        return bool(keys)

    def _change_location(self, location: Mapping[str, Any]) -> bool:
        keys = [key for key, row in self._rows.items() if row["location"] == location["code"]]
        for key in keys:
            self._rows[key] = {**self._rows[key], "location_name": location["name"]}
        return bool(keys)

    def _drop(self, key: str) -> None:
        row = self._rows.pop(key)
        self._of_item[row["item_id"]].discard(key)
