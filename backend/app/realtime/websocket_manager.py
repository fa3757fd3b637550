"""Who is listening, and what have they not heard yet?

The relay delivers each batch once; the manager encodes it once and drops it into the mailbox of
every subscription of its channel. Nothing here waits for a reader.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field

from prometheus_client import Gauge

from app.db.database import Database
from app.feed.change import Channel, Position
from app.feed.frames import Batch
from app.feed.reader import read_changes
from app.realtime.connection import Connection, Subscription
from app.realtime.frames import changes_frame
from app.realtime.protocol import (
    OkFrame,
    ResetFrame,
    ResetReason,
)

RING_MAX = 5_000
REPLAY_MAX = 10_000
# A page of a replay, which has to fit into a mailbox.
REPLAY_PAGE = 500

CONNECTIONS = Gauge("tanamori_sockets", "Open sockets of this process.")


@dataclass(slots=True)
class ChannelState:
    """The head of a channel (once it is ``known``), its newest changes, and who follows it."""

    position: Position | None = None
    known: asyncio.Event = field(default_factory=asyncio.Event)
    ring: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=RING_MAX))
    followers: dict[tuple[str, str], tuple[Connection, Subscription]] = field(default_factory=dict)


class WebSocketManager:
    """One per process; the `Listener` of the relay."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._channels = {channel: ChannelState() for channel in Channel}
        self.connections: dict[str, Connection] = {}

    def started(self, channel: Channel, position: Position) -> None:
        state = self._channels[channel]
        state.position = position
        state.known.set()

    def delivered(self, channel: Channel, batch: Batch) -> None:
        state = self._channels[channel]
        state.position = Position(batch.epoch, batch.to_seq)
        state.ring.extend(zip(range(batch.from_seq, batch.to_seq + 1), batch.texts, strict=True))
        joined = ",".join(batch.texts)
        for connection, subscription in state.followers.values():
            if subscription.replaying:
                connection.hold(subscription, batch.from_seq, batch.to_seq, joined)
            else:
                _send(connection, subscription, batch.to_seq, joined)

    def lost(self, channel: Channel, position: Position) -> None:
        """History was lost: everybody has to load anew."""
        state = self._channels[channel]
        state.position = position
        state.ring.clear()
        for connection, subscription in state.followers.values():
            _reset(connection, subscription, position, "epoch")

    def join(self, connection: Connection) -> None:
        self.connections[connection.id] = connection
        CONNECTIONS.set(len(self.connections))

    def leave(self, connection: Connection) -> None:
        self.connections.pop(connection.id, None)
        CONNECTIONS.set(len(self.connections))
        for subscription_id in list(connection.subscriptions):
            self.unsubscribe(connection, subscription_id)

    def unsubscribe(self, connection: Connection, subscription_id: str) -> None:
        if subscription := connection.subscriptions.pop(subscription_id, None):
            followers = self._channels[subscription.channel].followers
            followers.pop((connection.id, subscription_id), None)

    async def subscribe(
        self,
        connection: Connection,
        subscription_id: str,
        channel: Channel,
        *,
        epoch: str | None,
        since: int | None,
    ) -> None:
        """Follow a channel: join the live stream first, then send what came before.

        With ``since`` (and the epoch it belongs to) everything after it is sent, or, where that
        can't be done without a hole, a reset.
        """
        self.unsubscribe(connection, subscription_id)
        state = self._channels[channel]
        # Right after the start. Joining before the relay has would leave a hole between the two.
        await state.known.wait()
        head = state.position
        assert head is not None, "it is known now"
        subscription = Subscription(subscription_id, channel, seq=head.seq)
        connection.subscriptions[subscription_id] = subscription
        state.followers[connection.id, subscription_id] = (connection, subscription)
        if since is None:
            connection.post_model(_ok(subscription, head))
            return
        if reason := _unresumable(head, epoch, since):
            _reset(connection, subscription, head, reason)
            return
        await self._resume(connection, subscription, head, since)

    async def _resume(
        self, connection: Connection, subscription: Subscription, head: Position, since: int
    ) -> None:
        subscription.seq = since
        missed = self._remembered(subscription.channel, since, head.seq)
        if missed is None:
            await self._replay_from_feed(connection, subscription, head)
            return
        connection.post_model(_ok(subscription, head))
        if missed:
            _send(connection, subscription, head.seq, ",".join(missed))

    def _remembered(self, channel: Channel, since: int, to_seq: int) -> list[str] | None:
        """The changes ``since < seq <= to_seq``, or None when memory does not reach back so far."""
        ring = self._channels[channel].ring
        missed = to_seq - since
        if missed > REPLAY_PAGE or (missed and (not ring or ring[0][0] > since + 1)):
            return None
        return [encoded for seq, encoded in ring if since < seq <= to_seq]

    async def _replay_from_feed(
        self, connection: Connection, subscription: Subscription, head: Position
    ) -> None:
        """Older than memory: read the feed; what comes live meanwhile is held back."""
        subscription.replaying = True
        connection.post_model(_ok(subscription, head))
        while subscription.seq < head.seq:
            # A session per page: whoever reads slowly must not keep a connection meanwhile.
            async with self._database.session() as session:
                page = await read_changes(
                    session,
                    subscription.channel,
                    since=subscription.seq,
                    limit=min(REPLAY_PAGE, head.seq - subscription.seq),
                )
            if not subscription.replaying:
                return  # A reset has overtaken the replay.
            if subscription.seq + 1 < page.floor:
                now = self._channels[subscription.channel].position or head
                _reset(connection, subscription, now, "expired")
                return
            joined = ",".join(change.text for change in page.changes)
            _send(connection, subscription, page.changes[-1].seq, joined)
            await connection.drained()
        self._release(connection, subscription)

    def _release(self, connection: Connection, subscription: Subscription) -> None:
        """Let the held batches follow.

        The replay ends exactly at the head at which the subscription joined, so they fit on.
        """
        for from_seq, to_seq, joined in subscription.take_held():
            if from_seq == subscription.seq + 1:
                _send(connection, subscription, to_seq, joined)


def _unresumable(head: Position, epoch: str | None, since: int) -> ResetReason | None:
    if epoch != head.epoch:
        return "epoch"
    if since > head.seq:
        return "ahead"
    if head.seq - since > REPLAY_MAX:
        return "too_far"
    return None


def _ok(subscription: Subscription, head: Position) -> OkFrame:
    return OkFrame(id=subscription.id, epoch=head.epoch, seq=subscription.seq, head=head.seq)


def _reset(
    connection: Connection, subscription: Subscription, head: Position, reason: ResetReason
) -> None:
    subscription.seq = head.seq
    subscription.take_held()
    connection.post_model(ResetFrame(id=subscription.id, reason=reason))
    connection.post_model(_ok(subscription, head))


def _send(connection: Connection, subscription: Subscription, to_seq: int, joined: str) -> None:
    frame = changes_frame(subscription.id, "", subscription.seq, to_seq, [joined])
    connection.post(frame.text)
    subscription.seq = to_seq
