"""Who is listening, and when are they told?

The relay hands over what happened, in order; whoever follows a channel hears of it. What falls into
one tick goes out together, and nothing here waits for a reader.
"""

import asyncio
import random
import time
from collections import Counter

import structlog

from app.feed.change import Channel, Position
from app.feed.frames import Batch
from app.realtime.hub import metrics
from app.realtime.hub.channel_feed import ChannelFeed
from app.realtime.hub.connection import Connection, Subscription
from app.realtime.hub.filters import Filter
from app.realtime.hub.guests import Guests
from app.realtime.protocol import CloseCode, SubMessage

# The least time between two writes to the same socket; a first change after a rest does not wait.
TICK_SECONDS = 0.01
CONNECTIONS_MAX = 10_000
# A process without Redis notices it, and what others have told by then, within this time.
AHEAD_SECONDS = 3.0
# When a server goes down, its readers come back spread over this time, and longer if they are many.
RETURN_SECONDS_MIN = 0.5
RETURNS_PER_SECOND = 1_000


log = structlog.get_logger()


class WebSocketManager:
    """One per process; the `Listener` of the relay."""

    def __init__(
        self, *, tick_seconds: float = TICK_SECONDS, sockets_per_person_max: int = CONNECTIONS_MAX
    ) -> None:
        self.tick_seconds = tick_seconds
        self.sockets_per_person_max = sockets_per_person_max
        self.guests = Guests()
        self._by_person: Counter[int] = Counter()
        self.feeds = {channel: ChannelFeed(channel) for channel in Channel}
        self.connections: dict[str, Connection] = {}
        self.draining = False
        self._timer: asyncio.TimerHandle | None = None
        self._rests_until = 0.0

    def started(self, channel: Channel, position: Position, history: Batch) -> None:
        self.feeds[channel].start(position, history)

    def delivered(self, channel: Channel, batch: Batch) -> None:
        self.feeds[channel].take(batch)
        if self._timer is None:
            wait = self._rests_until - time.monotonic()
            if wait <= 0:
                self.flush()
            else:
                self._timer = asyncio.get_running_loop().call_later(wait, self.flush)

    def lost(self, channel: Channel, position: Position) -> None:
        self.feeds[channel].lose(position)

    def flush(self) -> None:
        """Tell everybody what has come since the last tick."""
        self._timer = None
        began = time.monotonic()
        for channel, feed in self.feeds.items():
            try:
                feed.flush()
            except Exception:
                # A mistake of ours. Nobody knows who has been told what, so nobody may go on as if.
                log.exception("realtime.telling_failed", channel=channel)
                feed.lose(feed.head)
        # With thousands of sockets a round takes longer than a tick, and others want to work too.
        took = time.monotonic() - began
        self._rests_until = began + max(self.tick_seconds, 2 * took) if self.tick_seconds else 0.0

    @property
    def is_full(self) -> bool:
        """No more readers: there are too many, or the server is about to go."""
        return self.draining or len(self.connections) >= CONNECTIONS_MAX

    def has_too_many(self, user_id: int) -> bool:
        """Whether a person has as many connections as one may have, event streams included."""
        return self._by_person[user_id] >= self.sockets_per_person_max

    def join(self, connection: Connection) -> None:
        self.connections[connection.id] = connection
        self._by_person[connection.principal.user_id] += 1
        self._count()

    def leave(self, connection: Connection) -> None:
        if self.connections.pop(connection.id, None) is not None:
            self._by_person[connection.principal.user_id] -= 1
        for subscription_id in list(connection.subscriptions):
            self.unsubscribe(connection, subscription_id)
        self._count()

    async def subscribe(self, connection: Connection, message: SubMessage) -> None:
        """Follow a channel, as `ChannelFeed.join` says."""
        self.unsubscribe(connection, message.id)
        feed = self.feeds[message.channel]
        # Right after the start. Joining before the relay has would leave a hole between the two.
        await feed.known.wait()
        await self._reach(feed, connection, message)
        subscription = Subscription(
            message.id, message.channel, message.mode, Filter.of(message.filter), connection
        )
        connection.subscriptions[message.id] = subscription
        feed.join(subscription, message.epoch, message.since)

    async def _reach(self, feed: ChannelFeed, connection: Connection, message: SubMessage) -> None:
        """Another process may have told a reader what this one hears of in a moment."""
        until = time.monotonic() + AHEAD_SECONDS
        while feed.is_ahead(message.epoch, message.since):
            if connection.wire.closed or time.monotonic() >= until:
                return
            await asyncio.sleep(TICK_SECONDS)

    def unsubscribe(self, connection: Connection, subscription_id: str) -> None:
        if subscription := connection.subscriptions.pop(subscription_id, None):
            self.feeds[subscription.channel].leave(subscription)

    def acknowledge(self, connection: Connection, subscription_id: str, seq: int) -> None:
        """Somebody says how far they have read."""
        if subscription := connection.subscriptions.get(subscription_id):
            self.feeds[subscription.channel].acknowledge(seq)

    def drain(self) -> None:
        """The server goes down: send everybody away, not all to come back in one moment."""
        self.draining = True
        for connection in list(self.connections.values()):
            connection.say_goodbye(self._return_after_ms())
            connection.close(CloseCode.RESTART, "the server restarts; come back soon")

    def _return_after_ms(self) -> int:
        longest = max(RETURN_SECONDS_MIN, len(self.connections) / RETURNS_PER_SECOND)
        return int(random.uniform(0.1, longest) * 1000)  # noqa: S311 - to spread, not to hide

    def _count(self) -> None:
        sockets = sum(each.kind == "socket" for each in self.connections.values())
        metrics.SOCKETS.set(sockets)
        metrics.EVENT_STREAMS.set(len(self.connections) - sockets)
