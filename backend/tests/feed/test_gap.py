"""Whatever the network does to the batches, what is delivered is exactly the feed."""

from dataclasses import dataclass, field

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from pydantic_core import to_json

from app.feed.change import Position
from app.feed.frames import Batch
from app.feed.gap import GapTracker, Verdict

FEED_MAX = 12


def batch(epoch: str, from_seq: int, to_seq: int) -> Batch:
    texts = [f'{{"seq":{seq}}}' for seq in range(from_seq, to_seq + 1)]
    return Batch(epoch, from_seq, to_seq, texts)


@dataclass
class Reader:
    """The relay without its I/O: it asks the tracker, and reads the feed where it is told to."""

    tracker: GapTracker
    epoch: str
    head: int
    delivered: list[int] = field(default_factory=list)
    lost: int = 0

    def receive(self, arriving: Batch) -> None:
        match self.tracker.judge(arriving):
            case Verdict.DELIVER:
                self._deliver(arriving)
            case Verdict.GAP | Verdict.NEW_EPOCH:
                self.catch_up()
            case Verdict.DUPLICATE:
                pass

    def catch_up(self) -> None:
        position = self.tracker.position
        if position is None:
            self.tracker.start(Position(self.epoch, self.head))
        elif position.epoch != self.epoch:
            self.tracker.start(Position(self.epoch, self.head))
            self.lost += 1
        elif position.seq < self.head:
            self._deliver(batch(self.epoch, position.seq + 1, self.head))

    def _deliver(self, arriving: Batch) -> None:
        self.tracker.advance(arriving.to_seq)
        self.delivered += [change["seq"] for change in arriving.changes]


@st.composite
def networks(draw: st.DrawFn) -> list[Batch]:
    """A feed cut into batches, then lost, repeated, reordered and mixed with heartbeats."""
    head = draw(st.integers(1, FEED_MAX))
    cuts = sorted(draw(st.sets(st.integers(1, head - 1)))) if head > 1 else []
    sent = [
        batch("now", start + 1, end) for start, end in zip([0, *cuts], [*cuts, head], strict=True)
    ]
    beats = [Batch("now", seq + 1, seq, ()) for seq in range(head + 1)]
    stale = [batch("before", 1, 3), Batch("before", 10, 9, ())]
    return draw(st.lists(st.sampled_from(sent + beats + stale), max_size=20))


def heads(network: list[Batch]) -> list[int]:
    """The head of the feed when each batch arrives: nothing is announced before it is written."""
    found, head = [], 0
    for arriving in network:
        if arriving.epoch == "now":
            head = max(head, arriving.to_seq)
        found.append(head)
    return found


def deliver(tracker: GapTracker, network: list[Batch]) -> Reader:
    tracker.start(Position("now", 0))
    reader = Reader(tracker, "now", 0)
    for arriving, head in zip(network, heads(network), strict=True):
        reader.head = head
        reader.receive(arriving)
    # The last heartbeat gets through in the end.
    reader.receive(Batch("now", reader.head + 1, reader.head, ()))
    return reader


@given(networks())
def test_what_is_delivered_is_exactly_the_feed(network: list[Batch]) -> None:
    reader = deliver(GapTracker(), network)
    assert reader.delivered == list(range(1, reader.head + 1))
    assert reader.lost == 0


class Trusting(GapTracker):
    """Takes every batch for the next one."""

    def judge(self, batch: Batch) -> Verdict:
        verdict = super().judge(batch)
        return Verdict.DELIVER if verdict is Verdict.GAP and batch.texts else verdict


class Repeating(GapTracker):
    """Does not notice what it has seen."""

    def judge(self, batch: Batch) -> Verdict:
        verdict = super().judge(batch)
        return Verdict.DELIVER if verdict is Verdict.DUPLICATE and batch.texts else verdict

    def advance(self, seq: int) -> None:
        assert self.position is not None
        self.position = Position(self.position.epoch, max(seq, self.position.seq))


class Deaf(GapTracker):
    """Ignores what a heartbeat says."""

    def judge(self, batch: Batch) -> Verdict:
        return super().judge(batch) if batch.texts else Verdict.DUPLICATE


@pytest.mark.parametrize("broken", [Trusting, Repeating, Deaf])
def test_without_one_of_its_checks_the_feed_would_be_wrong(broken: type[GapTracker]) -> None:
    def is_wrong(network: list[Batch]) -> bool:
        reader = deliver(broken(), network)
        return reader.delivered != list(range(1, reader.head + 1))

    try:
        find(networks(), is_wrong)
    except NoSuchExample:
        pytest.fail(f"{broken.__name__} delivers the feed as well: its check is not tested")


def test_history_that_was_lost_is_told() -> None:
    tracker = GapTracker()
    tracker.start(Position("before", 7))
    reader = Reader(tracker, "now", 3)
    reader.receive(batch("now", 2, 3))
    assert (reader.lost, reader.delivered) == (1, [])
    assert tracker.position == Position("now", 3)
    reader.head = 4
    reader.receive(batch("now", 4, 4))
    assert reader.delivered == [4]


def test_it_never_goes_back() -> None:
    tracker = GapTracker()
    with pytest.raises(ValueError, match="cannot go"):
        tracker.advance(1)
    tracker.start(Position("now", 5))
    with pytest.raises(ValueError, match="cannot go"):
        tracker.advance(4)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"[]",
        b"7",
        b"null",
        b"{}",
        b'{"epoch": "e", "from": "a", "to": 2, "changes": []}',
        b'{"epoch": "e", "from": 1, "to": 2, "changes": 5}',
        b'{"epoch": "e", "from": 1, "to": 2, "changes": [{}]}',
        b"\xff\x00",
    ],
)
def test_what_is_no_batch_is_no_batch(raw: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        Batch.decode(raw)


@given(st.integers(1, 2**53), st.lists(st.dictionaries(st.text(), st.integers()), max_size=4))
def test_a_batch_comes_back_as_it_went(from_seq: int, changes: list[dict[str, int]]) -> None:
    places = enumerate(changes, start=from_seq)
    texts = [to_json({"seq": seq, "after": after}).decode() for seq, after in places]
    sent = Batch("e", from_seq, from_seq + len(changes) - 1, texts)
    assert Batch.decode(sent.encode()) == sent
