"""Take secrets where no other user of the machine can read them.

A command line stands in the list of processes. So a password or a token is asked for, or comes
from the environment.
"""

import getpass
import sys

import typer

from app.cli.errors import Failure


def never_on_command_line(
    context: typer.Context, parameter: typer.CallbackParam, value: str | None
) -> str | None:
    """A callback of an option. Raises `Failure` where the value stood on the command line."""
    name = parameter.name or ""
    source = context.get_parameter_source(name)
    if source is None or source.name != "COMMANDLINE":
        return value
    variable = parameter.envvar
    raise Failure(
        f"--{name} on a command line can be read by every user of this machine.",
        f"Leave it out: it is asked for where a person can answer; or set {variable}.",
    )


def ask_password(email: str) -> str | None:
    """What a person types, unseen; None where nobody can."""
    if not sys.stdin.isatty():
        return None
    return getpass.getpass(f"Password of {email}: ") or None
