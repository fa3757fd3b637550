"""What happens to every request, whoever answers it?

Pure ASGI, outermost first: a request id and one log line; security headers; a bound on the body;
and the CSRF defence of the web app's cookie.
"""

import re
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from secrets import token_hex

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import Unauthenticated
from app.core.logging import RequestLog
from app.http.client_address import client_address
from app.http.cookies import SESSION_COOKIE, read_cookie
from app.http.errors import answer_error, on_unexpected, problem_response
from app.http.policies import DATA_POLICY, HSTS, PERMISSIONS, page_policy

REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

REQUESTS = Counter("tanamori_http_requests", "Requests by method and status.", ["method", "status"])
SECONDS = Histogram("tanamori_http_request_seconds", "Seconds per request.", ["method"])

AUTH_PATHS = "/api/v1/auth/"
AUTH_BYTES_MAX = 4_096
# A body up to this size is read before it is known whose it is.
UNVERIFIED_BYTES_MAX = 65_536

# Pages that are made by a library, with scripts in them.
DOCUMENTS = frozenset({"/docs", "/redoc", "/docs/problems", "/docs/oauth2-redirect"})

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
}

request_log = RequestLog()


def request_id_for(given: str) -> str:
    """The caller's id where it is a good one, else a new one."""
    return given if REQUEST_ID.match(given) else token_hex(16)


@cache
def _counters(method: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(method, str(status)), SECONDS.labels(method)


def log_answered(scope: Scope, status: int, seconds: float, request_id: str) -> None:
    """Count the request, and write its line."""
    counter, histogram = _counters(scope["method"], status)
    counter.inc()
    histogram.observe(seconds)
    request_log.write(
        "request.answered",
        {
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
            "client": client_address(scope),
            "request_id": request_id,
        },
    )


class RequestContext:
    """Gives each request an id (the caller's, when it sends a good one) and writes its log line."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = request_id_for(Headers(scope=scope).get("x-request-id", ""))
        scope.setdefault("state", {})["request_id"] = request_id
        began = time.perf_counter()
        status: int | None = None

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
                    headers.setdefault("Content-Security-Policy", DATA_POLICY)
                if scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", HSTS)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_headers)
            except Exception as error:
                if status is not None:
                    raise
                response = await on_unexpected(Request(scope), error)
                await response(scope, receive, send_with_headers)
            finally:
                log_answered(scope, status or 500, time.perf_counter() - began, request_id)


class BodyLimit:
    """Refuses bodies larger than ``bytes_max``, by their declared length or while they arrive.

    Before anybody has signed in, less is read: ``AUTH_BYTES_MAX`` on the paths of the sign-in, and
    elsewhere nothing at all of a request without credentials. A large body is read only once
    ``authenticate`` knows the credentials; it raises `Unauthenticated` otherwise.
    """

    def __init__(
        self,
        app: ASGIApp,
        bytes_max: int,
        authenticate: Callable[[str], Awaitable[object]] | None = None,
    ) -> None:
        self.app = app
        self.bytes_max = bytes_max
        self.authenticate = authenticate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        bytes_max = self.bytes_max_for(scope["path"])
        declared = headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > bytes_max:
            await self._refuse(scope, receive, send, bytes_max)
            return
        chunked = "transfer-encoding" in headers
        if not await self._may_send(
            scope, receive, send, large=chunked or int(declared) > UNVERIFIED_BYTES_MAX
        ):
            return
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                # The caller went away; half a body may look like a whole one.
                return
            body += message.get("body", b"")
            if len(body) > bytes_max:
                await self._refuse(scope, receive, send, bytes_max)
                return
            if not message.get("more_body", False):
                break
        whole: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def replay() -> Message:
            return whole.pop() if whole else await receive()

        await self.app(scope, replay, send)

    def bytes_max_for(self, path: str) -> int:
        return (
            min(AUTH_BYTES_MAX, self.bytes_max) if path.startswith(AUTH_PATHS) else self.bytes_max
        )

    async def _may_send(self, scope: Scope, receive: Receive, send: Send, *, large: bool) -> bool:
        """Whether the caller may send a body; if not, it has its answer."""
        path: str = scope["path"]
        if not path.startswith("/api/") or path.startswith(AUTH_PATHS):
            return True
        request = Request(scope)
        token = bearer_token(request) or (read_cookie(request, SESSION_COOKIE) or "")
        if token and not (large and self.authenticate):
            return True
        error: Exception = Unauthenticated("Send Authorization: Bearer <access_token>, or log in.")
        if token and self.authenticate:
            try:
                await self.authenticate(token)
                return True
            except Exception as raised:  # noqa: BLE001 - answered as the route would answer it
                error = raised
        response = await answer_error(request, error)
        response.headers["Connection"] = "close"
        await response(scope, receive, send)
        return False

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, bytes_max: int) -> None:
        response = problem_response(
            Request(scope),
            status=413,
            code="body_too_large",
            title="The body is too large",
            detail=f"A body may have at most {bytes_max} bytes here; send less in one request.",
            headers={"Connection": "close"},
        )
        await response(scope, receive, send)


class SameOrigin:
    """Refuses unsafe requests that a foreign page makes with our cookie (CSRF).

    A browser sends ``Origin`` with every such request; a bearer token needs no such check, since
    no browser attaches it by itself.
    """

    def __init__(self, app: ASGIApp, allowed_origins: Sequence[str]) -> None:
        self.app = app
        self.allowed_origins = frozenset(allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            request = Request(scope)
            uses_cookie = not bearer_token(request) and (
                read_cookie(request, SESSION_COOKIE) is not None
            )
            if uses_cookie and not origin_allowed(request.headers, self.allowed_origins):
                response = problem_response(
                    request,
                    status=403,
                    code="foreign_origin",
                    title="This page may not write",
                    detail="The Origin header is not the address of this server.",
                )
                await response(scope, receive, send)
                return
        await self.app(scope, receive, send)


def bearer_token(connection: HTTPConnection) -> str:
    """The token of the Authorization header; empty without one, or with another scheme."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def origin_allowed(headers: Headers, allowed_origins: Sequence[str] | frozenset[str]) -> bool:
    """True when ``Origin`` is this server's own address or is on the list."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") in {"same-origin", "none"}
    # A proxy (the development server is one) may pass its own Host on and the browser's beside it.
    # No foreign page can send that header with a cookie: a browser asks us first, and we refuse.
    own_hosts = {headers.get("host"), headers.get("x-forwarded-host")}
    return origin in allowed_origins or origin.partition("://")[2] in own_hosts


class DocsPolicy:
    """Give the pages of the API's documentation a policy of their own, from what they hold."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in DOCUMENTS:
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def send_whole(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if start is not None and not message.get("more_body"):
                policy = page_policy(body.decode())
                MutableHeaders(scope=start)["Content-Security-Policy"] = policy
                await send(start)
                await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, send_whole)
