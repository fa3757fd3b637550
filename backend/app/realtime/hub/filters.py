"""Which changes does a subscription want?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import msgspec

from app.core.identifiers import category_key, identity_key
from app.realtime.protocol import StreamFilter

# What they name is what they hold for, not what they are: a guard of everything is also about the
# one item that somebody follows. They pass all but a filter by type.
HOLDING_FOR_MANY = frozenset({"price.guard_changed", "price.list_changed"})

Word = str | msgspec.UnsetType | None


class Words(msgspec.Struct, gc=False):
    """What a filter looks at in the state of a thing; what it does not have stays ``UNSET``."""

    sku: Word = msgspec.UNSET
    location: Word = msgspec.UNSET
    # A location is named by its code, where the change is about the location itself.
    code: Word = msgspec.UNSET
    category: Word = msgspec.UNSET


class Facts(msgspec.Struct, gc=False):
    type: str
    key: str
    after: Words
    before: Words | None = None

    @property
    def thing(self) -> tuple[str, str]:
        """What the change is about: newer changes of the same thing overtake older ones.

        ``stock.level_changed`` is about a ``stock.level``, ``alert.raised`` about an ``alert``.
        """
        noun, _, happened = self.type.rpartition("_")
        return (noun if happened == "changed" else self.type.partition(".")[0]), self.key


FACTS = msgspec.json.Decoder(Facts)


class Entry:
    """A change as text, looked into at most once, whoever asks."""

    def __init__(self, seq: int, text: str) -> None:
        self.seq = seq
        self.text = text

    @cached_property
    def facts(self) -> Facts:
        return FACTS.decode(self.text)


@dataclass(frozen=True, slots=True)
class Filter:
    """A `StreamFilter`, ready to be asked; two that want the same are equal."""

    skus: frozenset[str] | None
    locations: frozenset[str] | None
    categories: frozenset[str] | None
    types: frozenset[str] | None

    @classmethod
    def of(cls, wanted: StreamFilter | None) -> "Filter | None":
        """None where everything is wanted."""
        if wanted is None or not wanted.model_fields_set:
            return None
        return cls(
            _keys(wanted.skus),
            _keys(wanted.locations),
            None if wanted.categories is None else frozenset(map(category_key, wanted.categories)),
            None if wanted.types is None else frozenset(wanted.types),
        )

    def passes(self, facts: Facts) -> bool:
        """Whether one of the two states, before or after, meets every field that is given."""
        if self.types is not None and facts.type not in self.types:
            return False
        if facts.type in HOLDING_FOR_MANY:
            return True
        return self._meets(facts.after) or (
            facts.before is not None and self._meets(_earlier(facts.before, facts.after))
        )

    def _meets(self, words: Words) -> bool:
        location = words.code if words.location is msgspec.UNSET else words.location
        return (
            _among(words.sku, self.skus)
            and _among(location, self.locations)
            and self._has_category(words.category)
        )

    def _has_category(self, category: Word) -> bool:
        if self.categories is None or isinstance(category, msgspec.UnsetType):
            return True
        if category is None:
            return False
        steps = category_key(category).split("/")
        return any("/".join(steps[:end]) in self.categories for end in range(1, len(steps) + 1))


def _earlier(before: Words, after: Words) -> Words:
    """``before`` tells only what was different."""
    unset = msgspec.UNSET
    return Words(
        after.sku if before.sku is unset else before.sku,
        after.location if before.location is unset else before.location,
        after.code if before.code is unset else before.code,
        after.category if before.category is unset else before.category,
    )


def _keys(words: Iterable[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(map(identity_key, words))


def _among(word: Word, words: frozenset[str] | None) -> bool:
    return words is None or not isinstance(word, str) or identity_key(word) in words
