"""Who gives the changes their numbers?

Whichever process holds the advisory lock. It moves committed changes from the outbox to the feed,
hands them to the consumers inside the same transaction, and then publishes them. The lock lives on
the connection that stamps, so a leader that lost one has lost the other. The server ends that
session when nothing is heard from it, so a leader that stands still, or is cut off, makes room.
"""

import asyncio
import os
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from itertools import groupby

import structlog
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from app.core.cancellation import heed_cancellation
from app.core.lag import Lag
from app.core.redis_away import REDIS_AWAY
from app.feed import metrics, queries
from app.feed.change import Change, Channel, Position, StampedChange
from app.feed.frames import batch_of, heartbeat
from app.feed.idempotency import KEEP_HOURS
from app.feed.lineage import read_lineage, recall_heads, remember_heads, renew_epochs
from app.feed.models import Stream
from app.feed.publisher import Publisher
from app.feed.retention import turn_pages
from app.feed.seal import Seal, read_seal
from app.feed.unit_of_work import Journal

# A consumer sees each batch once, in the transaction that numbers it; what it returns is announced.
Consumer = Callable[[AsyncSession, Sequence[StampedChange]], Awaitable[Sequence[Change]]]

LEADER_LOCK = 0x7A6E616D6F7269
LEADER_NAME = "tanamori leader"
BATCH_MAX = 1_000
POLL_SECONDS = 0.05
# How long the leader rests, in terms of how long it worked: less where it had few changes to do,
# since a rest saves nothing then.
REST_MIN = 0.5
REST_MAX = 2.0
REST_CHANGES = 10
REST_SECONDS_MAX = 0.02
HEARTBEAT_SECONDS = 1.0
CANDIDATE_SECONDS = 0.25
HOUSEKEEPING_SECONDS = 600.0
SWEEP_SECONDS = 0.5
SWEEP_ROWS_MIN = 1_000
# The server forgets a leader of which it has not heard for so long, in a transaction or between
# two. A leader that gets no answer for longer gives up by itself.
SILENT_SECONDS = 2
# A Redis that does not answer for so long knows nothing of the past.
RECALL_SECONDS = 1.0
STEP_SECONDS_MAX = 5.0
LEADER_SETTINGS = {
    "idle_session_timeout": f"{SILENT_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{SILENT_SECONDS}s",
    "tcp_user_timeout": f"{SILENT_SECONDS}s",
    "tcp_keepalives_idle": "1",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": str(SILENT_SECONDS),
}

log = structlog.get_logger()


