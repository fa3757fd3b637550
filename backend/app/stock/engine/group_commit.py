"""How do concurrent requests share one commit?

While a batch is under way, commands pile up; when it ends, what is waiting goes as one statement
(group commit, without a timer: an idle system adds no delay, a busy one makes larger batches). A
caller gets its answer after the COMMIT, and not before.

This is, beside `app.feed.unit_of_work`, the one other place that commits: its transaction is a
single statement that writes levels, ledger, keys, holds and outbox together.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import asyncpg
import structlog

from app.core.errors import TooManyRequests, Unavailable
from app.db.database import Connection
from app.feed.errors import KeyInProgress
from app.feed.unit_of_work import Journal
from app.stock.engine.apply import apply
from app.stock.engine.coalescer import Coalescer, LaneFull
from app.stock.engine.commands import Outcome, StockCommand

BATCH_LINES_MAX = 128
# A small batch waits for the one under way: together they cost less than one after the other.
PARALLEL_LINES_MIN = 16
# Commands of a list that go together; what comes alone has room beside them.
PART_MAX = 128
LANE_MAX = 2_000
WAITING_MAX = 20_000
DRAINERS = 2
RETRY_AFTER_SECONDS = 1
# A level that somebody else keeps locked (an import, say) must not hold up the others for long.
LOCK_SETTINGS = {"lock_timeout": "500ms"}
PARKED_SECONDS = 0.1
PARKED_SECONDS_MAX = 10.0

CONNECTION_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    # What the driver says when the server's farewell came before the statement.
    asyncpg.InternalClientError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    OSError,
    TimeoutError,
)
LOCKED_ELSEWHERE = asyncpg.LockNotAvailableError
FREE_LEVELS = "SELECT id FROM stock_levels WHERE id = ANY ($1) FOR UPDATE SKIP LOCKED"
FREE_HOLDS = "SELECT id FROM holds WHERE id = ANY ($1) FOR UPDATE SKIP LOCKED"

STOPPING = "The server stops; send it again with the same Idempotency-Key."
AWAY = "The database is away; send it again with the same Idempotency-Key."
BUSY = "Somebody else keeps this level locked; send it again with the same Idempotency-Key."

log = structlog.get_logger()


class _Answer:
    """The outcomes of commands that came together; resolves when the last of them is there."""

    __slots__ = ("_left", "_outcomes", "future")

    def __init__(self, commands: int) -> None:
        self.future: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()
        self._outcomes: list[Outcome | None] = [None] * commands
        self._left = commands

    def put(self, place: int, outcome: Outcome) -> None:
        # After a lost connection the same outcome may come twice.
        self._left -= self._outcomes[place] is None
        self._outcomes[place] = outcome
        if self._left == 0 and not self.future.done():
            self.future.set_result(self._outcomes)

    def fail(self, error: Exception) -> None:
        if not self.future.done():
            self.future.set_exception(error)
            # Whoever went away does not ask for it any more.
            self.future.exception()


class _Waiting:
    """A command, and the place in the answer that waits for its outcome."""

    __slots__ = ("answer", "command", "place", "since")

    def __init__(self, command: StockCommand, answer: _Answer, place: int) -> None:
        self.command = command
        self.answer = answer
        self.place = place
        self.since = time.monotonic()


class GroupCommitter:
    """One per process. `run` drains; `submit` waits for its command's outcome."""

    def __init__(self, journal: Journal, *, drainers: int = DRAINERS) -> None:
        self._journal = journal
        self._database = journal.database
        self._drainers = drainers
        # What stands together in one entry is not torn apart: it goes as one statement.
        self._waiting: Coalescer[Sequence[_Waiting]] = Coalescer(
            batch_max=BATCH_LINES_MAX, lane_max=LANE_MAX, total_max=WAITING_MAX
        )
        self._arrived = asyncio.Event()
        # The levels of each batch under way.
        self._under_way: list[set[int]] = []
        self._keys_under_way: set[object] = set()
        self._parked: dict[asyncio.TimerHandle, _Waiting] = {}

    async def submit(self, command: StockCommand) -> Outcome:
        """Apply a command; returns after the commit. Cancelling the caller cancels nothing else.

        Raises `TooManyRequests` when too many wait, `KeyInProgress` while the same key is under
        way in this process, `Unavailable` when the outcome is not known after a second try: send
        it again with the same key.
        """
        answer = _Answer(1)
        self._offer(command.lane, (_Waiting(command, answer, 0),))
        outcomes: list[Outcome] = await answer.future
        return outcomes[0]

    async def submit_many(self, commands: Sequence[StockCommand]) -> list[Outcome]:
        """Apply commands in their order, each for itself; raises what `submit` raises.

        A long list goes in parts, one after the other, and takes turns with everybody else: two
        parts under way at once might overtake each other.
        """
        outcomes: list[Outcome] = []
        for start in range(0, len(commands), PART_MAX):
            part = commands[start : start + PART_MAX]
            answer = _Answer(len(part))
            self._offer(answer, [_Waiting(one, answer, n) for n, one in enumerate(part)])
            outcomes += await answer.future
        return outcomes

    def _offer(self, lane: object, waiting: Sequence[_Waiting]) -> None:
        keys = [one.command.key for one in waiting if one.command.key is not None]
        if not self._keys_under_way.isdisjoint(keys):
            raise KeyInProgress("Wait for the first request with this Idempotency-Key.")
        try:
            size = sum(len(one.command.lines) for one in waiting)
            self._waiting.offer(lane, [(waiting, size)])
        except LaneFull as error:
            raise TooManyRequests(
                "Too many movements wait for this item; try again with the same Idempotency-Key.",
                retry_after_seconds=RETRY_AFTER_SECONDS,
            ) from error
        self._keys_under_way.update(keys)
        if self._is_worth_it():
            self._arrived.set()

    async def run(self) -> None:
        """Drain until cancelled; who still waits then is told that the outcome is not known."""
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(self._drainers):
                    tasks.create_task(self._drain())
        finally:
            for timer, waiting in self._parked.items():
                timer.cancel()
                self._fail([waiting], Unavailable(STOPPING))
            self._parked.clear()
            while batch := self._take():
                self._fail(batch, Unavailable(STOPPING))

    def _is_worth_it(self) -> bool:
        """Whether to begin a batch: beside another one, only a large one makes it faster."""
        return self._waiting.lines >= (PARALLEL_LINES_MIN if self._under_way else 1)

    def _take(self, lines_max: int | None = None) -> list[_Waiting]:
        put_off = self._is_held_up if self._under_way else None
        taken = self._waiting.take(lines_max, put_off)
        return [waiting for together in taken for waiting in together]

    def _is_held_up(self, together: Sequence[_Waiting]) -> bool:
        """Whether it would wait for a level of a batch under way, with all others beside it."""
        return any(
            line.level_id in levels
            for levels in self._under_way
            for waiting in together
            for line in waiting.command.lines
        )

    async def _drain(self) -> None:
        connection: Connection | None = None
        try:
            while True:
                # What the event loop is reading in this moment comes along.
                await asyncio.sleep(0)
                if not self._is_worth_it():
                    self._arrived.clear()
                    await self._arrived.wait()
                    continue
                # What waits is shared among the drainers: while the database works on one part, the
                # answers of the other go out and new commands come in.
                share = -(-self._waiting.lines // (self._drainers - len(self._under_way)))
                batch = self._take(max(share, PARALLEL_LINES_MIN))
                levels = {line.level_id for one in batch for line in one.command.lines}
                self._under_way.append(levels)
                try:
                    connection = await self._serve(connection, batch)
                except asyncio.CancelledError:
                    self._fail(batch, Unavailable(STOPPING))
                    raise
                except Exception as error:
                    # A mistake of ours; it must cost this batch alone, not the writer.
                    log.exception("stock.batch_failed", commands=len(batch))
                    self._fail(batch, error)
                    connection = None
                finally:
                    self._under_way.remove(levels)
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
                    connection = await self._database.connect(LOCK_SETTINGS)
                await self._apply(connection, batch)
            except CONNECTION_LOST as error:
                # Perhaps it was committed: the same keys tell, so it is safe to send again.
                log.warning("stock.connection_lost", error=str(error), commands=len(batch))
                if connection is not None:
                    connection.terminate()
                connection = None
                continue
            except BaseException:
                # Nobody knows in which state it is.
                if connection is not None:
                    connection.terminate()
                raise
            self._journal.committed.set()
            return connection
        self._fail(batch, Unavailable(AWAY))
        return None

    async def _apply(self, connection: Connection, batch: Sequence[_Waiting]) -> None:
        """The batch as one statement; what makes it fail is found, and fails alone."""
        commands = [waiting.command for waiting in batch]
        try:
            try:
                outcomes = await apply(connection, commands)
            except (asyncpg.UniqueViolationError, asyncpg.DeadlockDetectedError):
                # Another process used one of the keys in this moment; now it is to be seen.
                outcomes = await apply(connection, commands)
        except CONNECTION_LOST:
            raise
        except LOCKED_ELSEWHERE:
            await self._apply_free(connection, batch)
        except asyncpg.PostgresError as error:
            await self._halve(connection, batch, error)
        else:
            for waiting, outcome in zip(batch, outcomes, strict=True):
                self._keys_under_way.discard(waiting.command.key)
                waiting.answer.put(waiting.place, outcome)

    async def _apply_free(self, connection: Connection, batch: Sequence[_Waiting]) -> None:
        """Apply what can be applied; let wait what needs a row that is locked elsewhere."""
        commands = [waiting.command for waiting in batch]
        levels = {line.level_id for command in commands for line in command.lines}
        holds = {command.hold_id for command in commands if command.hold_id is not None}
        free = {row["id"] for row in await connection.fetch(FREE_LEVELS, sorted(levels))}
        free_holds = {row["id"] for row in await connection.fetch(FREE_HOLDS, sorted(holds))}
        ready: list[_Waiting] = []
        for waiting in batch:
            command = waiting.command
            if all(line.level_id in free for line in command.lines) and (
                command.hold_id is None or command.hold_id in free_holds
            ):
                ready.append(waiting)
            elif time.monotonic() - waiting.since > PARKED_SECONDS_MAX:
                self._fail([waiting], Unavailable(BUSY))
            else:
                self._park(waiting)
        if ready:
            await self._apply(connection, ready)

    def _park(self, waiting: _Waiting) -> None:
        def again() -> None:
            self._parked.pop(timer, None)
            with suppress(LaneFull):
                size = len(waiting.command.lines)
                self._waiting.offer(waiting.command.lane, [((waiting,), size)])
                self._arrived.set()
                return
            self._fail([waiting], Unavailable(BUSY))

        timer = asyncio.get_running_loop().call_later(PARKED_SECONDS, again)
        self._parked[timer] = waiting

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
            waiting.answer.fail(error)
