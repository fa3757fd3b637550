"""Sessions read, snapshots stand still, and only a unit of work leaves something behind."""

import asyncio

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.db.database import Database
from app.feed.models import IdempotencyKey
from app.feed.unit_of_work import Journal
from tests.fixtures.feed import announce, change
from tests.fixtures.records import Records, rolled_back

INSERT = text("INSERT INTO idempotency_keys VALUES ('test', :key, '', 0, '')")


async def count(session: AsyncSession) -> int:
    return (await session.execute(select(func.count()).select_from(IdempotencyKey))).scalar_one()


async def test_a_session_leaves_nothing_behind(shared_database: Database) -> None:
    async with shared_database.session() as session:
        await session.execute(INSERT, {"key": "read"})
        assert await count(session) == 1
    async with shared_database.session() as session:
        assert await count(session) == 0


async def test_the_tests_own_session_leaves_nothing_behind(shared_database: Database) -> None:
    async with rolled_back(shared_database) as session:
        await session.execute(INSERT, {"key": "test"})
    async with rolled_back(shared_database) as session:
        assert await count(session) == 0


async def test_a_snapshot_sees_one_moment_and_writes_nothing(own_journal: Journal) -> None:
    database = own_journal.database
    async with database.snapshot() as session:
        assert await count(session) == 0
        async with own_journal.unit_of_work() as work:
            await work.session.execute(INSERT, {"key": "meanwhile"})
        assert await count(session) == 0
        with pytest.raises(DBAPIError, match="read-only"):
            await session.execute(INSERT, {"key": "here"})
    async with database.session() as session:
        assert await count(session) == 1
        # The next user of the connection may write again.
        await session.execute(INSERT, {"key": "afterwards"})


async def test_the_database_speaks_utc(shared_database: Database) -> None:
    async with shared_database.session() as session:
        assert (await session.execute(text("SHOW timezone"))).scalar_one() == "UTC"
    connection = await shared_database.connect()
    assert await connection.fetchval("SHOW application_name") == "tanamori"
    await connection.close()


async def test_a_unit_of_work_commits_all_or_nothing(
    own_journal: Journal, own_records: Records
) -> None:
    own_journal.committed.clear()
    async with own_journal.unit_of_work() as work:
        await work.session.execute(INSERT, {"key": "kept"})
        work.record(change("kept", 1))
        assert [told.key for told in work.changes] == ["kept"]
        assert not own_journal.committed.is_set(), "the bell rings after the commit"
    assert own_journal.committed.is_set()
    own_journal.committed.clear()
    with pytest.raises(ZeroDivisionError):
        await fail_after_flush(own_journal)
    assert not own_journal.committed.is_set()
    assert await own_records.value("SELECT string_agg(key, ',') FROM idempotency_keys") == "kept"
    assert await own_records.value("SELECT string_agg(key, ',') FROM outbox") == "kept"


async def fail_after_flush(journal: Journal) -> None:
    async with journal.unit_of_work() as work:
        await work.session.execute(INSERT, {"key": "lost"})
        work.record(change("lost", 1))
        await work.flush()
        raise ZeroDivisionError


async def test_a_cancelled_unit_of_work_leaves_nothing(
    own_journal: Journal, own_records: Records
) -> None:
    written = asyncio.Event()

    async def write() -> None:
        async with own_journal.unit_of_work() as work:
            work.record(change("cancelled", 1))
            await work.flush()
            written.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(write())
    await written.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await own_records.value("SELECT count(*) FROM outbox") == 0
    await announce(own_journal, change("next", 1))
    assert await own_records.value("SELECT count(*) FROM outbox") == 1


async def test_many_changes_are_written_in_their_order(
    own_journal: Journal, own_records: Records
) -> None:
    await announce(own_journal, *(change("k", number) for number in range(1, 2_501)))
    rows = await own_records.rows("SELECT version FROM outbox ORDER BY id")
    assert [row["version"] for row in rows] == list(range(1, 2_501))
