"""``tanamori openapi``: what do the contracts say, as files that are committed?"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from fastapi import FastAPI
from uvicorn.importer import import_from_string

from app.cli.console import out
from app.cli.errors import Failure
from app.core.identifier_examples import build_identifier_examples
from app.core.settings import REPOSITORY_ROOT
from app.realtime.asyncapi import build_asyncapi

CONTRACTS = REPOSITORY_ROOT / "contracts"
CONTRACT = CONTRACTS / "openapi.json"
STREAM_CONTRACT = CONTRACTS / "asyncapi.json"
CORE = REPOSITORY_ROOT / "backend" / "app" / "core"
CLIENT = REPOSITORY_ROOT / "backend" / "tanamori_client"


def register(commands: typer.Typer) -> None:
    commands.command("openapi")(openapi)


def openapi(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail when a file is out of date.")
    ] = False,
) -> None:
    """Write the files of contracts/, and the client's copy of the rule for identifiers, from the
    code."""
    written: dict[Path, Callable[[], str]] = {
        CONTRACT: render,
        STREAM_CONTRACT: render_stream,
        CONTRACTS / "identifiers.json": lambda: _sorted(build_identifier_examples()),
        CLIENT / "identifiers.py": lambda: _copied("identifiers.py"),
        CLIENT / "lookalikes.py": lambda: _copied("lookalikes.py"),
    }
    stale = []
    for path, text in written.items():
        name = path.relative_to(REPOSITORY_ROOT)
        contract = text()
        if path.exists() and path.read_text(encoding="utf-8") == contract:
            out.print(f"{name} is up to date.")
        elif check:
            stale.append(str(name))
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(contract, encoding="utf-8")
            out.print(f"{name} was written.")
    if stale:
        raise Failure(
            f"{' and '.join(stale)}: not what the code says.",
            "Write it anew and commit it: ./tanamori openapi",
        )


def render() -> str:
    """The OpenAPI document as it is committed."""
    return _sorted(_application().openapi())


def render_stream() -> str:
    """The AsyncAPI document as it is committed."""
    return _sorted(build_asyncapi(_application().version))


def _copied(name: str) -> str:
    """A module of `app.core` for the client, which is published without the application."""
    source = (CORE / name).read_text(encoding="utf-8")
    note = f"# A copy of backend/app/core/{name}, written by ./tanamori openapi.\n"
    return note + source.replace("from app.core.", "from tanamori_client.")


def _application() -> FastAPI:
    # Found by its name, as the server finds it: no room of the command line knows the application.
    application: FastAPI = import_from_string("app.main:app")
    return application


def _sorted(document: dict[str, Any]) -> str:
    """Sorted, so that a difference is a change."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
