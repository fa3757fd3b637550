"""How does a result look to a person, and to a program?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.cli.console import out
from benchmarks.goals import Goal, ratio_to
from benchmarks.rounds import Row, Spread, ratios, spread

# The client alone keeps a core busy: the server may be faster than what was measured.
LOAD_CORES_FULL = 0.95
# Above this others are at work, and whoever runs in one process gets less than many clients get.
LOAD_AVERAGE_QUIET = 1.0
WIDTH_MIN = 120
WIDTH_MIN_WITH_GOALS = 136


@dataclass(frozen=True)
class Check:
    """Something that has to be true, or the figures are worth nothing."""

    name: str
    holds: bool
    detail: str


@dataclass(frozen=True)
class Result:
    """Everything that one run found. ``parameters`` are what the run was asked for.

    ``goals`` are told below the row of their name; a row without any tells its ratios.
    """

    member: str
    started_at: datetime
    parameters: Mapping[str, Any]
    machine: Mapping[str, Any]
    rows: Sequence[Row]
    checks: Sequence[Check]
    goals: Mapping[str, Sequence[Goal]] = field(default_factory=dict)

    def goals_of(self, row: Row) -> Sequence[Goal]:
        return self.goals.get(row.cell.name) or [ratio_to(name) for name in row.cell.against]


def show(result: Result) -> None:
    """Print the conditions, the table and the checks."""
    show_title(result.member, result.started_at)
    for line in machine_lines(result):
        out.print(Text(line, style="dim"))
    if result.machine["load_average"] > LOAD_AVERAGE_QUIET:
        out.print(Text("Others were using this machine: run it again when it is quiet.", "yellow"))
    out.print()
    width = WIDTH_MIN_WITH_GOALS if result.goals else WIDTH_MIN
    # A file has no width; a narrow terminal may break the lines, but nothing is left out.
    Console(highlight=False, width=max(out.width, width)).print(_table(result))
    out.print()
    for check in result.checks:
        show_check(check)


def show_title(member: str, started_at: datetime) -> None:
    out.print()
    out.print(Text(f"tanamori bench {member}", style="bold"), end="  ")
    out.print(f"{started_at:%Y-%m-%d %H:%M} UTC")


def show_check(check: Check) -> None:
    mark = Text("holds ", "green") if check.holds else Text("FAILS ", "bold red")
    out.print(mark, Text(f"{check.name}: {check.detail}"))


def machine_lines(result: Result) -> list[str]:
    """The conditions of the run in a few lines."""
    machine = result.machine
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    settings = ", ".join(f"{name}={value}" for name, value in machine["settings"].items())
    asked = ", ".join(f"{name} {value}" for name, value in result.parameters.items())
    hardware = f"{machine['cores']} cores {machine['processor']}, {machine['memory_gb']} GB"
    disk = f"{machine['file_system']} (8 kB synced in {machine['sync_us']} µs)"
    return [
        f"{hardware}, {disk}, {machine['system']}, load average {machine['load_average']} before",
        f"PostgreSQL {machine['postgresql']}: {settings}",
        f"Python {machine['python']}: {packages}",
        asked,
    ]


def _table(result: Result) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("measure", no_wrap=True)
    columns = ["per second", "min-max", "p50 ms", "p99 ms", "cores s/c/all"]
    if result.goals:
        columns += ["target", "wish", "met"]
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    for row in result.rows:
        rate = row.per_second
        table.add_row(
            Text(row.cell.name, "bold" if result.goals_of(row) else "")
            + Text(f" {row.cell.note}" if row.cell.note else "", "dim"),
            "" if row.cell.once else _rate(rate.median),
            "" if row.cell.once else f"{_rate(rate.low)}-{_rate(rate.high)}",
            _time(row, "p50_ms"),
            _time(row, "p99_ms"),
            _cores(row),
        )
        for goal in result.goals_of(row):
            table.add_row(*_goal(goal, goal.figure(row, result.rows), told=bool(result.goals)))
    return table


def _goal(goal: Goal, found: Spread, *, told: bool) -> list[Text | str]:
    """A line below its row: the figure, and where goals are told, whether it reaches its own."""
    met = goal.verdict(found.median)
    line: list[Text | str] = [
        Text(f"  {goal.label}"),
        Text(_short(found.median), "bold red" if met == "no" else "green"),
        f"{_short(found.low)}-{_short(found.high)}",
    ]
    if told:
        words = [goal.words(goal.enough), goal.words(goal.wish), met]
        line += ["", "", "", *words]
    return line


def _times(row: Row, name: str) -> Spread:
    return spread([getattr(reading, name) for reading in row.readings])


def _time(row: Row, name: str) -> str:
    """Nothing where nobody waited for anything."""
    median = _times(row, name).median
    return f"{median:.2f}" if median else ""


def _rate(value: float) -> str:
    return f"{value:,.0f}"


def _short(value: float) -> str:
    """Two digits that say something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def _cores(row: Row) -> str:
    """Cores busy: server / client / whole machine; a client that is the limit itself is marked."""
    cores = [reading.cores for reading in row.readings]
    middle = {name: spread([some[name] for some in cores]).median for name in cores[0]}
    if "load" not in middle:
        return f"{middle['machine']:.1f}"
    full = "!" if middle["load"] >= LOAD_CORES_FULL else ""
    return f"{middle['server']:.1f} / {middle['load']:.1f}{full} / {middle['machine']:.1f}"


def write_json(result: Result, path: Path) -> None:
    write_document(document(result), path)


def write_document(found: Mapping[str, Any], path: Path) -> None:
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def document(result: Result) -> dict[str, Any]:
    """Everything, each round included, for a program."""
    return {
        "member": result.member,
        "started_at": result.started_at.isoformat(),
        "parameters": dict(result.parameters),
        "machine": dict(result.machine),
        "rows": [
            {
                "name": row.cell.name,
                "note": row.cell.note,
                "per_second": asdict(row.per_second),
                "ratios": {name: asdict(one) for name, one in ratios(row, result.rows).items()},
                "goals": [_goal_document(goal, row, result) for goal in result.goals_of(row)],
                "rounds": [asdict(reading) for reading in row.readings],
            }
            for row in result.rows
        ],
        "checks": [asdict(check) for check in result.checks],
    }


def _goal_document(goal: Goal, row: Row, result: Result) -> dict[str, Any]:
    found = goal.figure(row, result.rows)
    return {
        "label": goal.label,
        **asdict(found),
        "enough": goal.enough,
        "wish": goal.wish,
        "met": goal.verdict(found.median),
    }
