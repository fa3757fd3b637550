"""What stands ready before the write path is measured, and what is measured there?

Four equal databases in one PostgreSQL: pgbench's, the engine's, and two with a server each, one of
one process and one of two. So each has to show for just what it was asked, and none of them carries
another's changes.
"""

import json
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial

from app.cli.console import step
from app.core.settings import Settings
from benchmarks import shop
from benchmarks.asking import Ask
from benchmarks.engine_load import EngineJob, put_engine_load
from benchmarks.movements import (
    CREATED,
    HOT,
    ONE_STATEMENT,
    PATH,
    Shape,
    body_of,
    sample_movement,
    uniform,
)
from benchmarks.pgbench import Script
from benchmarks.reading import Reading
from benchmarks.rounds import Cell
from benchmarks.served import Server, own_database, serving
from benchmarks.stage import clients_note, loaded_shop
from benchmarks.station import Alone, Station, ask_bare, open_station, own_cache

CLIENTS = (1, 4, 8, 16, 32)
CALIBRATION_SECONDS = 1.0
CALIBRATION_PASSES = 2
MEETING_CONNECTIONS = 64
MEETING_SECONDS_MAX = 60.0

BATCH_ROWS = 1_000
BATCH_CONNECTIONS = 4
BATCH_BODIES = 16
HOLD_LINES = 3
HOLD_PATH = "/api/v1/stock/holds"
# Longer than any run, so that nothing expires while something else is measured.
HOLD_SECONDS = 7_200
FLOOD_CALLERS = 1_000
COLD_CALLERS = 16

BARE = "a bare response"
PGBENCH_UNIFORM = f"{ONE_STATEMENT}, uniform"
PGBENCH_HOT = f"{ONE_STATEMENT}, one hot SKU"
ENGINE_UNIFORM = "writer without HTTP, uniform"
ENGINE_HOT = "writer without HTTP, one hot SKU"
COLD = f"{COLD_CALLERS} cold SKUs beside {FLOOD_CALLERS:,} callers of one"
ONE_UNIFORM = "HTTP, 1 process, uniform"
ONE_HOT = "HTTP, 1 process, one hot SKU"
TWO_UNIFORM = "HTTP, 2 processes, uniform"
TWO_HOT = "HTTP, 2 processes, one hot SKU"
BATCH = f"HTTP, 1 process, rows in batches of {BATCH_ROWS:,}"
HOLD = f"HTTP, 1 process, holds of {HOLD_LINES} lines"


@dataclass(frozen=True)
class WriteOptions:
    """What the person asked for."""

    seconds: float
    rounds: int
    connections: int
    callers: int
    items: int


