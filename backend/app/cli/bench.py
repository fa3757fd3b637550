"""``tanamori bench``: how fast is it here, next to what this machine could do at best?

The measures live in ``backend/benchmarks``, outside of the application that they measure.
"""

import importlib
import importlib.util

import typer

from app.cli.errors import Failure

MEMBERS_MODULE = "benchmarks.members"


def register(commands: typer.Typer) -> None:
    if importlib.util.find_spec(MEMBERS_MODULE.partition(".")[0]) is None:
        commands.command("bench")(unavailable)
        return
    commands.add_typer(importlib.import_module(MEMBERS_MODULE).build(), name="bench")


def unavailable() -> None:
    """Measure this server next to the limits of the machine it runs on."""
    raise Failure(
        "The benchmarks are not part of the installed package.",
        "Run them from a clone of the repository: ./tanamori bench",
    )
