"""The feed: numbering next to the writer, a leader that dies, and life without Redis."""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli.console import out, step
from app.cli.errors import Failure
from app.core.settings import Settings
from benchmarks import movements, table
from benchmarks.engine_load import CALLERS_MAX
from benchmarks.feed_stage import (
    KILLED,
    NO_REDIS,
    SEQUENCER,
    SILENT,
    WRITER,
    FeedOptions,
    FeedStage,
    set_feed_stage,
)
from benchmarks.goals import Goal, of_each_round, ratio_to, told
from benchmarks.load import SECONDS_MAX
from benchmarks.machine import describe
from benchmarks.rounds import Row, measure_with_progress
from benchmarks.served import own_servers
from benchmarks.table import Check, Result


def register(members: typer.Typer) -> None:
    members.command("feed")(feed)


def feed(
    seconds: Annotated[
        float, typer.Option(min=1, max=SECONDS_MAX, help="How long each measurement takes.")
    ] = 3.0,
    rounds: Annotated[
        int, typer.Option(min=1, max=20, help="How often each thing is measured.")
    ] = 3,
    callers: Annotated[
        int, typer.Option(min=1, max=CALLERS_MAX, help="Callers of the engine at the same time.")
    ] = 256,
    items: Annotated[int, typer.Option(min=100, max=200_000, help="SKUs in the shop.")] = 10_000,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write everything to this file too.")
    ] = None,
) -> None:
    """The feed: numbering next to the writer, a leader that dies, and life without Redis."""
    result = run(FeedOptions(seconds, rounds, callers, items))
    table.show(result)
    if json_file is not None:
        table.write_json(result, json_file)
        out.print(f"Written to {json_file}.")
    if not result.holds:
        raise Failure("The figures are worth nothing: not everything was as it has to be.")


def run(options: FeedOptions) -> Result:
    """Measure on servers of its own, and take everything down again."""
    with ExitStack() as stack:
        with step("Starting the database and the cache"):
            ready = stack.enter_context(own_servers())
        return run_on(ready, options)


def run_on(ready: Settings, options: FeedOptions) -> Result:
    """Measure on these two servers, with databases of its own."""
    started_at = datetime.now(UTC)
    machine = asyncio.run(describe(ready.asyncpg_dsn, ready.data_dir))
    with set_feed_stage(ready, options) as stage:
        rows = measure_with_progress(stage.cells(), rounds=options.rounds, seconds=options.seconds)
        checks = checks_of(stage, rows)
    return Result("feed", started_at, asdict(options), machine, rows, checks, goals())


def checks_of(stage: FeedStage, rows: Sequence[Row]) -> list[Check]:
    """Whether nothing failed, and no number was left out or given twice."""
    holds, detail = stage.numbering.is_without_gaps()
    return [
        movements.check_answers(rows),
        Check("the numbers have no gaps", holds, detail),
        movements.check_feed(stage.without_redis),
    ]


def goals() -> dict[str, Sequence[Goal]]:
    """What each measure is held to; a figure without a target is only told."""
    return {
        SEQUENCER: [ratio_to(WRITER, 1.0, 1.5)],
        KILLED: [
            of_each_round("s, median", lambda reading: reading.more["seconds"], 3, 1, at_most=True)
        ],
        SILENT: [told("s, median", "seconds")],
        NO_REDIS: [told("HTTP answer p50, ms", "http_p50_ms")],
    }
