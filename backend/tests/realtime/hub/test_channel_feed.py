"""Whoever comes, goes or stands still: nobody misses what they follow, or they are told."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.feed.change import Position
from app.feed.frames import Batch
from app.realtime.hub import channel_feed, cohort
from app.realtime.hub.channel_feed import ChannelFeed
from app.realtime.hub.filters import Entry, Filter
from app.realtime.hub.ring import Ring
from app.realtime.protocol import Mode, StreamFilter
from tests.realtime.hub.readers import INVENTORY, Follower, Reader, Truth, batch_of, text_of

# So small that a few steps pass every bound.
PAGES_MAX, KEPT_MAX = 3, 5
BOUNDS = {
    (cohort, "PAGE_CHANGES_MAX"): 3,
    (channel_feed, "PAGE_CHANGES_MAX"): 3,
    (cohort, "PAGE_CHARACTERS_MAX"): 1_500,
    (cohort, "PAGE_LOOKS_MAX"): 5,
    (channel_feed, "PAGES_MAX"): PAGES_MAX,
    (channel_feed, "KEPT_MAX"): KEPT_MAX,
}
RING_ENTRIES, RING_BYTES = 24, 8_000
THINGS = "abcdefg"
CATEGORIES = (None, "Tea", "Tea/Green", "Cups")
READERS_MAX, NAMES, STEPS = 5, ("s", "t"), 80
WISHES = (
    None,
    None,
    Filter.of(StreamFilter(categories=["Tea"])),
    Filter.of(StreamFilter(skus=["sku-A", "SKU-b"])),
    Filter.of(StreamFilter(skus=["nothing like it"])),
)
MODES: tuple[Mode, ...] = ("stream", "latest")


@pytest.fixture(autouse=True, scope="module")
def bounds() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for (module, name), value in BOUNDS.items():
            patch.setattr(module, name, value)
        yield


class Scene:
    """A channel and its readers, in any order of events."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.feed = ChannelFeed(INVENTORY, Ring(entries_max=RING_ENTRIES, bytes_max=RING_BYTES))
        self.truth = Truth()
        self.readers: list[Reader] = []
        self.losses = 0
        before, known = self.dice.randint(0, 30), self.dice.randint(0, 10)
        # The newest that was taken; `feed.head` is the newest that was told.
        self.taken = max(0, before - known)
        self.feed.start(Position(self.truth.epoch, before), self._say(before - self.taken))

    def _say(self, count: int) -> Batch:
        """The next changes, as the relay hands them over."""
        first = self.taken + 1
        texts = [
            text_of(
                seq,
                self.dice.choice(THINGS),
                category=self.dice.choice(CATEGORIES),
                size=self.dice.choice((0, 0, 0, 700)),
            )
            for seq in range(first, first + count)
        ]
        self.taken += count
        self.truth.add(map(Entry, range(first, first + count), texts))
        return batch_of(self.truth.epoch, first, texts)

    def take(self) -> None:
        self.feed.take(self._say(self.dice.choice((1, 1, 2, 3, 7))))
        if self.dice.random() < 0.7:
            self.feed.flush()

    def tell_positions(self) -> None:
        self.feed.flush()
        self.feed.tell_positions()

    def come(self) -> None:
        if len(self.readers) < READERS_MAX:
            self.readers.append(Reader(self.feed, self.truth))
            self.follow()

    def follow(self) -> None:
        ready = [reader for reader in self.readers if not reader.wire.blocked]
        if not ready:
            # Nobody listens to those who do not read.
            return
        head = self.feed.head.seq
        back = self.dice.choice((None, None, -1, 0, 1, 3, 8, 8, 15, 30))
        since = None if back is None else max(0, head - back)
        epoch = self.truth.epoch if self.dice.random() < 0.9 else "another"
        reader = self.dice.choice(ready)
        # So that it stands still in the midst of what it comes back for.
        reader.wire.room = self.dice.choice((None, None, 2, 3, 5))
        follower = reader.follow(
            self.dice.choice(NAMES),
            self.dice.choice(MODES),
            self.dice.choice(WISHES),
            epoch=epoch,
            since=since,
        )
        self._check_place(follower, since, fits=epoch == self.truth.epoch)

    def _check_place(self, follower: Follower, since: int | None, *, fits: bool) -> None:
        """It goes on where it was if that is remembered, else it begins at the head."""
        head = self.feed.head.seq
        ring = list(self.feed.ring.after(0))
        oldest = ring[0].seq if ring else head + 1
        remembered = since is not None and fits and oldest - 1 <= since <= head
        assert follower.start == (since if remembered else head)

    def leave(self) -> None:
        if self.readers:
            self.dice.choice(self.readers).leave(self.dice.choice(NAMES))

    def go(self) -> None:
        if self.readers:
            reader = self.dice.choice(self.readers)
            for name in NAMES:
                reader.leave(name)
            self.readers.remove(reader)

    def block(self) -> None:
        if self.readers:
            reader = self.dice.choice(self.readers)
            # At once, or after some more frames.
            if self.dice.random() < 0.5:
                reader.wire.block()
            else:
                reader.wire.room = self.dice.randint(1, 3)

    def drain(self) -> None:
        if self.readers:
            room = self.dice.choice((None, 1, 2, 4))
            self.dice.choice(self.readers).wire.drain(room)

    def lose(self) -> None:
        """A new history, or one of which something is gone."""
        self.losses += 1
        if self.dice.random() < 0.5:
            self.truth.epoch = f"e{self.losses}"
        self.truth.log.clear()
        self.taken = max(0, self.feed.head.seq - self.dice.randint(-3, 3))
        self.feed.lose(Position(self.truth.epoch, self.taken))

    def settle(self) -> None:
        """Everybody reads again: now they have everything."""
        for reader in self.readers:
            reader.wire.drain()
        self.tell_positions()
        self.check()
        for reader in self.readers:
            for follower in reader.followers.values():
                if not reader.lost:
                    follower.check_complete(self.taken)
        assert self.feed.trailing == 0 or any(reader.lost for reader in self.readers)

    def check(self) -> None:
        for reader in self.readers:
            reader.read()
            if reader.lost:
                self._check_lost(reader)
        self._check_memory()
        self.readers = [reader for reader in self.readers if not self._gone(reader)]

    def _check_lost(self, reader: Reader) -> None:
        """Only who has fallen behind what is remembered, or keeps too much, is sent away."""
        followed = reader.connection.subscriptions.values()
        assert any(
            each.mode == "latest"
            or (each.cursor is not None and not self.feed._remembers(each.cursor))
            for each in followed
        )

    def _gone(self, reader: Reader) -> bool:
        """What the server does with who has been closed."""
        if reader.lost:
            for name in NAMES:
                reader.leave(name)
        return reader.lost

    def _check_memory(self) -> None:
        assert len(self.feed.ring) <= RING_ENTRIES
        assert sum(len(entry.text) for entry in self.feed.ring.after(0)) <= RING_BYTES
        assert len(self.feed._pages) <= PAGES_MAX
        for reader in self.readers:
            followed = reader.connection.subscriptions.values()
            assert all(len(subscription.kept) <= KEPT_MAX for subscription in followed)
            assert len(reader.connection._waiting) <= len(NAMES) * (1 + self.losses)
        if not self.readers:
            assert self.feed.subscriptions == len(self.feed._cohorts) == 0


