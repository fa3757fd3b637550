"""What travels on the three Redis channels?

One JSON object per batch: ``{epoch, from, to, changes}``; a heartbeat is the same without changes.
Each change stands on a line of its own, so that a reader can pass it on without looking inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from app.feed.change import Position, StampedChange

END = "]}"


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive changes of one channel, each as JSON, or none: then ``to_seq`` tells the head (a
    heartbeat)."""

    epoch: str
    from_seq: int
    to_seq: int
    texts: Sequence[str]

    @property
    def changes(self) -> list[dict[str, Any]]:
        """What stands in the texts."""
        return [from_json(text) for text in self.texts]

    def encode(self) -> bytes:
        head = to_json({"epoch": self.epoch, "from": self.from_seq, "to": self.to_seq}).decode()
        return "\n".join((f'{head[:-1]},"changes":[', ",\n".join(self.texts), END)).encode()

    @classmethod
    def decode(cls, raw: bytes) -> "Batch":
        """Raises ValueError for anything that `encode` did not write: the channel is not ours
        alone."""
        head, _, rest = raw.decode().partition("\n")
        body, _, end = rest.rpartition("\n")
        try:
            frame = from_json(head + END)
            texts = body.split(",\n") if body else []
            batch = cls(frame["epoch"], frame["from"], frame["to"], texts)
            places = enumerate(texts, start=batch.from_seq)
            complete = end == END and len(texts) in {0, batch.to_seq - batch.from_seq + 1}
            complete = complete and all(
                text.startswith(f'{{"seq":{seq}') and text.endswith("}") for seq, text in places
            )
        except (KeyError, TypeError) as error:
            raise ValueError("no batch of changes") from error
        if not complete:
            raise ValueError(f"these are not the changes {batch.from_seq} to {batch.to_seq}")
        return batch


def batch_of(epoch: str, changes: Sequence[StampedChange]) -> Batch:
    return Batch(epoch, changes[0].seq, changes[-1].seq, [change.text for change in changes])


def heartbeat(position: Position) -> Batch:
    return Batch(position.epoch, position.seq + 1, position.seq, ())
