"""What travels on the three Redis channels?

One JSON object per batch: ``{epoch, from, to, changes}``; a heartbeat is the same without changes.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pydantic_core import from_json, to_json

from app.core.schema import rfc3339
from app.feed.change import Position, StampedChange


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive changes of one channel, or none: then ``to_seq`` tells the head (a heartbeat)."""

    epoch: str
    from_seq: int
    to_seq: int
    changes: Sequence[dict[str, Any]]

    def encode(self) -> bytes:
        return to_json(
            {
                "epoch": self.epoch,
                "from": self.from_seq,
                "to": self.to_seq,
                "changes": self.changes,
            }
        )

    @classmethod
    def decode(cls, raw: bytes) -> "Batch":
        """Raises ValueError for anything that `encode` did not write: the channel is not ours
        alone."""
        frame = from_json(raw)
        try:
            batch = cls(frame["epoch"], frame["from"], frame["to"], frame["changes"])
            complete = len(batch.changes) in {0, batch.to_seq - batch.from_seq + 1}
        except (KeyError, TypeError) as error:
            raise ValueError("no batch of changes") from error
        if not complete:
            raise ValueError(
                f"{len(batch.changes)} changes are not {batch.from_seq} to {batch.to_seq}"
            )
        return batch


def public(change: StampedChange) -> dict[str, Any]:
    """A change as it stands in frames and answers (its channel is known from where it stands)."""
    values = asdict(change)
    values["at"] = rfc3339(change.at)
    del values["channel"]
    return values


def batch_of(epoch: str, changes: Sequence[StampedChange]) -> Batch:
    return Batch(epoch, changes[0].seq, changes[-1].seq, [public(change) for change in changes])


def heartbeat(position: Position) -> Batch:
    return Batch(position.epoch, position.seq + 1, position.seq, ())
