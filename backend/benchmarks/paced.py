"""What happens when so many requests a second are asked for, no more and no fewer?

An open loop: requests leave at their times, whether the ones before have been answered or not, over
connections of which there are enough. A process of its own (``python -m benchmarks.paced``), like
`benchmarks.load`, with the same bounds.
"""

import asyncio
import gc
import json
import subprocess
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass

import uvloop

from benchmarks.asking import Job
from benchmarks.load import DRAIN_SECONDS, Caller, Run, read_job
from benchmarks.machine import Meter
from benchmarks.reading import Reading

START_SECONDS = 30.0
# While all connections wait for their answers.
PAUSE_SECONDS = 0.000_5
# Fewer than that, and it was another pace.
SENT_SHARE_MIN = 0.95
PER_SECOND_MAX = 20_000.0


@dataclass(frozen=True)
class Pace:
    """``job`` is what is asked; its connections are how many may be answered at the same time."""

    job: Job
    per_second: float


def put_paced_load(pace: Pace) -> Reading:
    """Run it in a process of its own; times are from a request's turn to its whole answer."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "benchmarks.paced"],
        input=json.dumps({"per_second": pace.per_second, "job": asdict(pace.job)}),
        stdout=subprocess.PIPE,
        text=True,
        timeout=pace.job.seconds + START_SECONDS + DRAIN_SECONDS,
        check=True,
        # Ctrl-C is the caller's business; on the way out it ends this process too.
        start_new_session=True,
    )
    return Reading(**json.loads(done.stdout))


class PacedRun(Run):
    """One job under way."""

    def __init__(self, job: Job, per_second: float) -> None:
        super().__init__(job)
        self._per_second = per_second
        # In turn, because a server hangs up on who says nothing for seconds.
        self._idle: deque[Caller] = deque()

    def _go_on(self, caller: Caller) -> None:
        self._idle.append(caller)
        if not self._asking and not self._waiting:
            self._finished.set()

    async def carry_out(self) -> Reading:
        job, loop = self._job, asyncio.get_running_loop()
        for _ in range(job.connections):
            _, caller = await loop.create_connection(lambda: Caller(self), job.host, job.port)
            self._idle.append(caller)
        callers = list(self._idle)
        meter, began = Meter(job.watch), time.perf_counter()
        asked = due = 0
        while (now := time.perf_counter() - began) < job.seconds:
            due = int(now * self._per_second) + 1
            while asked < due and self._idle:
                self._waiting += 1
                self._idle.popleft().ask(self._requests.next())
                asked += 1
            next_at = due / self._per_second - (time.perf_counter() - began)
            await asyncio.sleep(max(PAUSE_SECONDS, next_at))
        seconds, cores = time.perf_counter() - began, meter.read()
        self._asking = False
        await self._wait(DRAIN_SECONDS)
        if self._waiting:
            self._statuses["unanswered"] = self._waiting
        for caller in callers:
            caller.leave()
        await asyncio.sleep(0)
        if asked < SENT_SHARE_MIN * due:
            self._statuses["requests that were never sent"] = due - asked
        return self._reading(asked / seconds, len(self._times), cores)


def main() -> None:
    values = json.load(sys.stdin)
    job, per_second = read_job(json.dumps(values["job"])), float(values["per_second"])
    if not 0 < per_second <= PER_SECOND_MAX:
        raise SystemExit("a pace is bounded")
    gc.disable()
    json.dump(asdict(uvloop.run(PacedRun(job, per_second).carry_out())), sys.stdout)


if __name__ == "__main__":
    main()
