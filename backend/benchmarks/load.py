"""How many requests a second does a server answer, and how long does each caller wait?

A closed loop: a fixed number of callers, each with one kept-alive connection, asks again as soon as
it has its whole answer. So the rate is what the server can do, and under it a time is mostly
waiting in line. The loop is one process of its own (``python -m benchmarks.load`` reads a job and
writes what it found), made of plain sockets and a selector, because a client library costs more
than the server does. What it costs itself is measured too: ``cores["load"]``. Near 1.0 it is
the limit, and no server could have looked better.

It speaks to the loopback interface alone, and every run is bounded in callers and in time.
"""

import gc
import ipaddress
import json
import random
import selectors
import socket
import subprocess
import sys
import time
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from benchmarks.machine import Meter
from benchmarks.reading import Reading, percentile

WARM_SECONDS = 0.3
DRAIN_SECONDS = 30.0
SECONDS_MAX = 120.0
CONNECTIONS_MAX = 512
RECEIVE_BYTES = 262_144
HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length: "


@dataclass(frozen=True)
class Ask:
    """One kind of request. ``{one}`` in path and body is drawn from ``choices`` each time.

    ``keyed`` requests carry an Idempotency-Key of their own; ``expect`` is the good status.
    """

    method: str
    path: str
    body: str = ""
    choices: Sequence[str] = ("",)
    keyed: bool = False
    expect: int = 200


@dataclass(frozen=True)
class Job:
    """What to ask whom, by how many callers, for how long; ``watch`` are the server's processes."""

    host: str
    port: int
    ask: Ask
    connections: int
    seconds: float
    token: str = ""
    watch: Sequence[int] = field(default=())


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


class Requests:
    """The bytes of one request after another; all but the key is made beforehand."""

    def __init__(self, job: Job) -> None:
        self._keyed = job.ask.keyed
        self._parts = [_parts(job, choice) for choice in job.ask.choices]

    def next(self) -> bytes:
        head, rest = self._parts[int(random.random() * len(self._parts))]
        if self._keyed:
            return b"%bIdempotency-Key: %032x\r\n%b" % (head, random.getrandbits(128), rest)
        return head


def _parts(job: Job, choice: str) -> tuple[bytes, bytes]:
    body = job.ask.body.replace("{one}", choice).encode()
    head = [
        f"{job.ask.method} {job.ask.path.replace('{one}', choice)} HTTP/1.1",
        f"Host: {job.host}:{job.port}",
        "Accept: application/json",
    ]
    if job.token:
        head.append(f"Authorization: Bearer {job.token}")
    if body:
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    begun = "\r\n".join([*head, ""]).encode()
    ended = b"\r\n" + body
    return (begun, ended) if job.ask.keyed else (begun + ended, b"")


class Unreadable(Exception):
    """An answer that this small client cannot take apart."""


def answer_size(data: bytes) -> int | None:
    """The length of the answer that ``data`` begins with; None while its head is incomplete."""
    end = data.find(HEAD_END)
    if end < 0:
        return None
    head = data[:end].lower() + b"\r"
    at = head.find(LENGTH)
    if at < 0:
        raise Unreadable("an answer without Content-Length")
    return end + len(HEAD_END) + int(head[at + len(LENGTH) : head.index(b"\r", at)])


class Caller:
    """One connection, and the answer that it waits for."""

    __slots__ = ("connection", "received", "sent_at")

    def __init__(self, job: Job) -> None:
        self.connection = socket.create_connection((job.host, job.port), timeout=DRAIN_SECONDS)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.sent_at = 0.0

    def ask(self, request: bytes) -> None:
        self.sent_at = time.perf_counter()
        self.connection.sendall(request)

    def take(self) -> str | None:
        """The status of the answer, or None while it is incomplete. Raises `Unreadable`."""
        data = self.connection.recv(RECEIVE_BYTES)
        if not data:
            raise Unreadable("closed by the server")
        data = self.received + data if self.received else data
        size = answer_size(data)
        if size is None or len(data) < size:
            self.received = data
            return None
        if len(data) > size:
            raise Unreadable("more than was asked for")
        self.received = b""
        return data[9:12].decode()


class Run:
    """One job under way."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._requests = Requests(job)
        self._selector = selectors.DefaultSelector()
        self._waiting = 0
        self._times = array("d")
        self._statuses: Counter[str] = Counter()

    def carry_out(self) -> Reading:
        callers = [Caller(self._job) for _ in range(self._job.connections)]
        for caller in callers:
            self._selector.register(caller.connection, selectors.EVENT_READ, caller)
            self._waiting += 1
            caller.ask(self._requests.next())
        self._serve(until=time.perf_counter() + WARM_SECONDS, asking=True)
        self._times = array("d")
        meter = Meter(self._job.watch)
        began = time.perf_counter()
        self._serve(until=began + self._job.seconds, asking=True)
        seconds = time.perf_counter() - began
        measured, cores = len(self._times), meter.read()
        self._serve(until=time.perf_counter() + DRAIN_SECONDS, asking=False)
        if self._waiting:
            self._statuses["unanswered"] += self._waiting
        for caller in callers:
            caller.connection.close()
        return self._reading(measured / seconds, measured, cores)

    def _serve(self, *, until: float, asking: bool) -> None:
        """Take answers until then, or until all are there; ask anew after each if ``asking``."""
        while self._waiting and (left := until - time.perf_counter()) > 0:
            for key, _ in self._selector.select(left):
                caller: Caller = key.data
                try:
                    status = caller.take()
                    if status is None:
                        continue
                    self._times.append(time.perf_counter() - caller.sent_at)
                    self._statuses[status] += 1
                    if asking:
                        caller.ask(self._requests.next())
                    else:
                        self._leave(caller)
                except (OSError, Unreadable) as error:
                    self._statuses[str(error)] += 1
                    self._leave(caller)

    def _leave(self, caller: Caller) -> None:
        # A server closes an idle connection after a while; nobody waits for that one any more.
        self._selector.unregister(caller.connection)
        self._waiting -= 1

    def _reading(self, per_second: float, measured: int, cores: dict[str, float]) -> Reading:
        ordered = sorted(self._times[:measured])
        good = str(self._job.ask.expect)
        failures = {status: count for status, count in self._statuses.items() if status != good}
        return Reading(
            per_second=per_second,
            p50_ms=percentile(ordered, 0.50) * 1_000,
            p99_ms=percentile(ordered, 0.99) * 1_000,
            max_ms=(ordered[-1] if ordered else 0.0) * 1_000,
            done=self._statuses[good],
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
    json.dump(asdict(Run(job).carry_out()), sys.stdout)


if __name__ == "__main__":
    main()
