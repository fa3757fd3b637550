"""Positions of a history that was taken back are never believed: it has an epoch of its own."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from redis.asyncio import Redis

from app.core.settings import Settings
from app.db.database import Database
from app.feed.change import Channel, Position
from app.feed.lineage import read_lineage, recall_heads, remember_heads
from app.feed.seal import Seal, read_seal
from app.feed.unit_of_work import Journal
from tests.fixtures.databases import copied_database
from tests.fixtures.feed import announce, change, leading, relaying, until
from tests.fixtures.records import Records

Open = Callable[[Settings], Journal]


@pytest.fixture
async def journal_of() -> AsyncIterator[Open]:
    """Journals of databases that a test makes."""
    opened: list[Database] = []

    def journal_of(settings: Settings) -> Journal:
        opened.append(Database(settings))
        return Journal(opened[-1])

    yield journal_of
    for database in opened:
        await database.close()


async def epochs(records: Records) -> dict[str, str]:
    rows = await records.rows("SELECT channel, epoch FROM streams")
    return {row["channel"]: row["epoch"] for row in rows}


async def lineage_of(journal: Journal) -> str:
    async with journal.database.session() as session:
        return await read_lineage(session)


async def seal_of(journal: Journal) -> Seal:
    async with journal.database.session() as session:
        return await read_seal(session)


async def write(journal: Journal, records: Records, redis: Redis, count: int) -> dict[str, str]:
    """Changes that a leader has numbered; the epochs that it left."""
    async with leading(journal, redis):
        await announce(journal, *(change("a", number) for number in range(count)))
        await records.settled()
    return await epochs(records)


async def forget(redis: Redis, journal: Journal) -> None:
    await redis.delete(f"tanamori:heads:{await lineage_of(journal)}")


async def test_the_first_leader_adopts_what_it_finds(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    before = await epochs(own_records)
    assert await own_records.value("SELECT count(lineage) FROM streams") == 0
    assert await write(own_journal, own_records, redis, 2) == before
    kept = await own_records.value("SELECT DISTINCT lineage FROM streams")
    assert kept == await lineage_of(own_journal)


async def test_a_restart_and_a_take_over_are_the_same_history(
    own_journal: Journal, own_settings: Settings, own_records: Records, redis: Redis,
    journal_of: Open,
) -> None:  # fmt: skip
    before = await write(own_journal, own_records, redis, 3)
    assert await write(own_journal, own_records, redis, 2) == before
    assert await write(journal_of(own_settings), own_records, redis, 2) == before


async def test_a_copy_of_the_database_is_another_history(
    own_journal: Journal,
    own_settings: Settings,
    own_records: Records,
    redis: Redis,
    journal_of: Open,
) -> None:
    """As where a backup is put back beside what went on, or a shop is copied to try something."""
    before = await write(own_journal, own_records, redis, 3)
    assert len(set(before.values())) in {1, 3}
    await own_journal.database.close()
    copy = await asyncio.to_thread(
        copied_database, own_settings, own_settings.database_url.rpartition("/")[2]
    )
    records, journal = Records(copy), journal_of(copy)
    after = await write(journal, records, redis, 1)
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())
    # Once: it is a history of its own from now on.
    assert await write(journal, records, redis, 1) == after
    # And the one that was copied goes on as it was.
    assert await write(own_journal, own_records, redis, 1) == before


async def test_a_disk_that_was_put_back_is_noticed_by_what_redis_remembers(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    before = await write(own_journal, own_records, redis, 5)
    lineage, seal = await lineage_of(own_journal), await seal_of(own_journal)

    async def kept() -> bool:
        return (await recall_heads(redis, lineage, seal)).get(Channel.INVENTORY) == 5

    async with leading(own_journal, redis):
        await until(kept)
    await own_records.rows("DELETE FROM feed WHERE seq > 3")
    await own_records.rows("UPDATE streams SET head = 3 WHERE head > 3")
    after = await write(own_journal, own_records, redis, 1)
    assert not set(after.values()) & set(before.values()), "all of them: one disk has all"
    assert await write(own_journal, own_records, redis, 4) == after
    await forget(redis, own_journal)


async def test_without_redis_nothing_is_taken_for_lost(
    own_journal: Journal, own_records: Records, no_redis: Redis
) -> None:
    before = await write(own_journal, own_records, no_redis, 2)
    assert await write(own_journal, own_records, no_redis, 2) == before


async def test_a_redis_that_forgot_says_nothing(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    before = await write(own_journal, own_records, redis, 2)
    await forget(redis, own_journal)
    seal = await seal_of(own_journal)
    assert await recall_heads(redis, await lineage_of(own_journal), seal) == {}
    assert await write(own_journal, own_records, redis, 2) == before


async def test_what_is_remembered_comes_back(redis: Redis) -> None:
    heads = {Channel.INVENTORY: 7, Channel.ALERTS: 0}
    seal = Seal(bytes(32))
    await remember_heads(redis, "a test of the lineage", seal, heads)
    assert await recall_heads(redis, "a test of the lineage", seal) == heads
    assert await recall_heads(redis, "another one", seal) == {}
    assert 0 < await redis.ttl("tanamori:heads:a test of the lineage") <= 30 * 24 * 3600
    await redis.delete("tanamori:heads:a test of the lineage")


@pytest.mark.parametrize("forged", ["", "inventory:updates 9", "text", '{"heads": 7}', "copied"])
async def test_heads_that_were_forged_in_redis_take_nothing_for_lost(
    own_journal: Journal, own_records: Records, redis: Redis, forged: str
) -> None:
    before = await write(own_journal, own_records, redis, 2)
    lineage = await lineage_of(own_journal)
    if forged == "copied":
        # Made with the right key, but of another history.
        seal = await seal_of(own_journal)
        await remember_heads(redis, "another", seal, {Channel.INVENTORY: 9})
        await redis.rename("tanamori:heads:another", f"tanamori:heads:{lineage}")
    else:
        await redis.set(f"tanamori:heads:{lineage}", forged)
    assert await write(own_journal, own_records, redis, 2) == before
    await forget(redis, own_journal)


async def test_who_listens_is_told_of_the_new_history(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    await write(own_journal, own_records, redis, 3)
    async with relaying(own_journal, redis) as (_, heard):
        assert heard.starts[Channel.INVENTORY].seq == 3
        await own_records.rows("UPDATE streams SET lineage = 'another server'")
        async with leading(own_journal, redis):
            await until(lambda: {channel for channel, _ in heard.losses} == set(Channel))
            now = await epochs(own_records)
            for channel, position in heard.losses:
                seq = 3 if channel is Channel.INVENTORY else 0
                assert position == Position(now[channel], seq)
            await announce(own_journal, change("a", 9))
            await until(lambda: heard.seqs[Channel.INVENTORY] == [4])
