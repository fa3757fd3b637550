"""Rows of the matrix about writes: nothing is sold twice, an answer is kept (docs/faults.md)."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from httpx import HTTPError

from app.core.cancellation import cancel_until_done
from tests.faults.checker import assert_kept
from tests.faults.history import History
from tests.faults.house import House, Process
from tests.faults.scene import Scene
from tests.fixtures.feed import until

LINES = "SELECT count(*) FROM stock_movements WHERE idempotency_key = $1"
# A thousand of them are the proof's business (tests/stock/test_proof.py).
BUYERS, BUYERS_LONG, UNITS = 120, 400, 100
# With so many at once, who waits need not ask again.
BUYERS_SECONDS = 20.0


async def test_row_01_killed_after_the_commit_and_before_the_answer(
    scene: Scene, house: House
) -> None:
    """The database says that it is done; its process never hears of it, and dies."""
    victim, witness = house.processes
    (level,) = await scene.levels(1)
    await scene.follow(witness)
    await scene.desk.move(level, 1, first=0)
    # Whatever connection the batch takes: its answer does not come back.
    victim.postgres.half_open("down")
    key = "killed-before-the-answer"
    work = asyncio.create_task(scene.desk.move(level, 5, first=0, key=key))
    await asyncio.sleep(0)
    with suppress(TimeoutError):
        await until(lambda: _has_line(house, key))
    assert await _has_line(house, key), "it was not committed; the row shows nothing"
    victim.kill()
    write = await work
    assert scene.desk.replayed, "the same key was asked for again, and was known"
    again = await scene.desk.move(level, 5, first=1, key=f"{key}-another")
    assert (write.version, again.version) == (3, 4)
    await scene.desk.read(level, 1)
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I5 I8")


async def _has_line(house: House, key: str) -> bool:
    return bool(await house.records.value(LINES, key))


@pytest.mark.parametrize(
    "buyers", [BUYERS, pytest.param(BUYERS_LONG, marks=pytest.mark.faults_long)]
)
async def test_row_16_buyers_of_one_thing(scene: Scene, house: House, buyers: int) -> None:
    """Mixed quantities, every third key sent to both processes at once, and cancellations."""
    (level,) = await scene.levels(1, UNITS)
    await scene.follow()
    scene.desk.patience = BUYERS_SECONDS
    gate = asyncio.Event()

    async def buy(number: int) -> None:
        await gate.wait()
        quantity = scene.dice.randint(1, 3)
        key = f"buyer-{level['id']}-{number}"
        if scene.dice.random() < 0.2:
            # Somebody hangs up in the middle of it, and comes back with the same key.
            hasty = asyncio.create_task(
                scene.shop(number % 2).try_move(level, "sale", quantity, key=key)
            )
            await asyncio.sleep(scene.dice.uniform(0, 0.2))
            hasty.cancel()
            with suppress(asyncio.CancelledError, HTTPError):
                await hasty
        await scene.desk.move(
            level, quantity, kind="sale", first=number % 2, key=key, twice=number % 3 == 0
        )

    async with asyncio.TaskGroup() as tasks:
        for number in range(buyers):
            tasks.create_task(buy(number))
        gate.set()
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8")
    sold = -sum(write.delta for write in history.writes if write.version is not None)
    (left,) = [one.on_hand for one in history.levels if one.id == level["id"]]
    assert sold + left == UNITS
    assert left == 0, "with so many buyers, also of one unit, nothing is left"


async def test_row_17_commit_replies_lost(scene: Scene, house: House) -> None:
    levels = await scene.levels(3, 1_000)
    for process in house.processes:
        await scene.follow(process)
    scene.trade(levels, per_second=60)
    for round_number in range(6):
        await asyncio.sleep(0.25)
        process = house.processes[round_number % 2]
        if round_number < 4:
            # In the middle of whatever is on its way.
            process.postgres.toxics["down"].limit_bytes = scene.dice.randrange(1, 4_000)
            await asyncio.sleep(0.1)
            process.postgres.toxics["down"].limit_bytes = None
        else:
            process.postgres.cut()
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8")


# Without a cache of rows there is no stale set (row 18) and no bound of staleness (row 19): a read
# that begins after an answer sees the write, wherever it is asked, whatever Redis does.


async def _write_and_read(scene: Scene, levels: list[dict[str, Any]], count: int = 12) -> History:
    for number in range(count):
        level = levels[number % len(levels)]
        await scene.desk.move(level, 1, first=number % 2)
        for process in (1 - number % 2, number % 2):
            await scene.desk.read(level, process)
    return scene.history


async def test_row_18_reads_after_answers_while_redis_is_emptied(
    scene: Scene, house: House
) -> None:
    levels = await scene.levels()
    async with house.redis() as redis:

        async def empty() -> None:
            while True:
                await redis.flushall()
                await asyncio.sleep(0.01)

        flushing = asyncio.create_task(empty())
        await _write_and_read(scene, levels)
        await cancel_until_done([flushing])
    assert_kept(await scene.settle(), "I1 I4 I5")


@pytest.mark.parametrize("fault", ["refused", "half_open"])
async def test_row_19_reads_after_answers_while_the_writer_has_no_redis(
    scene: Scene, house: House, fault: str
) -> None:
    writer, reader = house.processes
    levels = await scene.levels()
    await scene.follow(reader)
    _break(writer, fault)
    await _write_and_read(scene, levels, 6)
    _break(reader, fault)
    await _write_and_read(scene, levels, 6)
    assert_kept(await scene.settle(), "I1 I2 I4 I5 I8")


def _break(process: Process, fault: str) -> None:
    if fault == "refused":
        process.redis.refuse()
    else:
        process.redis.half_open()
