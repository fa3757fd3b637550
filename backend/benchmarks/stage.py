"""What stands ready before anything is measured?

Two equal databases: the server works on one, pgbench on the other, so that nobody carries away the
changes that pgbench writes. Both lie in the same PostgreSQL with the same settings. Beside the real
server stands a bare one, idle until it is asked.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

from app.cli.console import step
from app.cli.migrations import migrate
from app.core.settings import Settings
from benchmarks import shop
from benchmarks.load import Ask, Job, put_load
from benchmarks.pgbench import Script, client_counts, run_pgbench
from benchmarks.reading import Reading
from benchmarks.rounds import Cell
from benchmarks.served import Server, open_session, own_database, serving

FEED_SECONDS = 120.0


@dataclass(frozen=True)
class Options:
    """What the person asked for."""

    seconds: float
    rounds: int
    connections: int
    items: int
    workers: int


@dataclass
class Stage:
    """``served`` is the server's database, ``alone`` the one that only pgbench uses.

    ``feed_seconds`` says after each write how long the feed took to catch up, None for too long;
    ``outbox_cleared`` counts the changes that pgbench wrote and nobody read.
    """

    options: Options
    served: Settings
    alone: Settings
    server: Server
    bare: Server
    token: str
    feed_seconds: list[float | None] = field(default_factory=list)
    outbox_cleared: int = 0

    def ask(self, server: Server, ask: Ask, seconds: float) -> Reading:
        """Put the load of this request on one of the servers."""
        job = Job(
            host=server.host,
            port=server.port,
            ask=ask,
            connections=self.options.connections,
            seconds=seconds,
            token=self.token,
            watch=server.pids,
        )
        reading = put_load(job)
        server.bound_log()
        return reading

    def write(self, ask: Ask, seconds: float) -> Reading:
        """The same for a request that leaves changes, until the feed has carried them away."""
        reading = self.ask(self.server, ask, seconds)
        # What is measured next must not pay for changes that still wait.
        waited = asyncio.run(shop.wait_for_feed(self.served.asyncpg_dsn, FEED_SECONDS))
        self.feed_seconds.append(waited)
        return reading

    def limit(self, name: str, script: Script, *, hot: bool = False) -> Iterator[Cell]:
        """PostgreSQL alone, by several numbers of clients."""
        for clients in client_counts(os.cpu_count() or 1, hot=hot):
            note = f"({clients} client{'s' if clients > 1 else ''})"
            yield Cell(name, partial(self._run_alone, script, clients), note)

    def _run_alone(self, script: Script, clients: int, seconds: float) -> Reading:
        dsn = self.alone.asyncpg_dsn
        reading = run_pgbench(dsn, script, clients=clients, seconds=seconds)
        self.outbox_cleared += asyncio.run(shop.clear_outbox(dsn))
        return reading

    def count(self) -> tuple[shop.Tally, shop.Tally]:
        """What the two databases hold, together with what was cleared away."""
        served, alone = (
            asyncio.run(shop.tally(each.asyncpg_dsn)) for each in (self.served, self.alone)
        )
        return served, alone.with_changes(self.outbox_cleared)


@contextmanager
def set_stage(ready: Settings, options: Options) -> Iterator[Stage]:
    """Load the shop, start the servers and log in; afterwards everything is gone again."""
    with ExitStack() as stack:
        with step(f"Loading {options.items:,} items"):
            served = stack.enter_context(own_database(ready))
            migrate(served)
            asyncio.run(shop.open_shop(served.asyncpg_dsn, options.items))
            alone = stack.enter_context(own_database(ready, served))
        with step("Starting the server"):
            server = stack.enter_context(serving(served, options.workers))
            bare = stack.enter_context(serving(served, options.workers, module="benchmarks.bare"))
            token = open_session(served, server)
        yield Stage(options, served, alone, server, bare, token)
