"""How do concurrent requests share one commit?

While a batch is under way, commands pile up; when it ends, what is waiting goes as one statement
(group commit, without a timer: an idle system adds no delay, a busy one makes larger batches). A
caller gets its answer after the COMMIT, and not before.

This is, beside `app.feed.unit_of_work`, the one other place that commits: its transaction is a
single statement that writes levels, ledger, keys and outbox together.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import asyncpg
import structlog

from app.core.errors import TooManyRequests, Unavailable
from app.db.database import Database
from app.feed.errors import KeyInProgress
from app.feed.unit_of_work import Journal
from app.stock.engine.apply import Connection, apply
from app.stock.engine.coalescer import Coalescer, LaneFull
from app.stock.engine.commands import Outcome, StockCommand

BATCH_LINES_MAX = 256
LANE_MAX = 2_000
WAITING_MAX = 20_000
DRAINERS = 2
RETRY_AFTER_SECONDS = 1

# No plan may flip while tables grow: a batch is joined by index, always.
PLAN_SETTINGS = {"jit": "off", "enable_seqscan": "off"}

CONNECTION_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    ConnectionError,
    TimeoutError,
    OSError,
)

log = structlog.get_logger()


class _Waiting:
    """A command and whoever waits for its outcome."""

    __slots__ = ("command", "future")

    def __init__(self, command: StockCommand, future: asyncio.Future[Outcome]) -> None:
        self.command = command
        self.future = future


class GroupCommitter:
    """One per process. `run` drains; `submit` waits for its command's outcome."""

    def __init__(self, journal: Journal, *, drainers: int = DRAINERS) -> None:
        self._journal = journal
        self._database: Database = journal.database
        self._drainers = drainers
        self._waiting: Coalescer[_Waiting] = Coalescer(
            batch_max=BATCH_LINES_MAX, lane_max=LANE_MAX, total_max=WAITING_MAX
        )
        self._arrived = asyncio.Event()
        self._keys_under_way: set[object] = set()

    async def submit(self, command: StockCommand) -> Outcome:
        """Apply a command; returns after the commit. Cancelling the caller cancels nothing else.

        Raises `TooManyRequests` when too many wait, `KeyInProgress` while the same key is under
        way in this process, `Unavailable` when the outcome is not known after a second try: send
        it again with the same key.
        """
        if command.key in self._keys_under_way:
            raise KeyInProgress("Wait for the first request with this Idempotency-Key.")
        waiting = _Waiting(command, asyncio.get_running_loop().create_future())
        try:
            self._waiting.offer(command.lane, waiting, size=len(command.lines))
        except LaneFull as error:
            raise TooManyRequests(
                "Too many movements wait for this item; try again with the same Idempotency-Key.",
                retry_after_seconds=RETRY_AFTER_SECONDS,
            ) from error
        self._keys_under_way.add(command.key)
        self._arrived.set()
        # The shield keeps a caller that goes away from cancelling what is under way.
        return await asyncio.shield(waiting.future)

    async def run(self) -> None:
        """Drain until cancelled; who still waits then is told that the outcome is not known."""
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(self._drainers):
                    tasks.create_task(self._drain())
        finally:
            while batch := self._waiting.take():
                self._fail(batch, Unavailable("The server stops; send it again with the same key."))

    async def _drain(self) -> None:
        connection: Connection | None = None
        try:
            while True:
                batch = self._waiting.take()
                if not batch:
                    self._arrived.clear()
                    await self._arrived.wait()
                    continue
                connection = await self._serve(connection, batch)
        finally:
            if connection is not None:
                connection.terminate()

    async def _serve(
        self, connection: Connection | None, batch: Sequence[_Waiting]
    ) -> Connection | None:
        """One batch on this drainer's connection, and on a new one where that was lost."""
        for _ in range(2):
            try:
                if connection is None or connection.is_closed():
                    connection = await self._database.connect(PLAN_SETTINGS)
                await self._apply(connection, batch)
            except CONNECTION_LOST as error:
                # Perhaps it was committed: the same keys tell, so it is safe to send again.
                log.warning("stock.connection_lost", error=str(error), commands=len(batch))
                if connection is not None:
                    connection.terminate()
                connection = None
                continue
            except asyncio.CancelledError:
                self._fail(batch, Unavailable("The server stops; send it again with the same key."))
                raise
            self._journal.committed.set()
            return connection
        self._fail(batch, Unavailable("The database is away; send it again with the same key."))
        return None

    async def _apply(self, connection: Connection, batch: Sequence[_Waiting]) -> None:
        """The batch as one statement; what makes it fail is found by halving, and fails alone."""
        try:
            outcomes = await apply(connection, [waiting.command for waiting in batch])
        except CONNECTION_LOST:
            raise
        except (asyncpg.UniqueViolationError, asyncpg.DeadlockDetectedError):
            # Another process used one of the keys in this moment; now it is to be seen.
            outcomes = await apply(connection, [waiting.command for waiting in batch])
        except asyncpg.PostgresError as error:
            await self._halve(connection, batch, error)
            return
        for waiting, outcome in zip(batch, outcomes, strict=True):
            self._keys_under_way.discard(waiting.command.key)
            if not waiting.future.done():
                waiting.future.set_result(outcome)

    async def _halve(
        self, connection: Connection, batch: Sequence[_Waiting], error: asyncpg.PostgresError
    ) -> None:
        if len(batch) == 1:
            log.error("stock.command_failed", error=str(error), key=str(batch[0].command.key))
            self._fail(batch, error)
            return
        middle = len(batch) // 2
        await self._apply(connection, batch[:middle])
        await self._apply(connection, batch[middle:])

    def _fail(self, batch: Sequence[_Waiting], error: Exception) -> None:
        for waiting in batch:
            self._keys_under_way.discard(waiting.command.key)
            if not waiting.future.done():
                waiting.future.set_exception(error)
                # Whoever went away does not ask for it any more.
                with suppress(asyncio.CancelledError):
                    waiting.future.exception()
