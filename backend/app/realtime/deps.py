"""What do the routes of the feed ask for?"""

from typing import Annotated

from fastapi import Depends, Header, Query
from starlette.requests import HTTPConnection

from app.core.schema import INTEGER_MAX
from app.feed.change import Channel
from app.realtime.events import read_event_id
from app.realtime.protocol import EPOCH_LENGTH_MAX, Mode, StreamFilter, SubMessage, Word
from app.realtime.status import StatusReader
from app.realtime.websocket_manager import WebSocketManager

Epoch = Annotated[
    str | None, Query(max_length=EPOCH_LENGTH_MAX, description="The epoch that `since` belongs to.")
]
LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        max_length=100,
        description="Where a reader left off; it goes before `epoch` and `since`.",
        examples=["5d1f0c:101"],
    ),
]
ChannelQuery = Annotated[Channel, Query(description="Which of the three feeds.")]
ModeQuery = Annotated[Mode, Query(description="As for sockets.")]
Since = Annotated[int, Query(ge=0, le=INTEGER_MAX, description="Changes behind this seq.")]
SinceOrNow = Annotated[
    int | None,
    Query(ge=0, le=INTEGER_MAX, description="Resume behind this seq; without it, from now on."),
]


async def _filter(
    sku: Annotated[list[Word] | None, Query(max_length=500)] = None,
    location: Annotated[list[Word] | None, Query(max_length=100)] = None,
    category: Annotated[list[Word] | None, Query(max_length=100)] = None,
    type: Annotated[list[Word] | None, Query(max_length=20)] = None,  # noqa: A002 - its name
) -> StreamFilter | None:
    """Only changes of these; each may be repeated. What has no such property passes."""
    if not (sku or location or category or type):
        return None
    return StreamFilter(
        skus=sku or None,
        locations=location or None,
        categories=category or None,
        types=type or None,
    )


FilterDep = Annotated[StreamFilter | None, Depends(_filter)]


async def _event_sub(
    channel: ChannelQuery,
    wanted: FilterDep,
    since: SinceOrNow = None,
    epoch: Epoch = None,
    mode: ModeQuery = "stream",
    last_event_id: LastEventId = None,
) -> SubMessage:
    """What a reader of events follows, in the words of the socket."""
    if last_event_id:
        position = read_event_id(last_event_id)
        epoch, since = position.epoch, position.seq
    return SubMessage(
        type="sub", id=channel, channel=channel, filter=wanted, epoch=epoch, since=since, mode=mode
    )


EventSubDep = Annotated[SubMessage, Depends(_event_sub)]


async def _manager(connection: HTTPConnection) -> WebSocketManager:
    manager: WebSocketManager = connection.app.state.websockets
    return manager


async def _status(connection: HTTPConnection) -> StatusReader:
    status: StatusReader = connection.app.state.status
    return status


ManagerDep = Annotated[WebSocketManager, Depends(_manager)]
StatusDep = Annotated[StatusReader, Depends(_status)]
