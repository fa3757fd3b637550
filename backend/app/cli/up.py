"""``tanamori up``: from a fresh clone to an address that serves the console."""

import asyncio
import socket
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from app.cli.accounts import FirstAdministrator, administrator_email, ensure_administrator
from app.cli.console import err, out, step
from app.cli.demo import load_demo
from app.cli.migrations import migrate
from app.cli.named_servers import require_named_servers
from app.cli.preflight import port_failure, require_node, require_space, reserve_port
from app.cli.services import environment, services
from app.cli.web_build import FRONTEND, ensure_built, is_built
from app.cli.workers import Workers
from app.core.settings import REPOSITORY_ROOT, Settings, get_settings

WORKERS_MAX = 64


def register(commands: typer.Typer) -> None:
    commands.command("up")(up)


@dataclass(frozen=True)
class Options:
    """What the person asked for."""

    host: str
    port: int
    workers: int
    demo: bool
    web: bool
    show_log: bool


def up(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where to listen.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 for every network.")
    ] = "127.0.0.1",
    workers: Annotated[
        int, typer.Option(min=1, max=WORKERS_MAX, help="How many processes serve.")
    ] = 1,
    empty: Annotated[
        bool, typer.Option("--empty", help="Load no demo shop into an empty database.")
    ] = False,
    no_web: Annotated[
        bool, typer.Option("--no-web", help="Serve the API alone; needs no Node.js.")
    ] = False,
    logs: Annotated[
        bool, typer.Option("--logs", help="Show the server's log here, not in a file.")
    ] = False,
) -> None:
    """Start everything, and stop everything that was started on Ctrl-C."""
    began = time.monotonic()
    options = Options(host, port, workers, demo=not empty, web=not no_web, show_log=logs)
    settings = get_settings()
    with ExitStack() as stack:
        reserved = stack.enter_context(reserve_port(host, port))
        _check_machine(settings, options)
        if options.web:
            ensure_built()
        with step("Starting the database and the cache"):
            ready = stack.enter_context(services(settings))
        with step("Bringing the database up to date"):
            migrate(ready)
        administrator = asyncio.run(ensure_administrator(ready))
        try:
            if options.demo:
                with step("Looking for a shop, or opening the demo shop"):
                    asyncio.run(load_demo(ready))
            serving = _serve(stack, reserved, ready, options)
        except BaseException:
            if administrator is not None and administrator.password is not None:
                # It exists from now on; nobody could ever know its password otherwise.
                err.print(f"Password of {administrator.email}: {administrator.password}")
            raise
        # Being told to stop is a good end from here on.
        with suppress(SystemExit):
            _greet(options, settings, administrator, time.monotonic() - began)
            serving.watch()
        out.print("Stopping ...")
    out.print("Stopped.")


def _check_machine(settings: Settings, options: Options) -> None:
    if options.web and not is_built():
        require_node()
        require_space(FRONTEND, first_start=not (FRONTEND / "node_modules").exists())
    require_space(settings.data_dir, first_start=False)
    require_named_servers(settings)


def _serve(
    stack: ExitStack, reserved: socket.socket, settings: Settings, options: Options
) -> Workers:
    log = None if options.show_log else _log(settings)
    workers = Workers(reserved, options.workers, environment(settings), log)
    with step("Starting the server"):
        try:
            stack.enter_context(workers)
        except OSError as error:
            raise port_failure(options.host, options.port, error) from error
        workers.wait_until_ready()
    return workers


def _greet(
    options: Options, settings: Settings, administrator: FirstAdministrator | None, seconds: float
) -> None:
    host = "127.0.0.1" if options.host in {"0.0.0.0", "::"} else options.host  # noqa: S104
    address = f"http://[{host}]" if ":" in host else f"http://{host}"
    lines = [("Open", f"{address}:{options.port}")]
    if administrator is None:
        email = administrator_email()
        lines.append(("Log in", f"{email}  (new password: ./tanamori user password {email})"))
    else:
        lines.append(("Log in", administrator.email))
        password = administrator.password
        lines.append(
            ("Password", f"{password}  (shown this once)" if password else "the one you have set")
        )
    lines.append(("Data", _short(settings.data_dir)))
    if not options.show_log:
        lines.append(("Log", _short(_log(settings))))
    lines.append(("Stop", "Ctrl-C"))
    out.print()
    out.print(Text(f"Tanamori is ready after {seconds:.1f} s.", style="bold green"))
    out.print()
    for name, value in lines:
        out.print(Text.assemble((f"  {name:<10}", "dim"), value))
    out.print()


def _log(settings: Settings) -> Path:
    return settings.data_dir / "logs" / "server.log"


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(REPOSITORY_ROOT))
    except ValueError:
        return str(path)
