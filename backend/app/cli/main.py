"""Which commands are there, and what holds for all of them?

A command is a module with a function ``register(commands)``. Only the module of the command that
was asked for is imported, so that a quick command is not slowed down by a heavy one.
"""

import importlib
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from app.cli.console import err, fail
from app.cli.errors import Failure

# One line per command: its name and the module that registers it.
COMMANDS = {
    "up": "app.cli.up",
    "test": "app.cli.test",
    "import": "app.cli.import_sales",
    "replay": "app.cli.replay",
    "simulate": "app.cli.simulate",
    "tail": "app.cli.tail.command",
    "check": "app.cli.check.command",
    "bench": "app.cli.bench",
    "user": "app.cli.user",
    "openapi": "app.cli.openapi",
}

DATA_DIR_OPTION = "--data-dir"
DATA_DIR_VARIABLE = "TANAMORI_DATA_DIR"
# What a shell says of a program that a signal ended.
SIGNAL_BASE = 128
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Run the command line and leave the program with its exit code."""
    arguments = take_data_dir(sys.argv[1:])
    for number in STOP_SIGNALS:
        signal.signal(number, _leave)
    try:
        build(arguments)(args=arguments, prog_name="tanamori", standalone_mode=True)
    except Failure as failure:
        fail(failure)
        raise SystemExit(1) from None
    except SystemExit as stop:
        if isinstance(stop.code, int) and stop.code > SIGNAL_BASE:
            err.print("Stopped.")
        raise


def take_data_dir(arguments: list[str]) -> list[str]:
    """Take ``--data-dir X`` out of the words, wherever it stands, and put it where all look."""
    left: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if name != DATA_DIR_OPTION:
            left.append(word)
            continue
        value = value if equals else next(words, "")
        if not value:
            fail(Failure(f"{DATA_DIR_OPTION} needs a directory."))
            raise SystemExit(2)
        os.environ[DATA_DIR_VARIABLE] = value
    if os.environ.get(DATA_DIR_VARIABLE):
        # Absolute, because programs that are started from here stand somewhere else.
        os.environ[DATA_DIR_VARIABLE] = str(
            Path(os.environ[DATA_DIR_VARIABLE]).expanduser().resolve()
        )
    return left


def build(arguments: list[str]) -> typer.Typer:
    """The command line with the command that the words ask for, or with all of them."""
    commands = typer.Typer(
        name="tanamori",
        help="Tanamori keeps stock and prices exact, and shows every change at once.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    commands.callback()(_options)
    asked = next((word for word in arguments if not word.startswith("-")), "")
    for name, module in COMMANDS.items():
        if asked not in COMMANDS or name == asked:
            importlib.import_module(module).register(commands)
    return commands


def _options(
    data_dir: Annotated[
        Path | None,
        typer.Option(
            help="Where the data lives. Understood by every command, before or after its name.",
            envvar=DATA_DIR_VARIABLE,
            show_default=".tanamori/ in this repository",
        ),
    ] = None,
) -> None:
    """Declare the options that every command understands; ``take_data_dir`` has read them."""


def _leave(number: int, _frame: FrameType | None) -> None:
    # Once is enough: a second Ctrl-C must not interrupt the stopping of the servers.
    for other in STOP_SIGNALS:
        signal.signal(other, _stopping)
    # As an exception, so that every `with` on the way out stops what it started.
    raise SystemExit(SIGNAL_BASE + number)


def _stopping(_number: int, _frame: FrameType | None) -> None:
    # Written directly: the console may be in the middle of a line of its own.
    os.write(2, b"Stopping already; this takes a few seconds.\n")
