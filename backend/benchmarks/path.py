"""How long is the way from a request to the sockets of those who watch?

Requests leave at their pace, and every change of theirs has to arrive at every socket. The clock
starts at the change's own ``at``: the beginning of the transaction in which the database did it. So
a time includes the work and the commit of that transaction, and all that comes after it.
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path

from app.feed.change import Channel
from benchmarks import movements
from benchmarks.asking import Job
from benchmarks.listening import Listen, listening
from benchmarks.machine import Meter
from benchmarks.paced import Pace, put_paced_load
from benchmarks.reading import Reading
from benchmarks.sockets import rss_kib, slow_closes, wait_for_slow_closes
from benchmarks.station import Station

CONNECTIONS = 64
# What is still on its way when the outbox is empty.
TAIL_SECONDS = 1.0
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True)
class WholePath:
    """So many sockets follow the movements of ``station``, and ``stalled`` more never read."""

    station: Station
    listener: Path
    items: int
    sockets: int
    per_second: float
    stalled: int = 0

    def measure(self, seconds: float, *, until_closed: bool = False) -> Reading:
        """``until_closed``: what becomes of the stalled ones is waited for."""
        server = self.station.server
        closed_before, rss_before = slow_closes(server), rss_kib(server)
        sockets = self.sockets + self.stalled
        tokens = (self.station.token,)
        job = Listen(
            server.port, sockets, tokens, Channel.INVENTORY, clock="at", stalled=self.stalled
        )
        with listening(self.listener, job) as listener:
            listener.wait_live(sockets)
            meter = Meter(server.pids)
            listener.begin(seconds + PATIENCE_SECONDS)
            asked = self._write(seconds)
            cores = meter.read()
            self.station.feed_seconds.append(self.station.wait_for_feed())
            time.sleep(TAIL_SECONDS)
            heard = listener.end()
            more = {
                "fewest": float(heard.fewest),
                "http_p50_ms": asked.p50_ms,
                "http_p99_ms": asked.p99_ms,
                "grown_kib": rss_kib(server) - rss_before,
            }
            if until_closed:
                closed = wait_for_slow_closes(server, closed_before + self.stalled)
                more["slow_closes"] = closed - closed_before
        server.bound_log()
        return joined(heard.reading(cores, **more), asked, seconds, self.stalled)

    def _write(self, seconds: float) -> Reading:
        server, ask = self.station.server, movements.uniform(self.items).ask()
        job = Job(server.host, server.port, ask, CONNECTIONS, seconds, self.station.token)
        return put_paced_load(Pace(job, self.per_second))


def joined(heard: Reading, asked: Reading, seconds: float, stalled: int) -> Reading:
    """What was asked and what was heard, as one: every socket has to have every change."""
    failures = dict(asked.failures)
    if missing := asked.done - int(heard.more["fewest"]):
        failures["changes that a socket did not get"] = missing
    for trouble in ("holes", "resets"):
        if trouble in heard.failures:
            failures[trouble] = heard.failures[trouble]
    # Those that stood still are closed, and must be; nobody else may be.
    if (lost := heard.failures.get("sockets lost", 0)) > stalled:
        failures["sockets lost"] = lost - stalled
    return replace(
        heard,
        per_second=heard.done / seconds,
        done=asked.done,
        failed=sum(failures.values()),
        failures=failures,
    )
