"""How does a busy path skip what costs more than its work?

FastAPI solves a route's dependencies anew for each request, behind a dozen layers of middleware;
on the busiest paths that is several times the price of the work itself (`tanamori bench write`
prints it). A hot path is declared like every other route, with its models in the contract, and has
a second handler in front of the application that knows the usual form of the request. Whatever
that handler does not recognise, it leaves to the declared route: so both accept the same bodies
and answer with the same problems, by construction.

A hot handler sees bearer tokens only. A cookie needs the check of its origin, and a browser is not
what makes a path hot.

Sockets stand here as well: none of those layers does anything for them, yet each would keep its
share of memory for as long as a socket is open.
"""

import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from app.core.identifiers import is_clean
from app.feed.idempotency import Answer
from app.http.errors import answer_error
from app.http.middleware import SECURITY_HEADERS, log_answered, request_id_for
from app.http.policies import DATA_POLICY

JSON = b"application/json"
HEADERS = [
    (b"content-type", JSON),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", DATA_POLICY.encode()),
    *((name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()),
]
REPLAYED = (b"idempotent-replayed", b"true")
# What makes a request unusual, whatever it says.
UNUSUAL = frozenset({b"if-match", b"content-encoding", b"transfer-encoding", b"origin"})
LENGTH_MAX = re.compile(rb"^\d{1,9}$")


class HotRequest(msgspec.Struct, frozen=True, gc=False):
    """A POST of JSON with a bearer token and a key; ``state`` is that of the application."""

    state: Any
    path: str
    token: str
    key: str
    raw: bytes


# None: "not the usual form; let the declared route answer".
HotHandler = Callable[[HotRequest], Awaitable[Answer | None]]
SocketHandler = Callable[[WebSocket], Awaitable[None]]


class HotPaths:
    """Asks the hot handler of a path first, where there is one."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        state: Any,
        handlers: Mapping[str, HotHandler],
        sockets: Mapping[str, SocketHandler],
        bytes_max: int,
    ) -> None:
        self.app = app
        self.state = state
        self.handlers = handlers
        self.sockets = sockets
        self.bytes_max = bytes_max

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and (serve := self.sockets.get(scope["path"])):
            await serve(WebSocket(scope, receive, send))
            return
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        handler = None if scope.get("query_string") else self.handlers.get(scope["path"])
        headers = self._usual_headers(scope) if handler else None
        if handler is None or headers is None:
            await self.app(scope, receive, send)
            return
        first = await receive()
        if first["type"] != "http.request" or first.get("more_body"):
            await self.app(scope, _again(first, receive), send)
            return
        began = time.perf_counter()
        request_id = request_id_for(headers.get(b"x-request-id", b"").decode("latin-1"))
        request = HotRequest(
            self.state,
            scope["path"],
            headers[b"authorization"][7:].decode("latin-1").strip(),
            headers[b"idempotency-key"].decode("latin-1"),
            first["body"],
        )
        try:
            answer = await handler(request)
        except Exception as error:  # noqa: BLE001 - the last one who can answer it
            scope.setdefault("state", {})["request_id"] = request_id
            response = await answer_error(Request(scope), error)
            response.headers.update({"X-Request-Id": request_id, "Cache-Control": "no-store"})
            response.headers.update(SECURITY_HEADERS)
            response.headers["Content-Security-Policy"] = DATA_POLICY
            await response(scope, receive, send)
            log_answered(scope, response.status_code, time.perf_counter() - began, request_id)
            return
        if answer is None:
            await self.app(scope, _again(first, receive), send)
            return
        await _send(send, answer, request_id)
        log_answered(scope, answer.status, time.perf_counter() - began, request_id)

    def _usual_headers(self, scope: Scope) -> dict[bytes, bytes] | None:
        """The headers by name, or None when one of them, or a missing one, is unusual."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        usual = (
            len(headers) == len(scope["headers"])
            and headers.get(b"content-type") == JSON
            and headers.get(b"authorization", b"")[:7].lower() == b"bearer "
            and b"idempotency-key" in headers
            and LENGTH_MAX.match(headers.get(b"content-length", b"")) is not None
            and int(headers[b"content-length"]) <= self.bytes_max
            and UNUSUAL.isdisjoint(headers)
        )
        return headers if usual else None


def put_in_front(
    app: FastAPI,
    handlers: Mapping[str, HotHandler],
    sockets: Mapping[str, SocketHandler],
    *,
    bytes_max: int,
) -> None:
    """Let the hot handlers see their requests, and those of sockets theirs, before any middleware
    does."""
    inner = app.build_middleware_stack

    def outer() -> ASGIApp:
        return HotPaths(
            inner(), state=app.state, handlers=handlers, sockets=sockets, bytes_max=bytes_max
        )

    app.build_middleware_stack = outer  # type: ignore[method-assign]


async def _send(send: Send, answer: Answer, request_id: str) -> None:
    body = answer.body if isinstance(answer.body, bytes) else answer.body.encode()
    headers = [
        (b"content-length", str(len(body)).encode()),
        (b"x-request-id", request_id.encode()),
        *HEADERS,
    ]
    if answer.replayed:
        headers.append(REPLAYED)
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _again(first: Message, receive: Receive) -> Receive:
    """A ``receive`` that begins with what was received already."""
    waiting = [first]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def plain(text: str | None) -> bool:
    """Text that needs neither stripping nor a closer look."""
    return text is None or (text.isprintable() and text == text.strip())


def plain_identifier(text: str) -> bool:
    """An identifier that the declared model would take unchanged."""
    return is_clean(text)
