"""How do frames reach a socket without a task, a copy or a wait for each of them?

uvicorn's own protocol sends one message per call of ASGI's ``send``, which a task has to await.
Here the server's side of the socket is a `Wire` as well: a frame that was made once for everybody
is handed to each transport as it is.
"""

import socket
import sys
from asyncio.transports import BaseTransport
from collections.abc import Callable
from typing import Any

from starlette.types import Scope
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

from app.realtime.hub import metrics
from app.realtime.hub.frames import Frame
from app.realtime.hub.wire import BUFFER_BYTES_LOW, BUFFER_BYTES_MAX
from app.realtime.protocol import CloseCode

EXTENSION = "tanamori.wire"
# A reader that takes nothing for so long has gone, though its end may not have been heard of.
SILENT_MILLISECONDS_MAX = 120_000
# From the close frame to the end, if the other side does not answer it.
CLOSE_SECONDS = 1.0


# What a client may send: so many frames of any kind at once, and so many a second for long.
FRAMES_MAX = 400
FRAMES_PER_SECOND = 100.0
# Before it is known who it is.
UNKNOWN_FRAMES_MAX = 16
UNKNOWN_BYTES_MAX = 8_192
# Parsed at a time, so that the budget ends a flood of frames of six bytes soon.
SLICE_BYTES = 2_048


class SocketProtocol(WebSocketsSansIOProtocol):
    """The protocol that ``tanamori up`` serves with; see `Wire`.

    An object of so many attributes keeps them in a table of its own. What every frame needs lies in
    the object itself: a round over a thousand sockets is a walk through cold memory.
    """

    __slots__ = (
        "_allowance",
        "_counted_at",
        "_is_closing",
        "_unknown_bytes",
        "_write",
        "blocked",
        "close_sent",
        "known",
        "on_drained",
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.blocked = False
        self.on_drained: Callable[[], None] | None = None
        # Set when it is known who is at the other side.
        self.known = False
        self._unknown_bytes = 0
        self._allowance = float(UNKNOWN_FRAMES_MAX)
        self._counted_at = 0.0

    def recognise(self) -> None:
        """The other side is known now: it has the budget of those who are signed in."""
        self.known = True
        self._allowance = float(FRAMES_MAX)
        self._counted_at = self.loop.time()

    def data_received(self, data: bytes) -> None:
        if not self.handshake_initiated:
            super().data_received(data)
            return
        if not self.known:
            self._unknown_bytes += len(data)
            if self._unknown_bytes > UNKNOWN_BYTES_MAX:
                self._end_flood("sign in first")
                return
        for start in range(0, len(data), SLICE_BYTES):
            if self.transport.is_closing():
                return
            super().data_received(data[start : start + SLICE_BYTES])
            if self._allowance < 0:
                self._end_flood(f"at most {FRAMES_PER_SECOND:.0f} frames a second")
                return

    def handle_events(self) -> None:
        events = self.conn.events
        self._spend(len(events))
        super().handle_events()

    def _spend(self, frames: int) -> None:
        if self.known and frames:
            at = self.loop.time()
            earned = (at - self._counted_at) * FRAMES_PER_SECOND
            self._allowance = min(FRAMES_MAX, self._allowance + earned)
            self._counted_at = at
        self._allowance -= frames

    def _end_flood(self, reason: str) -> None:
        metrics.SOCKET_FLOODS.inc()
        self.end(CloseCode.TOO_MANY_MESSAGES, reason)
        # Nothing is read any more, neither further frames nor the answer to the close. `end` ends
        # it a moment later: closing now, with data unread, would reset the connection before the
        # client has the code.
        self.transport.pause_reading()

    @property
    def buffered(self) -> int:
        return 0 if self.transport.is_closing() else self.transport.get_write_buffer_size()

    @property
    def closed(self) -> bool:
        return self.close_sent or self._is_closing()

    def write(self, frame: Frame) -> None:
        # uvloop raises when it is asked to write to what has gone.
        if not (self.close_sent or self._is_closing()):
            self._write(frame.socket_bytes)

    def end(self, code: int, reason: str) -> None:
        if self.close_sent or self.transport.is_closing():
            return
        self.stop_keepalive()
        self.blocked = True
        if self.conn.state is State.OPEN:
            self.conn.send_close(code, reason)
            self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        # Not `close`, which would wait for a reader that does not read.
        self.close_timer = self.loop.call_later(CLOSE_SECONDS, self.transport.abort)

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self._is_closing, self._write = transport.is_closing, self.transport.write
        self.transport.set_write_buffer_limits(high=BUFFER_BYTES_MAX, low=BUFFER_BYTES_LOW)
        _end_when_silent(transport.get_extra_info("socket"))

    def connection_lost(self, exc: Exception | None) -> None:
        self.blocked = True
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self.blocked = True

    def resume_writing(self) -> None:
        super().resume_writing()
        if not self.close_sent:
            self.blocked = False
            if self.on_drained:
                self.on_drained()

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"][EXTENSION] = {"wire": self}

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if message["type"] == "websocket.accept":
            # Of no use any more, and kept for as long as the socket is open.
            del self.request, self.response

    def handle_ping(self) -> None:
        # RFC 6455, section 5.5.3: not every ping needs its pong. Who only asks and never reads
        # would fill the memory.
        pong = b"".join(self.conn.data_to_send())
        if not self.blocked and not self.transport.is_closing():
            self.transport.write(pong)

    def keepalive_timeout(self) -> None:
        self.end(CloseCode.RESTART, "no answer")

    def shutdown(self) -> None:
        super().shutdown()
        # A reader that does not read must not hold up the end.
        self.loop.call_later(CLOSE_SECONDS, self.transport.abort)


def wire_of(scope: Scope) -> SocketProtocol | None:
    """The wire behind a socket; None under a server that does not use this protocol."""
    offered = scope.get("extensions", {}).get(EXTENSION)
    return offered["wire"] if offered else None


def _end_when_silent(connected: socket.socket | None) -> None:
    if sys.platform == "linux" and connected is not None and connected.family != socket.AF_UNIX:
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_MILLISECONDS_MAX)
