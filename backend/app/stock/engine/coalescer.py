"""Which commands go into the next batch?

A pure state machine, without I/O and without a clock. While a batch is under way, commands pile up
here, each in the lane of its level; the next batch takes one of each lane in turn, so a hot SKU
fills what the others leave over and nobody waits behind somebody else's flood.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class LaneFull(Exception):
    """So many commands wait already that one more would wait too long."""


class Coalescer(Generic[T]):
    """Commands in the order of their lanes.

    A command's size counts its lines: a batch holds at most ``batch_max`` lines, except that a
    larger command goes alone. ``lane_max`` and ``total_max`` bound the waiting commands.
    """

    def __init__(self, *, batch_max: int, lane_max: int, total_max: int) -> None:
        self._batch_max = batch_max
        self._lane_max = lane_max
        self._total_max = total_max
        self._lanes: OrderedDict[Hashable, deque[tuple[T, int]]] = OrderedDict()
        self._waiting = 0
        self.lines = 0

    def __len__(self) -> int:
        """Commands that wait; ``lines`` is the sum of their sizes."""
        return self._waiting

    def offer(self, lane: Hashable, commands: Sequence[tuple[T, int]]) -> None:
        """Let commands with their sizes wait in a lane, all or none. Raises `LaneFull`."""
        if not commands:
            return
        queue = self._lanes.get(lane)
        in_lane = len(queue) if queue else 0
        if (
            self._waiting + len(commands) > self._total_max
            or in_lane + len(commands) > self._lane_max
        ):
            raise LaneFull
        if queue is None:
            queue = self._lanes[lane] = deque()
        queue.extend(commands)
        self._waiting += len(commands)
        self.lines += sum(size for _, size in commands)

    def take(
        self, lines_max: int | None = None, put_off: Callable[[T], bool] | None = None
    ) -> list[T]:
        """The next batch: first come, first served inside a lane, lanes in turn.

        At most ``lines_max`` lines, where that is less than ``batch_max``. Lanes whose next
        command is ``put_off`` keep their turn for the next batch, unless there is nothing else.
        """
        size_max = min(self._batch_max, lines_max or self._batch_max)
        if len(self._lanes) == 1:
            return self._take_lane(size_max)
        batch: list[T] = []
        room = size_max
        while self._lanes and room > 0:
            served = 0
            for lane in list(self._lanes):
                queue = self._lanes[lane]
                command, size = queue[0]
                if (batch and size > room) or (put_off and put_off(command)):
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
                if batch or not put_off:
                    break
                put_off = None
        self._waiting -= len(batch)
        self.lines -= size_max - room
        return batch

    def _take_lane(self, size_max: int) -> list[T]:
        """The same where only one lane waits, as on one hot SKU."""
        batch: list[T] = []
        room = size_max
        ((lane, queue),) = self._lanes.items()
        while queue and (not batch or queue[0][1] <= room):
            command, size = queue.popleft()
            batch.append(command)
            room -= size
        if not queue:
            del self._lanes[lane]
        self._waiting -= len(batch)
        self.lines -= size_max - room
        return batch
