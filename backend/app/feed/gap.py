"""Is the next batch the one that follows?

A pure state machine per channel, without I/O: it says of each batch whether to deliver it, drop
it, or first read what is missing.
"""

from enum import Enum, auto

from app.feed.change import Position
from app.feed.frames import Batch


class Verdict(Enum):
    DELIVER = auto()
    """It follows what was delivered; `GapTracker.advance` to its end."""
    DUPLICATE = auto()
    """All of it was delivered before."""
    GAP = auto()
    """Something is missing, or it overlaps: read the feed from `GapTracker.position`."""
    NEW_EPOCH = auto()
    """History was lost: everybody must start anew."""


class GapTracker:
    """Knows the last position delivered; ``position`` is None until the first `start`."""

    def __init__(self) -> None:
        self.position: Position | None = None

    def start(self, position: Position) -> None:
        self.position = position

    def judge(self, batch: Batch) -> Verdict:
        if self.position is None:
            return Verdict.GAP
        if batch.epoch != self.position.epoch:
            return Verdict.NEW_EPOCH
        if batch.to_seq <= self.position.seq:
            return Verdict.DUPLICATE
        if batch.from_seq == self.position.seq + 1 and batch.texts:
            return Verdict.DELIVER
        return Verdict.GAP

    def advance(self, seq: int) -> None:
        if self.position is None or seq < self.position.seq:
            raise ValueError(f"cannot go from {self.position} to {seq}")
        self.position = Position(self.position.epoch, seq)