class Sequencer:
    """One per process; at most one of all processes leads."""

    def __init__(
        self,
        journal: Journal,
        redis: Redis,
        consumers: Sequence[Consumer] = (),
        *,
        keep_days: int = 7,
    ) -> None:
        self._journal = journal
        self._redis = redis
        self._consumers = consumers
        self._keep_days = keep_days
        self._publisher = Publisher(redis)
        self._moved = 0
        self.lag = Lag(metrics.SEQUENCING_SECONDS)
        self.leading = False

    async def run(self) -> None:
        """Run for office until cancelled; lead while elected."""
        while True:
            try:
                async with self._journal.database.engine.connect() as connection:
                    try:
                        await self._campaign(connection)
                    finally:
                        # The session lock must die with the session, never go back to the pool.
                        await connection.invalidate()
            except* (SQLAlchemyError, OSError, TimeoutError) as group:
                log.warning("feed.leader_lost", error=str(group.exceptions[0]))
            except* Exception:
                # A mistake of ours, most likely in a consumer. The batch is rolled back, so it
                # comes again; to stop here would silence every screen.
                log.exception("feed.leader_crashed")
            finally:
                self.leading = False
                metrics.LEADING.set(0)
            await asyncio.sleep(CANDIDATE_SECONDS)

    async def _campaign(self, connection: AsyncConnection) -> None:
        await self._configure(connection, LEADER_SETTINGS)
        while not await self._elected(connection):  # noqa: ASYNC110 - the event is elsewhere
            await asyncio.sleep(CANDIDATE_SECONDS)
        name = f"{LEADER_NAME} {socket.gethostname()[:20]}:{os.getpid()} {int(time.time())}"
        await self._configure(connection, {"application_name": name})
        lineage, seal = await self._look_back(connection)
        self._publisher.seal = seal
        self.leading = True
        metrics.LEADING.set(1)
        metrics.ELECTIONS.inc()
        log.info("feed.leader_elected")
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._publisher.run())
            tasks.create_task(self._beat(lineage, seal))
            tasks.create_task(self._housekeep())
            tasks.create_task(self._sweep())
            tasks.create_task(self._lead(connection))

    async def _configure(self, connection: AsyncConnection, settings: dict[str, str]) -> None:
        for name, value in settings.items():
            await connection.execute(
                text("SELECT set_config(:name, :value, false)"), {"name": name, "value": value}
            )
        await connection.commit()

    async def _elected(self, connection: AsyncConnection) -> bool:
        async with asyncio.timeout(STEP_SECONDS_MAX):
            locked = await connection.scalar(
                text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LEADER_LOCK}
            )
            await connection.commit()
        return bool(locked)

    async def _look_back(self, connection: AsyncConnection) -> tuple[str, Seal]:
        """Start a new epoch if history was lost since the last leader; the lineage of now."""
        async with AsyncSession(connection) as session:
            lineage = await read_lineage(session)
            seal = await read_seal(session)
        told: dict[Channel, int] = {}
        # Between two transactions, and not for long: the server forgets a leader that says nothing.
        with suppress(*REDIS_AWAY):
            async with asyncio.timeout(RECALL_SECONDS):
                told = await recall_heads(self._redis, lineage, seal)
        async with AsyncSession(connection) as session:
            if renewed := await renew_epochs(session, told):
                log.warning("feed.epochs_renewed", channels=renewed)
            await session.commit()
        return lineage, seal

    async def _lead(self, connection: AsyncConnection) -> None:
        while True:
            self._journal.committed.clear()
            began = time.perf_counter()
            async with asyncio.timeout(STEP_SECONDS_MAX):
                changes = await self.step(connection)
            if len(changes) < BATCH_MAX:
                # Under load, a moment's rest makes fewer and larger batches of the same changes.
                worked = time.perf_counter() - began
                rest = min(max(REST_MIN, len(changes) / REST_CHANGES), REST_MAX)
                await asyncio.sleep(min(rest * worked, REST_SECONDS_MAX))
            if len(changes) < BATCH_MAX and not self._journal.committed.is_set():
                # Not wait_for: until Python 3.12 it forgets a cancellation that meets the event.
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._journal.committed.wait()

    async def step(self, connection: AsyncConnection) -> Sequence[StampedChange]:
        """Number one batch, let the consumers see it, commit, publish."""
        async with AsyncSession(connection, expire_on_commit=False) as session:
            changes, epochs = await queries.stamp(session, limit=BATCH_MAX)
            if not changes:
                await session.rollback()
                return changes
            await self._consume(session, changes)
            await session.commit()
        self._moved += len(changes)
        metrics.SEQUENCED.inc(len(changes))
        by_channel = sorted(changes, key=lambda change: change.channel)
        for channel, group in groupby(by_channel, key=lambda change: change.channel):
            batch = batch_of(epochs[channel], list(group))
            self._publisher.publish(channel, batch)
            self.lag.since_change(batch.texts[0])
        return changes

    async def _consume(self, session: AsyncSession, changes: Sequence[StampedChange]) -> None:
        for consumer in self._consumers:
            # Their changes take the same road as all others and are numbered by the next batch.
            if raised := await consumer(session, changes):
                await queries.insert_outbox(session, raised)
                self._journal.committed.set()

    async def _beat(self, lineage: str, seal: Seal) -> None:
        """Tell where the channels are: whoever missed the last message finds that out."""
        while True:
            async with asyncio.timeout(STEP_SECONDS_MAX):
                streams, waiting = await self._look()
            metrics.OUTBOX.set(waiting.rows)
            metrics.OUTBOX_SECONDS.set(waiting.oldest_seconds or 0)
            for stream in streams:
                channel = Channel(stream.channel)
                self._publisher.publish(channel, heartbeat(Position(stream.epoch, stream.head)))
            heads = {Channel(stream.channel): stream.head for stream in streams}
            with suppress(*REDIS_AWAY):
                await remember_heads(self._redis, lineage, seal, heads)
            heed_cancellation()
            await asyncio.sleep(HEARTBEAT_SECONDS)

    async def _look(self) -> tuple[Sequence[Stream], queries.OutboxState]:
        async with self._journal.database.session() as session:
            return await queries.list_streams(session), await queries.read_outbox(session)

    async def _sweep(self) -> None:
        """Clear the outbox of its dead rows while it is in use.

        Each step begins at its oldest row, and walks over all that died since the last VACUUM;
        the server's own comes once a minute, which is far too seldom for a table like this.
        """
        connection = await self._journal.database.connect()
        try:
            while True:
                await asyncio.sleep(SWEEP_SECONDS)
                if self._moved >= SWEEP_ROWS_MIN:
                    self._moved = 0
                    await connection.execute(queries.SWEEP)
        finally:
            connection.terminate()

    async def _housekeep(self) -> None:
        while True:
            async with self._journal.unit_of_work() as work:
                await queries.delete_keys(work.session, older_than_hours=KEEP_HOURS)
            try:
                await turn_pages(self._journal, keep_days=self._keep_days)
            except SQLAlchemyError as error:
                # Somebody reads for long; the day goes the next time.
                log.warning("feed.retention_postponed", error=str(error))
            await asyncio.sleep(HOUSEKEEPING_SECONDS)
