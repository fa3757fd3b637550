"""Failed attempts that are forgiven with time, and the delay that they cost.

A bucket counts attempts. The first ``free`` of them cost nothing; each further one makes the next
attempt wait 1, 2, 4 ... seconds, never longer than ``ceiling_seconds``. One attempt is forgiven
every ``forgive_seconds``. An attempt is counted when it begins, so that attempts at one moment
count, too, and is given back when it turns out to be right.

`MemoryBuckets` and the script of `app.auth.throttle.shared` follow this one rule.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

BUCKETS_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """How many attempts are free, and what the others cost; times in seconds."""

    free: int
    ceiling_seconds: float
    forgive_seconds: float


@dataclass(frozen=True, slots=True)
class Bucket:
    """The attempts with one key."""

    key: str
    rule: Rule


@dataclass(slots=True)
class _State:
    count: float = 0.0
    at: float = 0.0
    until: float = 0.0


class MemoryBuckets:
    """The buckets of one process; the ones not used for longest are forgotten.

    ``clock`` passes seconds.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, buckets_max: int = BUCKETS_MAX
    ) -> None:
        self._clock = clock
        self._buckets_max = buckets_max
        self._states: OrderedDict[str, _State] = OrderedDict()

    def take(self, buckets: Sequence[Bucket]) -> float:
        """Count one attempt in each bucket; or count nothing, and return the seconds to wait."""
        now = self._clock()
        states = [self._state(bucket.key) for bucket in buckets]
        wait = max((state.until - now for state in states), default=0.0)
        if wait > 0:
            return wait
        for bucket, state in zip(buckets, states, strict=True):
            rule = bucket.rule
            forgiven = (now - state.at) / rule.forgive_seconds
            state.count = max(0.0, state.count - forgiven) + 1
            state.at = now
            state.until = now + _delay(rule, state.count)
        return 0.0

    def give_back(self, buckets: Sequence[Bucket]) -> None:
        """Uncount one attempt in each bucket."""
        for bucket in buckets:
            if state := self._states.get(bucket.key):
                state.count = max(0.0, state.count - 1)
                # Beyond that, the delay is another attempt's.
                if state.count <= bucket.rule.free:
                    state.until = 0.0

    def forget(self, bucket: Bucket) -> None:
        """Uncount every attempt of a bucket."""
        self._states.pop(bucket.key, None)

    def _state(self, key: str) -> _State:
        state = self._states.setdefault(key, _State())
        self._states.move_to_end(key)
        if len(self._states) > self._buckets_max:
            self._states.popitem(last=False)
        return state


def _delay(rule: Rule, count: float) -> float:
    over = count - rule.free
    # The power is bounded, so that no count overflows it.
    return 0.0 if over <= 0 else min(2.0 ** min(over - 1, 60), rule.ceiling_seconds)
