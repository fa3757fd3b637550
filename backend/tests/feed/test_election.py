"""A leader that stands still, or is cut off, makes room; one that was overtaken does no harm."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.settings import Settings
from app.db.database import Database
from app.feed import sequencer as sequencing
from app.feed.change import Change, StampedChange
from app.feed.reader import read_numbering
from app.feed.sequencer import LEADER_SETTINGS, Sequencer
from app.feed.unit_of_work import Journal
from tests.fixtures.feed import announce, change, leading, running, until
from tests.fixtures.records import Records

# The server tells seconds as it likes.
SECOND = {
    "idle_session_timeout": "300ms",
    "idle_in_transaction_session_timeout": "300ms",
}
LEADER = """
SELECT pid, application_name FROM pg_stat_activity
WHERE application_name LIKE 'tanamori leader%' AND datname = current_database()
"""


@pytest.fixture
async def other_journal(own_settings: Settings) -> AsyncIterator[Journal]:
    """Of another process."""
    database = Database(own_settings)
    yield Journal(database)
    await database.close()


def hasten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sequencing, "LEADER_SETTINGS", LEADER_SETTINGS | SECOND)
    patch.setattr(sequencing, "CANDIDATE_SECONDS", 0.05)


async def versions(records: Records) -> list[int]:
    rows = await records.rows(
        "SELECT seq, version FROM feed WHERE channel = 'inventory:updates' ORDER BY seq"
    )
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    return [row["version"] for row in rows]


async def test_the_settings_are_in_force_in_the_session_that_leads(
    own_journal: Journal, no_redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the pool has done to the connection before."""
    shown: dict[str, str] = {}

    class Asking(Sequencer):
        async def step(self, connection: Any) -> Sequence[StampedChange]:
            for name in LEADER_SETTINGS:
                found = await connection.exec_driver_sql(f"SHOW {name}")
                shown[name] = str(found.scalar_one())
            await connection.rollback()
            return []

    sequencer = Asking(own_journal, no_redis)
    async with running(sequencer.run()):
        await until(lambda: len(shown) == len(LEADER_SETTINGS))
    seconds = str(sequencing.SILENT_SECONDS)
    for name in ("idle_session_timeout", "idle_in_transaction_session_timeout"):
        assert shown[name] == f"{seconds}s"
    # Over a UNIX socket the server knows nothing of these, and says 0.
    assert shown["tcp_keepalives_count"] in {seconds, "0"}
    assert shown["tcp_user_timeout"] in {f"{seconds}s", f"{seconds}000", "0"}


async def test_the_pool_gets_no_connection_that_is_ended_when_idle(
    own_journal: Journal, no_redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasten(monkeypatch)
    async with leading(own_journal, no_redis):
        pass
    async with own_journal.database.engine.connect() as connection:
        for name in SECOND:
            found = await connection.exec_driver_sql(f"SHOW {name}")
            assert found.scalar_one() == "0"


async def test_who_leads_is_told_by_its_session(
    own_journal: Journal, no_redis: Redis, own_records: Records
) -> None:
    async with leading(own_journal, no_redis):
        (row,) = await own_records.rows(LEADER)
        async with own_journal.database.session() as session:
            numbering = await read_numbering(session)
        assert numbering.leader is not None
        assert numbering.leader in row["application_name"]
        assert numbering.since is not None

    async def nobody() -> bool:
        async with own_journal.database.session() as session:
            return (await read_numbering(session)).leader is None

    await until(nobody)


async def test_a_leader_that_stands_still_between_two_steps_makes_room(
    own_journal: Journal,
    other_journal: Journal,
    own_records: Records,
    no_redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hasten(monkeypatch)
    still = asyncio.Event()

    class Still(Sequencer):
        async def step(self, connection: Any) -> Sequence[StampedChange]:
            await still.wait()
            return await super().step(connection)

    first = Still(own_journal, no_redis)
    async with running(first.run()):
        await until(lambda: first.leading)
        async with leading(other_journal, no_redis) as second:
            await announce(own_journal, change("a", 1))
            await until(lambda: numbered(own_records, 1))
            assert first.leading, "it does not know yet, and can do no harm"
            still.set()
            await until(lambda: not first.leading)
            await announce(own_journal, change("a", 2))
            await own_records.settled()
            assert second.leading
    assert await versions(own_records) == [1, 2]


async def numbered(records: Records, count: int) -> bool:
    return bool(await records.value("SELECT count(*) = $1 FROM feed", count))


async def test_a_leader_that_stands_still_within_a_step_makes_room(
    own_journal: Journal,
    other_journal: Journal,
    own_records: Records,
    no_redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It has given numbers, and not committed them: they are given by the next, once."""
    hasten(monkeypatch)
    still, reached = asyncio.Event(), asyncio.Event()

    async def standing(session: AsyncSession, changes: Sequence[StampedChange]) -> Sequence[Change]:
        reached.set()
        await still.wait()
        return []

    async with leading(own_journal, no_redis, standing):
        await announce(own_journal, change("a", 1))
        await reached.wait()
        async with leading(other_journal, no_redis) as second:
            await own_records.settled()
            still.set()
            await announce(own_journal, change("a", 2))
            await own_records.settled()
            assert second.leading
    assert await versions(own_records) == [1, 2]


async def test_a_leader_without_an_answer_gives_up_by_itself(
    own_journal: Journal, own_records: Records, no_redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half-open connection: the server may have forgotten it long ago."""
    monkeypatch.setattr(sequencing, "STEP_SECONDS_MAX", 0.3)
    monkeypatch.setattr(sequencing, "CANDIDATE_SECONDS", 0.05)
    waits = [60.0]

    class Unanswered(Sequencer):
        async def step(self, connection: Any) -> Sequence[StampedChange]:
            if waits:
                await asyncio.sleep(waits.pop())
            return await super().step(connection)

    sequencer = Unanswered(own_journal, no_redis)
    async with running(sequencer.run()):
        await until(lambda: sequencer.leading)
        await announce(own_journal, change("a", 1))
        await own_records.settled()
    assert not waits
    assert await versions(own_records) == [1]
