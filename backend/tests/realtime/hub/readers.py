"""Readers of the hub without a network: wires that stand still when they are told to, and clients
that check of every frame what a client relies upon."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.auth.types import Principal
from app.core.clock import now
from app.feed.change import Channel
from app.feed.frames import Batch
from app.realtime.hub.channel_feed import ChannelFeed
from app.realtime.hub.connection import Connection, Subscription
from app.realtime.hub.filters import Entry, Filter
from app.realtime.hub.frames import Frame
from app.realtime.protocol import CloseCode, Mode

INVENTORY = Channel.INVENTORY
PRINCIPAL = Principal(1, 1, "a@shop.test", "A", "viewer", now())

Json = dict[str, Any]


def text_of(seq: int, thing: str = "a", *, category: str | None = None, size: int = 0) -> str:
    """One change of a level, as the feed has it."""
    body = {
        "seq": seq,
        "type": "stock.level_changed",
        "key": thing,
        "version": seq,
        "before": None,
        "after": {"sku": f"SKU-{thing}", "category": category, "pad": "x" * size},
        "cause": {},
        "at": "2026-03-01T09:30:00.123456Z",
    }
    return json.dumps(body, separators=(",", ":"))


def batch_of(epoch: str, first: int, texts: Sequence[str]) -> Batch:
    return Batch(epoch, first, first + len(texts) - 1, texts)


class FakeWire:
    """Takes ``room`` frames (None: any number), then it is blocked until `drain`."""

    def __init__(self, room: int | None = None) -> None:
        self.room = room
        self.blocked = False
        self.on_drained: Any = None
        self.sent: list[Frame] = []
        self.closing: tuple[int, str] | None = None

    @property
    def buffered(self) -> int:
        return 0

    @property
    def closed(self) -> bool:
        return self.closing is not None

    def write(self, frame: Frame) -> None:
        if self.closing is not None:
            return
        assert not self.blocked or frame.event != "changes", "it does not read; hold back"
        self.sent.append(frame)
        if self.room is not None:
            self.room -= 1
            self.blocked = self.room <= 0

    def end(self, code: int, reason: str) -> None:
        if self.closing is None:
            self.closing = (code, reason)
            self.blocked = True

    def block(self) -> None:
        self.room, self.blocked = 0, True

    def drain(self, room: int | None = None) -> None:
        """The other side has read; it takes ``room`` more frames."""
        self.room = room
        if self.blocked and self.closing is None:
            self.blocked = False
            self.on_drained()

    @property
    def words(self) -> list[Json]:
        return [json.loads(frame.text) for frame in self.sent]


@dataclass
class Truth:
    """What a channel really said since its history was lost for the last time."""

    epoch: str = "e0"
    log: dict[int, Entry] = field(default_factory=dict)

    def add(self, entries: Iterable[Entry]) -> None:
        self.log.update({entry.seq: entry for entry in entries})

    def wanted(self, wish: Filter | None, after: int, upto: int) -> Iterator[Entry]:
        """What a filter wants of ``after`` < seq <= ``upto``."""
        for seq in range(after + 1, upto + 1):
            entry = self.log[seq]
            if wish is None or wish.passes(entry.facts):
                yield entry


class Follower:
    """One subscription as its client sees it."""

    def __init__(self, subscription: Subscription, truth: Truth) -> None:
        self.mode: Mode = subscription.mode
        self.wish = subscription.filter
        self.truth = truth
        self.epoch = ""
        self.start = self.position = -1
        self.reset_told = False
        self.accepted: list[int] = []

    def hear(self, word: Json) -> None:
        match word["type"]:
            case "ok":
                self._ok(word)
            case "changes":
                self._changes(word)
            case "pos":
                self._pos(word)
            case "reset":
                self.reset_told = True
            case other:
                raise AssertionError(other)

    def _ok(self, word: Json) -> None:
        assert self.epoch == "" or self.reset_told, "nobody starts anew without being told"
        assert word["epoch"] == self.truth.epoch
        assert word["seq"] <= word["head"]
        self.epoch, self.reset_told = word["epoch"], False
        self.start = self.position = word["seq"]
        self.accepted = []

    def _pos(self, word: Json) -> None:
        missed = list(self.truth.wanted(self.wish, self.position, word["seq"]))
        assert not missed, "moved on over something that was wanted"
        self._go_to(word["seq"])

    def _changes(self, word: Json) -> None:
        assert word["prev"] <= self.position, f"a hole behind {self.position}: {word['prev']}"
        seqs = [change["seq"] for change in word["changes"]]
        assert seqs == sorted(set(seqs))
        for change in word["changes"]:
            assert change == json.loads(self.truth.log[change["seq"]].text)
        told = self.truth.wanted(self.wish, word["prev"], word["seq"])
        wanted = {entry.seq: entry for entry in told}
        assert wanted.keys() >= set(seqs), "what was not asked for"
        for seq in wanted.keys() - set(seqs):
            assert word.get("conflated"), f"{seq} is missing and nobody says so"
            assert self._is_overtaken(wanted[seq]), f"{seq} is missing, and nothing is newer"
        assert self.mode == "latest" or not word.get("conflated")
        self.accepted += [seq for seq in seqs if seq > self.position]
        self._go_to(word["seq"])

    def _is_overtaken(self, entry: Entry) -> bool:
        newer = self.truth.wanted(self.wish, entry.seq, max(self.truth.log))
        return any(other.facts.thing == entry.facts.thing for other in newer)

    def _go_to(self, seq: int) -> None:
        assert seq >= self.position, "a position went back"
        self.position = seq

    def check_complete(self, head: int) -> None:
        """It has got everything up to ``head``."""
        assert self.position == head
        wanted = list(self.truth.wanted(self.wish, self.start, head))
        if self.mode == "stream":
            assert self.accepted == [entry.seq for entry in wanted]
            return
        newest = {entry.facts.thing: entry.seq for entry in wanted}
        found = {self.truth.log[seq].facts.thing: seq for seq in self.accepted}
        assert found == newest


class Reader:
    """A connection and what its client made of the frames."""

    def __init__(self, feed: ChannelFeed, truth: Truth, room: int | None = None) -> None:
        self.feed = feed
        self.truth = truth
        self.wire = FakeWire(room)
        self.connection = Connection(self.wire, PRINCIPAL)
        self.followers: dict[str, Follower] = {}
        self._read = 0

    @property
    def lost(self) -> bool:
        """Closed because it was too slow."""
        return self.wire.closing is not None and self.wire.closing[0] == CloseCode.SLOW

    def follow(
        self,
        name: str = "s",
        mode: Mode = "stream",
        wish: Filter | None = None,
        *,
        epoch: str | None = None,
        since: int | None = None,
    ) -> Follower:
        self.leave(name)
        subscription = Subscription(name, INVENTORY, mode, wish, self.connection)
        self.connection.subscriptions[name] = subscription
        follower = self.followers[name] = Follower(subscription, self.truth)
        self.feed.join(subscription, epoch, since)
        self.read()
        return follower

    def leave(self, name: str) -> None:
        self.read()
        if subscription := self.connection.subscriptions.pop(name, None):
            self.feed.leave(subscription)
            del self.followers[name]

    def read(self) -> None:
        """Take in what has been written since the last time."""
        frames, self._read = self.wire.sent[self._read :], len(self.wire.sent)
        for frame in frames:
            word = json.loads(frame.text)
            self.followers[word["id"]].hear(word)
