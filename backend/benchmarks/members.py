"""Which benchmarks are there?

A member is a module with a docstring, whose first line says what it measures, and a function
``register(members)`` that adds its command. It starts what it needs, prints ratios to limits
measured in the same run, verifies the outcome and cleans up.
"""

import importlib

import typer
from rich.table import Table

from app.cli.console import out

# One line per member: its name and its module.
MEMBERS = {
    "http": "benchmarks.over_http",
    "write": "benchmarks.write",
    "memory": "benchmarks.memory",
    "fanout": "benchmarks.fanout",
    "feed": "benchmarks.feed",
    "screen": "benchmarks.screen",
    "reprice": "benchmarks.reprice",
}


def build() -> typer.Typer:
    """The command ``bench`` with one command below it per member."""
    members = typer.Typer(
        help="Measure this server next to the limits of the machine it runs on.",
        invoke_without_command=True,
    )
    members.callback()(list_members)
    for module in MEMBERS.values():
        importlib.import_module(module).register(members)
    return members


def list_members(context: typer.Context) -> None:
    """Measure this server next to the limits of the machine it runs on."""
    if context.invoked_subcommand is not None:
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, module in MEMBERS.items():
        said = importlib.import_module(module).__doc__ or ""
        table.add_row(f"tanamori bench {name}", said.strip().splitlines()[0])
    out.print(table)
    out.print("Options: tanamori bench NAME --help")
