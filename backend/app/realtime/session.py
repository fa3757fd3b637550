"""From the handshake of a socket to its end.

Who connects is known before anything is sent: by the web app's cookie together with this server's
own Origin, by a bearer token, or by a ticket in the first message.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.auth.deps import token_of
from app.auth.service import AuthService
from app.auth.types import Principal
from app.core.clock import now
from app.core.errors import Unauthenticated
from app.db.database import DATABASE_AWAY
from app.feed.change import Channel
from app.http.client_address import client_address, network_of
from app.http.deps import get_context
from app.http.middleware import origin_allowed
from app.realtime.hub import metrics
from app.realtime.hub.connection import SUBSCRIPTIONS_MAX, Connection
from app.realtime.hub.wire import QueueWire, Wire
from app.realtime.protocol import (
    AUTH_SECONDS,
    CHANNEL_SCOPES,
    CLIENT_MESSAGE,
    HEARTBEAT_SECONDS,
    AckMessage,
    AuthMessage,
    ClientMessage,
    CloseCode,
    ErrorFrame,
    HelloFrame,
    PingMessage,
    PongFrame,
    SubMessage,
    UnsubMessage,
)
from app.realtime.socket_protocol import CLOSE_SECONDS, wire_of
from app.realtime.websocket_manager import WebSocketManager

# What a client may say: so many messages at once, and so many a second for long.
MESSAGES_MAX = 200
MESSAGES_PER_SECOND = 50.0
# Subscriptions that read what is past, for each socket.
RESUMES_MAX = 64
RESUMES_PER_SECOND = 1.0
READ_AGAIN_SECONDS = 0.05
# Of the first message, which is all that is read before it is known who sends it.
AUTH_BYTES_MAX = 1_024

log = structlog.get_logger()


async def serve_socket(websocket: WebSocket, channel: Channel | None = None) -> None:
    """Serve one socket until it closes; with ``channel``, subscribed to it from the start."""
    manager: WebSocketManager = websocket.app.state.websockets
    auth: AuthService = websocket.app.state.auth
    if not _origin_fits(websocket):
        # Refused before the handshake: a foreign page learns nothing.
        await websocket.close(CloseCode.FORBIDDEN, "foreign origin")
        return
    guests, address = manager.guests, network_of(client_address(websocket.scope))
    waits = not token_of(websocket)
    if waits and not guests.enter(address):
        await websocket.close(CloseCode.FULL, "too many sockets wait for their sign-in")
        return
    try:
        await websocket.accept()
        principal = await _identify(websocket, auth)
    except (Unauthenticated, WebSocketDisconnect):
        await _turn_away(websocket, CloseCode.UNAUTHENTICATED, "log in, or send a fresh ticket")
        return
    except DATABASE_AWAY:
        await _turn_away(websocket, CloseCode.RESTART, "not now; come back soon")
        return
    finally:
        if waits:
            guests.leave(address)
    if (direct := wire_of(websocket.scope)) is not None:
        direct.recognise()
    # Read once, and kept for as long as the socket is open.
    websocket.scope["headers"].clear()
    async with _wire(websocket) as wire:
        connection = Connection(wire, principal)
        if manager.is_full:
            connection.close(CloseCode.FULL, "no room here now; come back later")
            return
        if manager.has_too_many(principal.user_id):
            metrics.SOCKETS_REFUSED.labels("person").inc()
            most = manager.sockets_per_person_max
            connection.close(CloseCode.FULL, f"at most {most} connections of one person")
            return
        manager.join(connection)
        log.info("realtime.connected", connection=connection.id, user_id=principal.user_id)
        try:
            await Conversation(websocket, connection, manager).hold(channel)
        finally:
            manager.leave(connection)
            connection.close(CloseCode.RESTART, "closed")
            log.info("realtime.disconnected", connection=connection.id)


async def _turn_away(websocket: WebSocket, code: int, reason: str) -> None:
    with suppress(RuntimeError):
        await websocket.close(code, reason)


def _origin_fits(websocket: WebSocket) -> bool:
    """Browsers always send Origin with a socket; programs, which send none, need no such check."""
    allowed = get_context(websocket).settings.allowed_origins
    return "origin" not in websocket.headers or origin_allowed(websocket.headers, allowed)


async def _identify(websocket: WebSocket, auth: AuthService) -> Principal:
    if token := token_of(websocket):
        return await auth.authenticate(token)
    try:
        async with asyncio.timeout(AUTH_SECONDS):
            raw = await websocket.receive_text()
            if len(raw) > AUTH_BYTES_MAX:
                raise Unauthenticated("The first message must be auth.")
            message = CLIENT_MESSAGE.validate_json(raw)
    except (TimeoutError, ValidationError, KeyError) as error:
        raise Unauthenticated("The first message must be auth.") from error
    if not isinstance(message, AuthMessage):
        raise Unauthenticated("The first message must be auth.")
    return await auth.redeem_ticket(message.ticket)


@asynccontextmanager
async def _wire(websocket: WebSocket) -> AsyncIterator[Wire]:
    """What to write to: the transport itself, or ASGI where the server offers no more."""
    if (direct := wire_of(websocket.scope)) is not None:
        yield direct
        return
    wire = QueueWire()
    sender = asyncio.create_task(_send_queued(wire, websocket))
    try:
        with suppress(TimeoutError):
            async with _until_ended(wire):
                yield wire
    finally:
        wire.end(CloseCode.RESTART, "closed")
        with suppress(TimeoutError):
            await asyncio.wait_for(sender, CLOSE_SECONDS)


@asynccontextmanager
async def _until_ended(wire: QueueWire) -> AsyncIterator[None]:
    """Raises TimeoutError soon after the end of the wire: a reader that does not read would not
    take the farewell either, and who waits for its answer would wait for ever."""
    async with asyncio.timeout(None) as patience:

        def hurry(_: object) -> None:
            patience.reschedule(asyncio.get_running_loop().time() + CLOSE_SECONDS)

        wire.ended.add_done_callback(hurry)
        try:
            yield
        finally:
            wire.ended.remove_done_callback(hurry)


async def _send_queued(wire: QueueWire, websocket: WebSocket) -> None:
    # The other side may go at any moment; the reader of the socket notices too.
    with suppress(WebSocketDisconnect, RuntimeError):
        async for frame in wire.frames():
            await websocket.send_text(frame.text)
        if wire.closing:
            await websocket.close(*wire.closing)


class Allowance:
    """So many at once, and so many a second for long."""

    def __init__(self, most: int, per_second: float) -> None:
        self._most = most
        self._per_second = per_second
        self._left = float(most)
        self._at = time.monotonic()

    def spend(self) -> bool:
        """Whether there was one left."""
        at = time.monotonic()
        self._left = min(self._most, self._left + (at - self._at) * self._per_second) - 1
        self._at = at
        return self._left >= 0


class Conversation:
    """What one client asks, and what it is answered."""

    def __init__(
        self, websocket: WebSocket, connection: Connection, manager: WebSocketManager
    ) -> None:
        self._websocket = websocket
        self._connection = connection
        self._manager = manager
        self._messages = Allowance(MESSAGES_MAX, MESSAGES_PER_SECOND)
        self._resumes = Allowance(RESUMES_MAX, RESUMES_PER_SECOND)

    async def hold(self, channel: Channel | None) -> None:
        """Until one of the two hangs up."""
        self._connection.post_model(
            HelloFrame(connection=self._connection.id, heartbeat_ms=int(HEARTBEAT_SECONDS * 1000))
        )
        if channel is not None:
            await self._subscribe(SubMessage(type="sub", id=channel, channel=channel))
        # KeyError: bytes instead of text. RuntimeError: closed by us.
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                try:
                    raw = await self._websocket.receive_text()
                except KeyError:
                    self._connection.close(CloseCode.BAD_MESSAGE, "send text, not bytes")
                    return
                if not self._messages.spend():
                    self._connection.close(
                        CloseCode.TOO_MANY_MESSAGES,
                        f"at most {MESSAGES_PER_SECOND:.0f} messages a second",
                    )
                    return
                await self._hear(raw)
                await self._drained()

    async def _drained(self) -> None:
        """Who does not read is not listened to: answers would pile up."""
        wire = self._connection.wire
        while wire.blocked and not wire.closed:  # noqa: ASYNC110 - seldom, and two ways to end
            await asyncio.sleep(READ_AGAIN_SECONDS)

    async def _hear(self, raw: str) -> None:
        try:
            message = CLIENT_MESSAGE.validate_json(raw)
        except ValidationError as error:
            self._connection.post_model(ErrorFrame(code="bad_message", detail=_words(error)))
            return
        await self._answer(message)

    async def _answer(self, message: ClientMessage) -> None:
        match message:
            case SubMessage():
                await self._subscribe(message)
            case UnsubMessage():
                self._manager.unsubscribe(self._connection, message.id)
            case PingMessage():
                self._connection.post_model(PongFrame(at=now()))
            case AckMessage():
                self._manager.acknowledge(self._connection, message.id, message.seq)
            case AuthMessage():
                pass

    async def _subscribe(self, message: SubMessage) -> None:
        refusal = self._refusal(message)
        if refusal is not None:
            self._connection.post_model(refusal)
        elif message.since is not None and not self._resumes.spend():
            self._connection.close(
                CloseCode.TOO_MANY_MESSAGES,
                f"at most {RESUMES_MAX} subscriptions with `since` at once; follow on from yours",
            )
        else:
            await self._manager.subscribe(self._connection, message)

    def _refusal(self, message: SubMessage) -> ErrorFrame | None:
        scope = CHANNEL_SCOPES[message.channel]
        if scope not in self._connection.principal.scopes:
            detail = f"{message.channel} needs the permission {scope}"
            return ErrorFrame(code="forbidden", detail=detail, id=message.id)
        known = message.id in self._connection.subscriptions
        if not known and len(self._connection.subscriptions) >= SUBSCRIPTIONS_MAX:
            detail = f"a socket has at most {SUBSCRIPTIONS_MAX} subscriptions"
            return ErrorFrame(code="too_many_subscriptions", detail=detail, id=message.id)
        return None


def _words(error: ValidationError) -> str:
    """The first thing that is wrong, with the field that it stands in."""
    first = error.errors(include_url=False, include_input=False)[0]
    # The first step is the type of the message, which the client knows.
    place = ".".join(str(step) for step in first["loc"][1:])
    return f"{place}: {first['msg']}" if place else first["msg"]
