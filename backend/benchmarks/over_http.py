"""Movements, level lists and items over HTTP, next to pgbench and a bare response.

Two equal databases are made: the server works on one, pgbench on the other, so that nobody carries
away the changes that pgbench writes. Both lie in the same PostgreSQL with the same settings.
"""

import asyncio
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app.cli.console import err, out, step
from app.cli.errors import Failure
from app.cli.migrations import migrate
from app.core.settings import Settings
from app.feed.change import Channel
from benchmarks import pgbench, shop, table
from benchmarks.load import CONNECTIONS_MAX, SECONDS_MAX, Ask, Job, put_load
from benchmarks.machine import describe
from benchmarks.pgbench import Script, client_counts, run_pgbench
from benchmarks.reading import Reading
from benchmarks.rounds import Cell, Row, best_of, measure
from benchmarks.served import Server, open_session, own_database, own_servers, request, serving
from benchmarks.table import Check, Result

API = "/api/v1"
PAGE = 50
FEED_SECONDS = 120.0
WARM_SECONDS_MAX = 1.0
# Their pools and pgbench's clients share the 100 connections that PostgreSQL takes by default.
WORKERS_MAX = 2

BARE = "a bare response"
ONE_STATEMENT = "pgbench, one statement"
TRANSACTION = "pgbench, the same transaction"
UNIFORM, HOT = "uniform", "one hot SKU"
SELECT_PAGE = "pgbench, SELECT a page"
SELECT_FILTERED = "pgbench, SELECT filtered"
SELECT_ITEM = "pgbench, SELECT an item"


@dataclass(frozen=True)
class Options:
    """What the person asked for."""

    seconds: float
    rounds: int
    connections: int
    items: int
    workers: int


def register(members: typer.Typer) -> None:
    members.command("http")(over_http)


def over_http(
    seconds: Annotated[
        float, typer.Option(min=1, max=SECONDS_MAX, help="How long each measurement takes.")
    ] = 3.0,
    rounds: Annotated[
        int, typer.Option(min=1, max=20, help="How often each thing is measured.")
    ] = 3,
    connections: Annotated[
        int, typer.Option(min=1, max=CONNECTIONS_MAX, help="Callers that ask at the same time.")
    ] = 64,
    items: Annotated[int, typer.Option(min=100, max=200_000, help="SKUs in the shop.")] = 10_000,
    workers: Annotated[int, typer.Option(min=1, max=WORKERS_MAX, help="Processes that serve.")] = 1,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write everything to this file too.")
    ] = None,
) -> None:
    """Movements, level lists and items over HTTP, next to pgbench and a bare response."""
    result = run(Options(seconds, rounds, connections, items, workers))
    table.show(result)
    if json_file is not None:
        table.write_json(result, json_file)
        out.print(f"Written to {json_file}.")
    if not result.holds:
        raise Failure("The figures are worth nothing: not everything was as it has to be.")


def run(options: Options) -> Result:
    """Measure on servers of its own, and take everything down again."""
    with ExitStack() as stack:
        with step("Starting the database and the cache"):
            ready = stack.enter_context(own_servers())
        return run_on(ready, options)


def run_on(ready: Settings, options: Options) -> Result:
    """Measure on these two servers, with databases of its own."""
    pgbench.find_pgbench()
    started_at = datetime.now(UTC)
    machine = asyncio.run(describe(ready.asyncpg_dsn, ready.data_dir))
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
        rows, checks = Bench(options, served, alone, server, bare, token).carry_out()
    parameters = {
        "connections": options.connections,
        "workers": options.workers,
        "items": options.items,
        "rounds": options.rounds,
        "seconds": options.seconds,
    }
    return Result("http", started_at, parameters, machine, best_of(rows), checks)


