"""How does a command use the shop the way everybody else does, over HTTP?

Every write carries a key of its own and is sent again with the same key until it has an answer:
when the connection breaks, when the server is busy (429, 503) or still at work on it (409). A
refusal of the trade, such as too little stock, is an answer.
"""

import asyncio
import math
import os
import random
import time
from array import array
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Annotated, Any, Self

import httpx
import typer

from app.cli.accounts import EMAIL_DEFAULT, EMAIL_VARIABLE, PASSWORD_VARIABLE
from app.cli.errors import Failure
from app.cli.secret_options import ask_password, never_on_command_line

API = "/api/v1"
TOKEN_VARIABLE = "TANAMORI_TOKEN"  # noqa: S105 - the name of a variable
CONNECTIONS = 16
REQUEST_TIMEOUT_SECONDS = 30.0
PATIENCE_SECONDS = 120.0
WAIT_FIRST_SECONDS = 0.1
WAIT_MAX_SECONDS = 5.0
BUSY = frozenset({429, 502, 503, 504})
STILL_RUNNING = "idempotency_key_in_progress"

Url = Annotated[str, typer.Option(help="Where the server is.")]
Email = Annotated[str, typer.Option(help="Who plays, an administrator.", envvar=EMAIL_VARIABLE)]
Password = Annotated[
    str | None,
    typer.Option(
        help="Their password, from the environment alone; asked for without it. Instead of both, "
        f"a token may stand in {TOKEN_VARIABLE}.",
        envvar=PASSWORD_VARIABLE,
        show_envvar=True,
        callback=never_on_command_line,
    ),
]
EMAIL = EMAIL_DEFAULT
URL = "http://127.0.0.1:8000"


