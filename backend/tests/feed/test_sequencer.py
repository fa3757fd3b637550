"""Every committed change gets one number, in order, whoever leads and whoever falls."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.schemas import ItemCreate, LocationCreate
from app.catalog.service import CatalogService
from app.core.settings import Settings
from app.db.database import Database
from app.feed import sequencer as sequencing
from app.feed.change import Change, Channel, StampedChange
from app.feed.frames import Batch
from app.feed.sequencer import Sequencer
from app.feed.unit_of_work import Journal
from app.stock.types import MovementCommand
from tests.fixtures.feed import PATIENCE_SECONDS, announce, change, leading, running, until
from tests.fixtures.records import Records
from tests.fixtures.stock import request_of, writing

LEADER_BACKENDS = """
SELECT pid FROM pg_locks
WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = $1
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


async def numbered(records: Records, channel: Channel = Channel.INVENTORY) -> list[dict[str, Any]]:
    return await records.rows(
        "SELECT seq, type, key, version FROM feed WHERE channel = $1 ORDER BY seq", channel
    )


async def assert_gapless(records: Records) -> None:
    for stream in await records.rows("SELECT * FROM streams"):
        rows = await numbered(records, Channel(stream["channel"]))
        assert [row["seq"] for row in rows] == list(range(1, stream["head"] + 1))


