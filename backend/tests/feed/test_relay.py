"""The relay delivers exactly the feed, whatever Redis loses, repeats, reorders or invents."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from app.cli.embedded.account import prepare_data_dir
from app.cli.embedded.secrets import load_secrets
from app.cli.embedded.valkey import EmbeddedValkey
from app.feed import relay as relaying_module
from app.feed.change import Channel, Position
from app.feed.frames import Batch, heartbeat
from app.feed.unit_of_work import Journal
from tests.fixtures.feed import PATIENCE_SECONDS, Heard, announce, change, leading, relaying, until
from tests.fixtures.records import Records

INVENTORY = Channel.INVENTORY


class Unreliable:
    """Redis as a network makes it: what is published is lost, doubled or comes too late."""

    def __init__(self, redis: Redis, *, seed: int, beats: bool = True) -> None:
        self._redis = redis
        self._random = random.Random(seed)
        self._late: list[tuple[str, bytes]] = []
        self._beats = beats

    def __getattr__(self, name: str) -> Any:
        return getattr(self._redis, name)

    async def publish(self, channel: str, raw: bytes) -> None:
        if not Batch.decode(raw).changes:
            if self._beats:
                await self._redis.publish(channel, raw)
            return
        fate = self._random.random()
        if fate < 0.3:
            return
        if fate < 0.6:
            self._late.append((channel, raw))
            return
        await self._redis.publish(channel, raw)
        if fate < 0.8:
            await self._redis.publish(channel, raw)
        if self._late and fate > 0.7:
            await self._redis.publish(*self._late.pop(0))


async def write(journal: Journal, count: int, *, pause: float = 0.0) -> None:
    for number in range(1, count + 1):
        await announce(journal, change("a", number), change("p", number, Channel.PRICES))
        await asyncio.sleep(pause)


async def heard_all(heard: Heard, count: int) -> None:
    def all_there() -> bool:
        return min(len(heard.seqs[INVENTORY]), len(heard.seqs[Channel.PRICES])) >= count

    await until(all_there)
    assert heard.seqs[INVENTORY] == heard.seqs[Channel.PRICES] == list(range(1, count + 1))
    assert not heard.losses


async def test_batches_arrive_as_they_are_published(own_journal: Journal, redis: Redis) -> None:
    async with leading(own_journal, redis), relaying(own_journal, redis) as (relay, heard):
        assert heard.starts[INVENTORY].seq == 0
        await until(lambda: not relay.degraded)
        await write(own_journal, 20)
        await heard_all(heard, 20)
        (last,) = [item for item in heard.changes if item["seq"] == 20 and item["key"] == "a"]
        assert last["after"] == {"key": "a"}
        assert last["at"].endswith("Z")


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_an_unreliable_network_changes_nothing(
    own_journal: Journal, redis: Redis, seed: int
) -> None:
    network = Unreliable(redis, seed=seed)
    async with leading(own_journal, network), relaying(own_journal, redis) as (relay, heard):
        await until(lambda: not relay.degraded)
        await write(own_journal, 60, pause=0.01)
        await heard_all(heard, 60)
        assert not relay.degraded, "it was the gaps that were seen, not the polling"


async def test_a_lost_last_message_is_found_by_the_heartbeat(
    own_journal: Journal, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Unreliable(redis, seed=1)
    async with leading(own_journal, network), relaying(own_journal, redis) as (relay, heard):
        await until(lambda: not relay.degraded)
        monkeypatch.setattr(network._random, "random", lambda: 0.1)
        await write(own_journal, 3)
        await heard_all(heard, 3)
        assert not relay.degraded


async def test_a_process_starts_at_the_head(own_journal: Journal, redis: Redis) -> None:
    async with leading(own_journal, redis):
        async with relaying(own_journal, redis) as (_, early):
            await write(own_journal, 5)
            await heard_all(early, 5)
        async with relaying(own_journal, redis) as (_, heard):
            assert heard.starts[INVENTORY].seq == 5
            await announce(own_journal, change("a", 6))
            await until(lambda: heard.seqs[INVENTORY] == [6])


async def test_without_redis_the_feed_is_polled(
    own_journal: Journal, no_redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relaying_module, "REFILL_MAX", 7)
    async with leading(own_journal, no_redis), relaying(own_journal, no_redis) as (relay, heard):
        assert relay.degraded
        await write(own_journal, 40)
        await heard_all(heard, 40)


@pytest.fixture
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    """A Valkey of the test's own, which it may stop."""
    data_dir: Path = tmp_path_factory.mktemp("valkey")
    prepare_data_dir(data_dir)
    server = EmbeddedValkey.locate(data_dir, load_secrets(data_dir))
    server.ensure_running()
    yield server
    server.stop()


