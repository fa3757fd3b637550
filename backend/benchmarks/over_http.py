"""Movements, level lists and items over HTTP, next to pgbench and a bare response."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Annotated

import typer

from app.core.settings import Settings
from benchmarks import member, movements, shop
from benchmarks.asking import Ask
from benchmarks.load import CONNECTIONS_MAX
from benchmarks.pgbench import Script, find_pgbench
from benchmarks.rounds import Cell, Row, best_of, measure_with_progress
from benchmarks.stage import Options, Stage, set_stage
from benchmarks.table import Check, Result

API = "/api/v1"
PAGE = 50
# Their pools and pgbench's clients share the 100 connections that PostgreSQL takes by default.
WORKERS_MAX = 2

BARE = "a bare response"
SELECT_PAGE = "pgbench, SELECT a page"
SELECT_FILTERED = "pgbench, SELECT filtered"
SELECT_ITEM = "pgbench, SELECT an item"


def register(members: typer.Typer) -> None:
    members.command("http")(over_http)


def over_http(
    seconds: member.Seconds = 3.0,
    rounds: member.Rounds = 3,
    connections: Annotated[
        int, typer.Option(min=1, max=CONNECTIONS_MAX, help="Callers that ask at the same time.")
    ] = 64,
    items: member.Items = 10_000,
    workers: Annotated[int, typer.Option(min=1, max=WORKERS_MAX, help="Processes that serve.")] = 1,
    json_file: member.JsonFile = None,
) -> None:
    """Movements, level lists and items over HTTP, next to pgbench and a bare response."""
    options = Options(seconds, rounds, connections, items, workers)
    find_pgbench()
    member.hand_out(member.on_own_servers(lambda ready: run_on(ready, options)), json_file)


def run_on(ready: Settings, options: Options) -> Result:
    """Measure on these two servers, with databases of its own."""
    begun = member.begin("http", ready)
    with set_stage(ready, options) as stage:
        rows, checks = carry_out(stage)
    return begun.result(asdict(options), best_of(rows), checks)


def carry_out(stage: Stage) -> tuple[list[Row], list[Check]]:
    """All rounds, and what has to be true after them."""
    options = stage.options
    cells = list(cells_of(stage, movements.sample_movement(stage.station)))
    before = stage.count()
    rows = measure_with_progress(cells, rounds=options.rounds, seconds=options.seconds)
    served, alone = (now.since(then) for now, then in zip(stage.count(), before, strict=True))
    return rows, [
        movements.check_answers(rows),
        movements.check_tally("the server's database", served, done(rows, "POST")),
        movements.check_tally("pgbench's database", alone, done(rows, movements.ONE_STATEMENT)),
        movements.check_feed(stage.station),
    ]


def done(rows: list[Row], *beginnings: str) -> int:
    """Everything that was confirmed in the rows whose names begin like this."""
    return sum(row.done for row in rows if row.cell.name.startswith(beginnings))


def cells_of(stage: Stage, sample: dict[str, str]) -> Iterator[Cell]:
    """Each measure next to its limits, so that they meet the same weather."""
    yield Cell(BARE, stage.ask_bare)
    for shape in (movements.uniform(stage.options.items), movements.HOT):
        script = shape.one_statement_script(sample)
        yield from stage.limit(shape.one_statement, script, hot=shape.is_hot)
        yield Cell(
            f"POST /stock/movements, {shape.name}",
            partial(stage.write, shape.ask()),
            against=(shape.one_statement, BARE),
        )
    yield from reads_of(stage)


def reads_of(stage: Stage) -> Iterator[Cell]:
    """The lists that a screen loads, and one item out of all."""

    def read(name: str, limit: str, ask: Ask) -> Cell:
        return Cell(name, partial(stage.ask, ask), against=(limit, BARE))

    items = stage.options.items
    levels = f"{API}/stock/levels?limit={PAGE}"
    yield from stage.limit(SELECT_PAGE, Script("levels_page"))
    yield read("GET /stock/levels", SELECT_PAGE, Ask("GET", levels))
    by_category = Script("levels_filtered", {"categories": str(shop.CATEGORIES)})
    categories = tuple(f"Category%20{number}" for number in range(1, shop.CATEGORIES + 1))
    filtered = Ask("GET", f"{levels}&status=ok&category={{one}}", choices=categories)
    yield from stage.limit(SELECT_FILTERED, by_category)
    yield read("GET /stock/levels, filtered", SELECT_FILTERED, filtered)
    by_id = Script("item", {"first": "1", "last": str(items)})
    ids = tuple(str(number) for number in range(1, items + 1))
    yield from stage.limit(SELECT_ITEM, by_id)
    yield read("GET /items/{id}", SELECT_ITEM, Ask("GET", f"{API}/items/{{one}}", choices=ids))
