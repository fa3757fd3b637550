"""What a process knows of the time before its start, and how soon it notices a silent Redis."""

import asyncio
import time
from typing import Any

import pytest
from redis.asyncio import Redis

from app.feed import relay as relaying_module
from app.feed.change import Channel
from app.feed.unit_of_work import Journal
from tests.fixtures.feed import announce, change, leading, relaying, until
from tests.fixtures.records import Records

INVENTORY, PRICES = Channel.INVENTORY, Channel.PRICES


async def write(journal: Journal, records: Records, redis: Redis, count: int) -> None:
    async with leading(journal, redis):
        await announce(journal, *(change("a", number) for number in range(count)))
        await announce(journal, change("p", 1, PRICES))
        await records.settled()


@pytest.mark.parametrize("most", [1, 4, 5, 6, 10_000])
async def test_the_newest_changes_up_to_the_head(
    own_journal: Journal,
    own_records: Records,
    no_redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
) -> None:
    monkeypatch.setattr(relaying_module, "HISTORY_MAX", most)
    await write(own_journal, own_records, no_redis, 5)
    async with relaying(own_journal, no_redis) as (_, heard):
        first = max(1, 6 - most)
        history = heard.histories[INVENTORY]
        assert (history.from_seq, history.to_seq) == (first, 5)
        assert [each["seq"] for each in history.changes] == list(range(first, 6))
        assert heard.starts[INVENTORY].seq == 5
        assert heard.histories[PRICES].to_seq == 1
        assert heard.histories[Channel.ALERTS].changes == []
        assert heard.seqs[INVENTORY] == [], "history is no news"


async def test_history_begins_where_retention_has_left_it(
    own_journal: Journal, own_records: Records, no_redis: Redis
) -> None:
    await write(own_journal, own_records, no_redis, 5)
    await own_records.rows("DELETE FROM feed WHERE seq < 3 OR channel = $1", PRICES)
    async with relaying(own_journal, no_redis) as (_, heard):
        history = heard.histories[INVENTORY]
        assert (history.from_seq, history.to_seq) == (3, 5)
        assert heard.histories[PRICES].changes == []
        assert heard.starts[PRICES].seq == 1


async def test_history_and_news_meet_without_a_seam(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    """However a process starts into a stream of changes."""
    async with leading(own_journal, redis):
        stop = asyncio.Event()

        async def go_on() -> int:
            number = 0
            while not stop.is_set():
                number += 1
                await announce(own_journal, change("a", number))
            return number

        writing = asyncio.create_task(go_on())
        for _ in range(5):
            async with relaying(own_journal, redis) as (_, heard):
                await until(lambda heard=heard: len(heard.seqs[INVENTORY]) > 20)  # type: ignore[misc]
                known = [each["seq"] for each in heard.histories[INVENTORY].changes]
                seen = known + heard.seqs[INVENTORY]
                assert seen == list(range(1, len(seen) + 1))
                assert not heard.losses
        stop.set()
        await writing


class Mute:
    """Connections to Redis that become half-open: nothing fails, and nothing comes any more. Only
    a new one is heard again."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._opened = 0
        self._mute_up_to = 0

    def fall_silent(self) -> None:
        self._mute_up_to = self._opened

    def __getattr__(self, name: str) -> Any:
        return getattr(self._redis, name)

    def pubsub(self, **options: Any) -> Any:
        pubsub: Any = self._redis.pubsub(**options)
        hear = pubsub.get_message
        self._opened += 1
        number = self._opened

        async def get_message(timeout: float) -> Any:  # noqa: ASYNC109 - as the library has it
            if number <= self._mute_up_to:
                await asyncio.sleep(timeout)
                return None
            return await hear(timeout=timeout)

        pubsub.get_message = get_message
        return pubsub


async def test_a_redis_that_is_silent_is_noticed_in_time(
    own_journal: Journal, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its silence alone; meanwhile the feed is read from the database."""
    line = Mute(redis)
    monkeypatch.setattr(relaying_module, "SILENCE_SECONDS", 1.0)
    async with leading(own_journal, redis), relaying(own_journal, line) as (relay, heard):
        await until(lambda: not relay.degraded)
        line.fall_silent()
        # What was being waited for may still come.
        await asyncio.sleep(1.2 * relaying_module.LISTEN_SECONDS)
        began = time.monotonic()
        await announce(own_journal, change("a", 1))
        await until(lambda: heard.seqs[INVENTORY] == [1])
        took = time.monotonic() - began
        assert relay.degraded
        assert took < 1.0 + relaying_module.POLL_SECONDS + 1.0
        # It has been given up for a new one.
        await until(lambda: not relay.degraded)
        await announce(own_journal, change("a", 2))
        await until(lambda: heard.seqs[INVENTORY] == [1, 2])
        assert not heard.losses


def test_silence_is_longer_than_two_heartbeats() -> None:
    """One may be lost; the promise is three seconds."""
    assert 2.0 < relaying_module.SILENCE_SECONDS < 3.0 - relaying_module.LISTEN_SECONDS
