"""From the handshake of a socket to its end.

Who connects is known before anything is sent: by the web app's cookie together with this server's
own Origin, by a bearer token, or by a ticket in the first message.
"""

import asyncio
from contextlib import suppress

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
from app.http.deps import get_context
from app.http.middleware import origin_allowed
from app.realtime.connection import SUBSCRIPTIONS_MAX, Connection
from app.realtime.protocol import (
    AUTH_SECONDS,
    CLIENT_MESSAGE,
    HEARTBEAT_SECONDS,
    AckMessage,
    AuthMessage,
    ClientMessage,
    CloseCode,
    ErrorFrame,
    HeartbeatFrame,
    HelloFrame,
    PingMessage,
    PongFrame,
    SubMessage,
    UnsubMessage,
)
from app.realtime.websocket_manager import WebSocketManager

RECHECK_SECONDS = 30.0
CLOSE_SECONDS = 1.0

CHANNEL_SCOPES = {
    Channel.INVENTORY: "stock:read",
    Channel.PRICES: "price:read",
    Channel.ALERTS: "alert:read",
}

log = structlog.get_logger()


async def serve_socket(websocket: WebSocket, channel: Channel | None = None) -> None:
    """Serve one socket until it closes; with ``channel``, subscribed to it from the start."""
    manager: WebSocketManager = websocket.app.state.websockets
    auth: AuthService = websocket.app.state.auth
    if not _origin_fits(websocket):
        # Refused before the handshake: a foreign page learns nothing.
        await websocket.close(CloseCode.FORBIDDEN, "foreign origin")
        return
    await websocket.accept()
    try:
        principal = await _identify(websocket, auth)
    except (Unauthenticated, WebSocketDisconnect):
        await _turn_away(websocket, CloseCode.UNAUTHENTICATED, "log in, or send a fresh ticket")
        return
    except DATABASE_AWAY:
        await _turn_away(websocket, CloseCode.RESTART, "not now; come back soon")
        return
    connection = Connection(websocket, principal)
    manager.join(connection)
    log.info("realtime.connected", connection=connection.id, user_id=principal.user_id)
    try:
        await _converse(websocket, connection, manager, auth, channel)
    finally:
        manager.leave(connection)
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
            message = CLIENT_MESSAGE.validate_json(await websocket.receive_text())
    except (TimeoutError, ValidationError, KeyError) as error:
        raise Unauthenticated("The first message must be auth.") from error
    if not isinstance(message, AuthMessage):
        raise Unauthenticated("The first message must be auth.")
    return await auth.redeem_ticket(message.ticket)


async def _converse(
    websocket: WebSocket,
    connection: Connection,
    manager: WebSocketManager,
    auth: AuthService,
    channel: Channel | None,
) -> None:
    connection.post_model(
        HelloFrame(connection=connection.id, heartbeat_ms=int(HEARTBEAT_SECONDS * 1000))
    )
    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(connection.write())
        beats = [
            tasks.create_task(_beat(connection)),
            tasks.create_task(_recheck(connection, auth)),
        ]
        try:
            if channel is not None:
                await _subscribe(
                    connection, manager, SubMessage(type="sub", id=channel, channel=channel)
                )
            await _read(websocket, connection, manager)
        except DATABASE_AWAY as error:
            log.warning("realtime.database_away", error=str(error))
            connection.close(CloseCode.RESTART, "not now; come back soon")
        finally:
            for task in beats:
                task.cancel()
            connection.close(CloseCode.RESTART, "closed")
            with suppress(TimeoutError):
                await asyncio.wait_for(writer, CLOSE_SECONDS)


async def _read(websocket: WebSocket, connection: Connection, manager: WebSocketManager) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            try:
                raw = await websocket.receive_text()
            except KeyError:
                connection.close(CloseCode.BAD_MESSAGE, "send text, not bytes")
                return
            try:
                message = CLIENT_MESSAGE.validate_json(raw)
            except ValidationError as error:
                detail = error.errors(include_url=False, include_input=False)[0]["msg"]
                connection.post_model(ErrorFrame(code="bad_message", detail=detail))
                continue
            await _answer(message, connection, manager)


async def _answer(
    message: ClientMessage, connection: Connection, manager: WebSocketManager
) -> None:
    match message:
        case SubMessage():
            await _subscribe(connection, manager, message)
        case UnsubMessage():
            manager.unsubscribe(connection, message.id)
        case PingMessage():
            connection.post_model(PongFrame(at=now()))
        case AckMessage() | AuthMessage():
            pass


async def _subscribe(
    connection: Connection, manager: WebSocketManager, message: SubMessage
) -> None:
    if CHANNEL_SCOPES[message.channel] not in connection.principal.scopes:
        detail = f"{message.channel} needs the permission {CHANNEL_SCOPES[message.channel]}"
        connection.post_model(ErrorFrame(code="forbidden", detail=detail))
        return
    known = message.id in connection.subscriptions
    if not known and len(connection.subscriptions) >= SUBSCRIPTIONS_MAX:
        detail = f"a socket has at most {SUBSCRIPTIONS_MAX} subscriptions"
        connection.post_model(ErrorFrame(code="too_many_subscriptions", detail=detail))
        return
    await manager.subscribe(
        connection, message.id, message.channel, epoch=message.epoch, since=message.since
    )


async def _beat(connection: Connection) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        connection.post_model(HeartbeatFrame(at=now()))


async def _recheck(connection: Connection, auth: AuthService) -> None:
    """Close the socket soon after its session has ended, wherever that happened."""
    while True:
        await asyncio.sleep(RECHECK_SECONDS)
        with suppress(*DATABASE_AWAY):
            if await auth.still_valid(connection.principal):
                continue
            connection.close(CloseCode.UNAUTHENTICATED, "the session has ended")
            return
