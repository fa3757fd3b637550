"""How do the numbered changes reach this process, each once and in order?

By one Redis subscription; and where Redis is silent, from the feed itself. The relay delivers to
its listener exactly the sequence of the feed, whatever Redis loses, repeats, reorders or invents:
a message counts only if its MAC is right, and the head of the feed is looked up every few seconds
whatever Redis says, so that old messages cannot pass for a living feed.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Any, Protocol

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.cancellation import heed_cancellation
from app.core.redis_away import reset_is_an_os_error
from app.db.database import Database
from app.feed import metrics, queries
from app.feed.change import Channel, Position
from app.feed.frames import Batch, batch_of, heartbeat
from app.feed.gap import GapTracker, Verdict
from app.feed.seal import Forged, Seal, read_seal

# Two heartbeats of the leader and a half: a half-open socket is noticed within three seconds.
SILENCE_SECONDS = 2.5
LISTEN_SECONDS = 0.25
POLL_SECONDS = 0.25
REFILL_MAX = 1_000
# The longest that a reader stays behind while Redis delivers authentic but old messages.
CHECK_SECONDS = 5.0
# After a message that could not be verified the key is read again, but not for each of a flood;
# the log gets one line in this time.
KEY_SECONDS = 5.0
REJECTED_LOG_SECONDS = 60.0
# What a process knows of the time before its start, for those who come back after a restart.
HISTORY_MAX = 10_000

log = structlog.get_logger()


class Listener(Protocol):
    """What the relay delivers to; its methods return at once."""

    def started(self, channel: Channel, position: Position, history: Batch, /) -> None: ...
    def delivered(self, channel: Channel, batch: Batch, /) -> None: ...
    def lost(self, channel: Channel, position: Position, /) -> None: ...


class Relay:
    """One per process."""

    def __init__(self, database: Database, redis: Redis, listeners: Sequence[Listener]) -> None:
        self._database = database
        self._redis = redis
        self._listeners = listeners
        self._trackers = {channel: GapTracker() for channel in Channel}
        self._locks = {channel: asyncio.Lock() for channel in Channel}
        self._heard_at = 0.0
        self._checked_at = 0.0
        self._seal: Seal | None = None
        self._key_read_at = 0.0
        self._rejections = 0
        self._rejection_logged_at = float("-inf")
        self.ready = asyncio.Event()

    @property
    def degraded(self) -> bool:
        """True while nothing comes from Redis and the feed is polled instead."""
        return time.monotonic() - self._heard_at > SILENCE_SECONDS

    async def run(self) -> None:
        while True:
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._poll())
                    tasks.create_task(self._subscribe())
            except* Exception:
                log.exception("feed.relay_crashed")
                # Nobody knows how far the last delivery came, so everybody starts anew.
                for channel, tracker in self._trackers.items():
                    if tracker.position is not None:
                        for listener in self._listeners:
                            listener.lost(channel, tracker.position)
            await asyncio.sleep(POLL_SECONDS)

    async def _poll(self) -> None:
        """The way without Redis, the first step with it, and a check of what it says."""
        while True:
            unchecked = time.monotonic() - self._checked_at > CHECK_SECONDS
            if self.degraded or unchecked or not self.ready.is_set():
                try:
                    for channel in Channel:
                        await self._refill(channel)
                    self._checked_at = time.monotonic()
                    self.ready.set()
                except (SQLAlchemyError, OSError, TimeoutError) as error:
                    log.warning("feed.refill_failed", error=str(error))
            await asyncio.sleep(POLL_SECONDS)

    async def _subscribe(self) -> None:
        while True:
            try:
                await self._read_key()
                async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
                    with reset_is_an_os_error():
                        await pubsub.subscribe(*Channel)
                    heed_cancellation()
                    await self._listen(pubsub)
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("feed.redis_lost", error=str(error))
            except SQLAlchemyError as error:
                log.warning("feed.key_unread", error=str(error))
            await asyncio.sleep(POLL_SECONDS)

    async def _listen(self, pubsub: PubSub) -> None:
        """Until the connection fails or has been silent for too long (a half-open socket)."""
        heard_at = time.monotonic()
        while time.monotonic() - heard_at < SILENCE_SECONDS:
            message: dict[str, Any] | None
            with reset_is_an_os_error():
                message = await pubsub.get_message(timeout=LISTEN_SECONDS)
            heed_cancellation()
            if message is None:
                continue
            read = await self._open(message)
            if read is None:
                continue
            channel, batch = read
            heard_at = self._heard_at = time.monotonic()
            try:
                await self._receive(channel, batch)
            except (SQLAlchemyError, OSError, TimeoutError) as error:
                # The gap stays open; the next message or heartbeat finds it again.
                log.warning("feed.refill_failed", error=str(error))

    async def _read_key(self) -> None:
        async with self._database.session() as session:
            self._seal = await read_seal(session)
        self._key_read_at = time.monotonic()

    async def _open(self, message: dict[str, Any]) -> tuple[Channel, Batch] | None:
        """What a message says, or None where it is not the leader's. Raises what the database
        raises."""
        assert self._seal is not None
        try:
            channel, raw = _channel(message["channel"]), message["data"]
            self._seal.open(channel, raw)
            return channel, Batch.decode(raw)
        except Forged as error:
            self._reject("forged", error)
            # The database may have been replaced by another one, which has another key.
            if time.monotonic() - self._key_read_at > KEY_SECONDS:
                await self._read_key()
        except ValueError as error:
            self._reject("unreadable", error)
        return None

    def _reject(self, reason: str, error: ValueError) -> None:
        metrics.REJECTED.labels(reason).inc()
        self._rejections += 1
        if time.monotonic() - self._rejection_logged_at > REJECTED_LOG_SECONDS:
            log.warning(
                "feed.messages_rejected", reason=reason, error=str(error), count=self._rejections
            )
            self._rejection_logged_at = time.monotonic()
            self._rejections = 0

    async def _receive(self, channel: Channel, batch: Batch) -> None:
        async with self._locks[channel]:
            tracker = self._trackers[channel]
            verdict = tracker.judge(batch)
            metrics.RELAYED.labels(verdict.name.lower()).inc()
            match verdict:
                case Verdict.DELIVER:
                    self._deliver(channel, batch)
                case Verdict.DUPLICATE:
                    return
                case Verdict.GAP | Verdict.NEW_EPOCH:
                    await self._catch_up(channel)

    async def _refill(self, channel: Channel) -> None:
        async with self._locks[channel]:
            await self._catch_up(channel)

    async def _catch_up(self, channel: Channel) -> None:
        """Read the feed from the last position delivered to its head."""
        tracker = self._trackers[channel]
        async with self._database.session() as session:
            head = await queries.head(session, channel)
            if tracker.position is None:
                history = await self._history(session, channel, head)
                tracker.start(head)
                for listener in self._listeners:
                    listener.started(channel, head, history)
                return
            if tracker.position == head:
                return
            metrics.REFILLS.inc()
            if tracker.position.epoch != head.epoch or tracker.position.seq > head.seq:
                tracker.start(head)
                for listener in self._listeners:
                    listener.lost(channel, head)
                return
            while tracker.position.seq < head.seq:
                changes = await queries.list_changes(
                    session, channel, since=tracker.position.seq, limit=REFILL_MAX
                )
                if not changes or changes[0].seq != tracker.position.seq + 1:
                    # Retention dropped what we had not seen.
                    tracker.start(head)
                    for listener in self._listeners:
                        listener.lost(channel, head)
                    return
                self._deliver(channel, batch_of(head.epoch, changes))

    async def _history(self, session: AsyncSession, channel: Channel, head: Position) -> Batch:
        """The newest changes up to ``head``, as many as there are without a hole."""
        since = max(0, head.seq - HISTORY_MAX)
        listed = await queries.list_changes(session, channel, since=since, limit=HISTORY_MAX)
        changes = [change for change in listed if change.seq <= head.seq]
        return batch_of(head.epoch, changes) if changes else heartbeat(head)

    def _deliver(self, channel: Channel, batch: Batch) -> None:
        self._trackers[channel].advance(batch.to_seq)
        for listener in self._listeners:
            listener.delivered(channel, batch)


def _channel(raw: bytes | str) -> Channel:
    return Channel(raw.decode() if isinstance(raw, bytes) else raw)
