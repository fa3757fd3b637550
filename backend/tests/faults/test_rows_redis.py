"""Rows of the matrix in which Redis, or the way to it, breaks (docs/faults.md)."""

import asyncio
from random import Random

from httpx import AsyncClient
from redis.asyncio import Redis

from app.feed.change import Channel
from app.feed.frames import Batch
from app.feed.seal import Seal
from tests.faults.checker import assert_kept
from tests.faults.history import Bounds
from tests.faults.house import House, Process
from tests.faults.redis_messages import RedisMessages
from tests.faults.scene import Scene

# A lost message is repaired within this time, also when Redis is dead; a busy machine takes longer.
REPAIRED_SECONDS = 3.3
SLACK_SECONDS = 2.0
REPAIRED = Bounds(late=REPAIRED_SECONDS + SLACK_SECONDS)

# How much fits between Redis and a process that hangs is the kernel's to say.
FLOOD_BYTES_MAX = 400_000_000
BUFFER_LIMIT = "pubsub 1mb 256kb 1"
USUAL_LIMIT = "pubsub 32mb 8mb 60"
EPOCH = "SELECT epoch FROM streams WHERE channel = 'inventory:updates'"
STREAM = "SELECT epoch, head FROM streams WHERE channel = 'inventory:updates'"
HEARTBEAT = b'"changes":[\n\n]}'
CUT_OFF = "client_output_buffer_limit_disconnections"


async def test_row_06_redis_restarted_flushed_and_its_readers_cut_off(
    scene: Scene, house: House
) -> None:
    levels = await scene.levels()
    for process in house.processes:
        await scene.follow(process)
    scene.trade(levels)
    async with house.redis() as redis:
        await asyncio.sleep(0.3)
        await redis.flushall()
        await asyncio.sleep(0.3)
        assert await redis.client_kill_filter(_type="pubsub") >= len(house.processes)
        await asyncio.sleep(0.5)
    await asyncio.to_thread(house.cache.stop)
    await asyncio.sleep(1)
    await asyncio.to_thread(house.cache.ensure_running)
    await asyncio.sleep(1)
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8 bound", REPAIRED)


async def test_row_07_redis_half_open(scene: Scene, house: House) -> None:
    leader, _ = await house.leader()
    (deaf,) = house.others(leader)
    levels = await scene.levels()
    await scene.follow(deaf)
    await scene.follow(leader)
    scene.trade(levels)
    await asyncio.sleep(0.3)
    deaf.redis.half_open()
    await asyncio.sleep(REPAIRED_SECONDS + 1)
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8 bound", REPAIRED)


async def test_row_08_a_subscriber_that_redis_cuts_off(scene: Scene, house: House) -> None:
    leader, _ = await house.leader()
    (hanging,) = house.others(leader)
    levels = await scene.levels()
    await scene.follow(hanging, leader)
    scene.trade(levels)
    async with house.redis() as redis:
        await redis.config_set("client-output-buffer-limit", BUFFER_LIMIT)
        hanging.pause()
        cut_off = await _flood(redis, await house.records.value(EPOCH))
        await redis.config_set("client-output-buffer-limit", USUAL_LIMIT)
    hanging.go_on()
    history = await scene.settle()
    assert cut_off, "Redis kept it all; the flood was too small"
    assert_kept(history, "I1 I2 I3 I4 I8")


async def _flood(redis: Redis, epoch: str) -> bool:
    """Much that everybody has seen long ago, so that it does nothing but fill buffers; until Redis
    has cut somebody off."""
    old = Batch(epoch, 1, 1, ['{"seq":1,"pad":"' + "x" * 500_000 + '"}']).encode()
    before = (await redis.info("stats"))[CUT_OFF]
    for _ in range(FLOOD_BYTES_MAX // len(old)):
        await redis.publish(Channel.INVENTORY, old)
        if (await redis.info("stats"))[CUT_OFF] > before:
            return True
    return False


async def test_row_09_messages_lost_repeated_and_reordered(scene: Scene, house: House) -> None:
    dice = Random(9)
    late: list[bytes] = []
    fates = {"lost": 0, "late": 0, "twice": 0}

    def fate(value: bytes) -> list[bytes]:
        if HEARTBEAT in value:
            return [value]
        roll = dice.random()
        if roll < 0.3:
            fates["lost"] += 1
            return []
        if roll < 0.6:
            fates["late"] += 1
            late.append(value)
            return []
        fates["twice"] += 1
        return [value, value, *(late.pop(0) for _ in late[:1])]

    levels = await scene.levels()
    for process in house.processes:
        process.redis.mangling = lambda: RedisMessages(fate)
        process.redis.cut()
        await scene.follow(process)
    scene.trade(levels, per_second=60)
    await asyncio.sleep(3)
    history = await scene.settle()
    assert min(fates.values()) > 5, fates
    assert_kept(history, "I1 I2 I3 I4 I8 bound", REPAIRED)


LIE = (
    '{"seq":%d,"type":"stock.level_changed","key":"1","version":999999,"before":null,'
    '"after":{"id":1,"sku":"FORGED","on_hand":999999},"cause":{},"at":"2026-01-01T00:00:00Z"}'
)
REJECTED = 'tanamori_feed_rejected_total{reason="forged"}'


def _lies(epoch: str, head: int) -> list[bytes]:
    """Batches of the past, the next one and one of the future: bare, and with another key."""
    batches = [Batch(epoch, seq, seq, [LIE % seq]) for seq in (1, head + 1, head + 50)]
    batches += [Batch("another-epoch", 1, 1, [LIE % 1]), Batch(epoch, head + 9, head + 8, ())]
    stranger = Seal(b"another installation's key, 32by")
    bodies = [batch.encode() for batch in batches]
    return bodies + [stranger.close(Channel.INVENTORY, body) for body in bodies]


async def _rejected(process: Process) -> float:
    async with AsyncClient(base_url=process.direct, trust_env=False) as client:
        lines = (await client.get("/metrics")).text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(REJECTED))


async def test_row_27_forged_batches_are_dropped_and_true_changes_arrive(
    scene: Scene, house: House
) -> None:
    levels = await scene.levels()
    for process in house.processes:
        await scene.follow(process)
    before = [await _rejected(process) for process in house.processes]
    scene.trade(levels, per_second=60)
    sent = 0
    async with house.redis() as redis:
        for _ in range(20):
            (stream,) = await house.records.rows(STREAM)
            for lie in _lies(stream["epoch"], stream["head"]):
                await redis.publish(Channel.INVENTORY, lie)
                sent += 1
            await asyncio.sleep(0.05)
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8 bound", REPAIRED)
    for process, already in zip(house.processes, before, strict=True):
        assert await _rejected(process) - already == sent
