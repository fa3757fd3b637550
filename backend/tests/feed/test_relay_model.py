"""The relay without its network: whatever Redis and the database do, in whatever order, what a
listener hears is the feed.

Hypothesis plays both: messages are lost, repeated and late, reads fail or take their time while
others arrive, history is taken back and old pages are dropped.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from app.feed import queries
from app.feed.change import Channel, Position, StampedChange
from app.feed.frames import Batch, batch_of, heartbeat
from app.feed.gap import GapTracker, Verdict
from app.feed.relay import Relay

INVENTORY = Channel.INVENTORY

Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["commit", "arrive", "again", "beat", "poll", "fail", "restore", "forget"]),
        st.integers(0, 5),
    ),
    max_size=30,
)


def change(seq: int, history: int) -> StampedChange:
    text = f'{{"seq":{seq},"history":{history}}}'
    return StampedChange(seq, INVENTORY, "test.changed", str(seq), text)


@dataclass
class World:
    """The feed as the database has it, and what is on its way from Redis."""

    changes: list[StampedChange] = field(default_factory=list)
    history: int = 0
    floor: int = 1
    failures: int = 0
    network: list[Batch] = field(default_factory=list)

    @property
    def head(self) -> Position:
        return Position(f"epoch-{self.history}", len(self.changes))

    def commit(self, count: int) -> None:
        first = len(self.changes) + 1
        new = [change(seq, self.history) for seq in range(first, first + count)]
        self.changes += new
        if new:
            self.network.append(batch_of(self.head.epoch, new))

    def restore(self, count: int) -> None:
        """The newest are taken back, and their numbers given again."""
        self.history += 1
        del self.changes[max(len(self.changes) - count, 0) :]

    async def read(self) -> None:
        # Whoever arrives meanwhile arrives in between.
        await asyncio.sleep(0)
        if self.failures:
            self.failures -= 1
            raise ConnectionError

    async def read_head(self, *_: Any) -> Position:
        await self.read()
        return self.head

    async def list_changes(self, *_: Any, since: int, limit: int) -> list[StampedChange]:
        await self.read()
        kept = self.changes[max(since, self.floor - 1) :]
        return kept[:limit]


class Database:
    @asynccontextmanager
    async def session(self) -> AsyncIterator[None]:
        yield None


@dataclass
class Listener:
    """Knows where it is; anything that does not follow is noted."""

    position: Position | None = None
    heard: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def started(self, _channel: Channel, position: Position, _history: Batch) -> None:
        self.position, self.heard = position, []

    def lost(self, _channel: Channel, position: Position) -> None:
        self.position, self.heard = position, []

    def delivered(self, _channel: Channel, batch: Batch) -> None:
        assert self.position is not None
        if (batch.epoch, batch.from_seq) != (self.position.epoch, self.position.seq + 1):
            self.wrong.append(f"{batch.from_seq} of {batch.epoch} behind {self.position}")
        self.position = Position(batch.epoch, batch.to_seq)
        self.heard += batch.texts

    def check(self, world: World) -> None:
        """At the end it is at the head, and has heard what the feed has since its start."""
        if self.position != world.head:
            self.wrong.append(f"it stands at {self.position}, the head is {world.head}")
        tail = [each.text for each in world.changes][len(world.changes) - len(self.heard) :]
        if self.heard != tail:
            self.wrong.append(f"it heard {self.heard}, the feed has {tail}")


async def play(steps: Sequence[Step]) -> list[str]:
    """What was wrong with what the listener heard."""
    world, listener = World(), Listener()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "head", world.read_head)
        patch.setattr(queries, "list_changes", world.list_changes)
        relay = Relay(Database(), None, [listener])  # type: ignore[arg-type]
        await relay._refill(INVENTORY)
        async with asyncio.TaskGroup() as tasks:
            for step in steps:
                take(step, world, relay, tasks)
                await asyncio.sleep(0)
        world.failures = 0
        # The last heartbeat gets through in the end.
        await relay._receive(INVENTORY, heartbeat(world.head))
        listener.check(world)
    return listener.wrong


def take(step: Step, world: World, relay: Relay, tasks: asyncio.TaskGroup) -> None:
    kind, number = step
    match kind:
        case "commit":
            world.commit(number)
        case "arrive" if world.network:
            arriving = world.network.pop(number % len(world.network))
            tasks.create_task(attempt(relay._receive(INVENTORY, arriving)))
        case "again" if world.network:
            arriving = world.network[number % len(world.network)]
            tasks.create_task(attempt(relay._receive(INVENTORY, arriving)))
        case "beat":
            tasks.create_task(attempt(relay._receive(INVENTORY, heartbeat(world.head))))
        case "poll":
            tasks.create_task(attempt(relay._refill(INVENTORY)))
        case "fail":
            world.failures = number
        case "restore":
            world.restore(number)
        case "forget":
            world.floor = max(world.floor, len(world.changes) - number + 1)
        case _:
            pass


async def attempt(work: Any) -> None:
    """As the relay's loops do: what could not be read is found missing again later."""
    with suppress(ConnectionError):
        await work


@hypothesis(max_examples=400)
@given(STEPS)
def test_what_is_heard_is_the_feed(steps: list[Step]) -> None:
    assert asyncio.run(play(steps)) == []


class Trusting(GapTracker):
    """Takes every batch for the next one."""

    def judge(self, batch: Batch) -> Verdict:
        verdict = super().judge(batch)
        return Verdict.DELIVER if verdict is Verdict.GAP and batch.texts else verdict


class Timeless(GapTracker):
    """Does not look at epochs."""

    def judge(self, batch: Batch) -> Verdict:
        if self.position is not None:
            batch = Batch(self.position.epoch, batch.from_seq, batch.to_seq, batch.texts)
        return super().judge(batch)


class Deaf(GapTracker):
    """Ignores what a heartbeat says."""

    def judge(self, batch: Batch) -> Verdict:
        return super().judge(batch) if batch.texts else Verdict.DUPLICATE


@pytest.mark.parametrize("broken", [Trusting, Timeless, Deaf])
def test_without_one_of_its_checks_it_would_be_wrong(
    broken: type[GapTracker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.feed.relay.GapTracker", broken)
    try:
        find(STEPS, lambda steps: bool(asyncio.run(play(steps))))
    except NoSuchExample:
        pytest.fail(f"with {broken.__name__} it hears the feed as well: its check is not tested")
