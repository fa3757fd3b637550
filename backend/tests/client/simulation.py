"""A server of one channel without I/O: it numbers changes, forgets, is restored, and misbehaves.

``lose`` and ``repeat`` do what TCP would not do: the rule for holes is to be seen at work.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tanamori_client import Change, ChangesPage, Filter, Position, PositionLost, Row, SnapshotPage
from tanamori_client.messages import Changes, Message, Ok, Pos, ResetMessage

MOMENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
# Small, so that a few steps are enough to leave them behind.
REMEMBERED_MAX = 6
PAGE_CHANGES = 2
PAGE_ROWS = 2
SKUS = ("A", "B", "C", "D")


def row_of(key: int, version: int) -> Row:
    return {"id": key, "item_id": key, "sku": SKUS[key % len(SKUS)], "version": version}


@dataclass(slots=True)
class Following:
    """What the server knows of the one subscription."""

    id: str
    wanted: Filter
    mode: str
    sent: int


@dataclass
class Server:
    epoch: str = "e0"
    floor: int = 1
    history: list[Change] = field(default_factory=list)
    # What a reader of pages sees: a copy of the database that may lag behind.
    copied: int = 0
    following: Following | None = None
    in_flight: deque[Message] = field(default_factory=deque)
    epochs: dict[str, list[Change]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.epochs[self.epoch] = self.history

    @property
    def head(self) -> int:
        return len(self.history)

    def rows(self, upto: int | None = None) -> dict[int, Row]:
        """The state after the first ``upto`` changes."""
        return {int(change.key): dict(change.after) for change in self.history[:upto]}

    def write(self, key: int) -> None:
        known = self.rows().get(key)
        after = row_of(key, known["version"] + 1 if known else 1)
        change = Change(
            self.head + 1,
            "stock.level_changed",
            str(key),
            after["version"],
            known,
            after,
            {},
            MOMENT,
        )
        self.history.append(change)

    def restore(self, upto: int) -> None:
        """The database is put back to an earlier state: another history begins."""
        self.epoch = f"e{len(self.epochs)}"
        self.history = self.history[:upto]
        self.epochs[self.epoch] = self.history
        self.floor = min(self.floor, upto + 1)
        self.copied = min(self.copied, upto)
        if self.following:
            self._reset("epoch")

    def forget(self, before: int) -> None:
        self.floor = max(self.floor, min(before, self.head))

    # The socket.

    def hear(self, message: dict[str, Any]) -> None:
        if message["type"] == "unsub":
            if self.following and self.following.id == message["id"]:
                self.following = None
            return
        wanted = Filter.of(**message.get("filter", {}))
        self.following = Following(message["id"], wanted, message["mode"], self.head)
        since = message.get("since")
        if since is None:
            self._ok()
        elif reason := self._unresumable(message["epoch"], since):
            self._reset(reason)
        else:
            self.following.sent = since
            self._ok()

    def _unresumable(self, epoch: str, since: int) -> str | None:
        if epoch != self.epoch:
            return "epoch"
        if since > self.head:
            return "ahead"
        if self.head - since > REMEMBERED_MAX:
            return "too_far"
        return "expired" if since + 1 < self.floor else None

    def _ok(self) -> None:
        assert self.following
        self.in_flight.append(Ok(self.following.id, self.epoch, self.following.sent, self.head))

    def _reset(self, reason: str) -> None:
        assert self.following
        self.following.sent = self.head
        self.in_flight.append(ResetMessage(self.following.id, reason))
        self._ok()

    def tell(self, most: int) -> None:
        """Send what came since, at most so many changes in one message."""
        one = self.following
        if one is None or one.sent == self.head:
            return
        prev, one.sent = one.sent, min(one.sent + most, self.head)
        news = [
            change for change in self.history[prev : one.sent] if one.wanted.passes(change.after)
        ]
        if one.mode == "latest":
            newest = {change.key: change.seq for change in news}
            news = [change for change in news if newest[change.key] == change.seq]
        if news:
            self.in_flight.append(Changes(one.id, prev, one.sent, tuple(news)))
        else:
            self.in_flight.append(Pos(one.id, one.sent))

    def close(self) -> None:
        self.following = None
        self.in_flight.clear()

    # The pages.

    def page(self, since: Position, wanted: Filter) -> ChangesPage:
        head = min(self.copied, self.head)
        if since.epoch != self.epoch or since.seq + 1 < self.floor or since.seq > head:
            raise PositionLost(Position(self.epoch, head), self.floor)
        read = self.history[since.seq : min(since.seq + PAGE_CHANGES, head)]
        return ChangesPage(
            self.epoch,
            head,
            self.floor,
            read[-1].seq if read else since.seq,
            tuple(change for change in read if wanted.passes(change.after)),
        )

    def snapshot(self, cursor: str | None) -> SnapshotPage:
        head = min(self.copied, self.head)
        after = int(cursor) if cursor else -1
        rows = sorted(self.rows(head).items())
        rest = [row for key, row in rows if key > after]
        page = tuple(rest[:PAGE_ROWS])
        more = str(page[-1]["id"]) if len(rest) > PAGE_ROWS else None
        return SnapshotPage(Position(self.epoch, head), page, more)
