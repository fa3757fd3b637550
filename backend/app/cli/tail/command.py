"""``tanamori tail``: what is happening in the shop right now, line by line?"""

import asyncio
from typing import Annotated

import typer

from app.cli.accounts import EMAIL_VARIABLE, PASSWORD_VARIABLE
from app.cli.errors import Failure
from app.cli.paragraphs import help_of
from app.cli.secret_options import ask_password, never_on_command_line
from app.cli.shop_client import EMAIL, TOKEN_VARIABLE, URL, Url
from app.cli.tail.ending import until_stopped
from app.cli.tail.following import Tail
from app.cli.tail.paper import Paper
from tanamori_client import CHANNELS, Channel, Client, ClientError, Filter, Mode

LAST_MAX = 10_000
Several = list[str] | None


def register(commands: typer.Typer) -> None:
    commands.command("tail", help=help_of(tail))(tail)


def tail(
    channel: Annotated[
        Several, typer.Option(help="This channel; may be repeated.", show_default="all of them")
    ] = None,
    sku: Annotated[Several, typer.Option(help="Only this SKU; may be repeated.")] = None,
    location: Annotated[Several, typer.Option(help="Only this location; may be repeated.")] = None,
    category: Annotated[
        Several, typer.Option(help="Only this category and those below; may be repeated.")
    ] = None,
    kind: Annotated[
        Several,
        typer.Option(
            "--type", help="Only changes of this type, such as price.changed; repeatable."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="SEQ", help="Begin behind this seq of the one channel that is named."),
    ] = None,
    last: Annotated[
        int, typer.Option(min=0, max=LAST_MAX, help="Show the newest N changes first.")
    ] = 0,
    mode: Annotated[
        str,
        typer.Option(metavar="stream|latest", help="latest leaves out what is overtaken already."),
    ] = "stream",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object per line, for other programs.")
    ] = False,
    url: Url = URL,
    token: Annotated[
        str | None,
        typer.Option(
            help="An access token, from the environment alone.",
            envvar=TOKEN_VARIABLE,
            show_envvar=True,
            callback=never_on_command_line,
        ),
    ] = None,
    email: Annotated[
        str, typer.Option(help="Who reads, where no token is given.", envvar=EMAIL_VARIABLE)
    ] = EMAIL,
    password: Annotated[
        str | None,
        typer.Option(
            help="Their password, from the environment alone; asked for without it.",
            envvar=PASSWORD_VARIABLE,
            show_envvar=True,
            callback=never_on_command_line,
        ),
    ] = None,
) -> None:
    """Print the changes of stock, prices and alerts as they happen, one line each.

    A line has the time, the channel, what happened, the SKU, the location, the number before and
    after, and who did it. Goes on through every break of the connection and misses nothing; what
    becomes of the connection is said on standard error. Ctrl-C ends it.

    With --json a line is the whole change with its channel and epoch. A line of the type "reset"
    says that changes are lost for good.
    """
    if not token and not password:
        password = ask_password(email)
    if not token and not password:
        raise Failure(
            "Nobody is named who may read.",
            f"Set {PASSWORD_VARIABLE}, or a token in {TOKEN_VARIABLE}.",
        )
    wanted = Filter.of(sku or (), location or (), category or (), kind or ())
    channels = _channels(channel, since)
    following = _mode(mode)
    try:
        account = {"token": token} if token else {"email": email, "password": password}
        client = Client(url, **account)
        tailing = Tail(client, Paper(as_json=as_json), channels, wanted, following)
        code = asyncio.run(until_stopped(tailing.run(since, last)))
    except ClientError as error:
        raise Failure(error.reason, error.remedy) from error
    raise SystemExit(code)


def _channels(named: Several, since: str | None) -> tuple[Channel, ...]:
    for name in named or []:
        if name not in CHANNELS:
            raise Failure(f"There is no channel {name!r}.", f"There are: {', '.join(CHANNELS)}.")
    chosen = tuple(name for name in CHANNELS if not named or name in named)
    if since is not None and len(chosen) != 1:
        raise Failure(
            "A seq counts inside of one channel.", "Name it, too: --channel inventory:updates"
        )
    return chosen


def _mode(name: str) -> Mode:
    modes: dict[str, Mode] = {"stream": "stream", "latest": "latest"}
    if name not in modes:
        raise Failure(f"There is no mode {name!r}.", "There are: stream, latest.")
    return modes[name]
