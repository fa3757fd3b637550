"""What is done to a server of sockets, and what is read off it?"""

import json
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus

import psutil

from app.cli.errors import Failure
from app.core.settings import Settings
from app.feed.change import Channel
from benchmarks.listening import Listen, Listener, listening
from benchmarks.machine import Meter
from benchmarks.native import Programs
from benchmarks.people import open_sessions
from benchmarks.reading import Reading
from benchmarks.served import Server, request, serving

WARM_SECONDS = 0.5
SETTLE_SECONDS = 3.0
CLOSE_SECONDS_MAX = 20.0
POLL_SECONDS = 0.2
# What the first socket costs is no price of each.
FIRST_SOCKETS = 20
SLOW_CLOSES = re.compile(rb"^tanamori_slow_closes_total ([\d.e+]+)", re.MULTILINE)


@contextmanager
def started(command: Sequence[str]) -> Iterator["subprocess.Popen[str]"]:
    """A program that ends with its input."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def measured(listener: Listener, seconds: float, pids: Sequence[int]) -> Reading:
    """What arrives while somebody writes as fast as they can."""
    listener.measure(WARM_SECONDS)
    meter = Meter(pids)
    heard = listener.measure(seconds)
    return heard.reading(meter.read())


def drive(server: Server, per_second: float, *, ticked: bool) -> None:
    """Let the driver of `benchmarks.fanout_app` begin."""
    _ask(server, f"/bench/start?per_second={per_second}&ticked={int(ticked)}")


def stop_driving(server: Server) -> int:
    """How many changes it gave to the gateway."""
    return int(json.loads(_ask(server, "/bench/stop"))["given"])


def _ask(server: Server, path: str) -> bytes:
    status, body = request(server, "POST", path)
    if status != HTTPStatus.OK:
        raise Failure(f"{path} was answered with {status}.", f"The log is {server.log}.")
    return body


def rss_kib(server: Server) -> float:
    """The resident memory of its processes."""
    return float(sum(psutil.Process(pid).memory_info().rss for pid in server.pids)) / 1024


def slow_closes(server: Server) -> int:
    """How many readers it has closed because they were too slow, by its own count."""
    _, body = request(server, "GET", "/metrics")
    found = SLOW_CLOSES.search(body)
    return int(float(found[1])) if found else 0


def wait_for_slow_closes(server: Server, wanted: int) -> int:
    """The same, when it has become so many, or enough time has passed."""
    began = time.monotonic()
    while (count := slow_closes(server)) < wanted and time.monotonic() - began < CLOSE_SECONDS_MAX:
        time.sleep(POLL_SECONDS)
    return count


def idle_memory(settings: Settings, programs: Programs, sockets: int) -> Reading:
    """What a new process holds for each of so many sockets that follow a channel and hear nothing.

    ``per_second`` is how fast they became live.
    """
    tokens = open_sessions(settings, sockets)
    with serving(settings, 1) as server:
        job = Listen(server.port, FIRST_SOCKETS, tokens, Channel.INVENTORY)
        with listening(programs.listener, job) as listener:
            listener.wait_live(FIRST_SOCKETS)
        time.sleep(WARM_SECONDS)
        before, meter = rss_kib(server), Meter(server.pids)
        job = Listen(server.port, sockets, tokens, Channel.INVENTORY)
        with listening(programs.listener, job) as listener:
            heard = listener.wait_live(sockets)
            cores = meter.read()
            time.sleep(SETTLE_SECONDS)
            each = (rss_kib(server) - before) / sockets
    return Reading(
        per_second=sockets / heard.seconds,
        p50_ms=0.0,
        p99_ms=0.0,
        max_ms=0.0,
        done=sockets,
        failed=sum(heard.troubles.values()),
        failures=heard.troubles,
        cores={**cores, "load": heard.load},
        more={"kib_each": each},
    )
