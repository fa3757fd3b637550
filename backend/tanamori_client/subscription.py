"""What follows from the next message? A state machine without I/O.

Whoever drives it does what `next_task` says, tells it what came of it, hands on the events and
sends the messages. One rule carries it all: ``position`` says up to where everything has been
handed on; what lies at or before it is a repetition, and a message that leaves something out behind
it is a hole, which is mended by asking again from the position.

The server joins a subscription to the live stream before it answers. So what has to be read
elsewhere first (older changes, a snapshot) reaches up to a place where the live stream goes on,
and what comes live meanwhile waits in the socket: nothing has to be kept here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tanamori_client.change import Change, Channel, Filter, Mode, Row
from tanamori_client.errors import NotPermitted, ServerRefused
from tanamori_client.events import (
    Changed,
    Event,
    Reset,
    SnapshotEnded,
    SnapshotRows,
    SnapshotStarted,
)
from tanamori_client.messages import Changes, ErrorMessage, Message, Ok, Pos, ResetMessage
from tanamori_client.position import Position

Outgoing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listen:
    """Wait for the next message of the socket."""


@dataclass(frozen=True, slots=True)
class ReadChanges:
    """Read a page of changes behind ``since``, over HTTP."""

    since: Position


@dataclass(frozen=True, slots=True)
class ReadSnapshot:
    """Read a page of the snapshot, over HTTP."""

    cursor: str | None


Task = Listen | ReadChanges | ReadSnapshot


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """``seq`` is up to where was read; what a filter leaves out is not in ``changes``."""

    epoch: str
    head: int
    floor: int
    seq: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    position: Position
    rows: tuple[Row, ...]
    next_cursor: str | None


@dataclass(slots=True)
class _Snapshot:
    """A snapshot on its way; ``began`` is the position of its first page."""

    cursor: str | None = None
    began: Position | None = None


@dataclass(slots=True)
class Subscription:
    """One channel, followed from ``position`` (None: from now on, or from a snapshot)."""

    channel: Channel
    wanted: Filter = field(default_factory=Filter)
    mode: Mode = "stream"
    position: Position | None = None
    with_snapshot: bool = False

    head: int = 0
    outgoing: list[Outgoing] = field(default_factory=list)
    joins: int = 0
    holes: int = 0
    resets: int = 0
    _joined: Position | None = None
    _reset: str | None = None
    _catch_up: bool = False
    _snapshot: _Snapshot | None = None

    @property
    def id(self) -> str:
        """Another one for each attempt, so that a late answer to an earlier one is known."""
        return f"{self.channel}#{self.joins}"

    @property
    def behind(self) -> int:
        """So many changes are known to be ahead."""
        return max(self.head - self.position.seq, 0) if self.position else 0

    @property
    def is_joined(self) -> bool:
        """Whether the server has answered on this socket."""
        return self._joined is not None

    @property
    def is_live(self) -> bool:
        """Joined, and at the newest place that was heard of."""
        return self.is_joined and self.position is not None and self.position.seq >= self.head

    def next_task(self) -> Task:
        """What to do now, given a socket."""
        if self._snapshot:
            return ReadSnapshot(self._snapshot.cursor)
        if self._catch_up and self.position:
            return ReadChanges(self.position)
        return Listen()

    def connected(self) -> None:
        """A new socket is open, and has said hello."""
        self._ask()

    def disconnected(self) -> None:
        """The socket is gone; what was under way begins anew with the next one."""
        self._joined = self._reset = self._snapshot = None
        self._catch_up = False
        self.outgoing.clear()

    def heard(self, message: Message) -> Sequence[Event]:
        """What is to be handed on. Raises `NotPermitted` or `ServerRefused`."""
        match message:
            case ErrorMessage():
                self._refused(message)
            case Ok() if message.id == self.id:
                return self._on_ok(message)
            case Changes() if message.id == self.id and self._joined:
                return self._on_changes(message)
            case Pos() if message.id == self.id and self._joined and self.position:
                self._advance(message.seq)
            case ResetMessage() if message.id == self.id:
                self._joined = self._snapshot = None
                self._catch_up = False
                self._reset = message.reason
            case _:
                pass
        return []

    def read_changes(self, page: ChangesPage) -> Sequence[Event]:
        """A page of older changes was read."""
        if self.position is None or self._joined is None:
            return []
        if page.epoch != self.position.epoch:
            return self.lost(Position(page.epoch, page.head), page.floor)
        events = self._hand_on(page.changes)
        self._advance(page.seq)
        self._catch_up = self.position.seq < self._joined.seq
        return events

    def lost(self, head: Position, floor: int) -> Sequence[Event]:
        """The older changes can't be read from ``position`` on."""
        if self.position is None or self._joined is None:
            return []
        if head.epoch != self._joined.epoch:
            # The history was replaced while this was read; the server will say so on the socket.
            self._ask()
            return []
        if self.position.seq + 1 >= floor:
            # Asked a copy that lags behind; it may be asked again.
            return []
        self._catch_up = False
        return self._start_over("expired", self._joined)

    def read_snapshot(self, page: SnapshotPage) -> Sequence[Event]:
        """A page of the snapshot was read."""
        snapshot, joined = self._snapshot, self._joined
        if snapshot is None or joined is None:
            return []
        if page.position.epoch != joined.epoch:
            self._snapshot = None
            self.position = None
            self._ask()
            return []
        events: list[Event] = []
        if snapshot.began is None:
            snapshot.began = page.position
            events.append(SnapshotStarted())
        rows = tuple(row for row in page.rows if self.wanted.passes(row))
        if rows:
            events.append(SnapshotRows(rows))
        snapshot.cursor = page.next_cursor
        if page.next_cursor is None:
            events.append(self._end_snapshot(snapshot.began, joined))
        return events

    def _end_snapshot(self, began: Position, joined: Position) -> Event:
        self._snapshot = None
        self.position = began
        self.head = max(self.head, began.seq)
        if began.seq < joined.seq:
            # Read from a copy that lags behind: the changes in between are still to come.
            self._ask()
        return SnapshotEnded(began)

    def _ask(self) -> None:
        """Subscribe behind the own position, leaving an earlier attempt on the same socket."""
        if self._joined:
            self.outgoing.append({"type": "unsub", "id": self.id})
        self.joins += 1
        self._joined = self._reset = self._snapshot = None
        self._catch_up = False
        message: dict[str, Any] = {
            "type": "sub",
            "id": self.id,
            "channel": self.channel,
            "mode": self.mode,
        }
        if fields := self.wanted.as_message():
            message["filter"] = fields
        if self.position:
            message |= {"epoch": self.position.epoch, "since": self.position.seq}
        self.outgoing.append(message)

    def _on_ok(self, ok: Ok) -> Sequence[Event]:
        joined = self._joined = Position(ok.epoch, ok.seq)
        reason, self._reset = self._reset, None
        self.head = ok.head
        known = self.position
        if known is None:
            self._begin(joined)
            return []
        follows = known.epoch == ok.epoch and ok.seq <= known.seq
        if follows and reason is None:
            return []
        if reason == "too_far" and known.epoch == ok.epoch and not self.with_snapshot:
            self._catch_up = True
            return []
        return self._start_over(reason or "epoch", joined)

    def _begin(self, joined: Position) -> None:
        if self.with_snapshot:
            self._snapshot = _Snapshot()
        else:
            self.position = joined

    def _start_over(self, reason: str, joined: Position) -> Sequence[Event]:
        """Changes are lost for good."""
        assert self.position is not None, "there was a place to lose"
        lost, self.position = self.position, None
        self.resets += 1
        self._begin(joined)
        return [Reset(reason, lost, joined)]

    def _on_changes(self, message: Changes) -> Sequence[Event]:
        if self.position is None or self.next_task() != Listen():
            return []
        if message.prev > self.position.seq:
            self.holes += 1
            self._ask()
            return []
        events = self._hand_on(message.changes)
        self._advance(message.seq)
        if self.with_snapshot and any(
            self.wanted.lets_in(event.change, conflated=message.conflated) for event in events
        ):
            # Rows are wanted that nobody has told of: they are in a new snapshot.
            self._joined, self.position = self.position, None
            self._snapshot = _Snapshot()
        return events

    def _hand_on(self, changes: Iterable[Change]) -> list[Changed]:
        """What is new of ``changes``; the position moves on with each."""
        events: list[Changed] = []
        for change in sorted(changes, key=lambda change: change.seq):
            if self.position and change.seq > self.position.seq:
                self._advance(change.seq)
                events.append(Changed(change, self.position))
        return events

    def _advance(self, seq: int) -> None:
        assert self.position is not None, "only a place that is known moves on"
        if seq > self.position.seq:
            self.position = Position(self.position.epoch, seq)
        self.head = max(self.head, seq)

    def _refused(self, message: ErrorMessage) -> None:
        if message.id not in {None, self.id}:
            return
        if message.code == "forbidden":
            raise NotPermitted(
                f"The server does not let you follow {self.channel}: {message.detail}.",
                "Ask an administrator for the permission.",
            )
        raise ServerRefused(
            f"The server refused ({message.code}): {message.detail}.",
            "Correct what was asked for.",
        )
