"""How much does the engine do by itself, asked by callers in its own process and without HTTP?

A closed loop like `benchmarks.load`: each caller submits the sale of one unit and, as soon as it
has the outcome, the next. One process of its own (``python -m benchmarks.engine_load``), with the
event loop and the collector as the server runs them. ``cores["server"]`` is what it costs itself.
"""

import asyncio
import gc
import json
import random
import subprocess
import sys
import time
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

import uvloop

from app.core.cancellation import cancel_until_done
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal
from app.stock.engine.commands import Applied, Line, StockCommand
from app.stock.engine.group_commit import GroupCommitter
from benchmarks.machine import Meter
from benchmarks.reading import Reading, percentile

WARM_SECONDS = 0.3
GRACE_SECONDS = 60.0
CALLERS_MAX = 1_500
ACTOR = "bench@localhost"
FINGERPRINT = UUID("7a9f3c52-11d0-4c5e-9d3a-5b8e2f604c17")
# Like the server: what is alive before the first request lives for good.
GC_THRESHOLDS = (100_000, 50, 1_000)


@dataclass(frozen=True)
class EngineJob:
    """``callers`` of the levels 1 to ``last``; beside them one caller of each of ``cold`` others.

    With cold callers the reading is theirs; what the others saw is in ``more``.
    """

    database_url: str
    last: int
    callers: int
    seconds: float
    cold: int = 0


def put_engine_load(job: EngineJob) -> Reading:
    """Run the job in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "benchmarks.engine_load"],
        input=json.dumps(asdict(job)),
        stdout=subprocess.PIPE,
        text=True,
        timeout=job.seconds + WARM_SECONDS + GRACE_SECONDS,
        check=True,
        # Ctrl-C is the caller's business; on the way out it ends this process too.
        start_new_session=True,
    )
    return Reading(**json.loads(done.stdout))


class Crowd:
    """Callers of one kind, and how long they waited."""

    def __init__(self, committer: GroupCommitter, levels: Sequence[int], count: int) -> None:
        self._committer = committer
        self._levels = levels
        self._asking = True
        self.waits = array("d")
        self.outcomes: Counter[str] = Counter()
        self._tasks = [asyncio.create_task(self._call()) for _ in range(count)]

    async def _call(self) -> None:
        levels, submit = self._levels, self._committer.submit
        while self._asking:
            level = levels[int(random.random() * len(levels))]
            line = Line(level_id=level, kind="sale", delta_on_hand=-1)
            # As over HTTP: a key of its own, and what it was used for.
            command = StockCommand(lines=(line,), actor=ACTOR, key=uuid4(), fingerprint=FINGERPRINT)
            began = time.perf_counter()
            outcome = await submit(command)
            self.waits.append(time.perf_counter() - began)
            self.outcomes[type(outcome).__name__] += 1

    def forget(self) -> None:
        self.waits = array("d")

    async def stop(self) -> None:
        """Let each caller have the outcome that it waits for."""
        self._asking = False
        await asyncio.gather(*self._tasks)


async def carry_out(job: EngineJob) -> Reading:
    database = Database(Settings(database_url=job.database_url))
    committer = GroupCommitter(Journal(database))
    running = asyncio.create_task(committer.run())
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
    try:
        crowds = [Crowd(committer, range(1, job.last + 1), job.callers)]
        if job.cold:
            crowds.append(Crowd(committer, range(job.last + 1, job.last + 1 + job.cold), job.cold))
        await asyncio.sleep(WARM_SECONDS)
        for crowd in crowds:
            crowd.forget()
        meter, began = Meter(), time.perf_counter()
        await asyncio.sleep(job.seconds)
        waits = [sorted(crowd.waits) for crowd in crowds]
        seconds, cores = time.perf_counter() - began, meter.read()
        for crowd in crowds:
            await crowd.stop()
        return _reading(crowds, waits, seconds, cores)
    finally:
        await cancel_until_done([running])
        await database.close()


def _reading(
    crowds: Sequence[Crowd], waits: Sequence[list[float]], seconds: float, cores: dict[str, float]
) -> Reading:
    outcomes: Counter[str] = Counter()
    for crowd in crowds:
        outcomes += crowd.outcomes
    done = outcomes.pop(Applied.__name__, 0)
    own, others = waits[-1], waits[0]
    return Reading(
        per_second=len(own) / seconds,
        p50_ms=percentile(own, 0.50) * 1_000,
        p99_ms=percentile(own, 0.99) * 1_000,
        max_ms=(own[-1] if own else 0.0) * 1_000,
        done=done,
        failed=outcomes.total(),
        failures=dict(outcomes),
        cores={"server": cores["load"], "load": 0.0, "machine": cores["machine"]},
        more={"others_p50_ms": percentile(others, 0.50) * 1_000},
    )


def main() -> None:
    json.dump(asdict(uvloop.run(carry_out(EngineJob(**json.load(sys.stdin))))), sys.stdout)


if __name__ == "__main__":
    main()
