"""The feed goes by the day: made ahead of time, dropped as a whole, and what is gone is told."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlalchemy.exc import DBAPIError

from app.core.clock import now
from app.core.settings import Settings
from app.db.database import Database
from app.feed import retention
from app.feed.change import Channel
from app.feed.retention import DAYS_AHEAD, turn_pages
from app.feed.sequencer import Sequencer
from app.feed.unit_of_work import Journal
from tests.factories.shop import made
from tests.fixtures.application import People
from tests.fixtures.application import running as running_application
from tests.fixtures.feed import announce, change, leading, running, until
from tests.fixtures.records import Records

INVENTORY = "inventory:updates"
INSERT = """
INSERT INTO feed (channel, seq, type, key, version, after, cause, at, recorded_at)
VALUES ($1, $2, 'test.changed', 'a', $2, '{}', '{}', $3, $3)
"""


def today() -> date:
    return now().astimezone(UTC).date()


def days_ago(days: float) -> datetime:
    return datetime.combine(today(), datetime.min.time(), UTC) - timedelta(days=days)


async def partitions(records: Records) -> list[str]:
    rows = await records.rows(
        "SELECT inhrelid::regclass::text AS name FROM pg_inherits"
        " WHERE inhparent = 'feed'::regclass ORDER BY 1"
    )
    return [row["name"] for row in rows]


def name(day: int) -> str:
    return f"feed_{today() + timedelta(days=day):%Y%m%d}"


def names(*days: int) -> list[str]:
    """Partitions of so many days from now, with the one for all the rest."""
    return sorted(["feed_default", *map(name, days)])


async def prepare(records: Records, first: int, last: int) -> None:
    await records.rows(
        "SELECT feed_prepare($1, $2)",
        today() + timedelta(days=first),
        today() + timedelta(days=last),
    )


async def fill(records: Records, *ages: float, channel: str = INVENTORY) -> None:
    """Changes of so many days ago, numbered from 1, in the partitions of their days."""
    for seq, age in enumerate(ages, 1):
        await records.rows(INSERT, channel, seq, days_ago(age))
    await records.rows("UPDATE streams SET head = $2 WHERE channel = $1", channel, len(ages))


async def floors(records: Records) -> dict[str, int]:
    return {row["channel"]: row["floor"] for row in await records.rows("SELECT * FROM streams")}


async def placed(records: Records) -> dict[int, str]:
    rows = await records.rows("SELECT seq, tableoid::regclass::text AS place FROM feed")
    return {row["seq"]: row["place"] for row in rows}


async def test_the_next_days_are_made_ahead_of_time(
    own_journal: Journal, own_records: Records
) -> None:
    ahead = names(*range(DAYS_AHEAD + 1))
    assert await partitions(own_records) == ahead, "as the migration left it"
    for day in range(1, DAYS_AHEAD + 1):
        await own_records.rows(f"DROP TABLE {name(day)}")
    for _ in range(2):
        assert await turn_pages(own_journal, keep_days=7) == 0
        assert await partitions(own_records) == ahead


async def test_what_is_too_old_goes_as_a_whole(own_journal: Journal, own_records: Records) -> None:
    await prepare(own_records, -10, -1)
    await fill(own_records, 9, 8.5, 8, 7.5, 7, 2, 0)
    await fill(own_records, 9, 8, channel="price:updates")
    # A day goes when its last moment is so many days ago, not before.
    assert await turn_pages(own_journal, keep_days=7) == 3
    assert await partitions(own_records) == names(*range(-7, DAYS_AHEAD + 1))
    kept = await own_records.rows("SELECT channel, seq FROM feed ORDER BY seq")
    assert [(row["channel"], row["seq"]) for row in kept] == [(INVENTORY, seq) for seq in (5, 6, 7)]
    # Where nothing is left, the next is the first.
    assert await floors(own_records) == {INVENTORY: 5, "price:updates": 3, "stock:alerts": 1}
    assert await turn_pages(own_journal, keep_days=7) == 0
    assert await floors(own_records) == {INVENTORY: 5, "price:updates": 3, "stock:alerts": 1}


async def test_nothing_goes_that_is_young_enough(
    own_journal: Journal, own_records: Records
) -> None:
    await prepare(own_records, -3, -1)
    await fill(own_records, 3, 2, 1, 0)
    assert await turn_pages(own_journal, keep_days=7) == 0
    assert len(await placed(own_records)) == 4
    assert set((await floors(own_records)).values()) == {1}


async def test_a_day_that_nobody_prepared(own_journal: Journal, own_records: Records) -> None:
    """Its changes are kept all the same, and go in their time."""
    await fill(own_records, 9, 8.5, 1)
    assert set((await placed(own_records)).values()) == {"feed_default"}
    await prepare(own_records, -9, -1)
    there = await placed(own_records)
    assert set(there.values()) == {"feed_default"}, "that day stays where it lies"
    assert name(-8) in await partitions(own_records)
    assert name(-9) not in await partitions(own_records)
    await turn_pages(own_journal, keep_days=7)
    assert list(await placed(own_records)) == [3]
    assert (await floors(own_records))[INVENTORY] == 3


async def test_the_leader_turns_the_pages(
    own_journal: Journal, own_records: Records, no_redis: Redis
) -> None:
    await prepare(own_records, -10, -1)
    await fill(own_records, 9, 1, 0)
    sequencer = Sequencer(own_journal, no_redis, keep_days=3)
    async with running(sequencer.run()):

        async def is_turned() -> bool:
            return (await floors(own_records))[INVENTORY] == 2

        await until(is_turned)
        await announce(own_journal, change("a", 1))
        await own_records.settled()
    assert sorted(await placed(own_records)) == [2, 3, 4]
    assert (await placed(own_records))[4] == name(0)


async def test_who_reads_for_long_is_waited_for_and_nobody_else_waits(
    own_journal: Journal,
    own_settings: Settings,
    own_records: Records,
    no_redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The day goes the next time; numbering goes on."""
    monkeypatch.setattr(retention, "LOCK_TIMEOUT", "100ms")
    await prepare(own_records, -10, -1)
    await fill(own_records, 9, 0)
    other = Database(own_settings)
    async with other.session() as reading:
        connection = await reading.connection()
        await connection.exec_driver_sql("SELECT * FROM feed")
        with pytest.raises(DBAPIError):
            await turn_pages(own_journal, keep_days=7)
        async with leading(own_journal, no_redis) as sequencer:
            await announce(own_journal, change("a", 1))
            await own_records.settled()
            assert sequencer.leading
    assert await turn_pages(own_journal, keep_days=7) == 3
    assert (await floors(own_records))[INVENTORY] == 2
    await other.close()


