"""``tanamori user``: who may log in?"""

import asyncio
import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from app.auth.passwords import generate_password
from app.cli.accounts import auth_service
from app.cli.console import out
from app.cli.errors import Failure
from app.cli.migrations import migrate
from app.cli.services import services
from app.core.errors import TanamoriError
from app.core.settings import Settings

PASSWORD_LENGTH_MINIMUM = 8

users = typer.Typer(help="Add people, list them, give them a new password.", no_args_is_help=True)


class Role(StrEnum):
    viewer = "viewer"
    operator = "operator"
    pricer = "pricer"
    approver = "approver"
    admin = "admin"


Email = Annotated[str, typer.Argument(help="The e-mail address that the person logs in with.")]
AskForPassword = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input (one line)."),
]


def register(commands: typer.Typer) -> None:
    commands.add_typer(users, name="user")


@users.command("add")
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="How the person is called.")] = "",
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.viewer,
    password_stdin: AskForPassword = False,
) -> None:
    """Open an account. Without --password-stdin a password is made up and shown once."""
    if "@" not in email.strip("@"):
        raise Failure(f"{email!r} is no e-mail address.", "Write it as name@example.com.")
    password = _chosen_password(password_stdin)

    async def work(settings: Settings) -> None:
        async with auth_service(settings) as auth:
            await auth.add_user(
                email=email, name=name or email.partition("@")[0], password=password, role=role
            )

    with services() as settings:
        migrate(settings)
        _carry_out(work(settings))
    out.print(f"{email} may log in as {role.value}.", markup=False)
    _show(password, password_stdin)


@users.command("list")
def list_() -> None:
    """Show every account."""

    async def work(settings: Settings) -> Table:
        table = Table("e-mail", "name", "role", "active", box=None)
        async with auth_service(settings) as auth:
            for user in await auth.list_users():
                table.add_row(user.email, user.name, user.role, "yes" if user.active else "no")
        return table

    with services() as settings:
        migrate(settings)
        out.print(asyncio.run(work(settings)))


@users.command("password")
def password(email: Email, password_stdin: AskForPassword = False) -> None:
    """Give a person a new password, and end all their sessions."""
    chosen = _chosen_password(password_stdin)

    async def work(settings: Settings) -> None:
        async with auth_service(settings) as auth:
            await auth.change_password(email, chosen)

    with services() as settings:
        migrate(settings)
        _carry_out(work(settings))
    out.print(f"{email} has a new password and is logged out everywhere.", markup=False)
    _show(chosen, password_stdin)


def _carry_out(work: "asyncio.Future[None] | object") -> None:
    try:
        asyncio.run(work)  # type: ignore[arg-type]
    except TanamoriError as error:
        raise Failure(error.detail) from error


def _chosen_password(from_stdin: bool) -> str:
    if not from_stdin:
        return generate_password()
    chosen = sys.stdin.readline().rstrip("\r\n")
    if len(chosen) < PASSWORD_LENGTH_MINIMUM:
        raise Failure(
            f"The password is too short: {PASSWORD_LENGTH_MINIMUM} characters are the least.",
            "Leave --password-stdin out to have a good one made up.",
        )
    return chosen


def _show(password: str, from_stdin: bool) -> None:
    if not from_stdin:
        out.print(f"Password (shown this once): {password}", markup=False)