@dataclass(slots=True)
class Tally:
    """How the writes went."""

    began: float = field(default_factory=time.monotonic)
    milliseconds: "array[float]" = field(default_factory=lambda: array("d"))
    done: int = 0
    repeated: int = 0
    retries: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def per_second(self) -> float:
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0

    def percentile(self, percent: float) -> float:
        """Milliseconds that this many percent of the writes did not exceed."""
        ordered = sorted(self.milliseconds)
        return ordered[max(math.ceil(len(ordered) * percent / 100) - 1, 0)] if ordered else 0.0

    def lines(self) -> list[str]:
        pace = f"{len(self.milliseconds):,} writes in {self.seconds:.1f} s, {self.per_second:.1f}/s"
        lines = [f"{pace}: p50 {self.percentile(50):.1f} ms, p99 {self.percentile(99):.1f} ms."]
        if self.repeated:
            lines.append(f"{self.repeated:,} had been done by an earlier run.")
        if self.retries:
            lines.append(f"{self.retries:,} times a write was sent again.")
        for code, count in self.refused.most_common():
            lines.append(f"{count:,} refused: {code}.")
        return lines


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said in the end."""

    status: int
    body: dict[str, Any]

    @property
    def is_good(self) -> bool:
        return self.status < 400

    @property
    def code(self) -> str:
        return str(self.body.get("code", self.status))


class ShopClient:
    """One logged-in caller with a bounded number of connections."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._http = httpx.AsyncClient(
            base_url=url.rstrip("/") + API,
            timeout=REQUEST_TIMEOUT_SECONDS,
            limits=httpx.Limits(max_connections=CONNECTIONS),
            # A proxy of the environment is for elsewhere; this talks to one server.
            trust_env=False,
            transport=transport,
        )
        self._url = url
        self.tally = Tally()
        # When set, nobody waits for a server that gives no answer.
        self.hurry = asyncio.Event()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

    async def log_in(self, email: str, password: str | None) -> None:
        """Take the token of the environment, or get one. Raises ``Failure``."""
        token = os.environ.get(TOKEN_VARIABLE, "").strip()
        if not token and not password:
            password = ask_password(email)
        if not token and not password:
            raise Failure(
                "Nobody is named who may write.",
                f"Set {PASSWORD_VARIABLE}, or a token in {TOKEN_VARIABLE}.",
            )
        try:
            if not token:
                body = {"email": email, "password": password}
                answer = await self._http.post("/auth/login", json=body)
                if answer.status_code != httpx.codes.OK:
                    raise Failure(
                        f"{email} could not log in: {_detail(answer)}",
                        f"Check --email and {PASSWORD_VARIABLE}; "
                        "a new one: ./tanamori user password EMAIL",
                    )
                token = answer.json()["access_token"]
            self._http.headers["Authorization"] = f"Bearer {token}"
            who = await self._http.get("/auth/me")
        except httpx.HTTPError as error:
            raise Failure(
                f"No server answers at {self._url}.",
                "Start it with ./tanamori up, or name its address with --url.",
            ) from error
        if who.status_code != httpx.codes.OK:
            raise Failure(f"The token is not valid: {_detail(who)}", "Log in anew.")

    async def pages(self, path: str, **filters: Any) -> AsyncIterator[dict[str, Any]]:
        """Every row of a list, page after page."""
        cursor: str | None = None
        while True:
            more = {"cursor": cursor} if cursor else {}
            answer = await self.send("GET", path, params={"limit": 500, **filters, **more})
            if not answer.is_good:
                raise Failure(f"{path} could not be read: {answer.body.get('detail')}")
            for row in answer.body["items"]:
                yield row
            cursor = answer.body.get("next_cursor")
            if not cursor:
                return

    async def write(self, method: str, path: str, body: dict[str, Any], *, key: str) -> Answer:
        """Write once per key, and count how it went."""
        answer = await self.send(method, path, json=body, headers={"Idempotency-Key": key})
        if answer.is_good:
            self.tally.done += 1
        else:
            self.tally.refused[answer.code] += 1
        return answer

    async def send(self, method: str, path: str, **request: Any) -> Answer:
        """Send until there is an answer; writes are timed. Raises ``Failure`` after
        `PATIENCE_SECONDS` without one."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        wait = WAIT_FIRST_SECONDS
        while True:
            began = time.monotonic()
            answer: httpx.Response | None = None
            try:
                answer = await self._http.request(method, path, **request)
            except httpx.TransportError as error:
                trouble = str(error) or type(error).__name__
            else:
                if not _is_busy(answer):
                    return self._settle(method, answer, time.monotonic() - began)
                trouble = _detail(answer)
            if self.hurry.is_set() or time.monotonic() > give_up_at:
                raise Failure(
                    f"The server at {self._url} gives no answer: {trouble}",
                    "Start the same command again when it does; what is done is not done twice.",
                )
            self.tally.retries += 1
            await asyncio.sleep(max(wait * random.uniform(0.5, 1.0), _retry_after(answer)))  # noqa: S311
            wait = min(wait * 2, WAIT_MAX_SECONDS)

    def _settle(self, method: str, answer: httpx.Response, seconds: float) -> Answer:
        if answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
            raise Failure(f"The server lets nobody write: {_detail(answer)}", "Log in anew.")
        if method != "GET":
            self.tally.milliseconds.append(seconds * 1000)
            self.tally.repeated += answer.headers.get("Idempotent-Replayed") == "true"
        return Answer(answer.status_code, _json(answer))


@contextmanager
def one_failure() -> Iterator[None]:
    """Of the failures of many tasks that ran at once, the first one is enough to be said."""
    try:
        yield
    except BaseExceptionGroup as group:
        failure: BaseException = group
        while isinstance(failure, BaseExceptionGroup):
            failure = failure.exceptions[0]
        if isinstance(failure, Failure):
            raise failure from None
        raise


def _is_busy(answer: httpx.Response) -> bool:
    if answer.status_code == httpx.codes.CONFLICT:
        return bool(_json(answer).get("code") == STILL_RUNNING)
    return answer.status_code in BUSY


def _retry_after(answer: httpx.Response | None) -> float:
    said = answer.headers.get("Retry-After", "") if answer is not None else ""
    return min(float(said), WAIT_MAX_SECONDS) if said.isdigit() else 0.0


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {"detail": answer.text[:200]}
    return body if isinstance(body, dict) else {}


def _detail(answer: httpx.Response) -> str:
    return str(_json(answer).get("detail", answer.status_code))
