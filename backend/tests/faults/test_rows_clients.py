"""Rows of the matrix in which clients lose their server, their line or their place
(docs/faults.md)."""

import asyncio
import json
from typing import Any

import pytest

from app.feed.change import Channel
from tests.faults.checker import assert_kept
from tests.faults.client import Client
from tests.faults.history import Bounds
from tests.faults.house import House
from tests.faults.scene import Scene
from tests.fixtures.feed import until

CROWD, CROWD_LONG = 50, 500
# How often the feed itself was read, by whatever way: its busiest page, since a question goes to
# several. The numbers come about a second late.
FEED_READS = """
SELECT coalesce(max(seq_scan + coalesce(idx_scan, 0)), 0)::bigint FROM pg_stat_user_tables
WHERE relname LIKE 'feed%'
"""
STATISTICS_SECONDS = 1.3
FEED_READS_MAX = 6

FORGET = "DELETE FROM feed WHERE channel = 'inventory:updates' AND seq <= $1"
FLOOR = "UPDATE streams SET floor = $1 WHERE channel = 'inventory:updates'"

TOUCH = "UPDATE items SET version = version + 1 WHERE id = $1 RETURNING version"
TELL = """
INSERT INTO outbox (channel, type, key, version, after, cause, at)
VALUES ('inventory:updates', 'test.touched', $1, $2, $3, '{}', now())
"""
TOUCHED = "SELECT count(*) FROM feed WHERE type = 'test.touched' AND key = $1"


async def _feed_reads(house: House) -> int:
    await asyncio.sleep(STATISTICS_SECONDS)
    return int(await house.records.value(FEED_READS))


async def _crowd(scene: Scene, count: int) -> list[Client]:
    first, second = scene.house.places
    work = (scene.follow(first, second, wait=False, snapshots=False) for _ in range(count))
    crowd = [await one for one in work]
    for client in crowd:
        await client.connects(30)
    return crowd


@pytest.mark.parametrize("count", [CROWD, pytest.param(CROWD_LONG, marks=pytest.mark.faults_long)])
async def test_row_05_a_gateway_dies_and_its_clients_go_on_elsewhere(
    scene: Scene, house: House, count: int
) -> None:
    victim, other = house.processes
    levels = await scene.levels()
    crowd = await _crowd(scene, count)
    # What is remembered by then comes from the relay, not from a client's resuming.
    await scene.desk.move(levels[0], 1, first=1)
    before = await _feed_reads(house)
    scene.trade(levels, per_second=20)
    await asyncio.sleep(0.5)
    victim.kill()
    async with asyncio.timeout(20):
        while not all(client.is_at(other.address) for client in crowd):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    reads = await _feed_reads(house) - before
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4")
    assert reads <= FEED_READS_MAX, f"{count} clients, and the feed was read {reads} times"


async def test_row_10_commits_out_of_the_order_of_their_transactions(
    scene: Scene, house: House
) -> None:
    """The reversal that reading an outbox by transaction id brings, and the row that reading it
    by its own id loses."""
    await scene.follow()
    shop = scene.shop()
    item, beside = await shop.item(), await shop.item()
    thing = str(item["id"])

    async def touch(connection: Any, row: dict[str, Any]) -> None:
        version = await connection.fetchval(TOUCH, row["id"])
        await connection.execute(TELL, str(row["id"]), version, json.dumps({"sku": row["sku"]}))

    async with house.transaction() as idle:
        async with house.transaction() as early:
            # The smaller transaction id and the smaller outbox id, and yet the later commit.
            await touch(early, beside)
            await idle.fetchval("SELECT pg_current_xact_id()::text")
            async with house.transaction() as late:
                await touch(late, item)
            await until(lambda: _is_told(house, thing, 1))
            await touch(early, item)
        await until(lambda: _is_told(house, thing, 2))
        await until(lambda: _is_told(house, str(beside["id"]), 1))
    history = await scene.settle()
    versions = [entry.version for entry in history.feed if entry.type == "test.touched"]
    assert len(versions) == 3
    assert_kept(history, "I2 I3 I8")


async def _is_told(house: House, key: str, times: int) -> bool:
    return bool(await house.records.value(TOUCHED, key) == times)


@pytest.mark.parametrize("seconds", [2.0, pytest.param(20.0, marks=pytest.mark.faults_long)])
async def test_row_13_clients_that_come_and_go(scene: Scene, house: House, seconds: float) -> None:
    levels = await scene.levels()
    flapping = [await scene.follow(process, *house.others(process)) for process in house.processes]
    scene.trade(levels, per_second=60)
    async with asyncio.timeout(seconds + 5):
        for _ in range(int(seconds / 0.2)):
            await asyncio.sleep(0.2)
            for client in flapping:
                client.drop()
    history = await scene.settle()
    assert all(len(log.codes) > 3 for log in history.clients), "they hardly ever came and went"
    assert_kept(history, "I1 I2 I3 I4 I8")


async def test_row_14_places_that_the_feed_does_not_have(scene: Scene, house: House) -> None:
    """Too old, of another epoch, and of the future: each is told, and goes on from a snapshot."""
    process = house.processes[1]
    (level,) = await scene.levels(1)
    for _ in range(5):
        await scene.desk.move(level, 1)
    history = await scene.settle()
    epoch, head = history.heads[Channel.INVENTORY]
    await house.records.rows(FORGET, head - 2)
    await house.records.rows(FLOOR, head - 1)
    # What it remembers itself reaches further back than what is kept.
    process.kill()
    process.begin()
    await asyncio.to_thread(process.wait_until_ready)
    places = {
        "too_far": (epoch, head - 4),
        "epoch": ("another-epoch", head - 1),
        "ahead": (epoch, head + 1_000),
    }
    for reason, place in places.items():
        client = await scene.follow(process, name=reason, place=place)
        assert client.log.resets == [reason]
        answer = await scene.shop(1).client.get(
            "/api/v1/changes",
            params={"channel": Channel.INVENTORY, "epoch": place[0], "since": place[1]},
        )
        assert (answer.status_code, answer.json()["code"]) == (409, "position_lost")
    kept = await scene.follow(process, name="kept", place=(epoch, head - 2))
    await scene.desk.move(level, 1)
    history = await scene.settle()
    assert kept.log.resets == []
    assert [took.seq for took in kept.log.took] == [head - 1, head, head + 1]
    assert_kept(history, "I2 I3 I8", Bounds(resets=frozenset(places)))