async def test_numbers_go_on_while_days_are_dropped(
    own_journal: Journal, own_records: Records, no_redis: Redis
) -> None:
    async with leading(own_journal, no_redis):

        async def write() -> None:
            for number in range(100):
                await announce(own_journal, change("a", number))
                await asyncio.sleep(0.002)

        writing = asyncio.create_task(write())
        for turn in range(6):
            await prepare(own_records, -12 + turn, -9)
            await turn_pages(own_journal, keep_days=7)
        await writing
        await own_records.settled()
    rows = await own_records.rows("SELECT seq FROM feed ORDER BY seq")
    assert [row["seq"] for row in rows] == list(range(1, 101))


async def test_two_who_turn_the_pages_at_once_wait_for_each_other(
    own_journal: Journal, own_settings: Settings, own_records: Records
) -> None:
    """As at a take-over; neither gets what the other needs."""
    other = Journal(Database(own_settings))
    for turn in range(8):
        await prepare(own_records, -20, -9)
        both = (turn_pages(journal, keep_days=7) for journal in (own_journal, other))
        assert sorted(await asyncio.gather(*both)) == [0, 12], turn
    await other.database.close()


async def test_who_comes_back_from_before_the_floor_loads_anew(
    own_settings: Settings, own_journal: Journal, own_records: Records, people: People
) -> None:
    await prepare(own_records, -10, -1)
    await fill(own_records, 9, 8.5, 1, 0)
    await turn_pages(own_journal, keep_days=7)
    async with running_application(own_settings, people) as application:
        state = application.app.state
        await state.relay.ready.wait()
        client = await application.client(people.viewer)
        query: dict[str, Any] = {"channel": INVENTORY, "since": 1}
        lost = await client.get("/api/v1/changes", params=query)
        assert lost.status_code == 409
        assert lost.json()["floor"] == 3
        kept = made(await client.get("/api/v1/changes", params=query | {"since": 2}), 200)
        assert [each["seq"] for each in kept["changes"]] == [3, 4]
        feed = state.websockets.feeds[Channel.INVENTORY]
        assert feed.ring.reaches(2, feed.head.seq)
        assert not feed.ring.reaches(1, feed.head.seq)
