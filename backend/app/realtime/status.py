"""How is the feed, seen from this process?"""

import os
import socket

from redis.asyncio import Redis

from app.core.clock import now
from app.core.lag import Lag
from app.core.redis_away import REDIS_AWAY
from app.db.database import Database
from app.feed.change import Position
from app.feed.reader import Numbering, read_numbering, read_streams
from app.feed.relay import Relay
from app.feed.sequencer import Sequencer
from app.realtime.hub import metrics
from app.realtime.hub.channel_feed import ChannelFeed
from app.realtime.schemas import (
    ChannelStatus,
    CheckStatus,
    LagOut,
    LeaderStatus,
    OutboxStatus,
    Reason,
    SocketsStatus,
    StatusOut,
)
from app.realtime.websocket_manager import WebSocketManager
from app.stock.self_check import SelfCheck

# From here on it is later than usual.
OUTBOX_SECONDS_MAX = 2.0
BEHIND_MAX = 1_000


class StatusReader:
    """One per process."""

    def __init__(
        self,
        database: Database,
        redis: Redis,
        manager: WebSocketManager,
        relay: Relay,
        sequencer: Sequencer,
        self_check: SelfCheck,
    ) -> None:
        self._database = database
        self._redis = redis
        self._manager = manager
        self._relay = relay
        self._sequencer = sequencer
        self._self_check = self_check
        self._process = f"{socket.gethostname()[:20]}:{os.getpid()}"
        self._started_at = now()

    async def read(self) -> StatusOut:
        """Raises what the database raises while it is away."""
        async with self._database.session() as session:
            numbering = await read_numbering(session)
            streams = await read_streams(session)
        channels = [
            _channel(feed, *streams[channel]) for channel, feed in self._manager.feeds.items()
        ]
        redis_answers = await self._redis_answers()
        check = self._check()
        reasons = _reasons(numbering, channels, check, redis_answers=redis_answers)
        return StatusOut(
            state="down" if "no_leader" in reasons else "degraded" if reasons else "ok",
            reasons=reasons,
            process=self._process,
            started_at=self._started_at,
            at=now(),
            redis="ok" if redis_answers else "away",
            relay="polling" if self._relay.degraded else "pushed",
            leader=self._leader(numbering),
            outbox=OutboxStatus(
                waiting=numbering.outbox.rows,
                oldest_seconds=numbering.outbox.oldest_seconds,
                lag=_lag(self._sequencer.lag),
            ),
            channels=channels,
            sockets=self._sockets(),
            check=check,
        )

    async def _redis_answers(self) -> bool:
        try:
            await self._redis.ping()
        except REDIS_AWAY:
            return False
        return True

    def _leader(self, numbering: Numbering) -> LeaderStatus | None:
        if numbering.leader is None or numbering.since is None:
            return None
        return LeaderStatus(
            name=numbering.leader, since=numbering.since, here=self._sequencer.leading
        )

    def _sockets(self) -> SocketsStatus:
        connections = list(self._manager.connections.values())
        sockets = sum(each.kind == "socket" for each in connections)
        return SocketsStatus(
            open=sockets,
            event_streams=len(connections) - sockets,
            mailbox_bytes=sum(each.wire.buffered for each in connections),
            slow_closes=metrics.SLOW_CLOSES.count,
            resumes=metrics.RESUMES.count,
            resets=metrics.RESETS.count,
        )

    def _check(self) -> CheckStatus | None:
        if not self._sequencer.leading:
            return None
        last = self._self_check.last
        return CheckStatus(
            differences=len(last.differences), levels=last.levels, finished_at=last.finished_at
        )


def _reasons(
    numbering: Numbering,
    channels: list[ChannelStatus],
    check: CheckStatus | None,
    *,
    redis_answers: bool,
) -> list[Reason]:
    reasons: list[Reason] = []
    if numbering.leader is None:
        reasons.append("no_leader")
    if (numbering.outbox.oldest_seconds or 0) > OUTBOX_SECONDS_MAX:
        reasons.append("outbox_waits")
    if any(each.delivered is None or each.head - each.delivered > BEHIND_MAX for each in channels):
        reasons.append("behind")
    if not redis_answers:
        reasons.append("redis_away")
    if check is not None and check.differences:
        reasons.append("differences")
    return reasons


def _channel(feed: ChannelFeed, head: Position, floor: int) -> ChannelStatus:
    return ChannelStatus(
        channel=feed.channel,
        epoch=head.epoch,
        head=head.seq,
        floor=floor,
        delivered=feed.position.seq if feed.position else None,
        remembered=len(feed.ring),
        subscriptions=feed.subscriptions,
        lag=_lag(feed.lag),
    )


def _lag(lag: Lag) -> LagOut:
    return LagOut(p50_ms=lag.percentile_ms(50), p99_ms=lag.percentile_ms(99))
