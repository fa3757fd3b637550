"""What do the members have in common, from their options to their last word?

A member takes the options it shares with others from here, measures on servers of its own, and
hands out what it found.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from app.cli.console import out, step
from app.cli.errors import Failure
from app.core.settings import Settings
from benchmarks import table
from benchmarks.engine_load import CALLERS_MAX
from benchmarks.goals import Goal
from benchmarks.load import SECONDS_MAX
from benchmarks.machine import describe
from benchmarks.rounds import Row
from benchmarks.served import own_servers
from benchmarks.table import Check, Result

Found = TypeVar("Found")

Seconds = Annotated[
    float, typer.Option(min=1, max=SECONDS_MAX, help="How long each measurement takes.")
]
Rounds = Annotated[int, typer.Option(min=1, max=20, help="How often each thing is measured.")]
Callers = Annotated[
    int, typer.Option(min=1, max=CALLERS_MAX, help="Callers of the engine at the same time.")
]
Items = Annotated[int, typer.Option(min=100, max=200_000, help="SKUs in the shop.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write everything to this file too.")]


def on_own_servers(measure: Callable[[Settings], Found]) -> Found:
    """Measure on servers that nobody else uses, and take everything down again."""
    with ExitStack() as stack:
        with step("Starting the database and the cache"):
            ready = stack.enter_context(own_servers())
        return measure(ready)


@dataclass(frozen=True)
class Beginning:
    """When it was measured and on what, as it was before the measuring."""

    member: str
    started_at: datetime
    machine: Mapping[str, Any]

    def result(
        self,
        parameters: Mapping[str, Any],
        rows: Sequence[Row],
        checks: Sequence[Check],
        goals: Mapping[str, Sequence[Goal]] | None = None,
    ) -> Result:
        machine = self.machine
        return Result(self.member, self.started_at, parameters, machine, rows, checks, goals or {})


def begin(member: str, ready: Settings) -> Beginning:
    started_at = datetime.now(UTC)
    return Beginning(member, started_at, asyncio.run(describe(ready.asyncpg_dsn, ready.data_dir)))


def hand_out(result: Result, json_file: Path | None) -> None:
    """Show it, and write it down where asked. Raises `Failure` when a check does not hold."""
    table.show(result)
    write_down(table.document(result), json_file)
    require(result.checks)


def write_down(document: Mapping[str, Any], json_file: Path | None) -> None:
    """Everything, for a program, where somebody has asked for it."""
    if json_file is not None:
        table.write_document(document, json_file)
        out.print(f"Written to {json_file}.")


def require(checks: Sequence[Check]) -> None:
    """Raises `Failure` when one of them does not hold."""
    if not all(check.holds for check in checks):
        raise Failure("The figures are worth nothing: not everything was as it has to be.")
