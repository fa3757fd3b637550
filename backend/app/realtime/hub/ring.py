"""Which changes does this process still remember, for those who come back?"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from app.realtime.hub.filters import Entry

ENTRIES_MAX = 10_000
BYTES_MAX = 16 * 1_048_576


class Ring:
    """The newest changes of a channel, without a hole."""

    def __init__(self, *, entries_max: int = ENTRIES_MAX, bytes_max: int = BYTES_MAX) -> None:
        self._entries: deque[Entry] = deque()
        self._entries_max = entries_max
        self._bytes_max = bytes_max
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def extend(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._entries.append(entry)
            self._bytes += len(entry.text)
        while len(self._entries) > self._entries_max or self._bytes > self._bytes_max:
            self._bytes -= len(self._entries.popleft().text)

    def clear(self) -> None:
        self._entries.clear()
        self._bytes = 0

    def reaches(self, since: int, head: int) -> bool:
        """Whether everything behind ``since`` is here, up to ``head``."""
        return since >= head or bool(self._entries and self._entries[0].seq <= since + 1)

    def after(self, since: int) -> Iterator[Entry]:
        """The entries behind ``since``, oldest first; ask `reaches` before."""
        if not self._entries:
            return iter(())
        return islice(self._entries, max(0, since + 1 - self._entries[0].seq), None)

    def find(self, seq: int) -> Entry | None:
        entry = next(self.after(seq - 1), None)
        return entry if entry is not None and entry.seq == seq else None
