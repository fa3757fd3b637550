"""``tanamori openapi``: what does the HTTP contract say, as a file that is committed?"""

import json
from typing import Annotated

import typer
from fastapi import FastAPI
from uvicorn.importer import import_from_string

from app.cli.console import out
from app.cli.errors import Failure
from app.core.settings import REPOSITORY_ROOT

CONTRACT = REPOSITORY_ROOT / "contracts" / "openapi.json"


def register(commands: typer.Typer) -> None:
    commands.command("openapi")(openapi)


def openapi(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail when the file is out of date.")
    ] = False,
) -> None:
    """Write contracts/openapi.json from the code."""
    contract = render()
    committed = CONTRACT.read_text(encoding="utf-8") if CONTRACT.exists() else ""
    if committed == contract:
        out.print("contracts/openapi.json is up to date.")
        return
    if check:
        raise Failure(
            "contracts/openapi.json is not what the code says.",
            "Write it anew and commit it: ./tanamori openapi",
        )
    CONTRACT.parent.mkdir(exist_ok=True)
    CONTRACT.write_text(contract, encoding="utf-8")
    out.print("contracts/openapi.json was written.")


def render() -> str:
    """The OpenAPI document as it is committed: sorted, so that a difference is a change."""
    # Found by its name, as the server finds it: no room of the command line knows the application.
    application: FastAPI = import_from_string("app.main:app")
    return json.dumps(application.openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
