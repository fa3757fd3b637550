"""How many requests a second does a server answer, and how long does each caller wait?

A closed loop: a fixed number of callers, each with one kept-alive connection, asks again as soon as
it has its whole answer. So the rate is what the server can do, and under it a time is mostly
waiting in line. The loop is one process of its own (``python -m benchmarks.load`` reads a job and
writes what it found). Its requests are bytes made beforehand, all but the key, and an answer is
read no further than its status and its length, because a client library costs more than the server
does. What it costs itself is measured too: ``cores["load"]``. Near 1.0 it is the limit, and no
server could have looked better.

It speaks to the loopback interface alone, and every run is bounded in callers and in time.
"""

import asyncio
import gc
import ipaddress
import json
import subprocess
import sys
import time
from array import array
from contextlib import suppress
from dataclasses import asdict
from typing import cast

import uvloop

from benchmarks.asking import HEAD_END, Ask, Job, Requests
from benchmarks.machine import Meter
from benchmarks.reading import Reading, percentile

WARM_SECONDS = 0.3
DRAIN_SECONDS = 30.0
SECONDS_MAX = 120.0
CONNECTIONS_MAX = 512
LENGTH = b"content-length: "


def put_load(job: Job) -> Reading:
    """Run the job in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "benchmarks.load"],
        input=json.dumps(asdict(job)),
        stdout=subprocess.PIPE,
        text=True,
        timeout=job.seconds + WARM_SECONDS + 2 * DRAIN_SECONDS,
        check=True,
        # Ctrl-C is the caller's business; on the way out it ends this process too.
        start_new_session=True,
    )
    return Reading(**json.loads(done.stdout))


class Unreadable(Exception):
    """An answer that this small client cannot take apart."""


def answer_size(data: bytes) -> int | None:
    """The length of the answer that ``data`` begins with; None while its head is incomplete."""
    end = data.find(HEAD_END)
    if end < 0:
        return None
    at = data.find(LENGTH, 0, end)
    if at < 0:
        # Not in the letters of our own servers, but perhaps in others.
        at = data[:end].lower().find(LENGTH)
    if at < 0:
        raise Unreadable("an answer without Content-Length")
    return end + len(HEAD_END) + int(data[at + len(LENGTH) : data.index(b"\r", at)])


class Caller(asyncio.Protocol):
    """One connection, and the answer that it waits for."""

    __slots__ = ("_begun", "_missing", "_run", "_sent_at", "_status", "_transport", "waiting")

    def __init__(self, run: "Run") -> None:
        self._run = run
        self._begun = b""
        self._missing = 0
        self._sent_at = 0.0
        self._status = b""
        self.waiting = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are not derived from asyncio's.
        self._transport = cast(asyncio.Transport, transport)

    def ask(self, request: bytes) -> None:
        self.waiting = True
        self._sent_at = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        if self._missing:
            # The rest of a long answer is only counted.
            self._missing -= len(data)
        else:
            if self._begun:
                data = self._begun + data
            try:
                size = answer_size(data)
            except Unreadable as error:
                self._leave(str(error))
                return
            if size is None:
                self._begun = data
                return
            self._begun = b""
            self._status = data[9:12]
            self._missing = size - len(data)
        if self._missing > 0:
            return
        if self._missing < 0 or not self.waiting:
            self._leave("more than was asked for")
            return
        self.waiting = False
        self._run.answered(self, self._status, time.perf_counter() - self._sent_at)

    def connection_lost(self, error: Exception | None) -> None:
        self._leave(str(error or "closed by the server"))

    def leave(self) -> None:
        self.waiting = False
        self._transport.abort()

    def _leave(self, reason: str) -> None:
        # A server closes an idle connection after a while; nobody waits for that one any more.
        if self.waiting:
            self._run.failed(reason)
        self.leave()


class Run:
    """One job under way."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._requests = Requests(job)
        # Only what was answered as expected is worth a time.
        self._good = str(job.ask.expect).encode()
        self._left = job.requests
        self._asking = True
        self._waiting = 0
        self._times = array("d")
        self._statuses: dict[str, int] = {}
        self._finished = asyncio.Event()

    def answered(self, caller: Caller, status: bytes, seconds: float) -> None:
        if status == self._good:
            self._times.append(seconds)
        self._count(status.decode())
        self._waiting -= 1
        self._go_on(caller)

    def failed(self, reason: str) -> None:
        self._count(reason)
        self._waiting -= 1
        if not self._waiting:
            self._finished.set()

    def _count(self, status: str) -> None:
        self._statuses[status] = self._statuses.get(status, 0) + 1

    def _go_on(self, caller: Caller) -> None:
        """Ask anew, unless it is over."""
        if self._asking and self._left != 0:
            if self._left is not None:
                self._left -= 1
            self._waiting += 1
            caller.ask(self._requests.next())
        elif not self._waiting:
            self._finished.set()

    async def carry_out(self) -> Reading:
        job, loop = self._job, asyncio.get_running_loop()
        callers = []
        for _ in range(job.connections):
            _, caller = await loop.create_connection(lambda: Caller(self), job.host, job.port)
            callers.append(caller)
        for caller in callers:
            self._go_on(caller)
        if job.requests is None:
            await self._wait(WARM_SECONDS)
            self._times = array("d")
        meter = Meter(job.watch)
        began = time.perf_counter()
        await self._wait(job.seconds)
        seconds = time.perf_counter() - began
        measured, cores = len(self._times), meter.read()
        self._asking = False
        await self._wait(DRAIN_SECONDS)
        if self._waiting:
            self._statuses["unanswered"] = self._waiting
        for caller in callers:
            caller.leave()
        # The loop carries out the leaving in its next turn.
        await asyncio.sleep(0)
        return self._reading(measured / seconds, measured, cores)

    async def _wait(self, seconds: float) -> None:
        """So long, or until nobody waits any more."""
        if self._waiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._finished.wait(), seconds)

    def _reading(self, per_second: float, measured: int, cores: dict[str, float]) -> Reading:
        ordered = sorted(self._times[:measured])
        good = str(self._job.ask.expect)
        failures = {status: count for status, count in self._statuses.items() if status != good}
        return Reading(
            per_second=per_second,
            p50_ms=percentile(ordered, 0.50) * 1_000,
            p99_ms=percentile(ordered, 0.99) * 1_000,
            max_ms=(ordered[-1] if ordered else 0.0) * 1_000,
            done=self._statuses.get(good, 0),
            failed=sum(failures.values()),
            failures=failures,
            cores=cores,
        )


def read_job(text: str) -> Job:
    """The job, refused when it is unbounded or leaves this machine."""
    values = json.loads(text)
    job = Job(**{**values, "ask": Ask(**values["ask"])})
    if not ipaddress.ip_address(job.host).is_loopback:
        raise SystemExit(f"{job.host} is not this machine")
    if not (0 < job.seconds <= SECONDS_MAX and 0 < job.connections <= CONNECTIONS_MAX):
        raise SystemExit("a run is bounded in time and in connections")
    return job


def main() -> None:
    job = read_job(sys.stdin.read())
    # Nothing here makes cycles, and a pause of the client would be booked as the server's.
    gc.disable()
    json.dump(asdict(uvloop.run(Run(job).carry_out())), sys.stdout)


if __name__ == "__main__":
    main()
