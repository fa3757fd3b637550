"""What stands ready before anything is measured?

Two equal databases: the server works on one, pgbench on the other. Beside the real server stands a
bare one, idle until it is asked.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from app.cli.console import step
from app.cli.migrations import migrate
from app.core.settings import Settings
from benchmarks import shop
from benchmarks.asking import Ask
from benchmarks.pgbench import Script, client_counts
from benchmarks.reading import Reading
from benchmarks.rounds import Cell
from benchmarks.served import Server, own_database, serving
from benchmarks.station import Alone, Station, ask_bare, open_station


@dataclass(frozen=True)
class Options:
    """What the person asked for."""

    seconds: float
    rounds: int
    connections: int
    items: int
    workers: int


@dataclass(frozen=True)
class Stage:
    """``station`` is where the server works, ``alone`` the database that only pgbench uses."""

    options: Options
    station: Station
    alone: Alone
    bare: Server

    def ask(self, ask: Ask, seconds: float) -> Reading:
        return self.station.ask(ask, connections=self.options.connections, seconds=seconds)

    def write(self, ask: Ask, seconds: float) -> Reading:
        return self.station.write(ask, connections=self.options.connections, seconds=seconds)

    def ask_bare(self, seconds: float) -> Reading:
        return ask_bare(self.bare, connections=self.options.connections, seconds=seconds)

    def limit(self, name: str, script: Script, *, hot: bool = False) -> Iterator[Cell]:
        """PostgreSQL alone, by several numbers of clients."""
        for clients in client_counts(os.cpu_count() or 1, hot=hot):
            yield Cell(name, partial(self._run_alone, script, clients), clients_note(clients))

    def _run_alone(self, script: Script, clients: int, seconds: float) -> Reading:
        return self.alone.run(script, clients=clients, seconds=seconds)

    def count(self) -> tuple[shop.Tally, shop.Tally]:
        """What the two databases hold."""
        return self.station.tally(), self.alone.tally()


def clients_note(clients: int) -> str:
    return f"({clients} client{'s' if clients > 1 else ''})"


@contextmanager
def loaded_shop(ready: Settings, items: int) -> Iterator[Settings]:
    """A database of its own with so many items; others are copied from it."""
    with own_database(ready) as shelves:
        with step(f"Loading {items:,} items"):
            migrate(shelves)
            asyncio.run(shop.open_shop(shelves.asyncpg_dsn, items))
        yield shelves


@contextmanager
def set_stage(ready: Settings, options: Options) -> Iterator[Stage]:
    """Load the shop, start the servers and log in; afterwards everything is gone again."""
    with ExitStack() as stack:
        served = stack.enter_context(loaded_shop(ready, options.items))
        alone = Alone(stack.enter_context(own_database(ready, served)))
        with step("Starting the server"):
            station = stack.enter_context(open_station(served, options.workers))
            bare = stack.enter_context(serving(served, options.workers, module="benchmarks.bare"))
        yield Stage(options, station, alone, bare)
