"""Which commands go into the next batch?

A pure state machine, without I/O and without a clock. While a batch is under way, commands pile up
here, each in the lane of its level; the next batch takes one of each lane in turn, so a hot SKU
fills what the others leave over and nobody waits behind somebody else's flood.
"""

from collections import OrderedDict, deque
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class LaneFull(Exception):
    """So many commands wait already that one more would wait too long."""


class Coalescer(Generic[T]):
    """Commands in the order of their lanes.

    ``size`` counts the lines of a command: a batch holds at most ``batch_max`` lines, except that
    a larger command goes alone. ``lane_max`` and ``total_max`` bound the waiting commands.
    """

    def __init__(self, *, batch_max: int, lane_max: int, total_max: int) -> None:
        self._batch_max = batch_max
        self._lane_max = lane_max
        self._total_max = total_max
        self._lanes: OrderedDict[Hashable, deque[tuple[T, int]]] = OrderedDict()
        self._waiting = 0

    def __len__(self) -> int:
        """Commands that wait."""
        return self._waiting

    def offer(self, lane: Hashable, command: T, *, size: int = 1) -> None:
        """Let a command wait in its lane. Raises `LaneFull`."""
        queue = self._lanes.get(lane)
        if self._waiting >= self._total_max or (queue and len(queue) >= self._lane_max):
            raise LaneFull
        if queue is None:
            queue = self._lanes[lane] = deque()
        queue.append((command, size))
        self._waiting += 1

    def take(self) -> list[T]:
        """The next batch: first come, first served inside a lane, lanes in turn."""
        batch: list[T] = []
        room = self._batch_max
        while self._lanes and room > 0:
            served = 0
            for lane in list(self._lanes):
                queue = self._lanes[lane]
                command, size = queue[0]
                if batch and size > room:
                    continue
                queue.popleft()
                batch.append(command)
                room -= size
                served += 1
                # Served lanes go to the back: who got nothing is first in the next batch.
                if queue:
                    self._lanes.move_to_end(lane)
                else:
                    del self._lanes[lane]
                if room <= 0:
                    break
            if not served:
                break
        self._waiting -= len(batch)
        return batch
