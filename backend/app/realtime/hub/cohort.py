"""How does what happened become frames for those who want the same?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.realtime.hub.connection import CohortKey, Subscription
from app.realtime.hub.filters import Entry, Filter
from app.realtime.hub.frames import Frame, changes_frame
from app.realtime.protocol import Mode

# A frame has at most 256 KiB (4 bytes a character), or one change, whose parts are bounded at the
# API. So it fits into what clients accept as one message, and comes whole over a slow line before
# a client takes the silence for the end.
PAGE_CHANGES_MAX = 500
PAGE_CHARACTERS_MAX = 65_000
# What a page under a filter looks through at most.
PAGE_LOOKS_MAX = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of the feed for one cohort: what was looked through ends at ``seq``; no ``frame``
    where nothing of it is wanted."""

    frame: Frame | None
    seq: int


@dataclass(slots=True, eq=False)
class Cohort:
    """Subscriptions that are told the same; ``told`` is the end of the last frame that ``members``
    have got, while each that is ``trailing`` has a place of its own."""

    name: str
    mode: Mode
    filter: Filter | None
    told: int
    members: dict[Subscription, None] = field(default_factory=dict)
    trailing: dict[Subscription, None] = field(default_factory=dict)

    @property
    def key(self) -> CohortKey:
        return self.name, self.mode, self.filter

    def wants(self, entries: Iterable[Entry]) -> list[Entry]:
        if self.filter is None:
            return list(entries)
        return [entry for entry in entries if self.filter.passes(entry.facts)]

    def pages(
        self, epoch: str, prev: int, entries: Sequence[Entry], end: int, *, conflated: bool
    ) -> Iterator[Page]:
        """Frames with ``entries``, all wanted, that follow each other from ``prev`` to ``end``."""
        for start, stop in cuts(entries):
            seq = end if stop == len(entries) else entries[stop - 1].seq
            texts = [entry.text for entry in entries[start:stop]]
            frame = changes_frame(self.name, epoch, prev, seq, texts, conflated=conflated)
            yield Page(frame, seq)
            prev = seq

    def page_behind(self, epoch: str, prev: int, entries: Iterable[Entry]) -> Page:
        """The next piece of ``entries``, of which there is at least one; it follows ``prev``."""
        looked: list[Entry] = []
        size = 0
        enough = PAGE_CHANGES_MAX if self.filter is None else PAGE_LOOKS_MAX
        for entry in islice(entries, enough):
            if looked and size + len(entry.text) > PAGE_CHARACTERS_MAX:
                break
            looked.append(entry)
            size += len(entry.text)
        seq = looked[-1].seq
        texts = [entry.text for entry in self.wants(looked)]
        return Page(changes_frame(self.name, epoch, prev, seq, texts) if texts else None, seq)


def newest(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """The last of each thing, in the order of their seqs."""
    return overtake({}, entries)


def overtake(
    kept: dict[tuple[str, str], Entry], entries: Iterable[Entry]
) -> dict[tuple[str, str], Entry]:
    """Put newer changes in the place of those of the same things, behind all others."""
    for entry in entries:
        kept.pop(entry.facts.thing, None)
        kept[entry.facts.thing] = entry
    return kept


def cuts(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Where pages begin and end: each has at least one change."""
    start = size = 0
    for place, entry in enumerate(entries):
        full = place - start >= PAGE_CHANGES_MAX or size + len(entry.text) > PAGE_CHARACTERS_MAX
        if full and place > start:
            yield start, place
            start, size = place, 0
        size += len(entry.text)
    if start < len(entries):
        yield start, len(entries)