@dataclass(frozen=True)
class WriteStage:
    """``first_per_second``: how fast the server met the items that it was asked for at first."""

    options: WriteOptions
    pgbench: Alone
    engine: Alone
    one: Station
    two: Station
    bare: Server
    first_per_second: float

    def count(self) -> dict[str, shop.Tally]:
        """What the databases hold."""
        return {
            "pgbench": self.pgbench.tally(),
            "engine": self.engine.tally(),
            "one": self.one.tally(),
            "two": self.two.tally(),
        }

    def cells(self) -> list[Cell]:
        """Each measure next to its limits, so that they meet the same weather."""
        even = uniform(self.options.items)
        with step("Looking for pgbench's best number of clients"):
            sample = sample_movement(self.one)
            uniform_limit = self._limit(even, even.one_statement_script(sample))
            hot_limit = self._limit(HOT, HOT.one_statement_script(sample))
        return [
            Cell(BARE, self._ask_bare),
            uniform_limit,
            Cell(ENGINE_UNIFORM, partial(self._engine, even), against=(PGBENCH_UNIFORM,)),
            self._http(ONE_UNIFORM, self.one, even, PGBENCH_UNIFORM, BARE),
            self._http(TWO_UNIFORM, self.two, even, PGBENCH_UNIFORM, ONE_UNIFORM),
            Cell(BATCH, self._batch, against=(ENGINE_UNIFORM,)),
            Cell(HOLD, self._hold, against=(ONE_UNIFORM,)),
            hot_limit,
            Cell(ENGINE_HOT, partial(self._engine, HOT), against=(PGBENCH_HOT,)),
            Cell(COLD, self._cold),
            self._http(ONE_HOT, self.one, HOT, PGBENCH_HOT),
            self._http(TWO_HOT, self.two, HOT, PGBENCH_HOT, ONE_HOT),
        ]

    def _limit(self, shape: Shape, script: Script) -> Cell:
        """One statement per movement, by the number of clients that suits it best."""
        best: dict[int, float] = {}
        for _ in range(CALIBRATION_PASSES):
            for clients in CLIENTS:
                seconds = min(CALIBRATION_SECONDS, self.options.seconds)
                reading = self.pgbench.run(script, clients=clients, seconds=seconds)
                best[clients] = max(best.get(clients, 0.0), reading.per_second)
        clients = max(best, key=lambda count: best[count])
        run = partial(self._pgbench, script, clients)
        return Cell(shape.one_statement, run, clients_note(clients))

    def _pgbench(self, script: Script, clients: int, seconds: float) -> Reading:
        return self.pgbench.run(script, clients=clients, seconds=seconds)

    def _ask_bare(self, seconds: float) -> Reading:
        """The bytes of a movement, answered with next to nothing: what the callers can do."""
        ask = replace(uniform(self.options.items).ask(), expect=200)
        return ask_bare(self.bare, ask, connections=self.options.connections, seconds=seconds)

    def _engine(self, shape: Shape, seconds: float) -> Reading:
        return self._put_engine(shape.last, self.options.callers, seconds)

    def _cold(self, seconds: float) -> Reading:
        return self._put_engine(HOT.last, FLOOD_CALLERS, seconds, cold=COLD_CALLERS)

    def _put_engine(self, last: int, callers: int, seconds: float, cold: int = 0) -> Reading:
        job = EngineJob(self.engine.settings.database_url, last, callers, seconds, cold)
        reading = put_engine_load(job)
        self.engine.clear()
        return reading

    def _http(self, name: str, station: Station, shape: Shape, *against: str) -> Cell:
        write = partial(station.write, shape.ask(), connections=self.options.connections)
        return Cell(name, lambda seconds: write(seconds=seconds), against=against)

    def _batch(self, seconds: float) -> Reading:
        ask = batch_ask(self.options.items)
        reading = self.one.write(ask, connections=BATCH_CONNECTIONS, seconds=seconds)
        return rows_of(reading)

    def _hold(self, seconds: float) -> Reading:
        ask = hold_ask(self.options.items)
        return self.one.write(ask, connections=self.options.connections, seconds=seconds)


def rows_of(reading: Reading) -> Reading:
    """What was measured in batches, told in rows; the times stay those of a whole batch."""
    return replace(
        reading, per_second=reading.per_second * BATCH_ROWS, done=reading.done * BATCH_ROWS
    )


def batch_ask(items: int) -> Ask:
    """Sales of one unit of any item, many in one request: all of them, or none."""
    bodies = []
    for _ in range(BATCH_BODIES):
        rows = [body_of(f"BENCH-{random.randint(1, items)}") for _ in range(BATCH_ROWS)]
        bodies.append(json.dumps({"mode": "all_or_nothing", "movements": rows}))
    return Ask("POST", f"{PATH}/batch", "{one}", tuple(bodies), keyed=True)


def hold_ask(items: int) -> Ask:
    """One unit of each of three different items, as often as there are items."""
    bodies = []
    for _ in range(items):
        lines = [
            {"sku": f"BENCH-{number}", "location": shop.LOCATION, "quantity": 1}
            for number in random.sample(range(1, items + 1), HOLD_LINES)
        ]
        bodies.append(json.dumps({"lines": lines, "ttl_seconds": HOLD_SECONDS}))
    return Ask("POST", HOLD_PATH, "{one}", tuple(bodies), keyed=True, expect=CREATED)


@contextmanager
def set_write_stage(ready: Settings, options: WriteOptions) -> Iterator[WriteStage]:
    """Load the shop four times, start the servers and log in; afterwards everything is gone."""
    with ExitStack() as stack:
        shelves = stack.enter_context(loaded_shop(ready, options.items))
        copies = [stack.enter_context(own_database(ready, shelves)) for _ in range(3)]
        with step("Starting the servers"):
            one = stack.enter_context(open_station(shelves, 1))
            two = stack.enter_context(open_station(stack.enter_context(own_cache(copies[0])), 2))
            bare = stack.enter_context(serving(shelves, 1, module="benchmarks.bare"))
        with step("Asking for every item once"):
            first = meet(one, options.items)
            # Each of the two processes has to meet each item.
            meet(two, options.items, times=2)
        yield WriteStage(options, Alone(copies[1]), Alone(copies[2]), one, two, bare, first)


def meet(station: Station, items: int, times: int = 1) -> float:
    """Sell one of each item in turn, so that nothing is measured at the first sight of an item."""
    ask, requests = replace(uniform(items).ask(), in_turn=True), times * items
    reading = station.write(
        ask, connections=MEETING_CONNECTIONS, seconds=MEETING_SECONDS_MAX, requests=requests
    )
    return reading.per_second
