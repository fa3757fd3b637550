"""Bound what a connection may cost before anybody has signed in.

uvicorn reads a request head of any size, waits for it for ever and keeps a connection that never
sends one. `LimitedHttp` is its HTTP protocol with bounds; `tanamori up` serves with it. Each bound
that is exceeded ends the connection, with a status where an answer still makes sense.

Sources: RFC 9110, sections 15.5.9 (408) and 15.5.15 (414); RFC 6585, section 5 (431).
"""

import asyncio
import ipaddress
from collections import Counter
from typing import Any, ClassVar

from prometheus_client import Counter as Metric
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)

from app.http.client_address import network_of

HEAD_BYTES_MAX = 32_768
HEAD_FIELDS_MAX = 100
TARGET_BYTES_MAX = 8_192
HEAD_SECONDS_MAX = 10.0
# A body must bring this much in each period until it is whole.
BODY_PERIOD_SECONDS = 10.0
BODY_PERIOD_BYTES_MIN = 2_560
# An answer that the client does not take is dropped after this time.
UNREAD_SECONDS_MAX = 30.0
# Requests that wait behind the one that is being answered.
PIPELINED_MAX = 16
# HTTP connections of one process; sockets have bounds of their own.
CONNECTIONS_MAX = 1_000
# Of one address, unless it is this machine: there, a reverse proxy brings everybody.
CONNECTIONS_PER_ADDRESS_MAX = 256

REFUSED = Metric("tanamori_http_refused", "Connections ended by a bound, by cause.", ["cause"])

TEXTS = {
    400: "The request is not valid HTTP.",
    408: "The request did not arrive in time.",
    414: f"The target of a request has at most {TARGET_BYTES_MAX} bytes.",
    431: f"The head of a request has at most {HEAD_BYTES_MAX} bytes and {HEAD_FIELDS_MAX} fields.",
    503: "Too many connections. Try again soon.",
}


class _Exceeded(Exception):
    """A bound was exceeded inside of a callback of the parser."""


class LimitedHttp(HttpToolsProtocol):
    """See the module. Counts are of this process."""

    by_address: ClassVar[Counter[str]] = Counter()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._address = ""
        self._in_head = True
        self._head_bytes = 0
        self._body_bytes = 0
        self._refusal = 400
        self._timer: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = _counted_address(self.client)
        self.by_address[self._address] += 1
        per_address = CONNECTIONS_PER_ADDRESS_MAX if self._address else CONNECTIONS_MAX
        everybody = sum(self.by_address.values())
        if everybody > CONNECTIONS_MAX or self.by_address[self._address] > per_address:
            self._refuse(503, "connections")
            return
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > HEAD_BYTES_MAX and self.parser is not None:
            self._refuse(431, "head")

    def handle_websocket_upgrade(self) -> None:
        self._leave()
        super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the name of uvicorn's method
        self._refuse(self._refusal, {414: "target", 431: "head"}.get(self._refusal, "invalid"))

    # Callbacks of the parser.

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if not self._in_head:
            self._expect_head()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > TARGET_BYTES_MAX:
            self._exceed(414)

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        if len(self.headers) > HEAD_FIELDS_MAX or len(name) + len(value) > HEAD_BYTES_MAX:
            self._exceed(431)

    def on_headers_complete(self) -> None:
        if sum(len(name) + len(value) for name, value in self.headers) > HEAD_BYTES_MAX:
            self._exceed(431)
        super().on_headers_complete()
        if len(self.pipeline) > PIPELINED_MAX:
            self._exceed(400)
        self._in_head = False
        self._body_bytes = 0
        self._wait(BODY_PERIOD_SECONDS, self._check_body)

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._stop_waiting()
        super().on_message_complete()

    # Back pressure: the client does not take its answer.

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(UNREAD_SECONDS_MAX, self._drop_answer)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _expect_head(self) -> None:
        self._in_head = True
        self._head_bytes = 0
        self._wait(HEAD_SECONDS_MAX, self._refuse, 408, "slow_head")

    def _check_body(self) -> None:
        if self._body_bytes < BODY_PERIOD_BYTES_MIN:
            self._refuse(408, "slow_body")
            return
        self._body_bytes = 0
        self._wait(BODY_PERIOD_SECONDS, self._check_body)

    def _drop_answer(self) -> None:
        REFUSED.labels("unread").inc()
        self.transport.abort()

    def _wait(self, seconds: float, then: Any, *arguments: Any) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(seconds, then, *arguments)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _exceed(self, status: int) -> None:
        self._refusal = status
        raise _Exceeded

    def _refuse(self, status: int, cause: str) -> None:
        """End the connection; with an answer, unless one is on its way already."""
        self._stop_waiting()
        if self.transport.is_closing():
            return
        REFUSED.labels(cause).inc()
        # None before the first request, whatever its declared type says.
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete or not cycle.response_started:
            text = TEXTS[status].encode()
            self.transport.write(
                STATUS_LINE[status]
                + b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
                + b"content-length: %d\r\n\r\n" % len(text)
                + text
            )
        self.transport.close()

    def _leave(self) -> None:
        self._stop_waiting()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        self.by_address[self._address] -= 1
        if self.by_address[self._address] <= 0:
            del self.by_address[self._address]


def _counted_address(client: tuple[str, int] | None) -> str:
    """The address that connections are counted by; empty for this machine."""
    if client is None:
        return ""
    try:
        return "" if ipaddress.ip_address(client[0]).is_loopback else network_of(client[0])
    except ValueError:
        return ""
