"""A server of one channel without I/O: it numbers changes, forgets, is restored, and misbehaves.

``lose`` and ``repeat`` do what TCP would not do: the rule for holes is to be seen at work.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tanamori_client import Change, ChangesPage, Filter, Position, PositionLost, Row, SnapshotPage
from tanamori_client.change import ITEM_CHANGED
from tanamori_client.messages import Changes, Message, Ok, Pos, ResetMessage

MOMENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
# Small, so that a few steps are enough to leave them behind.
REMEMBERED_MAX = 6
PAGE_CHANGES = 2
PAGE_ROWS = 2
SKUS = ("A", "B", "C", "D")
CATEGORIES = ("Tea", "Tea/Green", "Cups")


def face_of(key: int, category: str) -> Row:
    """What the rows of an item show of it."""
    sku = SKUS[key % len(SKUS)]
    return {"sku": sku, "name": sku, "category": category, "barcode": None, "unit": "piece"}


def row_of(key: int, version: int, category: str = CATEGORIES[0]) -> Row:
    return {"id": key, "item_id": key, "version": version, **face_of(key, category)}


def passes(wanted: Filter, change: Change) -> bool:
    """As the server judges: one of the two states has to meet what is wanted."""
    earlier = {**change.after, **(change.before or {})}
    return wanted.passes(change.after) or wanted.passes(earlier)


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
        rows: dict[int, Row] = {}
        for change in self.history[:upto]:
            key = int(change.key)
            if change.type == ITEM_CHANGED:
                rows[key] = {**rows[key], **face_of(key, change.after["category"])}
            else:
                rows[key] = dict(change.after)
        return rows

    def write(self, key: int) -> None:
        """A level moves; its first movement makes it."""
        known = self.rows().get(key)
        category = known["category"] if known else CATEGORIES[key % len(CATEGORIES)]
        after = row_of(key, known["version"] + 1 if known else 1, category)
        # As the real ones: of an earlier state only what may be different.
        before = {"version": known["version"]} if known else None
        self._record("stock.level_changed", key, after["version"], before, after)

    def move_item(self, key: int, category: str) -> None:
        """An item goes to another category."""
        known = self.rows().get(key)
        if known is None:
            return
        version = 2 + sum(change.type == ITEM_CHANGED for change in self.history)
        before = {"id": key, "version": version - 1, **face_of(key, known["category"])}
        after = {"id": key, "version": version, **face_of(key, category)}
        self._record(ITEM_CHANGED, key, version, before, after)

    def _record(self, kind: str, key: int, version: int, before: Row | None, after: Row) -> None:
        seq = self.head + 1
        self.history.append(Change(seq, kind, str(key), version, before, after, {}, MOMENT))

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
        news = told = [
            change for change in self.history[prev : one.sent] if passes(one.wanted, change)
        ]
        if one.mode == "latest":
            newest = {(change.type, change.key): change.seq for change in news}
            told = [change for change in news if newest[change.type, change.key] == change.seq]
        if told:
            conflated = len(told) < len(news)
            self.in_flight.append(Changes(one.id, prev, one.sent, tuple(told), conflated))
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
            tuple(change for change in read if passes(wanted, change)),
        )

    def snapshot(self, cursor: str | None) -> SnapshotPage:
        head = min(self.copied, self.head)
        after = int(cursor) if cursor else -1
        rows = sorted(self.rows(head).items())
        rest = [row for key, row in rows if key > after]
        page = tuple(rest[:PAGE_ROWS])
        more = str(page[-1]["id"]) if len(rest) > PAGE_ROWS else None
        return SnapshotPage(Position(self.epoch, head), page, more)
