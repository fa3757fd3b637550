"""How many changes a second does the sequencer number, when more wait than it can take?

The sequencer of the server in a process of its own (``python -m benchmarks.sequencer_load``), with
the consumers, the event loop and the collector of the server, on an outbox that was filled before
with what the engine had written. ``cores["server"]`` is what it costs itself.
"""

import asyncio
import gc
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

import uvloop
from redis.asyncio import Redis

from app.alerts import evaluator
from app.core.cancellation import cancel_until_done
from app.core.settings import Settings
from app.db.database import Database
from app.feed.sequencer import Sequencer
from app.feed.unit_of_work import Journal
from benchmarks.engine_load import GC_THRESHOLDS
from benchmarks.machine import Meter
from benchmarks.reading import Reading

GRACE_SECONDS = 120.0
ELECTION_SECONDS = 20.0
POLL_SECONDS = 0.01
HEADS = "SELECT sum(head) FROM streams"


@dataclass(frozen=True)
class SequencerJob:
    """Number what waits, ``changes`` of them, for at most so long."""

    database_url: str
    redis_url: str
    changes: int
    seconds: float


def put_sequencer_load(job: SequencerJob) -> Reading:
    """Run the job in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "benchmarks.sequencer_load"],
        input=json.dumps(asdict(job)),
        stdout=subprocess.PIPE,
        text=True,
        timeout=job.seconds + GRACE_SECONDS,
        check=True,
        # Ctrl-C is the caller's business; on the way out it ends this process too.
        start_new_session=True,
    )
    return Reading(**json.loads(done.stdout.splitlines()[-1]))


async def carry_out(job: SequencerJob) -> Reading:
    settings = Settings(database_url=job.database_url, redis_url=job.redis_url)
    database, redis = Database(settings), Redis.from_url(job.redis_url)
    sequencer = Sequencer(Journal(database), redis, consumers=[evaluator.evaluate])
    observer = await database.connect()
    first = await observer.fetchval(HEADS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
    running = asyncio.create_task(sequencer.run())
    try:
        await _elected(sequencer)
        meter, began, moved = Meter(), time.perf_counter(), 0
        while moved < job.changes and time.perf_counter() - began < job.seconds:
            await asyncio.sleep(POLL_SECONDS)
            moved = await observer.fetchval(HEADS) - first
        seconds, cores = time.perf_counter() - began, meter.read()
    finally:
        await cancel_until_done([running])
        await observer.close()
        await redis.aclose()
        await database.close()
    return Reading(
        per_second=float(moved) / seconds,
        p50_ms=0.0,
        p99_ms=0.0,
        max_ms=seconds * 1_000,
        done=int(moved),
        failed=0,
        cores={"server": cores["load"], "load": 0.0, "machine": cores["machine"]},
    )


async def _elected(sequencer: Sequencer) -> None:
    async with asyncio.timeout(ELECTION_SECONDS):
        while not sequencer.leading:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(POLL_SECONDS)


def main() -> None:
    json.dump(asdict(uvloop.run(carry_out(SequencerJob(**json.load(sys.stdin))))), sys.stdout)


if __name__ == "__main__":
    main()
