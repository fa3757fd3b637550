"""The same buckets in Redis, for all processes together.

What Redis says can make an attempt wait for a ceiling at most, and can never lift what this
process has counted in its own memory. While Redis is away, the memory of each process remains.
"""

import asyncio
import time
from collections.abc import Sequence

import structlog
from redis.asyncio import Redis

from app.auth.throttle.buckets import Bucket
from app.core.cancellation import heed_cancellation
from app.core.redis_away import REDIS_AWAY

ANSWER_SECONDS = 0.25
# After a failure Redis is not asked for this time, so that not every sign-in waits for it.
REST_SECONDS = 5.0

# For each key: free, ceiling, forgive (seconds). Returns the seconds to wait, as text.
TAKE = """
local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local states, wait = {}, 0
for i, key in ipairs(KEYS) do
  local state = redis.call('HMGET', key, 'count', 'at', 'until')
  states[i] = {tonumber(state[1]) or 0, tonumber(state[2]) or 0, tonumber(state[3]) or 0}
  wait = math.max(wait, states[i][3] - now)
end
if wait > 0 then return tostring(wait) end
for i, key in ipairs(KEYS) do
  local free, ceiling = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1])
  local forgive = tonumber(ARGV[3 * i])
  local count = math.max(0, states[i][1] - (now - states[i][2]) / forgive) + 1
  local delay = 0
  if count > free then delay = math.min(2 ^ math.min(count - free - 1, 60), ceiling) end
  redis.call('HSET', key, 'count', string.format('%.17g', count),
    'at', string.format('%.6f', now), 'until', string.format('%.6f', now + delay))
  redis.call('EXPIRE', key, math.ceil(count * forgive + ceiling))
end
return '0'
"""
# For each key: free.
GIVE_BACK = """
for i, key in ipairs(KEYS) do
  local count = tonumber(redis.call('HGET', key, 'count'))
  if count then
    count = math.max(0, count - 1)
    redis.call('HSET', key, 'count', string.format('%.17g', count))
    if count <= tonumber(ARGV[i]) then redis.call('HSET', key, 'until', '0') end
  end
end
return '0'
"""

log = structlog.get_logger()


class SharedBuckets:
    """One per process; nothing here raises."""

    def __init__(self, redis: Redis, prefix: str) -> None:
        self._redis = redis
        self._prefix = prefix
        self._take = redis.register_script(TAKE)
        self._give_back = redis.register_script(GIVE_BACK)
        self._rests_until = 0.0

    async def take(self, buckets: Sequence[Bucket]) -> float:
        """As `MemoryBuckets.take`; 0 while Redis is away."""
        rules = [bucket.rule for bucket in buckets]
        said = await self._run(
            self._take,
            buckets,
            [
                value
                for rule in rules
                for value in (rule.free, rule.ceiling_seconds, rule.forgive_seconds)
            ],
        )
        try:
            wait = float(said or 0)
        except ValueError:
            return 0.0
        ceiling = max((rule.ceiling_seconds for rule in rules), default=0.0)
        return min(wait, ceiling) if wait > 0 else 0.0

    async def give_back(self, buckets: Sequence[Bucket]) -> None:
        """As `MemoryBuckets.give_back`."""
        await self._run(self._give_back, buckets, [bucket.rule.free for bucket in buckets])

    async def forget(self, bucket: Bucket) -> None:
        """As `MemoryBuckets.forget`."""
        await self._run(self._redis.delete, [bucket])

    async def _run(
        self, command: object, buckets: Sequence[Bucket], arguments: Sequence[float] | None = None
    ) -> str | None:
        keys = [f"{self._prefix}:{bucket.key}" for bucket in buckets]
        if not keys or time.monotonic() < self._rests_until:
            return None
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                if arguments is None:
                    said = await command(*keys)  # type: ignore[operator]
                else:
                    said = await command(keys, arguments)  # type: ignore[operator]
        except REDIS_AWAY as error:
            heed_cancellation()
            self._rests_until = time.monotonic() + REST_SECONDS
            log.warning("auth.shared_throttle_away", error=str(error) or type(error).__name__)
            return None
        return said.decode() if isinstance(said, bytes) else str(said)