async def test_redis_goes_and_comes_back(
    own_journal: Journal, valkey: EmbeddedValkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relaying_module, "SILENCE_SECONDS", 1.5)
    client = Redis.from_url(valkey.ensure_running(), retry=None, socket_timeout=2)
    async with leading(own_journal, client), relaying(own_journal, client) as (relay, heard):
        await until(lambda: not relay.degraded)
        await write(own_journal, 5)
        await asyncio.to_thread(valkey.stop)
        await write(own_journal, 5)
        await heard_all(heard, 10)
        assert relay.degraded
        await asyncio.to_thread(valkey.ensure_running)
        await until(lambda: not relay.degraded)
        await write(own_journal, 5)
        await heard_all(heard, 15)
    await client.aclose()


@pytest.mark.parametrize(
    "raw",
    [
        b"hello",
        b"[1]",
        b'{"epoch": "x", "from": 1, "to": 9, "changes": 7}',
        b'{"epoch": null, "from": 5, "to": 5, "changes": [{}]}',
        Batch("another-shop", 500, 501, ['{"seq":500}', '{"seq":501}']).encode(),
        heartbeat(Position("another-shop", 7)).encode(),
    ],
)
async def test_strangers_on_the_channel_do_no_harm(
    own_journal: Journal, redis: Redis, raw: bytes
) -> None:
    async with leading(own_journal, redis), relaying(own_journal, redis) as (relay, heard):
        await until(lambda: not relay.degraded)
        for channel in Channel:
            await redis.publish(channel, raw)
        await write(own_journal, 3)
        await heard_all(heard, 3)


async def test_a_stop_that_a_library_swallows_is_a_stop(
    own_journal: Journal, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def swallowing(*_: Any, **__: Any) -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(PATIENCE_SECONDS)

    for name in ("subscribe", "get_message"):
        with monkeypatch.context() as patch:
            patch.setattr(PubSub, name, swallowing)
            async with relaying(own_journal, redis):
                await asyncio.sleep(0.2)


async def test_a_new_epoch_is_told(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    async with leading(own_journal, redis), relaying(own_journal, redis) as (_, heard):
        await write(own_journal, 3)
        await heard_all(heard, 3)
        await own_records.rows("UPDATE streams SET epoch = 'restored'")
        await until(lambda: {channel for channel, _ in heard.losses} == set(Channel))
        assert (INVENTORY, Position("restored", 3)) in heard.losses
        await announce(own_journal, change("a", 4))
        await until(lambda: heard.seqs[INVENTORY] == [1, 2, 3, 4])
        assert len(heard.losses) == 3


async def test_a_head_that_went_back_is_told(
    own_journal: Journal, own_records: Records, redis: Redis, no_redis: Redis
) -> None:
    """A database restored from a backup, with nobody who gave it a new epoch."""
    async with leading(own_journal, redis):
        await write(own_journal, 3)
        await own_records.settled()
    async with relaying(own_journal, no_redis) as (_, heard):
        await own_records.rows("DELETE FROM feed WHERE seq > 1")
        await own_records.rows("UPDATE streams SET head = 1 WHERE head > 1")
        await until(lambda: len(heard.losses) == 2)
    assert {position.seq for _, position in heard.losses} == {1}


async def test_what_retention_dropped_before_it_was_seen_is_told(
    own_journal: Journal, own_records: Records, redis: Redis, no_redis: Redis
) -> None:
    async with relaying(own_journal, no_redis) as (relay, heard):
        hold = asyncio.Lock()
        relay._locks[INVENTORY] = hold
        async with hold, leading(own_journal, redis):
            await write(own_journal, 5)
            await own_records.settled()
            await own_records.rows("DELETE FROM feed WHERE seq < 4")
            await own_records.rows("UPDATE streams SET floor = 4 WHERE head = 5")
        await until(lambda: (INVENTORY, 5) in [(c, p.seq) for c, p in heard.losses])
    assert heard.seqs[INVENTORY] == []


async def test_a_listener_that_fails_once_is_started_anew(
    own_journal: Journal, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with leading(own_journal, redis), relaying(own_journal, redis) as (_, heard):
        whole = heard.delivered

        def failing(*_: Any) -> None:
            monkeypatch.setattr(heard, "delivered", whole)
            raise ZeroDivisionError

        monkeypatch.setattr(heard, "delivered", failing)
        await announce(own_journal, change("a", 1))
        await until(lambda: len(heard.losses) == 3)
        await announce(own_journal, change("a", 2))
        await until(lambda: heard.seqs[INVENTORY] == [2])
