"""Run the request cases: steps over HTTP, and the answers that they get."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from app.core.settings import REPOSITORY_ROOT
from tests.factories.shop import patch_current
from tests.fixtures.records import Records

FOLDER = REPOSITORY_ROOT.parent / "shared" / "cases"
FILE = FOLDER / "requests.jsonl"
# These are about what happens without a version; all others are sent with the present one.
UNVERSIONED = "patch-without-if-match"

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One line of the file: what to send, and what the right answer is in words."""

    id: str
    steps: list[Json]
    right: str

    @classmethod
    def read_all(cls, file: Path = FILE) -> list["Case"]:
        """The cases beside this repository; none where the folder is missing."""
        if not file.exists():
            return []
        lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        return [cls(line["id"], line["steps"], line["right"]) for line in lines]


@dataclass
class Answers:
    """The answers to the steps of a case, pauses left out."""

    names: Json
    responses: list[Response] = field(default_factory=list)

    def status(self, step: int) -> int:
        return self.responses[step].status_code

    def body(self, step: int) -> Any:
        return self.responses[step].json()

    def code(self, step: int) -> str:
        """The code of a problem document; empty for an answer that is none."""
        return str(self.body(step).get("code", "")) if self.status(step) >= 400 else ""

    def column(self, step: int, *names: str, rows: str = "items") -> list[Any]:
        """One value of each row of a list, `names` leading to it."""
        found = []
        for row in self.body(step)[rows]:
            for name in names:
                row = row[name]  # noqa: PLW2901 - goes down into the row
            found.append(row)
        return found


async def run_case(case: Case, client: AsyncClient, records: Records) -> Answers:
    """Send the steps of a case in their order."""
    answers = Answers({"run": uuid4().hex[:6]})
    for step in case.steps:
        if "pause" in step:
            await records.settled()
            continue
        response = await _send(case, step, client, answers.names)
        answers.responses.append(response)
        for name, path in step.get("save", {}).items():
            answers.names[name] = _found(response.json(), path)
    return answers


async def _send(case: Case, step: Json, client: AsyncClient, names: Json) -> Response:
    path = "/api/v1" + _fill(step["path"], names)
    body = _fill(step.get("body"), names)
    headers = {"Idempotency-Key": uuid4().hex} if step["method"] != "GET" else {}
    sent = _fill(step.get("headers", {}), names)
    if step["method"] == "PATCH" and case.id != UNVERSIONED:
        return await patch_current(client, path, body, headers)
    named: Any = {name: value.encode() for name, value in (headers | sent).items()}
    content = {} if body is None else {"json": body}
    return await client.request(step["method"], path, headers=named, **content)


def _fill(value: Any, names: Json) -> Any:
    """Put what was saved in the place of ``${name}``; a whole value keeps its type."""
    if isinstance(value, dict):
        return {name: _fill(inner, names) for name, inner in value.items()}
    if isinstance(value, list):
        return [_fill(inner, names) for inner in value]
    if not isinstance(value, str):
        return value
    whole = re.fullmatch(r"\$\{(\w+)\}", value)
    return names[whole[1]] if whole else Template(value).substitute(names)


def _found(body: Any, path: str) -> Any:
    for name in path.split("."):
        body = body.get(name) if isinstance(body, dict) else None
    return body
