"""Rows of the matrix about readers that are slow, or stand still (docs/faults.md)."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from httpx import AsyncClient

from app.cli.embedded.processes import LOOPBACK
from app.realtime.protocol import CloseCode
from tests.faults.checker import assert_kept, delays
from tests.faults.client import Client
from tests.faults.history import Bounds
from tests.faults.house import House, Process
from tests.faults.proxy import proxy_to
from tests.faults.scene import Scene
from tests.faults.stalled import Stalled

STALLED, FAST = 10, 2
# Less than a process remembers, so that whoever is too slow for it can go on where they were.
FLOOD_BYTES = 14_000_000
# A reader in mode `stream` may stand still for so long; less in haste (see conftest).
PATIENCE_SECONDS, HASTY_SECONDS = 10.0, 3.0
SLACK_SECONDS = 5.0
REST_SECONDS = 2.0
# Of so few things that what is newest of them gets through a slow line between two heartbeats and
# a half: a client takes a line for dead on which no whole frame has come for so long.
SMALL_FLOOD_BYTES, CHANGE_BYTES, THINGS = 600_000, 300, 12
# Less than the flood for each of those who stand still, and enough for what comes and goes.
MEMORY = Bounds(memory=96 * 1_048_576)
SLOW_BYTES_PER_SECOND = 1_000
SLOW_CLOSES = "tanamori_slow_closes_total"


async def counted(process: Process, name: str) -> float:
    async with AsyncClient(base_url=process.direct, trust_env=False) as client:
        text = (await client.get("/metrics")).text
    return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith(name))


@asynccontextmanager
async def measured(scene: Scene, process: Process) -> AsyncIterator[None]:
    stop = asyncio.Event()
    sampling = asyncio.create_task(scene.sample(process, stop))
    try:
        yield
    finally:
        stop.set()
        await sampling


async def latencies(
    scene: Scene, reader: Client, levels: Sequence[dict[str, Any]], number: int
) -> list[float]:
    """From answers to receipts, of writes that come one by one."""
    writes = {}
    for _ in range(number):
        write = await scene.desk.move(scene.dice.choice(levels), 1, first=1)
        writes[str(write.level_id), write.version] = write
        await asyncio.sleep(0.02)
    async with asyncio.timeout(10):
        while len(found := list(delays(reader.log, writes))) < number:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return [max(seconds, 0.0) for seconds, _ in found]


async def test_row_11_readers_that_never_read(scene: Scene, house: House, haste: bool) -> None:
    """Closed when their time is over, and nobody else is worse off. How much slower the others
    may be is asserted loosely here; `tanamori bench fanout` measures it."""
    process, _ = house.processes
    patience = HASTY_SECONDS if haste else PATIENCE_SECONDS
    levels = await scene.levels()
    readers = [await scene.follow(process, name=f"fast {number}") for number in range(FAST)]
    scene.history.calm = await latencies(scene, readers[0], levels, 40)
    # What a flood costs while everybody reads is not what is asked here.
    await scene.flood(FLOOD_BYTES)
    await scene.caught_up()
    before = await counted(process, SLOW_CLOSES)
    bearer = house.people.viewer.bearer
    async with AsyncExitStack() as stack, measured(scene, process):
        stalled = [await Stalled.follow(process.address, bearer) for _ in range(STALLED)]
        for one in stalled:
            stack.callback(one.close)
        await scene.flood(FLOOD_BYTES)
        began = time.monotonic()
        await scene.caught_up()
        scene.history.disturbed = await latencies(scene, readers[0], levels, 40)
        async with asyncio.timeout(patience + SLACK_SECONDS):
            while await counted(process, SLOW_CLOSES) - before < STALLED:  # noqa: ASYNC110
                await asyncio.sleep(0.2)
        assert time.monotonic() - began > patience / 2, "they were closed far too early"
        codes = await asyncio.gather(*(one.rest(REST_SECONDS) for one in stalled))
    # Who has not read for so long may not live to read why; it never reads another reason.
    assert set(codes) <= {CloseCode.SLOW, None}, codes
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I6 I7 I8", MEMORY)


@pytest.mark.parametrize("seconds", [3.0, pytest.param(60.0, marks=pytest.mark.faults_long)])
async def test_row_12_a_slow_line_in_mode_latest(
    scene: Scene, house: House, seconds: float
) -> None:
    process, _ = house.processes
    levels = await scene.levels()
    with proxy_to(LOOPBACK, process.front.port_of_server, small=True) as line:
        address = f"http://{LOOPBACK}:{line.port}"
        slow = await scene.follow(name="slow", mode="latest", address=address)
        await scene.follow(process, name="fast", mode="latest")
        await scene.flood(SMALL_FLOOD_BYTES, pad=CHANGE_BYTES, things=THINGS)
        await scene.caught_up()
        line.toxics["down"].bytes_per_second = SLOW_BYTES_PER_SECOND
        async with measured(scene, process):
            scene.trade(levels)
            for _ in range(4):
                await scene.flood(SMALL_FLOOD_BYTES, pad=CHANGE_BYTES, things=THINGS)
                await asyncio.sleep(seconds / 4)
            await scene.close_shop()
        line.heal()
        history = await scene.settle()
        # The system ends a connection whose window has been all but shut for half a minute.
        assert set(slow.log.codes) <= {None}, "its line is slow and not broken"
    # In the short row most of it fits into what lies between the two.
    if seconds > 30:
        told = slow.log.took[-1].seq - slow.log.took[0].seq + 1
        assert len(slow.log.took) < told / 2, "hardly anything was left out for the slow one"
    assert_kept(history, "I1 I3 I7 I8", MEMORY)
