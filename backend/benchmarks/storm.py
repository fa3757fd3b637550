"""What happens when a server dies and everybody comes back at once?

Each client knows how far it has read, each in another place, and is live again when the server has
let it in, subscribed it and sent it everything that it missed. What the database was asked
meanwhile is counted on its way there (`benchmarks.between`), and held against a restart of the same
length to which nobody came.
"""

import time
from collections import Counter
from dataclasses import dataclass

from app.core.settings import Settings
from app.feed.change import Channel
from benchmarks import movements
from benchmarks.asking import Job
from benchmarks.between import Between, asked_for, database_between
from benchmarks.listening import Heard, Listen, listening
from benchmarks.load import put_load
from benchmarks.machine import Meter
from benchmarks.native import Programs
from benchmarks.people import open_sessions
from benchmarks.reading import Reading
from benchmarks.restarts import Restartable, restartable

# So many different places do the clients come back from.
SPREAD = 100
CHANGES = 3 * SPREAD
RETURN_SECONDS_MAX = 60.0
# What a server does because of its clients when they are all live.
AFTER_SECONDS = 2.0
WRITE_SECONDS_MAX = 60.0
QUERY_LETTERS = 60


@dataclass
class Storm:
    """``asked`` is what the last storm asked of the database."""

    settings: Settings
    programs: Programs
    clients: int
    items: int
    asked: Counter[str]

    def measure(self, _seconds: float) -> Reading:
        tokens = open_sessions(self.settings, self.clients)
        with (
            database_between(self.settings) as (proxy, behind),
            restartable(behind, "storm") as server,
        ):
            self._write(server, tokens[0])
            job = Listen(server.server.port, self.clients, tokens, Channel.INVENTORY)
            with listening(self.programs.listener, job) as listener:
                listener.wait_live(self.clients)
                listener.begin_return(RETURN_SECONDS_MAX, spread=SPREAD)
                meter = Meter()
                killed_ns = restart(server, proxy)
                heard = listener.heard_return()
                window = (time.monotonic_ns() - killed_ns) / 1e9 + AFTER_SECONDS
                time.sleep(AFTER_SECONDS)
                seen, cores = proxy.counted(), meter.read()
            restart(server, proxy)
            time.sleep(window)
            self.asked = asked_for(seen, proxy.counted())
        return storm_reading(heard, killed_ns, self.clients, self.asked.total(), cores["machine"])

    def told(self) -> str:
        """The queries of the last storm, for whoever wants to know them."""
        found = [f"{n} × {text[:QUERY_LETTERS]}..." for text, n in self.asked.most_common()]
        return " · ".join(found) or "none"

    def _write(self, server: Restartable, token: str) -> None:
        """Something that the clients have read, and will have missed."""
        ask = movements.uniform(self.items).ask()
        host, port = server.server.host, server.server.port
        put_load(Job(host, port, ask, 8, WRITE_SECONDS_MAX, token, requests=CHANGES))


def restart(server: Restartable, proxy: Between) -> int:
    """Kill it and start it again, and count from there; when it was killed."""
    killed_ns = server.kill()
    proxy.counted()
    server.start()
    return killed_ns


def storm_reading(
    heard: Heard, killed_ns: int, clients: int, queries: int, machine: float
) -> Reading:
    """``seconds`` from the kill until the last was live again, ``first`` until the first was."""
    seconds = (heard.last_live_ns - killed_ns) / 1e9
    failures = dict(heard.troubles)
    # They were all lost, as they had to be.
    failures.pop("sockets lost", None)
    if heard.live < clients:
        failures["clients that did not come back"] = clients - heard.live
    return Reading(
        per_second=heard.live / seconds if seconds > 0 else 0.0,
        p50_ms=0.0,
        p99_ms=0.0,
        max_ms=seconds * 1_000,
        done=heard.live,
        failed=sum(failures.values()),
        failures=failures,
        cores={"machine": machine},
        more={
            "seconds": seconds,
            "first_seconds": (heard.first_live_ns - killed_ns) / 1e9,
            "queries": queries,
        },
    )