async def test_numbers_count_per_channel_without_gaps(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    async with leading(own_journal, redis):
        for number in range(1, 6):
            await announce(
                own_journal,
                change("a", number),
                change("p", number, Channel.PRICES),
                change("b", number),
            )
            with pytest.raises(ZeroDivisionError):
                await announce_and_fail(own_journal, change("never", number))
        await own_records.settled()
    await assert_gapless(own_records)
    keys = [(row["key"], row["version"]) for row in await numbered(own_records)]
    assert keys == [(key, number) for number in range(1, 6) for key in "ab"]
    assert len(await numbered(own_records, Channel.PRICES)) == 5


async def announce_and_fail(journal: Journal, told: Change) -> None:
    async with journal.unit_of_work() as work:
        work.record(told)
        await work.flush()
        raise ZeroDivisionError


async def test_a_transaction_that_commits_late_is_not_skipped(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    async with leading(own_journal, redis):
        async with own_journal.unit_of_work() as slow:
            slow.record(change("slow", 1))
            await slow.flush()
            await announce(own_journal, change("quick", 1))
            await until(lambda: has_rows(own_records, 1))
        await own_records.settled()
    assert [row["key"] for row in await numbered(own_records)] == ["quick", "slow"]
    await assert_gapless(own_records)


async def has_rows(records: Records, count: int) -> bool:
    return bool(await records.value("SELECT count(*) >= $1 FROM feed", count))


async def test_versions_of_a_row_come_in_order_from_a_crowd_of_writers(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    catalog = CatalogService(own_journal)
    await catalog.create_item(ItemCreate(sku="A", name="A"), actor="test")
    for code in ("x", "y", "z"):
        await catalog.create_location(LocationCreate(code=code, name=code, time_zone="UTC"))
    async with (
        leading(own_journal, redis),
        writing(own_journal) as one,
        writing(own_journal) as other,
    ):

        async def write(number: int) -> None:
            command = MovementCommand("A", "xyz"[number % 3], "receive", "test", 1)
            await (one, other)[number % 2].record(request_of(), command)

        await asyncio.gather(*(write(number) for number in range(90)))
        await own_records.settled()
    rows = [row for row in await numbered(own_records) if row["type"] == "stock.level_changed"]
    for _, found in groupby(sorted(rows, key=lambda row: (row["key"], row["seq"])), key_of):
        assert [row["version"] for row in found] == list(range(1, 31))
    await assert_gapless(own_records)


def key_of(row: dict[str, Any]) -> str:
    return str(row["key"])


async def test_two_candidates_have_one_leader_and_the_other_takes_over(
    own_journal: Journal, own_settings: Settings, own_records: Records, redis: Redis
) -> None:
    other_journal = Journal(Database(own_settings))
    async with (
        leading(own_journal, redis) as first,
        leading(other_journal, redis, elected=False) as second,
    ):
        await asyncio.sleep(0.3)
        assert (first.leading, second.leading) == (True, False)
        await announce(own_journal, change("a", 1))
        await own_records.settled()
        (leader,) = await own_records.rows(LEADER_BACKENDS, sequencing.LEADER_LOCK)
        await own_records.rows("SELECT pg_terminate_backend($1)", leader["pid"])
        await until(lambda: first.leading != second.leading)
        await announce(own_journal, change("a", 2))
        await own_records.settled()
        # Again and again, and never two at a time.
        for number in range(3, 6):
            (leader,) = await own_records.rows(LEADER_BACKENDS, sequencing.LEADER_LOCK)
            await own_records.rows("SELECT pg_terminate_backend($1)", leader["pid"])
            await announce(other_journal, change("a", number))
            await own_records.settled()
    assert [row["version"] for row in await numbered(own_records)] == [1, 2, 3, 4, 5]
    await assert_gapless(own_records)
    await other_journal.database.close()


async def test_nobody_leads_while_somebody_else_does(
    own_journal: Journal, own_settings: Settings, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is on the connection that stamps: while it lives, no second one gets it."""
    monkeypatch.setattr(sequencing, "CANDIDATE_SECONDS", 0.05)
    other_journal = Journal(Database(own_settings))
    async with (
        leading(own_journal, redis),
        leading(other_journal, redis, elected=False) as second,
    ):
        await asyncio.sleep(0.5)
        assert not second.leading
    await other_journal.database.close()


async def test_a_leader_that_leaves_gives_the_lock_back(
    own_journal: Journal, own_records: Records, redis: Redis
) -> None:
    for _ in range(3):
        async with leading(own_journal, redis):
            assert len(await own_records.rows(LEADER_BACKENDS, sequencing.LEADER_LOCK)) == 1
        await until(lambda: nobody_leads(own_records))


async def nobody_leads(records: Records) -> bool:
    return not await records.rows(LEADER_BACKENDS, sequencing.LEADER_LOCK)


async def test_a_stop_that_meets_a_commit_is_a_stop(own_journal: Journal, no_redis: Redis) -> None:
    for _ in range(20):
        async with leading(own_journal, no_redis):
            await asyncio.sleep(0.06)
            # Leaving the block cancels in the same turn of the loop in which the bell rings.
            own_journal.committed.set()


class Swallowing:
    """A client that loses a cancellation, as `asyncio.wait_for` does until Python 3.12."""

    def __init__(self) -> None:
        self.publishing = asyncio.Event()

    async def get(self, *_: Any) -> None:
        """Nothing was kept."""

    async def set(self, *_: Any, **__: Any) -> None:
        await self.publish()

    async def publish(self, *_: Any) -> None:
        self.publishing.set()
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(PATIENCE_SECONDS)


async def test_a_stop_that_a_library_swallows_is_a_stop(own_journal: Journal) -> None:
    for told in ([], [change("a", 1)]):
        client = Swallowing()
        async with leading(own_journal, client):
            await announce(own_journal, *told)
            await client.publishing.wait()
            await asyncio.sleep(0.2)


class Witness:
    """A consumer that writes down what it sees, answers it, and fails when it is told to."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, str]] = []
        self.failures: list[Exception | None] = []

    async def __call__(
        self, session: AsyncSession, changes: Sequence[StampedChange]
    ) -> Sequence[Change]:
        own = [item for item in changes if item.channel is Channel.INVENTORY]
        for item in own:
            await session.execute(
                text("INSERT INTO idempotency_keys VALUES ('witness', :key, '', 0, '')"),
                {"key": item.key},
            )
        failure = self.failures.pop(0) if self.failures else None
        if isinstance(failure, ConnectionError):
            # The server dies with all that is not committed.
            await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        if failure is not None:
            raise failure
        self.seen += [(item.seq, item.key) for item in own]
        return [change(f"answer-{item.key}", 1, Channel.ALERTS) for item in own]


@pytest.mark.parametrize("failure", [ZeroDivisionError(), ConnectionError(), KeyError("x")])
async def test_between_numbering_and_commit_nothing_is_lost_and_nothing_done_twice(
    own_journal: Journal,
    own_records: Records,
    redis: Redis,
    failure: Exception,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    witness = Witness()
    witness.failures = [None, failure, failure, None]
    async with leading(own_journal, redis, witness):
        await announce(own_journal, change("a", 1))
        await own_records.settled()
        await announce(own_journal, change("b", 1))
        await own_records.settled()
    assert witness.seen == [(1, "a"), (2, "b")]
    assert [row["key"] for row in await numbered(own_records)] == ["a", "b"]
    answers = await numbered(own_records, Channel.ALERTS)
    assert [row["key"] for row in answers] == ["answer-a", "answer-b"]
    rows = "SELECT key FROM idempotency_keys WHERE scope = 'witness' ORDER BY key"
    assert [row["key"] for row in await own_records.rows(rows)] == ["a", "b"]
    await assert_gapless(own_records)


async def test_without_redis_the_numbers_go_on(
    own_journal: Journal, own_records: Records, no_redis: Redis
) -> None:
    async with leading(own_journal, no_redis):
        await announce(own_journal, *(change("a", number) for number in range(1, 1_201)))
        await own_records.settled()
    assert len(await numbered(own_records)) == 1_200
    await assert_gapless(own_records)


async def test_what_is_published(own_journal: Journal, own_records: Records, redis: Redis) -> None:
    async with redis.pubsub(ignore_subscribe_messages=True) as pubsub:
        await pubsub.subscribe(*Channel)
        async with leading(own_journal, redis):
            await announce(own_journal, change("a", 1), change("p", 1, Channel.PRICES))
            heard: list[tuple[str, Batch]] = []
            async with asyncio.timeout(10):
                while len(heard) < 14:
                    message = await pubsub.get_message(timeout=1.0)
                    if message is not None:
                        batch = Batch.decode(message["data"])
                        heard.append((message["channel"].decode(), batch))
    batches = [(channel, batch) for channel, batch in heard if batch.changes]
    assert [(channel, batch.from_seq, batch.to_seq) for channel, batch in batches] == [
        ("inventory:updates", 1, 1),
        ("price:updates", 1, 1),
    ]
    (sent,) = batches[0][1].changes
    assert (sent["seq"], sent["key"], sent["after"]) == (1, "a", {"key": "a"})
    beats = {channel: batch.to_seq for channel, batch in heard if not batch.changes}
    assert beats == {"inventory:updates": 1, "price:updates": 1, "stock:alerts": 0}


async def test_old_keys_are_swept_out(
    own_journal: Journal, own_records: Records, no_redis: Redis
) -> None:
    await own_records.rows(
        """
        INSERT INTO idempotency_keys (scope, key, fingerprint, status, body, created_at)
        SELECT 'user:1', hours || ' h', '', 201, '{}', now() - make_interval(hours => hours)
        FROM unnest(ARRAY[0, 23, 25, 47, 49, 500]) AS hours
        """
    )
    kept = "SELECT key FROM idempotency_keys ORDER BY created_at DESC"
    async with leading(own_journal, no_redis):
        await until(lambda: swept(own_records))
    assert [row["key"] for row in await own_records.rows(kept)] == ["0 h", "23 h", "25 h", "47 h"]


async def swept(records: Records) -> bool:
    return bool(await records.value("SELECT count(*) < 6 FROM idempotency_keys"))


async def test_a_database_that_comes_late(
    own_settings: Settings, own_journal: Journal, own_records: Records, no_redis: Redis
) -> None:
    """A sequencer that starts before its database waits for it."""
    tries: list[int] = []
    engine = own_journal.database.engine

    class Away:
        """An engine whose server is not there the first two times."""

        def connect(self) -> Any:
            tries.append(1)
            if len(tries) < 3:
                raise ConnectionRefusedError
            return engine.connect()

    sequencer = Sequencer(own_journal, no_redis)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequencing, "CANDIDATE_SECONDS", 0.02)
        patch.setattr(own_journal.database, "engine", Away())
        async with running(sequencer.run()):
            await until(lambda: sequencer.leading)
    assert len(tries) == 3
