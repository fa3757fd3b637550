"""What happened, and which of it is wanted?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from tanamori_client.errors import UnknownChannel
from tanamori_client.identifiers import identity_key, is_in_category

Channel = Literal["inventory:updates", "price:updates", "stock:alerts"]
Mode = Literal["stream", "latest"]
Row = dict[str, Any]

ITEM_CHANGED = "catalog.item_changed"
CHANNELS: tuple[Channel, ...] = get_args(Channel)


def known_channel(name: str) -> Channel:
    """``name`` as a channel. Raises `UnknownChannel`."""
    for channel in CHANNELS:
        if channel == name:
            return channel
    raise UnknownChannel(f"There is no channel {name!r}.", f"There are: {', '.join(CHANNELS)}.")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the feed.

    ``after`` is the whole new state, so that seeing a change twice does no harm: keep the higher
    ``version``. ``key`` is the id of what changed, ``cause`` says who did it and why.
    """

    seq: int
    type: str
    key: str
    version: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    cause: Mapping[str, Any]
    at: datetime

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> "Change":
        """From JSON. Raises `KeyError`, `TypeError` or `ValueError` when it is no change."""
        before = body["before"]
        return cls(
            seq=int(body["seq"]),
            type=str(body["type"]),
            key=str(body["key"]),
            version=int(body["version"]),
            before=None if before is None else dict(before),
            after=dict(body["after"]),
            cause=dict(body["cause"]),
            at=datetime.fromisoformat(body["at"]),
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which changes: those that meet each field that is given, by any of its values.

    All are compared as the server compares them (case, width and look-alike characters make no
    difference); a category includes those below it.
    """

    skus: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        skus: Iterable[str] = (),
        locations: Iterable[str] = (),
        categories: Iterable[str] = (),
        types: Iterable[str] = (),
    ) -> "Filter":
        return cls(_words(skus), _words(locations), _words(categories), _words(types))

    def as_message(self) -> dict[str, list[str]]:
        """As ``sub`` has it; empty when everything is wanted."""
        fields = {
            "skus": self.skus,
            "locations": self.locations,
            "categories": self.categories,
            "types": self.types,
        }
        return {name: list(words) for name, words in fields.items() if words}

    def as_query(self) -> dict[str, list[str]]:
        """As the query parameters of ``GET /changes`` have it."""
        names = {"skus": "sku", "locations": "location", "categories": "category", "types": "type"}
        return {names[name]: words for name, words in self.as_message().items()}

    def passes(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of a snapshot is wanted, or the state of a thing; what has no such
        property passes. ``types`` says nothing here."""
        return (
            _among(row.get("sku"), self.skus)
            and _among(row.get("location"), self.locations)
            and ("category" not in row or self._has_category(row["category"]))
        )

    def lets_in(self, change: Change, *, conflated: bool = False) -> bool:
        """Whether rows may be wanted from now on that were not until now: those of an item that
        moved into a category. ``conflated``: an earlier change may have done it, and was left out.
        """
        if not self.categories or change.type != ITEM_CHANGED or change.before is None:
            return False
        return self.passes(change.after) and (conflated or not self.passes(change.before))

    def _has_category(self, category: object) -> bool:
        if not self.categories:
            return True
        path = None if category is None else str(category)
        return any(is_in_category(path, word) for word in self.categories)


def _words(words: Iterable[str]) -> tuple[str, ...]:
    """A single word is meant as one, not as its letters."""
    return (words,) if isinstance(words, str) else tuple(words)


def _among(value: object, wanted: tuple[str, ...]) -> bool:
    if not wanted or not isinstance(value, str):
        return True
    return identity_key(value) in map(identity_key, wanted)
