"""The feed over HTTP: as a stream of events, by polling, and as a snapshot."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.auth.deps import CanReadFeed, bearer
from app.core.errors import Forbidden, Invalid, TooManyRequests, Unauthenticated, Unavailable
from app.core.page import LIMIT_MAX
from app.http.deps import ContextDep, PageDep
from app.http.errors import problems
from app.realtime import service
from app.realtime.deps import (
    ChannelQuery,
    Epoch,
    EventSubDep,
    FilterDep,
    ManagerDep,
    Since,
    StatusDep,
)
from app.realtime.errors import PositionLost
from app.realtime.events import EventStream, open_events
from app.realtime.schemas import ChangesOut, SnapshotOut, StatusOut

router = APIRouter(
    tags=["changes"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)


@router.get("/changes", responses=problems(PositionLost))
async def list_changes(
    principal: CanReadFeed,
    context: ContextDep,
    channel: ChannelQuery,
    wanted: FilterDep,
    since: Since = 0,
    epoch: Epoch = None,
    limit: Annotated[int, Query(ge=1, le=LIMIT_MAX, description="Changes to read.")] = 100,
) -> ChangesOut:
    """What happened after a position, oldest first; a filter leaves out some of what was read."""
    return await service.list_changes(
        context.database, channel, epoch=epoch, since=since, limit=limit, wanted=wanted
    )


@router.get(
    "/changes/stream",
    status_code=200,
    response_class=EventStream,
    responses=problems(Invalid, TooManyRequests, Unavailable),
)
async def stream_changes(
    principal: CanReadFeed, manager: ManagerDep, message: EventSubDep
) -> Response:
    """Changes as they come, as Server-Sent Events (WHATWG HTML, section 9.2).

    The events are the frames of the socket: `ok`, `changes`, `pos`, `reset` and `bye`, with the
    position as their id, from which a reader that comes back goes on.
    """
    return open_events(manager, principal, message)


@router.get("/status")
async def read_status(principal: CanReadFeed, status: StatusDep) -> StatusOut:
    """How the feed is, seen from the process that answers."""
    return await status.read()


@router.get("/snapshot")
async def take_snapshot(
    principal: CanReadFeed, context: ContextDep, channel: ChannelQuery, page: PageDep
) -> SnapshotOut:
    """The present rows of a channel, with the position from which to follow the feed."""
    return await service.take_snapshot(
        context.database, channel, cursor=page.cursor, limit=page.limit
    )
