"""What do the routes of the feed ask for?"""

from typing import Annotated

from fastapi import Depends, Header, Query

from app.core.schema import INTEGER_MAX
from app.feed.change import Channel
from app.realtime.protocol import Mode, StreamFilter, Word

Epoch = Annotated[
    str | None, Query(max_length=64, description="The epoch that `since` belongs to.")
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


def _filter(
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
