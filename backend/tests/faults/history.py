"""What was seen while something was broken: of writers, readers, tables and clients.

All moments are those of one clock, `time.monotonic` of the process that records. The checker reads
nothing else than this, so a history can also be made up.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from app.feed.change import Channel

Mode = Literal["stream", "latest"]


@dataclass(frozen=True, slots=True)
class Write:
    """One keyed movement of one level, and what its writer was told at last.

    ``version`` is the level's after it, None where it was refused; ``answers`` is how many
    different answers the key was given.
    """

    key: str
    level_id: int
    delta: int
    version: int | None
    began: float
    ended: float
    answers: int = 1


@dataclass(frozen=True, slots=True)
class Read:
    """What a read of a level showed; ``process`` is the one that was asked."""

    process: str
    level_id: int
    version: int
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the feed."""

    epoch: str
    channel: Channel
    seq: int
    type: str
    key: str
    version: int
    sku: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ledger."""

    level_id: int
    version: int
    key: str | None
    delta_on_hand: int
    delta_reserved: int
    on_hand_after: int
    reserved_after: int


@dataclass(frozen=True, slots=True)
class Level:
    id: int
    on_hand: int
    reserved: int
    version: int


@dataclass(frozen=True, slots=True)
class Opened:
    at: float
    address: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The connection ended; ``code`` is None where it just broke."""

    at: float
    code: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """The server said where a subscription starts; ``asked`` is the position to resume from."""

    at: float
    epoch: str
    seq: int
    asked: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A snapshot was loaded; its versions by key."""

    at: float
    epoch: str
    seq: int
    versions: dict[str, int]


@dataclass(frozen=True, slots=True)
class Took:
    """A change was applied; ``shown`` is the version of its key on the screen from then on."""

    at: float
    seq: int
    type: str
    key: str
    version: int
    shown: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A frame was finished: everything up to ``seq`` is there."""

    at: float
    seq: int


@dataclass(frozen=True, slots=True)
class Reset:
    at: float
    reason: str


Event = Opened | Closed | Placed | Loaded | Took | Moved | Reset


@dataclass
class ClientLog:
    """What one client asked for and received. It is ``attached`` while it should be up to date."""

    name: str
    channel: Channel
    mode: Mode = "stream"
    skus: frozenset[str] | None = None
    attached: bool = True
    events: list[Event] = field(default_factory=list)

    def wants(self, entry: Entry) -> bool:
        if entry.channel is not self.channel:
            return False
        return self.skus is None or entry.sku is None or entry.sku in self.skus

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def took(self) -> list[Took]:
        return [event for event in self.events if isinstance(event, Took)]

    @property
    def resets(self) -> list[str]:
        return [event.reason for event in self.events if isinstance(event, Reset)]

    @property
    def codes(self) -> list[int | None]:
        return [event.code for event in self.events if isinstance(event, Closed)]

    @property
    def position(self) -> tuple[str, int] | None:
        """Where the client stands: the epoch and the seq."""
        found: tuple[str, int] | None = None
        for event in self.events:
            match event:
                case Placed():
                    found = (event.epoch, event.seq)
                case Took() | Moved() if found is not None:
                    found = (found[0], max(found[1], event.seq))
                case _:
                    pass
        return found


@dataclass
class History:
    """``heads`` are the newest positions of the channels, and ``floors`` the oldest seqs kept."""

    writes: list[Write] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    clients: list[ClientLog] = field(default_factory=list)
    feed: list[Entry] = field(default_factory=list)
    heads: dict[Channel, tuple[str, int]] = field(default_factory=dict)
    floors: dict[Channel, int] = field(default_factory=dict)
    # Changes that are committed and still have no number.
    waiting: int = 0
    ledger: list[Line] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    # Bytes of memory by process, as they were sampled.
    memory: dict[str, list[int]] = field(default_factory=dict)
    # Seconds from answer to receipt, without and with the disturbance.
    calm: list[float] = field(default_factory=list)
    disturbed: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a row of the matrix allows. Times in seconds.

    ``late``: from the answer of a write to its receipt; writes and clients are judged for it whose
    ``late_when`` says so. ``stale``: how long a read may show what was before an answered write.
    """

    resets: frozenset[str] = frozenset()
    late: float | None = None
    late_when: Callable[[Write], bool] = lambda _: True
    stale: float = 0.0
    slower: float = 3.0
    slower_by: float = 0.1
    memory: int = 64 * 1_048_576
