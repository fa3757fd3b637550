"""Nothing is lost or doubled, each lane keeps its order, and nobody starves."""

from collections import Counter
from itertools import count
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.stock.engine.coalescer import Coalescer, LaneFull


class Command(NamedTuple):
    lane: int
    number: int
    size: int


class CoalescerMachine(RuleBasedStateMachine):
    """The coalescer beside the plainest list of what waits, oldest first."""

    @initialize(
        batch_max=st.integers(1, 8), lane_max=st.integers(1, 12), total_max=st.integers(1, 20)
    )
    def begin(self, batch_max: int, lane_max: int, total_max: int) -> None:
        self.batch_max, self.lane_max, self.total_max = batch_max, lane_max, total_max
        self.coalescer: Coalescer[Command] = Coalescer(
            batch_max=batch_max, lane_max=lane_max, total_max=total_max
        )
        self.numbers = count()
        self.waiting: list[Command] = []
        self.passed_over: Counter[int] = Counter()

    @rule(lane=st.integers(0, 5), sizes=st.lists(st.integers(1, 12), min_size=1, max_size=6))
    def offer(self, lane: int, sizes: list[int]) -> None:
        commands = [Command(lane, next(self.numbers), size) for size in sizes]
        in_lane = sum(command.lane == lane for command in self.waiting)
        fits = (
            len(self.waiting) + len(commands) <= self.total_max
            and in_lane + len(commands) <= self.lane_max
        )
        offered = [(command, command.size) for command in commands]
        if fits:
            self.coalescer.offer(lane, offered)
            self.waiting += commands
        else:
            with pytest.raises(LaneFull):
                self.coalescer.offer(lane, offered)

    @rule()
    def take(self) -> None:
        lanes = {command.lane for command in self.waiting}
        batch = self.coalescer.take()
        assert bool(batch) == bool(self.waiting), "what waits is taken, and nothing else"
        assert len(set(batch)) == len(batch), "nothing twice"
        assert sum(command.size for command in batch) <= self.batch_max or len(batch) == 1
        self._assert_order(batch)
        self._assert_turns(batch, lanes)
        for command in batch:
            self.waiting.remove(command)

    def _assert_order(self, batch: list[Command]) -> None:
        for lane in {command.lane for command in batch}:
            taken = [command for command in batch if command.lane == lane]
            queued = [command for command in self.waiting if command.lane == lane]
            assert taken == queued[: len(taken)], "first come, first served"

    def _assert_turns(self, batch: list[Command], lanes: set[int]) -> None:
        """Nobody gets a second turn while somebody whose command fits has had none, and nobody is
        passed over for ever."""
        turns = Counter(command.lane for command in batch)
        room = self.batch_max - sum(command.size for command in batch)
        for lane in lanes - turns.keys():
            head = next(command for command in self.waiting if command.lane == lane)
            assert head.size > room, "what fits is taken along"
        for lane in turns:
            self.passed_over.pop(lane, None)
        for lane in lanes - turns.keys():
            self.passed_over[lane] += 1
            assert self.passed_over[lane] <= len(lanes) + 6

    @invariant()
    def counts_what_waits(self) -> None:
        if hasattr(self, "waiting"):
            assert len(self.coalescer) == len(self.waiting)

    def teardown(self) -> None:
        """Nothing is left behind."""
        if hasattr(self, "waiting"):
            while self.waiting:
                self.take()
            assert self.coalescer.take() == []


TestCoalescer = CoalescerMachine.TestCase
TestCoalescer.settings = hypothesis(max_examples=150, stateful_step_count=30)


def coalescer(batch_max: int = 256) -> Coalescer[str]:
    return Coalescer(batch_max=batch_max, lane_max=2_000, total_max=20_000)


@given(hot=st.integers(0, 2_000), batch_max=st.integers(2, 300))
@hypothesis(max_examples=60)
def test_a_cold_lane_is_in_the_next_batch_however_long_the_hot_one_is(
    hot: int, batch_max: int
) -> None:
    waiting = coalescer(batch_max)
    waiting.offer("hot", [(f"hot {number}", 1) for number in range(hot)])
    waiting.offer("cold", [("cold", 1)])
    assert "cold" in waiting.take()


def test_lanes_take_turns() -> None:
    waiting = coalescer(batch_max=4)
    waiting.offer("a", [(f"a{number}", 1) for number in range(1, 6)])
    waiting.offer("b", [("b1", 1), ("b2", 1)])
    waiting.offer("c", [("c1", 1)])
    assert waiting.take() == ["a1", "b1", "c1", "a2"]
    assert waiting.take() == ["b2", "a3", "a4", "a5"]
    assert waiting.take() == []


def test_a_lane_that_got_nothing_is_first_in_the_next_batch() -> None:
    waiting = coalescer(batch_max=3)
    for lane in "abcde":
        waiting.offer(lane, [(f"{lane}{number}", 1) for number in (1, 2)])
    assert waiting.take() == ["a1", "b1", "c1"]
    assert waiting.take() == ["d1", "e1", "a2"]
    assert waiting.take() == ["b2", "c2", "d2"]
    assert waiting.take() == ["e2"]


@pytest.mark.parametrize("others", [0, 1])
def test_a_command_larger_than_a_batch_goes_alone(others: int) -> None:
    waiting = coalescer(batch_max=4)
    waiting.offer("large", [("large", 100), ("after", 1)])
    if others:
        waiting.offer("other", [("other", 1)])
    assert waiting.take() == ["large"]
    assert sorted(waiting.take()) == ["after", "other"][: 1 + others]


def test_a_large_command_is_not_passed_over_for_ever() -> None:
    waiting = coalescer(batch_max=4)
    waiting.offer("small", [(f"s{number}", 1) for number in range(40)])
    waiting.offer("large", [("large", 100)])
    batches = [waiting.take() for _ in range(3)]
    assert ["large"] in batches


def test_what_does_not_fit_is_refused_whole() -> None:
    waiting: Coalescer[int] = Coalescer(batch_max=10, lane_max=3, total_max=4)
    waiting.offer("a", [(1, 1), (2, 1)])
    with pytest.raises(LaneFull):
        waiting.offer("a", [(3, 1), (4, 1)])
    with pytest.raises(LaneFull):
        waiting.offer("b", [(5, 1), (6, 1), (7, 1)])
    waiting.offer("b", [(8, 1), (9, 1)])
    with pytest.raises(LaneFull):
        waiting.offer("c", [(10, 1)])
    assert waiting.take() == [1, 8, 2, 9]
    waiting.offer("c", [(11, 1)])
    assert waiting.take() == [11]
