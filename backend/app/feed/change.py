"""What happened, as a value.

A change carries the new state of what changed (an after-image), never only a difference, so that
seeing it twice does no harm: readers keep the highest version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic_core import from_json, to_json

from app.core.clock import now
from app.core.schema import rfc3339

JsonObject = Mapping[str, Any]

# What a change shows beside its seq and its moment, in this order.
PUBLIC = ("type", "key", "version", "before", "after", "cause")


class Channel(StrEnum):
    INVENTORY = "inventory:updates"
    PRICES = "price:updates"
    ALERTS = "stock:alerts"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact, written as a row of the transaction that made it true.

    ``key`` names the thing inside its type; ``version`` is the thing's version after the change.
    ``before``, ``after`` and ``cause`` hold JSON values only.
    """

    channel: Channel
    type: str
    key: str
    version: int
    after: JsonObject
    before: JsonObject | None = None
    cause: JsonObject = field(default_factory=dict)
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class StampedChange:
    """A change with its place in the feed: ``seq`` counts without gaps inside one channel.

    ``text`` is the whole of it as JSON, as it stands in frames and answers. It travels as it is:
    whoever needs what is inside reads it.
    """

    seq: int
    channel: Channel
    type: str
    key: str
    text: str

    @classmethod
    def of(cls, change: Change, seq: int) -> "StampedChange":
        values = {name: getattr(change, name) for name in PUBLIC}
        body = {"seq": seq, **values, "at": rfc3339(change.at)}
        return cls(seq, change.channel, change.type, change.key, to_json(body).decode())

    @property
    def after(self) -> JsonObject:
        after: JsonObject = from_json(self.text)["after"]
        return after


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a channel. Positions of different epochs can't be compared."""

    epoch: str
    seq: int
