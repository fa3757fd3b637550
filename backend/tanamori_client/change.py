"""What happened, and which of it is wanted?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from tanamori_client.errors import UnknownChannel

Channel = Literal["inventory:updates", "price:updates", "stock:alerts"]
Mode = Literal["stream", "latest"]
Row = dict[str, Any]

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

    SKUs, locations and categories are compared without regard to case; a category includes those
    below it.
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
        """Whether a row of a snapshot is wanted. Rows have no type, so ``types`` says nothing."""
        return (
            _among(row.get("sku"), self.skus)
            and _among(row.get("location"), self.locations)
            and _below(row.get("category"), self.categories)
        )


def _words(words: Iterable[str]) -> tuple[str, ...]:
    """A single word is meant as one, not as its letters."""
    return (words,) if isinstance(words, str) else tuple(words)


def _among(value: object, wanted: tuple[str, ...]) -> bool:
    return not wanted or not isinstance(value, str) or value.lower() in _lowered(wanted)


def _below(value: object, wanted: tuple[str, ...]) -> bool:
    if not wanted or not isinstance(value, str):
        return True
    path = value.lower() + "/"
    return any(path.startswith(word + "/") for word in _lowered(wanted))


def _lowered(words: tuple[str, ...]) -> list[str]:
    return [word.lower() for word in words]
