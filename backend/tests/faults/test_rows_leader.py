"""Rows of the matrix in which the leader dies, hangs or loses its line (docs/faults.md)."""

import asyncio
import time

import pytest

from tests.faults.checker import assert_kept
from tests.faults.history import Bounds
from tests.faults.house import House, Process
from tests.faults.scene import Scene

REPAIRED_SECONDS = 3.3
# Until another process leads, when the leader is silent and not known to be dead.
TAKEOVER_SECONDS = 5.0
SLACK_SECONDS = 2.0
REPAIRED = Bounds(late=REPAIRED_SECONDS + SLACK_SECONDS)
TAKEN_OVER = Bounds(late=TAKEOVER_SECONDS + REPAIRED_SECONDS + SLACK_SECONDS)

WAITING = "SELECT count(*) FROM outbox"
HEAD = "SELECT head FROM streams WHERE channel = 'inventory:updates'"
# The leader's transaction has stamped something and is not committed.
UNCOMMITTED = """
SELECT count(*) FROM pg_stat_activity
WHERE client_port = $1 AND state = 'idle in transaction' AND backend_xid IS NOT NULL
"""
BLOCKED = """
SELECT count(*) FROM pg_stat_activity WHERE client_port = $1 AND wait_event_type = 'Lock'
"""
STREAMS = "SELECT FROM streams FOR UPDATE"


async def comes_true(house: House, statement: str, *values: object, least: int = 1) -> None:
    async with asyncio.timeout(10):
        while await house.records.value(statement, *values) < least:  # noqa: ASYNC110 - a table
            await asyncio.sleep(0.01)


async def another_leads(house: House, process: Process, seconds: float) -> float:
    """How long it takes until somebody else leads."""
    began = time.monotonic()
    async with asyncio.timeout(seconds):
        while True:
            found = await house.leading()
            if found is not None and found[0] is not process:
                return time.monotonic() - began
            await asyncio.sleep(0.05)


async def test_row_02_leader_killed_before_its_commit(scene: Scene, house: House) -> None:
    leader, link = await house.leader()
    (other,) = house.others(leader)
    levels = await scene.levels()
    await scene.follow(other)
    async with house.transaction() as connection:
        await connection.execute(STREAMS)
        await scene.desk.move(levels[0], 1, first=house.processes.index(other))
        await comes_true(house, BLOCKED, link.port)
        # The answer to the stamping will not come, so it is done and not committed.
        link.half_open("down")
    await comes_true(house, UNCOMMITTED, link.port)
    assert await house.records.value(WAITING), "another transaction does not see it done"
    leader.kill()
    await another_leads(house, leader, TAKEOVER_SECONDS)
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8 bound", REPAIRED)


async def test_row_02_leader_killed_between_commit_and_publish(scene: Scene, house: House) -> None:
    leader, _ = await house.leader()
    (other,) = house.others(leader)
    levels = await scene.levels()
    await scene.settle()
    await scene.follow(other)
    before = await house.records.value(HEAD)
    leader.redis.half_open("up")
    await scene.desk.move(levels[0], 1, first=house.processes.index(other))
    await comes_true(house, HEAD, least=before + 1)
    leader.kill()
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8 bound", REPAIRED)


@pytest.mark.parametrize("seconds", [4.0, pytest.param(30.0, marks=pytest.mark.faults_long)])
async def test_row_03_two_leaders(scene: Scene, house: House, seconds: float) -> None:
    leader, _ = await house.leader()
    (other,) = house.others(leader)
    levels = await scene.levels()
    await scene.follow(other)
    await scene.follow(leader, other)
    scene.trade(levels)
    await asyncio.sleep(0.3)
    leader.pause()
    began = time.monotonic()
    await another_leads(house, leader, TAKEOVER_SECONDS + SLACK_SECONDS)
    await asyncio.sleep(max(seconds - (time.monotonic() - began), 0))
    # It wakes up in the belief that it leads.
    leader.go_on()
    await asyncio.sleep(0.5)
    history = await scene.settle()
    history.clients[1].attached = False
    assert_kept(history, "I1 I2 I3 I4 I8 bound", TAKEN_OVER)
    history.clients[1].attached = True
    assert_kept(history, "I2 I8")


async def test_row_04_the_leaders_line_is_half_open(scene: Scene, house: House) -> None:
    leader, link = await house.leader()
    (other,) = house.others(leader)
    levels = await scene.levels()
    await scene.follow(other)
    await scene.follow(leader)
    scene.trade(levels)
    await asyncio.sleep(0.3)
    link.half_open()
    await another_leads(house, leader, TAKEOVER_SECONDS + SLACK_SECONDS)
    # What the old leader had sent arrives late, and must not do anything.
    link.heal()
    await asyncio.sleep(0.5)
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8 bound", TAKEN_OVER)


@pytest.mark.faults_long
async def test_row_04_every_line_of_the_leader_is_half_open(scene: Scene, house: House) -> None:
    """As when its machine is cut off from the database: its own sockets go on later."""
    leader, _ = await house.leader()
    (other,) = house.others(leader)
    levels = await scene.levels()
    await scene.follow(other)
    scene.trade(levels)
    await asyncio.sleep(0.3)
    leader.postgres.half_open()
    await another_leads(house, leader, TAKEOVER_SECONDS + SLACK_SECONDS)
    leader.postgres.heal()
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8 bound", TAKEN_OVER)


async def test_row_04_a_leader_falls_while_redis_is_half_open(scene: Scene, house: House) -> None:
    """Two at once: whoever leads next does not need Redis for it, and is not held up by it."""
    leader, _ = await house.leader()
    (other,) = house.others(leader)
    levels = await scene.levels()
    await scene.follow(other)
    scene.trade(levels)
    for process in house.processes:
        process.redis.half_open()
    await asyncio.sleep(0.3)
    leader.kill()
    await another_leads(house, leader, TAKEOVER_SECONDS + SLACK_SECONDS)
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8 bound", TAKEN_OVER)
