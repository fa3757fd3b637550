"""What stands ready before the feed is measured, and what is measured there?

Equal databases in one PostgreSQL: the engine's, the sequencer's, one with two servers of which one
leads, and one with a server that has lost its Redis. Nobody looks at another's.
"""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from app.cli.console import step
from app.cli.errors import Failure
from app.core.settings import Settings
from app.feed.change import Channel
from benchmarks.between import redis_between
from benchmarks.engine_load import EngineJob, put_engine_load
from benchmarks.movements import uniform
from benchmarks.native import build
from benchmarks.path import WholePath
from benchmarks.reading import Reading
from benchmarks.rounds import Cell
from benchmarks.sequencer_load import SequencerJob, put_sequencer_load
from benchmarks.served import own_database
from benchmarks.stage import loaded_shop
from benchmarks.station import Alone, Station, open_station, own_cache
from benchmarks.takeover import TAKEOVERS, Election, held_election

SAMPLE_SECONDS = 1.0
# More than can be numbered in a second, so that something always waits.
CHANGES_PER_SECOND_MAX = 40_000
WATCHERS = 20
WRITES_PER_SECOND = 100

WRITER = "writer without HTTP, uniform"
SEQUENCER = "sequencer"
KILLED = f"takeover after kill -9, {TAKEOVERS} times"
SILENT = f"takeover from a silent leader, {TAKEOVERS} times"
NO_REDIS = f"HTTP to {WATCHERS} sockets, {WRITES_PER_SECOND}/s, without Redis"

# What the engine left behind is kept, so that the outbox can be filled with it again and again.
KEEP = "CREATE TABLE bench_changes AS SELECT * FROM outbox ORDER BY id"
FILL = """
    INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
    SELECT channel, type, key, version, before, after, cause, at
    FROM bench_changes, generate_series(1, $1) AS again ORDER BY again, id LIMIT $2
"""
COUNT_KEPT = "SELECT count(*) FROM bench_changes"
NUMBERED = """
    SELECT head, (SELECT count(DISTINCT seq) FROM feed WHERE channel = $1)
    FROM streams WHERE channel = $1
"""


@dataclass(frozen=True)
class FeedOptions:
    """What the person asked for."""

    seconds: float
    rounds: int
    callers: int
    items: int


@dataclass(frozen=True)
class Numbering:
    """The database whose outbox is filled, and emptied by the sequencer; ``given`` in all."""

    settings: Settings
    given: list[int] = field(default_factory=list)

    def measure(self, seconds: float) -> Reading:
        changes = max(1, int(CHANGES_PER_SECOND_MAX * seconds))
        asyncio.run(fill(self.settings.asyncpg_dsn, changes))
        job = SequencerJob(self.settings.database_url, self.settings.redis_url, changes, seconds)
        reading = put_sequencer_load(job)
        asyncio.run(clear(self.settings.asyncpg_dsn))
        return reading

    def is_without_gaps(self) -> tuple[bool, str]:
        """Whether each number up to the head was given, once."""
        head, numbers = asyncio.run(numbered(self.settings.asyncpg_dsn))
        return head == numbers, f"{numbers:,} changes are numbered, and the head is {head:,}"


@dataclass(frozen=True)
class FeedStage:
    """``without_redis`` is a server whose Redis has gone away."""

    options: FeedOptions
    engine: Alone
    numbering: Numbering
    election: Election
    without_redis: Station
    path: WholePath

    def cells(self) -> list[Cell]:
        """Each measure next to its limit, so that they meet the same weather."""
        return [
            Cell(WRITER, self._write),
            Cell(SEQUENCER, self.numbering.measure, against=(WRITER,)),
            Cell(KILLED, self.election.take_over_from_killed, once=True),
            Cell(SILENT, self.election.take_over_from_silent, once=True),
            Cell(NO_REDIS, partial(self.path.measure)),
        ]

    def _write(self, seconds: float) -> Reading:
        last = uniform(self.options.items).last
        job = EngineJob(self.engine.settings.database_url, last, self.options.callers, seconds)
        reading = put_engine_load(job)
        self.engine.clear()
        return reading


async def keep_changes(dsn: str) -> None:
    """Keep what waits in the outbox as an example, and empty it."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(KEEP)
        await connection.execute("TRUNCATE outbox")
        if not await connection.fetchval(COUNT_KEPT):
            raise Failure("The engine left no changes behind.")
    finally:
        await connection.close()


async def fill(dsn: str, changes: int) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        kept = await connection.fetchval(COUNT_KEPT)
        await connection.execute(FILL, changes // kept + 1, changes)
        await connection.execute("VACUUM ANALYZE outbox")
    finally:
        await connection.close()


async def clear(dsn: str) -> None:
    """Forget what was too much."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("TRUNCATE outbox")
    finally:
        await connection.close()


async def numbered(dsn: str) -> tuple[int, int]:
    """The head of the channel, and how many different numbers were given in it."""
    connection = await asyncpg.connect(dsn)
    try:
        head, numbers = await connection.fetchrow(NUMBERED, Channel.INVENTORY)
        return int(head), int(numbers)
    finally:
        await connection.close()


@contextmanager
def set_feed_stage(ready: Settings, options: FeedOptions) -> Iterator[FeedStage]:
    """Load the shop four times and start the servers; afterwards everything is gone again."""
    with ExitStack() as stack:
        directory = Path(stack.enter_context(TemporaryDirectory(prefix="tanamori-native-")))
        programs = build(directory)
        shelves = stack.enter_context(loaded_shop(ready, options.items))
        with step("Writing some changes"):
            last = uniform(options.items).last
            sample = EngineJob(shelves.database_url, last, options.callers, SAMPLE_SECONDS)
            put_engine_load(sample)
            asyncio.run(keep_changes(shelves.asyncpg_dsn))
        copies = [stack.enter_context(own_database(ready, shelves)) for _ in range(3)]
        with step("Starting the servers"):
            led, cut_off = (stack.enter_context(own_cache(copy)) for copy in copies[1:])
            election = stack.enter_context(held_election(led))
            redis, behind = stack.enter_context(redis_between(cut_off))
            station = stack.enter_context(open_station(behind, 1))
            redis.cut()
        path = WholePath(station, programs.listener, options.items, WATCHERS, WRITES_PER_SECOND)
        yield FeedStage(options, Alone(copies[0]), Numbering(shelves), election, station, path)
