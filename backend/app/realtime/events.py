"""How does one follow the feed with nothing but HTTP?

Server-Sent Events (WHATWG HTML, section 9.2): the frames of the socket as events, whose ids are the
positions. A reader that comes back sends the last one as ``Last-Event-ID`` and goes on from there.
"""

import asyncio
from collections.abc import AsyncIterator

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.auth.types import Principal
from app.core.errors import Forbidden, Invalid, TooManyRequests, Unavailable
from app.core.schema import INTEGER_MAX
from app.feed.change import Position
from app.realtime.hub.connection import Connection
from app.realtime.hub.frames import Frame
from app.realtime.hub.wire import QueueWire
from app.realtime.protocol import CHANNEL_SCOPES, EPOCH_LENGTH_MAX, ByeFrame, SubMessage
from app.realtime.websocket_manager import WebSocketManager

# What a browser waits before it comes back, unless `bye` tells another time.
RETRY_MILLISECONDS = 1_000
# From our end to the end of the answer, if the reader does not take the rest of it.
CLOSE_SECONDS = 1.0


def read_event_id(last_event_id: str) -> Position:
    """The position in a ``Last-Event-ID``. Raises `Invalid`."""
    epoch, _, seq = last_event_id.partition(":")
    right = 0 < len(epoch) <= EPOCH_LENGTH_MAX and seq.isascii() and seq.isdigit()
    if not right or int(seq) > INTEGER_MAX:
        raise Invalid.field("Last-Event-ID", "send the id of an event as it was, epoch:seq")
    return Position(epoch, int(seq))


def open_events(
    manager: WebSocketManager, principal: Principal, message: SubMessage
) -> "EventStream":
    """Follow a channel; the events, as they come.

    Raises `Forbidden` and `Unavailable` at once, before anything is answered.
    """
    scope = CHANNEL_SCOPES[message.channel]
    if scope not in principal.scopes:
        raise Forbidden(f"This needs the permission {scope}; ask an administrator.")
    if manager.is_full:
        raise Unavailable("There is no room for another reader now; come back later.")
    if manager.has_too_many(principal.user_id):
        raise TooManyRequests(
            f"One person may have {manager.sockets_per_person_max} sockets and streams open here; "
            "close one of them.",
            retry_after_seconds=10,
        )
    return EventStream(manager, principal, message)


def _event(frame: Frame) -> bytes:
    if frame.event == "hb":
        return KEEPALIVE_COMMENT
    if frame.event == "bye":
        # A browser's reader knows only this word for it.
        later = ByeFrame.model_validate_json(frame.text).retry_after_ms
        return format_sse_event(data_str=frame.text, event=frame.event, retry=later)
    return frame.event_bytes


class EventStream(StreamingResponse):
    """The answer that goes on until one of the two hangs up.

    FastAPI's own class would take a route for a generator of items, to be encoded by it.
    """

    media_type = "text/event-stream"

    def __init__(
        self, manager: WebSocketManager, principal: Principal, message: SubMessage
    ) -> None:
        # Nobody on the way may keep it back.
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(self._events(message), headers=headers)
        self._manager = manager
        self._wire = QueueWire()
        self._connection = Connection(self._wire, principal, kind="events")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._manager.join(self._connection)
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._manager.leave(self._connection)

    async def _events(self, message: SubMessage) -> AsyncIterator[bytes]:
        yield format_sse_event(retry=RETRY_MILLISECONDS)
        await self._manager.subscribe(self._connection, message)
        async for frame in self._wire.frames():
            yield _event(frame)

    async def listen_for_disconnect(self, receive: Receive) -> None:
        """Also ends soon after the wire has: a reader that reads has had the rest by then, and for
        one that does not, the rest would wait for ever."""
        hung_up = asyncio.create_task(super().listen_for_disconnect(receive))
        try:
            await asyncio.wait((hung_up, self._wire.ended), return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait((hung_up,), timeout=CLOSE_SECONDS)
        finally:
            hung_up.cancel()
