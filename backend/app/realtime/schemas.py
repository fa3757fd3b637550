"""What is said about the feed over HTTP?"""

from typing import Literal

from pydantic import Field

from app.alerts.schemas import AlertOut
from app.core.schema import Schema, Timestamp
from app.feed.change import Channel
from app.pricing.schemas import PriceOut
from app.realtime.protocol import ChangeFrame
from app.stock.schemas import StockLevelOut


class ChangesOut(Schema):
    epoch: str = Field(description="Positions of different epochs can't be compared.")
    head: int = Field(description="The newest seq of the channel.")
    floor: int = Field(description="The oldest seq that is kept.")
    seq: int = Field(description="Read up to here: ask for what follows with `since`.")
    changes: list[ChangeFrame]


class SnapshotOut(Schema):
    """The rows of a channel. Follow the feed from ``seq`` of the *first* page: a change that is in
    the rows already comes again, and its version tells."""

    epoch: str
    seq: int
    rows: list[StockLevelOut | PriceOut | AlertOut]
    next_cursor: str | None


Reason = Literal["redis_away", "no_leader", "outbox_waits", "behind", "differences"]


class LagOut(Schema):
    """Of the newest thousand deliveries at most, the oldest change of each, in this process; null
    before the first."""

    p50_ms: float | None
    p99_ms: float | None


class ChannelStatus(Schema):
    channel: Channel
    epoch: str
    head: int = Field(description="The newest seq given, as the database knows it.")
    floor: int = Field(description="The oldest seq that is kept.")
    delivered: int | None = Field(description="The newest seq that this process handed on.")
    remembered: int = Field(description="Changes from which this process serves those who return.")
    subscriptions: int
    lag: LagOut = Field(description="From the commit to this process's sockets.")


class LeaderStatus(Schema):
    """The one process that numbers the changes."""

    name: str
    since: Timestamp
    here: bool = Field(description="It is the process that answers.")


class OutboxStatus(Schema):
    waiting: int = Field(description="Changes that are committed and not numbered yet.")
    oldest_seconds: float | None
    lag: LagOut = Field(description="From the commit to the number, while this process led.")


class SocketsStatus(Schema):
    """Of the process that answers, since it started."""

    open: int
    event_streams: int = Field(description="Readers of `GET /changes/stream`.")
    mailbox_bytes: int = Field(description="What waits for slow readers.")
    slow_closes: int
    resumes: int
    resets: int


class CheckStatus(Schema):
    """The comparison of ledger and balances that the leader makes all the time."""

    differences: int
    levels: int = Field(description="Levels that its last round compared.")
    finished_at: Timestamp | None


class StatusOut(Schema):
    """How the feed is, seen from the process that answers."""

    state: Literal["ok", "degraded", "down"] = Field(
        description="`degraded`: everything arrives, but later than usual."
    )
    reasons: list[Reason] = Field(description="Why it is not `ok`.")
    process: str
    started_at: Timestamp
    at: Timestamp
    redis: Literal["ok", "away"]
    relay: Literal["pushed", "polling"] = Field(
        description="Whether changes come by Redis, or are asked for because Redis is silent."
    )
    leader: LeaderStatus | None
    outbox: OutboxStatus
    channels: list[ChannelStatus]
    sockets: SocketsStatus
    check: CheckStatus | None = Field(description="Null where another process leads.")
