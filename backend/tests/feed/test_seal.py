"""Redis is not believed: what it brings counts only with the MAC of this installation."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis

from app.feed import metrics
from app.feed import relay as relaying_module
from app.feed.change import Channel, Position
from app.feed.frames import Batch, heartbeat
from app.feed.seal import Forged, Seal
from app.feed.unit_of_work import Journal
from tests.fixtures.feed import announce, change, leading, relaying, until
from tests.fixtures.records import Records

INVENTORY = Channel.INVENTORY
KEY = bytes(range(32))
TEXT = (
    '{"seq":%d,"type":"test.changed","key":"a","version":9,"before":null,'
    '"after":{"key":"a","on_hand":999999},"cause":{},"at":"2026-01-01T00:00:00Z"}'
)


def rejected(reason: str = "forged") -> float:
    samples = [sample for metric in metrics.REJECTED.collect() for sample in metric.samples]
    return sum(
        sample.value
        for sample in samples
        if sample.labels.get("reason") == reason and sample.name.endswith("_total")
    )


def batch(seq: int, epoch: str = "e") -> Batch:
    return Batch(epoch, seq, seq, [TEXT % seq])


class TestSeal:
    def test_message_stays_a_json_object_and_opens(self) -> None:
        sealed = Seal(KEY).close(INVENTORY, batch(7).encode())
        Seal(KEY).open(INVENTORY, sealed)
        assert json.loads(sealed)["changes"][0]["seq"] == 7
        assert Batch.decode(sealed) == batch(7)

    def test_message_of_another_channel_is_refused(self) -> None:
        sealed = Seal(KEY).close(INVENTORY, batch(7).encode())
        with pytest.raises(Forged):
            Seal(KEY).open(Channel.PRICES, sealed)

    def test_message_of_another_installation_is_refused(self) -> None:
        sealed = Seal(bytes(32)).close(INVENTORY, batch(7).encode())
        with pytest.raises(Forged):
            Seal(KEY).open(INVENTORY, sealed)

    def test_every_truncated_message_is_refused(self) -> None:
        sealed = Seal(KEY).close(INVENTORY, heartbeat(Position("e", 7)).encode())
        for end in range(len(sealed)):
            with pytest.raises(Forged):
                Seal(KEY).open(INVENTORY, sealed[:end])

    @given(st.integers(0, 400), st.integers(1, 255))
    def test_message_with_one_changed_byte_is_refused(self, place: int, change: int) -> None:
        sealed = bytearray(Seal(KEY).close(INVENTORY, batch(7).encode()))
        sealed[place % len(sealed)] ^= change
        with pytest.raises(Forged):
            Seal(KEY).open(INVENTORY, bytes(sealed))

    @given(st.binary(max_size=300))
    def test_other_bytes_are_refused(self, message: bytes) -> None:
        with pytest.raises(Forged):
            Seal(KEY).open(INVENTORY, message)


def unsealed(epoch: str, seq: int) -> bytes:
    return batch(seq, epoch).encode()


def other_key(epoch: str, seq: int) -> bytes:
    return Seal(bytes(32)).close(INVENTORY, batch(seq, epoch).encode())


def made_up_mac(epoch: str, seq: int) -> bytes:
    return b'{"mac":"' + b"0" * 64 + b'",' + batch(seq, epoch).encode()[1:]


def other_epoch(_: str, seq: int) -> bytes:
    return unsealed("restored", seq)


def wide(epoch: str, seq: int) -> bytes:
    return Batch(epoch, seq, seq + 5, [TEXT % (seq + n) for n in range(6)]).encode()


async def position(records: Records) -> tuple[str, int]:
    (row,) = await records.rows(
        "SELECT epoch, head FROM streams WHERE channel = 'inventory:updates'"
    )
    return row["epoch"], row["head"]


class TestForgery:
    @pytest.mark.parametrize("forge", [unsealed, other_key, made_up_mac, other_epoch, wide])
    async def test_forged_batch_is_dropped_by_every_process_and_the_next_change_arrives(
        self,
        own_journal: Journal,
        own_records: Records,
        redis: Redis,
        forge: Callable[[str, int], bytes],
    ) -> None:
        async with (
            leading(own_journal, redis),
            relaying(own_journal, redis) as (relay, heard),
            relaying(own_journal, redis) as (other, other_heard),
        ):
            await until(lambda: not relay.degraded and not other.degraded)
            await announce(own_journal, change("a", 1))
            await until(lambda: heard.seqs[INVENTORY] == [1])
            epoch, head = await position(own_records)
            before = rejected()
            await redis.publish(INVENTORY, forge(epoch, head + 1))
            await until(lambda: rejected() >= before + 2)
            await announce(own_journal, change("a", 2))
            await until(lambda: heard.seqs[INVENTORY] == other_heard.seqs[INVENTORY] == [1, 2])
            for listener in (heard, other_heard):
                assert [item["version"] for item in listener.changes] == [1, 2]
                assert not listener.losses

    async def test_repeated_batch_has_no_effect(self, own_journal: Journal, redis: Redis) -> None:
        async with (
            recording(redis) as messages,
            leading(own_journal, redis),
            relaying(own_journal, redis) as (_, heard),
        ):
            await announce(own_journal, change("a", 1))
            await until(lambda: heard.seqs[INVENTORY] == [1])
            await until(lambda: any(Batch.decode(raw).changes for raw in messages))
            for raw in list(messages):
                await redis.publish(INVENTORY, raw)
            await announce(own_journal, change("a", 2))
            await until(lambda: heard.seqs[INVENTORY] == [1, 2])
            assert not heard.losses

    async def test_forged_messages_do_not_pass_for_a_living_feed(
        self, own_journal: Journal, redis: Redis, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(relaying_module, "SILENCE_SECONDS", 0.3)
        async with relaying(own_journal, redis) as (relay, _):
            for _ in range(20):
                await redis.publish(INVENTORY, heartbeat(Position("e", 0)).encode())
            assert relay.degraded

    async def test_old_messages_cannot_hide_new_changes(
        self, own_journal: Journal, redis: Redis, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A Redis that delivers the same authentic heartbeat for ever, and nothing else."""
        monkeypatch.setattr(relaying_module, "CHECK_SECONDS", 0.5)
        async with recording(redis) as messages, leading(own_journal, redis):
            await until(lambda: bool(messages))
            (beat,) = messages[:1]
        deaf = Deaf(redis)
        async with leading(own_journal, deaf), relaying(own_journal, redis) as (relay, heard):

            async def fresh() -> bool:
                await redis.publish(INVENTORY, beat)
                return not relay.degraded

            async def arrived() -> bool:
                await redis.publish(INVENTORY, beat)
                return heard.seqs[INVENTORY] == [1]

            await until(fresh)
            await announce(own_journal, change("a", 1))
            await until(arrived)
            assert not relay.degraded

    async def test_key_that_was_replaced_is_read_again(
        self,
        own_journal: Journal,
        own_records: Records,
        redis: Redis,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """As where the database of a running process is replaced by another one."""
        monkeypatch.setattr(relaying_module, "KEY_SECONDS", 0.0)
        monkeypatch.setattr(relaying_module, "CHECK_SECONDS", 60.0)
        async with relaying(own_journal, redis) as (relay, heard):
            await own_records.rows("UPDATE installation_key SET value = $1", KEY)
            async with leading(own_journal, redis):
                await until(lambda: not relay.degraded)
                await announce(own_journal, change("a", 1))
                await until(lambda: heard.seqs[INVENTORY] == [1])


class Deaf:
    """Redis for a leader, which takes everything and delivers none of it."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def __getattr__(self, name: str) -> Any:
        return getattr(self._redis, name)

    async def publish(self, *_: Any) -> None:
        await asyncio.sleep(0)


@asynccontextmanager
async def recording(redis: Redis) -> AsyncIterator[list[bytes]]:
    """What is published for the inventory, as it goes by."""
    messages: list[bytes] = []
    async with redis.pubsub(ignore_subscribe_messages=True) as pubsub:
        await pubsub.subscribe(INVENTORY)

        async def listen() -> None:
            async for message in pubsub.listen():
                messages.append(message["data"])  # noqa: PERF401 - it never ends

        task = asyncio.create_task(listen())
        try:
            yield messages
        finally:
            task.cancel()
