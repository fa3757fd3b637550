"""The write path: pgbench, the engine, a batch, movements and holds, against their targets."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from app.core.settings import Settings
from benchmarks import member, movements
from benchmarks.goals import Goal, of_each_round, ratio_to
from benchmarks.load import CONNECTIONS_MAX
from benchmarks.pgbench import find_pgbench
from benchmarks.reading import Reading
from benchmarks.rounds import Row, measure_with_progress
from benchmarks.shop import Tally
from benchmarks.table import Check, Result
from benchmarks.write_stage import (
    BARE,
    BATCH,
    COLD,
    ENGINE_HOT,
    ENGINE_UNIFORM,
    HOLD,
    HOLD_LINES,
    ONE_HOT,
    ONE_UNIFORM,
    PGBENCH_HOT,
    PGBENCH_UNIFORM,
    TWO_HOT,
    TWO_UNIFORM,
    WriteOptions,
    WriteStage,
    set_write_stage,
)

# What the first specification of this system quotes, in requests a second.
QUOTED_PER_SECOND = 850
P99 = "p99, ms"


def register(members: typer.Typer) -> None:
    members.command("write")(write)


def write(
    seconds: member.Seconds = 3.0,
    rounds: member.Rounds = 3,
    connections: Annotated[
        int, typer.Option(min=1, max=CONNECTIONS_MAX, help="Callers over HTTP at the same time.")
    ] = 64,
    callers: member.Callers = 256,
    items: member.Items = 10_000,
    json_file: member.JsonFile = None,
) -> None:
    """The write path: pgbench, the engine, a batch, movements and holds, against their targets."""
    options = WriteOptions(seconds, rounds, connections, callers, items)
    find_pgbench()
    member.hand_out(member.on_own_servers(lambda ready: run_on(ready, options)), json_file)


def run_on(ready: Settings, options: WriteOptions) -> Result:
    """Measure on these two servers, with databases of its own."""
    begun = member.begin("write", ready)
    with set_write_stage(ready, options) as stage:
        rows, checks = carry_out(stage)
        parameters = {
            **asdict(options),
            "items met for the first time": f"{stage.first_per_second:,.0f} a second",
        }
    return begun.result(parameters, rows, checks, goals())


def carry_out(stage: WriteStage) -> tuple[list[Row], list[Check]]:
    """All rounds, and what has to be true after them."""
    options = stage.options
    cells = stage.cells()
    before = stage.count()
    rows = measure_with_progress(cells, rounds=options.rounds, seconds=options.seconds)
    return rows, checks_of(stage, before, {row.cell.name: row.done for row in rows}, rows)


def checks_of(
    stage: WriteStage,
    before: Mapping[str, Tally],
    done: Mapping[str, int],
    rows: Sequence[Row],
) -> list[Check]:
    """Whether nothing failed, and each database has just what was confirmed."""
    added = {name: tally.since(before[name]) for name, tally in stage.count().items()}
    sold = {
        "pgbench": done[PGBENCH_UNIFORM] + done[PGBENCH_HOT],
        "engine": done[ENGINE_UNIFORM] + done[ENGINE_HOT] + done[COLD],
        "one": done[ONE_UNIFORM] + done[ONE_HOT] + done[BATCH],
        "two": done[TWO_UNIFORM] + done[TWO_HOT],
    }
    check = movements.check_tally
    return [
        movements.check_answers(rows),
        check("pgbench's database", added["pgbench"], sold["pgbench"]),
        check("the engine's database", added["engine"], sold["engine"]),
        check(
            "the database of one process",
            added["one"],
            sold["one"],
            HOLD_LINES * done[HOLD],
            # How many rows of a batch share a key is its own business.
            keys=added["one"].keys,
        ),
        check("the database of two processes", added["two"], sold["two"]),
        movements.check_feed(stage.one, stage.two),
    ]


def max_to_median(reading: Reading) -> float:
    return reading.max_ms / reading.p50_ms if reading.p50_ms else 0.0


def cold_to_flood(reading: Reading) -> float:
    flood = reading.more["others_p50_ms"]
    return reading.p50_ms / flood if flood else 0.0


def p99(reading: Reading) -> float:
    return reading.p99_ms


def to_quoted(reading: Reading) -> float:
    return reading.per_second / QUOTED_PER_SECOND


def goals() -> dict[str, Sequence[Goal]]:
    """What each measure is held to; a figure without a target is only told."""
    fair = of_each_round("longest wait ÷ median wait", max_to_median, 10, 4, at_most=True)
    told_fair = of_each_round("longest wait ÷ median wait", max_to_median)
    slow = of_each_round(P99, p99, 20, 10, at_most=True)
    quoted = of_each_round(f"÷ the {QUOTED_PER_SECOND} a second once quoted", to_quoted, 10, 20)
    return {
        ENGINE_UNIFORM: [ratio_to(PGBENCH_UNIFORM, 3.5, 5), told_fair],
        ENGINE_HOT: [ratio_to(PGBENCH_HOT, 10, 16), fair],
        COLD: [of_each_round("median wait ÷ that of the flood", cold_to_flood)],
        BATCH: [ratio_to(ENGINE_UNIFORM, 0.6, 0.8)],
        ONE_UNIFORM: [ratio_to(PGBENCH_UNIFORM, 1.0, 1.4), slow, quoted, ratio_to(BARE)],
        ONE_HOT: [ratio_to(PGBENCH_HOT, 3, 6), slow, told_fair],
        TWO_UNIFORM: [ratio_to(PGBENCH_UNIFORM), ratio_to(ONE_UNIFORM)],
        TWO_HOT: [ratio_to(PGBENCH_HOT), ratio_to(ONE_HOT)],
        HOLD: [ratio_to(ONE_UNIFORM, 0.4, 0.6)],
    }
