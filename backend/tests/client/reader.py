"""A reader of the simulated server that checks what it is told, and is hindered in every way."""

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tanamori_client import (
    Changed,
    Event,
    Filter,
    Mirror,
    Mode,
    Position,
    PositionLost,
    Reset,
    SnapshotEnded,
    Subscription,
)
from tanamori_client.messages import Changes, Pos
from tanamori_client.subscription import Listen, ReadChanges, ReadSnapshot
from tests.client.simulation import CATEGORIES, SKUS, Server, passes

KEYS = st.integers(0, 5)
SETTLED_STEPS_MAX = 400


class Following(RuleBasedStateMachine):
    """A subscription, its server, and a reader that checks what it is told."""

    mode: Mode = "stream"
    with_snapshot = False
    subscription_type = Subscription
    # What is followed in every run, where it is not left to chance.
    narrowed: Filter | None = None

    def __init__(self) -> None:
        super().__init__()
        self.server = Server()
        self.online = False
        self.read: list[Event] = []
        self.place: Position | None = None
        self.mirror = Mirror("inventory:updates")

    @initialize(
        before=st.lists(KEYS, max_size=12),
        skus=st.sets(st.sampled_from(SKUS), max_size=2),
        categories=st.sets(st.sampled_from(CATEGORIES), max_size=1),
        since=st.none() | st.integers(0, 14),
    )
    def start(
        self, before: list[int], skus: set[str], categories: set[str], since: int | None
    ) -> None:
        for key in before:
            self.server.write(key)
        self.server.copied = self.server.head
        self.wanted = self.narrowed or Filter.of(sorted(skus), categories=sorted(categories))
        self.mirror = Mirror("inventory:updates", self.wanted)
        place = None if since is None or self.with_snapshot else Position("e0", since)
        self.place = place
        self.subscription = self.subscription_type(
            "inventory:updates",
            self.wanted,
            self.mode,
            place,
            with_snapshot=self.with_snapshot,
        )

    @rule(key=KEYS)
    def write(self, key: int) -> None:
        self.server.write(key)

    @rule(key=KEYS, category=st.sampled_from(CATEGORIES))
    def move_item(self, key: int, category: str) -> None:
        self.server.move_item(key, category)

    @rule(most=st.integers(1, 4))
    def tell(self, most: int) -> None:
        self.server.tell(most)

    @rule(lag=st.integers(0, 3))
    def copy(self, lag: int) -> None:
        self.server.copied = max(self.server.head - lag, 0)

    @rule(upto=st.integers(0, 12))
    def restore(self, upto: int) -> None:
        self.server.restore(min(upto, self.server.head))

    @rule(before=st.integers(1, 20))
    def forget(self, before: int) -> None:
        self.server.forget(before)

    @rule(most=st.integers(1, 4))
    def lose(self, most: int) -> None:
        """More than any network does to a socket that lives; `prev` of the next changes shows it.
        (A `pos` says nothing of what came before it.)"""
        self.server.tell(most)
        lost = self.server.in_flight and self.server.in_flight[-1]
        if isinstance(lost, Changes) and self.wanted == Filter():
            self.server.in_flight.pop()

    @precondition(lambda self: self.server.in_flight)
    @rule()
    def repeat(self) -> None:
        if isinstance(self.server.in_flight[-1], Changes | Pos):
            self.server.in_flight.append(self.server.in_flight[-1])

    @rule()
    def cut(self) -> None:
        self.online = False
        self.server.close()
        self.subscription.disconnected()

    @rule(steps=st.integers(1, 6))
    def go_on(self, steps: int) -> None:
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        """What the driver does with each turn."""
        if not self.online:
            self.online = True
            self.subscription.connected()
        for message in self.subscription.outgoing:
            self.server.hear(dict(message))
        self.subscription.outgoing.clear()
        match self.subscription.next_task():
            case ReadChanges(since):
                try:
                    page = self.server.page(since, self.wanted)
                except PositionLost as lost:
                    self.take(self.subscription.lost(lost.head, lost.floor))
                else:
                    self.take(self.subscription.read_changes(page))
            case ReadSnapshot(cursor):
                self.take(self.subscription.read_snapshot(self.server.snapshot(cursor)))
            case Listen() if self.server.in_flight:
                self.take(self.subscription.heard(self.server.in_flight.popleft()))

    def take(self, events: Sequence[Event]) -> None:
        for event in events:
            self.check(event)
            self.read.append(event)
            self.mirror.apply(event)

    def check(self, event: Event) -> None:
        """Nothing left out between two events, unless a reset says so."""
        match event:
            case Reset(_, lost, position):
                assert self.place is None or lost.epoch == self.place.epoch
                self.place = None if self.with_snapshot else position
            case SnapshotEnded(position):
                self.place = position
            case Changed(change, position):
                assert passes(self.wanted, change)
                assert change == self.server.epochs[position.epoch][position.seq - 1]
                if self.place is not None:
                    assert self.place.epoch == position.epoch
                    assert self.place.seq < position.seq, "handed on twice"
                    assert not self.missing(self.place, position.seq - 1)
                self.place = position
            case _:
                pass

    def missing(self, place: Position, upto: int) -> list[int]:
        """Seqs that were wanted and not handed on; overtaken changes may be left out of latest."""
        history = self.server.epochs[place.epoch][place.seq : upto]
        seqs = [change.seq for change in history if passes(self.wanted, change)]
        return seqs if self.mode == "stream" else []

    @invariant()
    def is_honest(self) -> None:
        if not self.read:
            return
        position = self.subscription.position
        if position and self.place and position.epoch == self.place.epoch:
            assert not self.missing(self.place, position.seq), "the position promises too much"

    def teardown(self) -> None:
        """When the network is kind again, everything arrives."""
        if not hasattr(self, "subscription"):
            return
        self.server.copied = 10**9
        self.server.write(0)
        self.server.copied = 10**9
        for _ in range(SETTLED_STEPS_MAX):
            self.step()
            self.server.tell(4)
        assert self.subscription.is_live
        position = self.subscription.position
        assert position == Position(self.server.epoch, self.server.head)
        if self.place:
            assert not self.missing(self.place, position.seq)
        self.check_rows()

    def check_rows(self) -> None:
        """Overridden where rows are kept."""


class FollowingLatest(Following):
    mode = "latest"


class FollowingRows(Following):
    with_snapshot = True

    def check_rows(self) -> None:
        rows = self.server.rows().values()
        fresh = {str(row["id"]): row for row in rows if self.wanted.passes(row)}
        assert dict(self.mirror.rows) == fresh


class FollowingLatestRows(FollowingRows):
    mode = "latest"
