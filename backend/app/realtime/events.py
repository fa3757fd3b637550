"""How does one follow the feed with nothing but HTTP?

Server-Sent Events (WHATWG HTML, section 9.2): the frames of the socket as events, whose ids are the
positions. A reader that comes back sends the last one as ``Last-Event-ID`` and goes on from there.
"""

from collections.abc import AsyncIterator

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from app.auth.types import Principal
from app.core.errors import Forbidden, Invalid, Unavailable
from app.core.schema import INTEGER_MAX
from app.feed.change import Position
from app.realtime.hub.connection import Connection
from app.realtime.hub.wire import QueueWire
from app.realtime.protocol import CHANNEL_SCOPES, SubMessage
from app.realtime.websocket_manager import WebSocketManager

# What a browser waits before it comes back, unless `bye` tells another time.
RETRY_MILLISECONDS = 1_000


def read_event_id(last_event_id: str) -> Position:
    """The position in a ``Last-Event-ID``. Raises `Invalid`."""
    epoch, _, seq = last_event_id.partition(":")
    if not epoch or not seq.isascii() or not seq.isdigit() or int(seq) > INTEGER_MAX:
        raise Invalid.field("Last-Event-ID", "send the id of an event as it was, epoch:seq")
    return Position(epoch, int(seq))


def open_events(
    manager: WebSocketManager, principal: Principal, message: SubMessage
) -> AsyncIterator[bytes]:
    """Follow a channel; the events, as they come.

    Raises `Forbidden` and `Unavailable` at once, before anything is answered.
    """
    scope = CHANNEL_SCOPES[message.channel]
    if scope not in principal.scopes:
        raise Forbidden(f"This needs the permission {scope}; ask an administrator.")
    if manager.is_full:
        raise Unavailable("There is no room for another reader now; come back later.")
    return _events(manager, principal, message)


async def _events(
    manager: WebSocketManager, principal: Principal, message: SubMessage
) -> AsyncIterator[bytes]:
    wire = QueueWire()
    connection = Connection(wire, principal, kind="events")
    manager.join(connection)
    try:
        yield format_sse_event(retry=RETRY_MILLISECONDS)
        await manager.subscribe(connection, message)
        async for frame in wire.frames():
            yield KEEPALIVE_COMMENT if frame.event == "hb" else frame.event_bytes
    finally:
        manager.leave(connection)
