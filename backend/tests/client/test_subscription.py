"""Is every change handed on, in order and once, whatever the server and the network do?"""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tanamori_client import (
    Change,
    Changed,
    Event,
    Filter,
    NotPermitted,
    Position,
    Reset,
    ServerRefused,
    SnapshotEnded,
    SnapshotRows,
    SnapshotStarted,
    Subscription,
)
from tanamori_client.messages import Changes, ErrorMessage, Ok, Pos, ResetMessage
from tanamori_client.subscription import ReadChanges, ReadSnapshot
from tests.client.reader import Following, FollowingLatest, FollowingLatestRows, FollowingRows
from tests.client.simulation import Server, row_of

EFFORT = settings(max_examples=100, stateful_step_count=40, deadline=None)
HUNT = settings(
    max_examples=500,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CUPS = Filter.of(categories=["Cups"])
MACHINES = [Following, FollowingLatest, FollowingRows, FollowingLatestRows]


@pytest.mark.parametrize("machine", MACHINES)
def test_nothing_is_missed_and_nothing_comes_twice(machine: type[Following]) -> None:
    run_state_machine_as_test(machine, settings=EFFORT)


class WithoutHoles(Subscription):
    """Believes that what comes follows on what came."""

    def _on_changes(self, message: Changes) -> Sequence[Event]:
        events = self._hand_on(message.changes) if self.position else []
        if self.position:
            self._advance(message.seq)
        return events


class WithoutDedupe(Subscription):
    """Hands on whatever comes."""

    def _hand_on(self, changes: Iterable[Change]) -> list[Changed]:
        assert self.position
        return [Changed(one, Position(self.position.epoch, one.seq)) for one in changes]


class WithoutEpochs(Subscription):
    """Takes a reset for the end of a pause."""

    def _start_over(self, reason: str, joined: Position) -> Sequence[Event]:
        del reason
        self.position = joined
        return []


class WithoutPages(Subscription):
    """Jumps over what the socket does not bring."""

    def _on_ok(self, ok: Ok) -> Sequence[Event]:
        events = super()._on_ok(ok)
        if self._catch_up:
            self._catch_up, self.position = False, self._joined
        return events


class WithoutNewRows(Subscription):
    """Believes that only what changes can be wanted."""

    def _on_changes(self, message: Changes) -> Sequence[Event]:
        self.with_snapshot, asked = False, self.with_snapshot
        events = super()._on_changes(message)
        self.with_snapshot = asked
        return events


class WithoutLateCopies(Subscription):
    """Believes that a snapshot is as new as the socket."""

    def _end_snapshot(self, began: Position, joined: Position) -> Event:
        return super()._end_snapshot(max(began, joined, key=lambda place: place.seq), joined)


@pytest.mark.parametrize(
    ("without", "machine", "wanted"),
    [
        (WithoutHoles, Following, Filter()),
        (WithoutDedupe, Following, Filter()),
        (WithoutEpochs, Following, Filter()),
        (WithoutEpochs, FollowingRows, Filter()),
        (WithoutPages, Following, Filter()),
        (WithoutLateCopies, FollowingRows, Filter()),
        (WithoutNewRows, FollowingRows, CUPS),
        (WithoutNewRows, FollowingLatestRows, CUPS),
    ],
)
def test_without_a_mechanism_it_is_noticed(
    without: type[Subscription], machine: type[Following], wanted: Filter
) -> None:
    broken = type("Broken", (machine,), {"subscription_type": without, "narrowed": wanted})
    with pytest.raises(AssertionError):
        run_state_machine_as_test(broken, settings=HUNT)


# The same by hand, one rule each.


def joined(seq: int = 5, head: int = 5, **more: Any) -> Subscription:
    one = Subscription("inventory:updates", **more)
    one.connected()
    one.heard(Ok(one.id, "e0", seq, head))
    one.outgoing.clear()
    return one


def message(one: Subscription, prev: int, *seqs: int) -> Changes:
    server = Server()
    for _ in range(max(seqs)):
        server.write(1)
    return Changes(one.id, prev, max(seqs), tuple(server.history[seq - 1] for seq in seqs))


def seqs(events: Sequence[Event]) -> list[int]:
    return [event.change.seq for event in events if isinstance(event, Changed)]


def test_a_hole_is_mended_from_the_own_position() -> None:
    one = joined()
    old = one.id
    assert one.heard(message(one, 7, 8)) == []
    assert one.outgoing == [
        {"type": "unsub", "id": old},
        {
            "type": "sub",
            "id": one.id,
            "channel": "inventory:updates",
            "mode": "stream",
            "epoch": "e0",
            "since": 5,
        },
    ]
    assert one.holes == 1
    assert one.id != old


def test_what_was_seen_is_dropped_and_the_rest_handed_on() -> None:
    one = joined()
    assert seqs(one.heard(message(one, 3, 4, 5, 6))) == [6]
    assert one.position == Position("e0", 6)


def test_a_filter_leaves_out_and_the_position_moves_on() -> None:
    one = joined(wanted=Filter.of(["b"]))
    one.heard(Pos(one.id, 9))
    assert one.position == Position("e0", 9)
    one.heard(Pos(one.id, 8))
    assert one.position == Position("e0", 9)


def test_an_answer_to_an_earlier_attempt_is_passed_over() -> None:
    one = joined()
    late = message(one, 5, 6)
    one.disconnected()
    one.connected()
    assert one.heard(late) == []
    assert one.heard(ResetMessage(late.id, "epoch")) == []
    assert one.position == Position("e0", 5)


def test_a_larger_gap_than_the_server_remembers_is_read_from_pages() -> None:
    one = Subscription("inventory:updates", position=Position("e0", 1))
    one.connected()
    assert one.heard(ResetMessage(one.id, "too_far")) == []
    assert one.heard(Ok(one.id, "e0", 9, 9)) == []
    assert one.next_task() == ReadChanges(Position("e0", 1))
    assert not one.is_live


@pytest.mark.parametrize("reason", ["epoch", "expired", "ahead", "too_far"])
def test_with_rows_every_reset_is_a_new_snapshot(reason: str) -> None:
    one = Subscription("inventory:updates", position=Position("e0", 1), with_snapshot=True)
    one.connected()
    one.heard(ResetMessage(one.id, reason))
    lost, now = Position("e0", 1), Position("e1", 9)
    assert one.heard(Ok(one.id, "e1", 9, 9)) == [Reset(reason, lost, now)]
    assert one.next_task() == ReadSnapshot(None)
    assert one.position is None
    server = Server(epoch="e1")
    for key in (1, 2, 3):
        server.write(key)
    server.copied = 3
    events = [*one.read_snapshot(server.snapshot(None)), *one.read_snapshot(server.snapshot("2"))]
    first = (row_of(1, 1, "Tea/Green"), row_of(2, 1, "Cups"))
    rows = [SnapshotRows(first), SnapshotRows((row_of(3, 1, "Tea"),))]
    assert events == [SnapshotStarted(), *rows, SnapshotEnded(Position("e1", 3))]
    assert one.outgoing[-1]["since"] == 3, "the copy lagged behind what was joined"


def test_a_refusal_is_raised_and_one_of_another_subscription_is_not() -> None:
    one = joined()
    one.heard(ErrorMessage("forbidden", "x", "somebody else"))
    with pytest.raises(NotPermitted, match="price:read"):
        one.heard(ErrorMessage("forbidden", "needs price:read", None))
    with pytest.raises(ServerRefused, match="bad_message"):
        one.heard(ErrorMessage("bad_message", "no such mode", one.id))
