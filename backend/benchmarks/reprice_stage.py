"""What stands ready before all prices of a shop are changed at once, and what is measured there?

Each round: movements of stock at a steady pace, alone; then a change of all prices (preview, apply,
undo), and those movements again beside the beginning of each of its steps.
"""

import asyncio
import json
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import asyncpg

from app.cli.console import step
from app.cli.errors import Failure
from app.core.settings import Settings
from app.feed.change import Channel
from benchmarks import movements
from benchmarks.asking import Job
from benchmarks.machine import Meter
from benchmarks.paced import Pace, put_paced_load
from benchmarks.reading import Reading
from benchmarks.rounds import Cell, Row
from benchmarks.served import request
from benchmarks.stage import loaded_shop
from benchmarks.station import Station, open_station
from benchmarks.table import Check

PATH = "/api/v1/price-bulks"
# What is done, and the state that it ends in.
STEPS = {"preview": "ready", "apply": "applied", "undo": "undone"}
ALONE = "movements alone"
FEED = "changes on the feed while applying"
CONNECTIONS = 64
POLL_SECONDS = 0.05
STEP_SECONDS_MAX = 900.0
# Prices begin at ¥100, so each of them moves.
ORDER = {"currency": "JPY", "rule": {"kind": "percent", "value": "3"}, "reason": "measured"}
BODIES: Mapping[str, dict[str, Any]] = {"apply": {}, "undo": {"reason": "measured"}}

HEAD = "SELECT head FROM streams WHERE channel = $1"
BASES = "SELECT count(*) AS prices, sum(base) AS bases, sum(base * id) AS weighed FROM prices"
# Every price began with version 1; whether each later one was told, after the one before it.
TOLD = """
    SELECT count(*) AS changes, count(DISTINCT key) AS prices,
           count(*) FILTER (WHERE version <> previous + 1) AS misplaced,
           count(*) FILTER (WHERE last <> $2) AS unfinished
    FROM (
        SELECT key, version,
               lag(version, 1, CAST(1 AS bigint)) OVER (PARTITION BY key ORDER BY seq) AS previous,
               max(version) OVER (PARTITION BY key) AS last
        FROM feed WHERE channel = $1 AND type = 'price.changed'
    ) AS told
"""


def beside(name: str) -> str:
    """The name of the movements that are measured beside a step."""
    return f"movements beside: {name}"


@dataclass(frozen=True)
class RepriceOptions:
    """What the person asked for."""

    seconds: float
    rounds: int
    items: int
    per_second: float


@dataclass
class RepriceStage:
    """A server with one process, which leads: so the prices and the movements share it."""

    options: RepriceOptions
    station: Station

    def measure(self) -> list[Row]:
        """Every round in its order, since a step follows the one before it."""
        rows = {
            name: Row(Cell(name, self._move))
            for name in (ALONE, *STEPS, FEED, *(beside(name) for name in STEPS))
        }
        for _ in range(self.options.rounds):
            with step("Movements alone"):
                rows[ALONE].readings.append(self._move(self.options.seconds))
                self.station.feed_seconds.append(self.station.wait_for_feed())
            bulk = 0
            for name in STEPS:
                head, began = self._value(HEAD, Channel.PRICES), time.perf_counter()
                with ThreadPoolExecutor(max_workers=1) as pool:
                    moving = pool.submit(self._move, self.options.seconds)
                    bulk, done = self._carry_out(name, bulk)
                    self.station.feed_seconds.append(self.station.wait_for_feed())
                    until_told = time.perf_counter() - began
                    felt = moving.result()
                share = min(1.0, done.more["seconds"] / self.options.seconds)
                rows[name].readings.append(done)
                rows[beside(name)].readings.append(replace(felt, more={"share": share}))
                if name == "apply":
                    told = self._value(HEAD, Channel.PRICES) - head
                    rows[FEED].readings.append(_rate(told, until_told))
            self.station.feed_seconds.append(self.station.wait_for_feed())
        return list(rows.values())

    def bases(self) -> dict[str, Any]:
        """What the prices are, told so that two that swapped their places show."""
        return asyncio.run(_row(self.station.settings.asyncpg_dsn, BASES))

    def check_feed_of_prices(self) -> Check:
        """Whether every change of every price was told, each after the one before it."""
        last = 1 + 2 * self.options.rounds
        found = asyncio.run(_row(self.station.settings.asyncpg_dsn, TOLD, Channel.PRICES, last))
        expected = self.options.items * (last - 1)
        return Check(
            "the feed told every change of every price, in the order of its versions",
            (found["changes"], found["prices"]) == (expected, self.options.items)
            and not found["misplaced"]
            and not found["unfinished"],
            f"{found['changes']:,} of {expected:,} changes of {found['prices']:,} prices, "
            f"{found['misplaced']:,} of them out of order",
        )

    def _move(self, seconds: float) -> Reading:
        server, ask = self.station.server, movements.uniform(self.options.items).ask()
        token, pids = self.station.token, server.pids
        job = Job(server.host, server.port, ask, CONNECTIONS, seconds, token, watch=pids)
        return put_paced_load(Pace(job, self.options.per_second))

    def _carry_out(self, name: str, bulk: int) -> tuple[int, Reading]:
        """One step of a change of all prices, ordered over HTTP and waited for."""
        with step(f"{name.title()}: {self.options.items:,} prices"):
            meter, began = Meter(self.station.server.pids), time.perf_counter()
            path = PATH if name == "preview" else f"{PATH}/{bulk}/{name}"
            bulk = self._ask("POST", path, BODIES.get(name, ORDER))["id"]
            while (found := self._ask("GET", f"{PATH}/{bulk}"))["state"] != STEPS[name]:
                if found["state"] == "failed" or time.perf_counter() - began > STEP_SECONDS_MAX:
                    raise Failure(f"The {name} is {found['state']}: {found['problem']}.")
                time.sleep(POLL_SECONDS)
            seconds = time.perf_counter() - began
        counts = {"preview": found["total"], "apply": found["applied"], "undo": found["undone"]}
        missing = self.options.items - counts[name]
        reading = replace(
            _rate(counts[name], seconds),
            failed=missing,
            failures={"prices left out": missing} if missing else {},
            cores=meter.read(),
        )
        return bulk, reading

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {
            "Authorization": f"Bearer {self.station.token}",
            "Idempotency-Key": uuid4().hex,
        }
        status, answer = request(self.station.server, method, path, body, headers)
        if status >= 300:
            raise Failure(f"{method} {path} was answered with {status}: {answer[:200]!r}.")
        return json.loads(answer)

    def _value(self, statement: str, *values: Any) -> int:
        (value,) = asyncio.run(_row(self.station.settings.asyncpg_dsn, statement, *values)).values()
        return int(value)


def _rate(done: int, seconds: float) -> Reading:
    nothing = {"server": 0.0, "load": 0.0, "machine": 0.0}
    more = {"seconds": seconds}
    return Reading(done / seconds, 0.0, 0.0, 0.0, done, 0, cores=nothing, more=more)


async def _row(dsn: str, statement: str, *values: Any) -> dict[str, Any]:
    connection = await asyncpg.connect(dsn)
    try:
        row = await connection.fetchrow(statement, *values)
        assert row is not None, "a count is always there"
        return dict(row)
    finally:
        await connection.close()


@contextmanager
def set_reprice_stage(ready: Settings, options: RepriceOptions) -> Iterator[RepriceStage]:
    """Load the shop, start the server and log in; afterwards everything is gone again."""
    with (
        loaded_shop(ready, options.items) as shelves,
        open_station(shelves, 1) as station,
    ):
        yield RepriceStage(options, station)
