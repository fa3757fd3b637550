"""Where in a channel is somebody?"""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(?P<epoch>[^\s:]{1,64}):(?P<seq>\d{1,16})")


@dataclass(frozen=True, slots=True)
class Position:
    """Everything up to ``seq`` of the history called ``epoch``.

    ``str(position)`` can be kept anywhere and is read again by `Position.parse`. Positions of
    different epochs can't be compared, so they have no order.
    """

    epoch: str
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}:{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Read what ``str`` wrote. Raises `ValueError` for anything else."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise ValueError(f"{text!r} is no position; one looks like 5d1f0c:101")
        return cls(found["epoch"], int(found["seq"]))
