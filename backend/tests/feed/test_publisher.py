"""Redis may be slow, away or mute: numbering never waits for it, and what it takes is in order."""

import asyncio
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisAway

from app.feed import metrics, publisher
from app.feed.change import Channel, Position
from app.feed.frames import Batch, heartbeat
from app.feed.publisher import WAITING_MAX, Publisher
from app.feed.seal import Seal
from app.feed.unit_of_work import Journal
from tests.fixtures.feed import announce, change, leading, running, until
from tests.fixtures.records import Records


class Taking:
    """A Redis that takes what it is let, and fails when it is told to."""

    def __init__(self) -> None:
        self.may = asyncio.Event()
        self.may.set()
        self.failing = 0
        self.taken: list[tuple[str, int]] = []
        self.numbered: list[tuple[str, int]] = []
        self.tries = 0

    async def publish(self, channel: Channel, raw: bytes) -> None:
        self.tries += 1
        await self.may.wait()
        if self.failing:
            self.failing -= 1
            raise RedisAway
        batch = Batch.decode(raw)
        self.taken.append((channel, batch.to_seq))
        # A heartbeat tells what the head was when it was looked up, which may be a step ago.
        if batch.texts:
            self.numbered.append((channel, batch.to_seq))

    async def get(self, *_: Any) -> None:
        """Nothing was kept."""

    async def set(self, *_: Any, **__: Any) -> None:
        await self.may.wait()


def publisher_of(redis: Taking) -> Publisher:
    return Publisher(redis, Seal(bytes(32)))  # type: ignore[arg-type]


def beat(seq: int) -> Batch:
    return heartbeat(Position("e", seq))


def unpublished() -> float:
    ((sample, *_),) = [metric.samples for metric in metrics.UNPUBLISHED.collect()]
    return float(sample.value)


async def test_the_order_is_kept() -> None:
    redis = Taking()
    publishing = publisher_of(redis)
    async with running(publishing.run()):
        for seq in range(50):
            publishing.publish(Channel.INVENTORY, beat(seq))
            publishing.publish(Channel.PRICES, beat(seq))
            await asyncio.sleep(0)
        await until(lambda: len(redis.taken) == 100)
    for channel in (Channel.INVENTORY, Channel.PRICES):
        assert [seq for name, seq in redis.taken if name == channel] == list(range(50))


async def test_what_waits_for_a_mute_redis_is_bounded_and_the_newest() -> None:
    redis = Taking()
    redis.may.clear()
    publishing = publisher_of(redis)
    before = unpublished()
    async with running(publishing.run()):
        for seq in range(3 * WAITING_MAX):
            publishing.publish(Channel.INVENTORY, beat(seq))
            if seq % 100 == 0:
                await asyncio.sleep(0)
        assert len(publishing._waiting) == WAITING_MAX
        assert unpublished() - before == 2 * WAITING_MAX
        redis.may.set()
        await until(lambda: bool(redis.taken) and redis.taken[-1][1] == 3 * WAITING_MAX - 1)
    seqs = [seq for _, seq in redis.taken]
    assert seqs == sorted(set(seqs))
    assert len(seqs) <= WAITING_MAX + 1


async def test_what_redis_does_not_take_is_dropped_and_not_tried_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(publisher, "REST_SECONDS", 0.05)
    redis = Taking()
    redis.failing = 1
    publishing = publisher_of(redis)
    before = unpublished()
    async with running(publishing.run()):
        for seq in range(5):
            publishing.publish(Channel.INVENTORY, beat(seq))
        await until(lambda: redis.tries == 1)
        await until(lambda: not publishing._waiting)
        assert unpublished() - before == 5
        publishing.publish(Channel.INVENTORY, beat(9))
        await until(lambda: bool(redis.taken))
    assert redis.taken == [(Channel.INVENTORY, 9)]
    assert redis.tries == 2


@pytest.mark.parametrize("how", ["mute", "away"])
async def test_numbering_does_not_wait(
    own_journal: Journal, own_records: Records, no_redis: Redis, how: str
) -> None:
    """Neither for a Redis that refuses, nor for one that takes the message and never answers."""
    redis: Any = no_redis
    if how == "mute":
        redis = Taking()
        redis.may.clear()
    async with leading(own_journal, redis) as sequencer:
        for number in range(1, 31):
            await announce(own_journal, change("a", number))
        async with asyncio.timeout(5):
            await own_records.settled()
        assert sequencer.leading
        if how == "mute":
            redis.may.set()
            await until(lambda: len(redis.taken) > 3)
            told = [seq for name, seq in redis.numbered if name == Channel.INVENTORY]
            assert told == sorted(told)
    assert await own_records.value("SELECT count(*) FROM feed") == 30
