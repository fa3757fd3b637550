"""How do numbered changes get to Redis without anybody waiting for it?

The sequencer hands over and goes on. What Redis does not take is dropped: whoever misses it finds
the hole and reads the feed.
"""

import asyncio
from collections import deque

import structlog
from redis.asyncio import Redis

from app.core.cancellation import heed_cancellation
from app.core.redis_away import REDIS_AWAY
from app.feed import metrics
from app.feed.change import Channel
from app.feed.frames import Batch
from app.feed.seal import Seal

WAITING_MAX = 1_000
# After a failure: not every batch has to learn anew that Redis is away.
REST_SECONDS = 0.25

log = structlog.get_logger()


class Publisher:
    """In the leader; messages of a channel keep their order."""

    def __init__(self, redis: Redis, seal: Seal | None = None) -> None:
        self._redis = redis
        # Set by whoever leads; nothing is published without it, since nobody would believe it.
        self.seal = seal
        self._waiting: deque[tuple[Channel, bytes]] = deque(maxlen=WAITING_MAX)
        self._filled = asyncio.Event()

    def publish(self, channel: Channel, batch: Batch) -> None:
        if self.seal is None or len(self._waiting) == WAITING_MAX:
            metrics.UNPUBLISHED.inc()
        if self.seal is None:
            return
        self._waiting.append((channel, self.seal.close(channel, batch.encode())))
        self._filled.set()

    async def run(self) -> None:
        while True:
            await self._filled.wait()
            self._filled.clear()
            try:
                while self._waiting:
                    await self._redis.publish(*self._waiting[0])
                    heed_cancellation()
                    self._waiting.popleft()
            except REDIS_AWAY as error:
                heed_cancellation()
                log.warning("feed.publish_failed", error=str(error))
                metrics.UNPUBLISHED.inc(len(self._waiting))
                self._waiting.clear()
                await asyncio.sleep(REST_SECONDS)