# How often each happens.
EVENTS = {
    Scene.take: 30,
    Scene.tell_positions: 4,
    Scene.come: 8,
    Scene.follow: 8,
    Scene.leave: 2,
    Scene.go: 1,
    Scene.block: 10,
    Scene.drain: 14,
    Scene.lose: 1,
    Scene.settle: 4,
}


@settings(max_examples=300)
@given(st.integers(0, 2**32))
def test_nobody_misses_anything(seed: int) -> None:
    scene = Scene(seed)
    scene.come()
    for event in scene.dice.choices(list(EVENTS), list(EVENTS.values()), k=STEPS):
        event(scene)
        scene.check()
    scene.settle()


def say(feed: ChannelFeed, truth: Truth, *things: str) -> None:
    first = feed.head.seq + 1
    texts = [text_of(seq, thing) for seq, thing in enumerate(things, first)]
    truth.add(map(Entry, range(first, first + len(texts)), texts))
    feed.take(batch_of(truth.epoch, first, texts))
    feed.flush()


def opened(*things: str) -> tuple[ChannelFeed, Truth]:
    feed = ChannelFeed(INVENTORY, Ring(entries_max=RING_ENTRIES))
    truth = Truth()
    feed.start(Position("e0", 0), batch_of("e0", 1, []))
    if things:
        say(feed, truth, *things)
    return feed, truth


@pytest.mark.parametrize("mode", MODES)
def test_more_at_once_than_is_remembered(mode: Mode) -> None:
    """Who takes it has all of it; who stands still has to come back, and loses nothing silently."""
    feed, truth = opened("a")
    reading, standing = Reader(feed, truth), Reader(feed, truth)
    for reader in (reading, standing):
        reader.follow(mode=mode)
    standing.wire.block()
    say(feed, truth, *(THINGS[number % 4] for number in range(RING_ENTRIES + 3)))
    standing.wire.drain()
    reading.read()
    reading.followers["s"].check_complete(RING_ENTRIES + 4)
    assert standing.lost
    assert feed.subscriptions == 1


@pytest.mark.parametrize("mode", MODES)
def test_who_wants_little_is_not_sent_away_for_what_others_want(mode: Mode) -> None:
    feed, truth = opened()
    reader = Reader(feed, truth)
    reader.follow(mode=mode, wish=WISHES[3])
    say(feed, truth, "a")
    # Nobody has moved it on yet, and its place is no longer remembered.
    say(feed, truth, *"c" * (RING_ENTRIES - 1))
    say(feed, truth, *"c" * (RING_ENTRIES - 1))
    reader.wire.block()
    say(feed, truth, "b")
    reader.wire.drain()
    reader.read()
    reader.followers["s"].check_complete(2 * RING_ENTRIES)
    assert not reader.lost


def test_readers_at_one_place_who_were_told_different_things() -> None:
    """A page says behind what it comes: it is no use to somebody who was told less."""
    feed, truth = opened(*"ccccc", "a")
    late, early = Reader(feed, truth), Reader(feed, truth)
    late.follow(wish=WISHES[3], epoch="e0", since=5)
    # This one looks through what it does not want up to where the other began.
    early.follow(wish=WISHES[3], epoch="e0", since=0)
    assert [reader.wire.words[1]["prev"] for reader in (late, early)] == [5, 0]


def test_who_keeps_too_much_comes_back_sooner() -> None:
    """A slow reader of `latest` costs no more than so many things, however many there are."""
    feed, truth = opened()
    few, many = Reader(feed, truth), Reader(feed, truth)
    for reader in (few, many):
        reader.follow(mode="latest")
        reader.wire.block()
    say(feed, truth, *THINGS[:KEPT_MAX])
    say(feed, truth, *THINGS[:KEPT_MAX])
    few.wire.drain()
    say(feed, truth, THINGS[KEPT_MAX])
    assert (few.lost, many.lost) == (False, True)
    few.read()
    few.followers["s"].check_complete(2 * KEPT_MAX + 1)
    assert feed.subscriptions == 1
