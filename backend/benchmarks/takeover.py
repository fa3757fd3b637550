"""How long does nobody number the changes when the one who did is gone?

Two servers on one database, each behind a proxy of its own (`benchmarks.between`). The leader is
killed, or its connections fall silent without being closed; in the same moment a change is
committed, and what counts is the time until it has its number, which only the other can give.
"""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import asyncpg

from app.cli.errors import Failure
from app.core.settings import Settings
from app.feed.sequencer import LEADER_NAME
from benchmarks.between import Between, database_between
from benchmarks.machine import Meter
from benchmarks.reading import Reading
from benchmarks.restarts import Restartable, restartable

TAKEOVERS = 3
TAKEOVER_SECONDS_MAX = 60.0
LEADER_SECONDS = 30.0
POLL_SECONDS = 0.002
LEADER = """
    SELECT application_name FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE $1 || ' %'
"""
COMMIT_ONE = """
    INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
    SELECT channel, type, key, version, before, after, cause, now() FROM bench_changes LIMIT 1
"""
WAITING = "SELECT EXISTS (SELECT FROM outbox)"


@dataclass
class Candidate:
    """One of the two servers, and the proxy between it and the database."""

    server: Restartable
    proxy: Between


Harm = Callable[[Candidate], None]


@dataclass(frozen=True)
class Election:
    """The two candidates, and the database that they are elected by."""

    settings: Settings
    candidates: tuple[Candidate, Candidate]

    def take_over_from_killed(self, _seconds: float) -> Reading:
        return self._measure(kill)

    def take_over_from_silent(self, _seconds: float) -> Reading:
        return self._measure(silence)

    def _measure(self, harm: Harm) -> Reading:
        meter = Meter()
        seconds = [self._take_over(harm) for _ in range(TAKEOVERS)]
        return takeovers(seconds, meter.read()["machine"])

    def _take_over(self, harm: Harm) -> float:
        leader = self._leader()
        began = time.monotonic()
        harm(leader)
        asyncio.run(numbered_within(self.settings, TAKEOVER_SECONDS_MAX))
        seconds = time.monotonic() - began
        recover(leader)
        return seconds

    def _leader(self) -> Candidate:
        """Who leads now; waits while nobody does."""
        pid = asyncio.run(leader_pid(self.settings))
        return next(each for each in self.candidates if each.server.pid == pid)


def kill(candidate: Candidate) -> None:
    candidate.server.kill()


def silence(candidate: Candidate) -> None:
    candidate.proxy.fall_silent()


def recover(candidate: Candidate) -> None:
    """The same server from its start on, as if nothing had happened."""
    candidate.proxy.heal()
    candidate.server.restart()


def takeovers(seconds: Sequence[float], machine: float) -> Reading:
    """What they took; the median counts."""
    median = statistics.median(seconds)
    return Reading(
        per_second=1 / median,
        p50_ms=median * 1_000,
        p99_ms=max(seconds) * 1_000,
        max_ms=max(seconds) * 1_000,
        done=len(seconds),
        failed=0,
        cores={"machine": machine},
        more={"seconds": median},
    )


async def leader_pid(settings: Settings) -> int:
    """The process whose session leads. Raises `Failure` when nobody comes to lead."""
    connection = await asyncpg.connect(settings.asyncpg_dsn)
    try:
        for _ in range(int(LEADER_SECONDS / POLL_SECONDS)):
            if name := await connection.fetchval(LEADER, LEADER_NAME):
                # It ends with HOST:PID and the moment of the election.
                return int(name.split()[-2].rpartition(":")[2])
            await asyncio.sleep(POLL_SECONDS)
    finally:
        await connection.close()
    raise Failure("Nobody came to lead.")


async def numbered_within(settings: Settings, seconds: float) -> None:
    """Commit a change, and wait until it has its number. Raises `Failure` when it gets none."""
    connection = await asyncpg.connect(settings.asyncpg_dsn)
    try:
        await connection.execute(COMMIT_ONE)
        deadline = time.monotonic() + seconds
        while await connection.fetchval(WAITING):
            if time.monotonic() > deadline:
                raise Failure(f"Nobody took over within {seconds:g} s.")
            await asyncio.sleep(POLL_SECONDS)
    finally:
        await connection.close()


@contextmanager
def held_election(settings: Settings) -> Iterator[Election]:
    """Two servers on this database, of which one leads."""
    with ExitStack() as stack:
        candidates = []
        for name in ("candidate-1", "candidate-2"):
            proxy, behind = stack.enter_context(database_between(settings))
            server = stack.enter_context(restartable(behind, name))
            candidates.append(Candidate(server, proxy))
        yield Election(settings, (candidates[0], candidates[1]))