@dataclass
class Bench:
    """One run: the server on its database, and the other database for pgbench alone."""

    options: Options
    served: Settings
    alone: Settings
    server: Server
    bare: Server
    token: str
    feed_seconds: list[float | None] = field(default_factory=list)
    outbox_cleared: int = 0

    def carry_out(self) -> tuple[list[Row], list[Check]]:
        sample = self._sample()
        cells = list(self._cells(sample))
        before = [asyncio.run(shop.tally(each.asyncpg_dsn)) for each in (self.served, self.alone)]
        with Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=err
        ) as progress:
            task = progress.add_task("Measuring", total=len(cells) * (self.options.rounds + 1))
            rows = measure(
                cells,
                rounds=self.options.rounds,
                seconds=self.options.seconds,
                warm_seconds=min(self.options.seconds, WARM_SECONDS_MAX),
                on_cell=lambda cell: progress.update(task, advance=1, description=cell.name),
            )
        after = [asyncio.run(shop.tally(each.asyncpg_dsn)) for each in (self.served, self.alone)]
        return rows, self._checks(rows, after[0].since(before[0]), after[1].since(before[1]))

    def _sample(self) -> dict[str, str]:
        """Record one movement, so that pgbench writes bodies of just that size."""
        status, body = request(
            self.server,
            "POST",
            f"{API}/stock/movements",
            {"sku": "BENCH-1", "location": shop.LOCATION, "kind": "sale", "quantity": 1},
            {"Authorization": f"Bearer {self.token}", "Idempotency-Key": "sample"},
        )
        if status != 201:
            raise Failure(f"A movement was answered with {status}: {body.decode()[:200]}")
        asyncio.run(shop.wait_for_feed(self.served.asyncpg_dsn, FEED_SECONDS))
        return asyncio.run(shop.last_change(self.served.asyncpg_dsn))

    def _cells(self, sample: dict[str, str]) -> Iterator[Cell]:
        """Each measure next to its limits, so that they meet the same weather."""
        yield Cell(BARE, partial(self._ask, self.bare, Ask("GET", "/")))
        for shape, last in ((UNIFORM, self.options.items), (HOT, 1)):
            variables = {"first": "1", "last": str(last), "channel": Channel.INVENTORY, **sample}
            one, transaction = f"{ONE_STATEMENT}, {shape}", f"{TRANSACTION}, {shape}"
            yield from self._limit(one, Script("movement_one_statement", variables))
            yield from self._limit(transaction, Script("movement_transaction", variables))
            skus = tuple(f"BENCH-{number}" for number in range(1, last + 1))
            yield Cell(
                f"POST /stock/movements, {shape}",
                partial(self._move, skus),
                against=(one, transaction, BARE),
            )
        yield from self._reads()

    def _reads(self) -> Iterator[Cell]:
        items = self.options.items
        categories = tuple(str(number) for number in range(1, shop.CATEGORIES + 1))
        ids = tuple(str(number) for number in range(1, items + 1))
        yield from self._limit(SELECT_PAGE, Script("levels_page"))
        yield self._read("GET /stock/levels", f"?limit={PAGE}", ("",), SELECT_PAGE)
        yield from self._limit(
            SELECT_FILTERED, Script("levels_filtered", {"categories": str(shop.CATEGORIES)})
        )
        query = f"?limit={PAGE}&status=ok&category=Category%20{{one}}"
        yield self._read("GET /stock/levels", query, categories, SELECT_FILTERED, ", filtered")
        yield from self._limit(SELECT_ITEM, Script("item", {"first": "1", "last": str(items)}))
        yield self._read("GET /items", "/{one}", ids, SELECT_ITEM, "/{id}")

    def _read(
        self, path: str, rest: str, choices: tuple[str, ...], limit: str, word: str = ""
    ) -> Cell:
        method, _, place = path.partition(" ")
        ask = Ask(method, f"{API}{place}{rest}", choices=choices)
        return Cell(f"{path}{word}", partial(self._ask, self.server, ask), against=(limit, BARE))

    def _limit(self, name: str, script: Script) -> Iterator[Cell]:
        for clients in client_counts(os.cpu_count() or 1, hot=name.endswith(HOT)):
            note = f"({clients} client{'s' if clients > 1 else ''})"
            yield Cell(name, partial(self._alone, script, clients), note)

    def _ask(self, server: Server, ask: Ask, seconds: float) -> Reading:
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

    def _move(self, skus: tuple[str, ...], seconds: float) -> Reading:
        body = {"sku": "{one}", "location": shop.LOCATION, "kind": "sale", "quantity": 1}
        ask = Ask("POST", f"{API}/stock/movements", json.dumps(body), skus, keyed=True, expect=201)
        reading = self._ask(self.server, ask, seconds)
        # What follows must not pay for changes that still wait for the feed.
        self.feed_seconds.append(
            asyncio.run(shop.wait_for_feed(self.served.asyncpg_dsn, FEED_SECONDS))
        )
        return reading

    def _alone(self, script: Script, clients: int, seconds: float) -> Reading:
        dsn = self.alone.asyncpg_dsn
        reading = run_pgbench(dsn, script, clients=clients, seconds=seconds)
        self.outbox_cleared += asyncio.run(shop.clear_outbox(dsn))
        return reading

    def _checks(self, rows: list[Row], served: shop.Tally, alone: shop.Tally) -> list[Check]:
        failures = {row.cell.name: row.failures for row in rows if row.failures}
        moved = sum(row.done for row in rows if row.cell.name.startswith("POST"))
        written = sum(row.done for row in rows if row.cell.name.startswith(MOVING_LIMITS))
        waited = [seconds for seconds in self.feed_seconds if seconds is not None]
        slowest = max(waited, default=0.0)
        return [
            Check("every request was answered as expected", not failures, str(failures or "yes")),
            tallied("the server's database", served, moved),
            tallied(
                "pgbench's database",
                replace(alone, changes=alone.changes + self.outbox_cleared),
                written,
            ),
            Check(
                "the feed has caught up",
                len(waited) == len(self.feed_seconds),
                f"{slowest:.2f} s after the last answer at the latest",
            ),
        ]


MOVING_LIMITS = (ONE_STATEMENT, TRANSACTION)


def tallied(where: str, added: shop.Tally, answered: int) -> Check:
    """Whether each sale of one unit left exactly its traces."""
    expected = shop.Tally(
        movements=answered,
        moved=-answered,
        on_hand=-answered,
        versions=answered,
        keys=answered,
        changes=answered,
    )
    return Check(
        f"{where} agrees",
        added == expected,
        f"{answered:,} sales of one unit were confirmed; the ledger grew by {added.movements:,} "
        f"rows and {added.moved:,} units, the levels by {added.on_hand:,} units and "
        f"{added.versions:,} versions; {added.keys:,} keys, {added.changes:,} changes",
    )
