"""Who works on which database?

A station is a database with the server that works on it. Another database stands alone: no server
looks at it, so nobody carries away the changes that are written there. All lie in the same
PostgreSQL with the same settings, and begin with the same shop.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.services import services
from app.core.settings import Settings
from benchmarks import shop
from benchmarks.asking import Ask, Job
from benchmarks.load import put_load
from benchmarks.pgbench import Script, run_pgbench
from benchmarks.reading import Reading
from benchmarks.served import Server, open_session, serving

FEED_SECONDS = 120.0


NOTHING = Ask("GET", "/")


def ask_bare(server: Server, ask: Ask = NOTHING, *, connections: int, seconds: float) -> Reading:
    """Ask a server that does nothing: what the callers and the worker can do at most."""
    return put_load(Job(server.host, server.port, ask, connections, seconds, watch=server.pids))


@dataclass
class Station:
    """``feed_seconds`` says after each write how long the feed took to catch up, None: too long."""

    settings: Settings
    server: Server
    token: str
    feed_seconds: list[float | None] = field(default_factory=list)

    def ask(
        self, ask: Ask, *, connections: int, seconds: float, requests: int | None = None
    ) -> Reading:
        """Put the load of this request on the server."""
        job = Job(
            host=self.server.host,
            port=self.server.port,
            ask=ask,
            connections=connections,
            seconds=seconds,
            token=self.token,
            watch=self.server.pids,
            requests=requests,
        )
        reading = put_load(job)
        self.server.bound_log()
        return reading

    def write(
        self, ask: Ask, *, connections: int, seconds: float, requests: int | None = None
    ) -> Reading:
        """The same for a request that leaves changes, until the feed has carried them away."""
        reading = self.ask(ask, connections=connections, seconds=seconds, requests=requests)
        # What is measured next must not pay for changes that still wait.
        self.feed_seconds.append(self.wait_for_feed())
        return reading

    def wait_for_feed(self) -> float | None:
        return asyncio.run(shop.wait_for_feed(self.settings.asyncpg_dsn, FEED_SECONDS))

    def tally(self) -> shop.Tally:
        return asyncio.run(shop.tally(self.settings.asyncpg_dsn))


@contextmanager
def open_station(settings: Settings, workers: int) -> Iterator[Station]:
    """Start so many processes on this database, and log in."""
    with serving(settings, workers) as server:
        yield Station(settings, server, open_session(settings, server))


@contextmanager
def own_cache(settings: Settings) -> Iterator[Settings]:
    """The same database with another Valkey: two servers must not hear each other's messages."""
    home = Path(tempfile.mkdtemp(prefix="cache-", dir=settings.data_dir))
    with services(Settings(data_dir=home, database_url=settings.database_url)) as ready:
        yield settings.model_copy(update={"redis_url": ready.redis_url})


@dataclass
class Alone:
    """A database without a server; ``outbox_cleared`` counts the changes that nobody read."""

    settings: Settings
    outbox_cleared: int = 0

    def run(self, script: Script, *, clients: int, seconds: float) -> Reading:
        reading = run_pgbench(self.settings.asyncpg_dsn, script, clients=clients, seconds=seconds)
        self.clear()
        return reading

    def clear(self) -> None:
        self.outbox_cleared += asyncio.run(shop.clear_outbox(self.settings.asyncpg_dsn))

    def tally(self) -> shop.Tally:
        """What the database holds, together with what was cleared away."""
        counted = asyncio.run(shop.tally(self.settings.asyncpg_dsn))
        return counted.with_changes(self.outbox_cleared)
