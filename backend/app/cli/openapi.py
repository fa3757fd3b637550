"""``tanamori openapi``: what do the contracts say, as files that are committed?"""

import json
from collections.abc import Callable
from typing import Annotated, Any

import typer
from fastapi import FastAPI
from uvicorn.importer import import_from_string

from app.cli.console import out
from app.cli.errors import Failure
from app.core.settings import REPOSITORY_ROOT
from app.realtime.asyncapi import build_asyncapi

CONTRACTS = REPOSITORY_ROOT / "contracts"
CONTRACT = CONTRACTS / "openapi.json"
STREAM_CONTRACT = CONTRACTS / "asyncapi.json"


def register(commands: typer.Typer) -> None:
    commands.command("openapi")(openapi)


def openapi(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail when a file is out of date.")
    ] = False,
) -> None:
    """Write contracts/openapi.json and contracts/asyncapi.json from the code."""
    written: dict[str, Callable[[], str]] = {
        CONTRACT.name: render,
        STREAM_CONTRACT.name: render_stream,
    }
    stale = []
    for name, text in written.items():
        path = CONTRACTS / name
        contract = text()
        if path.exists() and path.read_text(encoding="utf-8") == contract:
            out.print(f"contracts/{name} is up to date.")
        elif check:
            stale.append(f"contracts/{name}")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(contract, encoding="utf-8")
            out.print(f"contracts/{name} was written.")
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


def _application() -> FastAPI:
    # Found by its name, as the server finds it: no room of the command line knows the application.
    application: FastAPI = import_from_string("app.main:app")
    return application


def _sorted(document: dict[str, Any]) -> str:
    """Sorted, so that a difference is a change."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
