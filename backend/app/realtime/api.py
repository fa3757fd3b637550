"""The feed: by socket, by polling, and as a snapshot."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, WebSocket

from app.auth.deps import CanReadFeed, bearer
from app.core.errors import Forbidden, Unauthenticated
from app.core.page import LIMIT_MAX
from app.core.schema import INTEGER_MAX
from app.feed.change import Channel
from app.http.deps import ContextDep, PageDep
from app.http.errors import problems
from app.realtime import service
from app.realtime.errors import PositionLost
from app.realtime.schemas import ChangesOut, SnapshotOut
from app.realtime.session import serve_socket

router = APIRouter(
    tags=["changes"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)
sockets = APIRouter()


@router.get("/changes", responses=problems(PositionLost))
async def list_changes(
    principal: CanReadFeed,
    context: ContextDep,
    channel: Channel,
    since: Annotated[int, Query(ge=0, le=INTEGER_MAX, description="Changes behind this seq.")] = 0,
    epoch: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=LIMIT_MAX)] = 100,
) -> ChangesOut:
    """What happened after a position, oldest first."""
    return await service.list_changes(
        context.database, channel, epoch=epoch, since=since, limit=limit
    )


@router.get("/snapshot")
async def take_snapshot(
    principal: CanReadFeed, context: ContextDep, channel: Channel, page: PageDep
) -> SnapshotOut:
    """The present rows of a channel, with the position from which to follow the feed."""
    return await service.take_snapshot(
        context.database, channel, cursor=page.cursor, limit=page.limit
    )


@sockets.websocket("/ws")
async def socket(websocket: WebSocket) -> None:
    await serve_socket(websocket)


@sockets.websocket("/ws/inventory")
async def inventory_socket(websocket: WebSocket) -> None:
    await serve_socket(websocket, Channel.INVENTORY)


@sockets.websocket("/ws/prices")
async def prices_socket(websocket: WebSocket) -> None:
    await serve_socket(websocket, Channel.PRICES)


@sockets.websocket("/ws/alerts")
async def alerts_socket(websocket: WebSocket) -> None:
    await serve_socket(websocket, Channel.ALERTS)
