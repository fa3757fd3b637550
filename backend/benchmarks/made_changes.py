"""What does a change look like that was made for a measurement?

As long as what shops say of a level in short, and with the moment of its making, so that whoever
receives it knows how long it took.
"""

from app.core.clock import now
from app.core.schema import rfc3339

CHANGE_BYTES = 200


def change_text(seq: int, made_ns: int) -> str:
    """A change of `CHANGE_BYTES`; ``made_ns`` is of CLOCK_MONOTONIC, which processes share."""
    head = (
        f'{{"seq":{seq},"type":"stock.level_changed","key":"{seq % 10_000}","version":{seq},'
        f'"before":null,"after":{{"available":{seq % 1_000}}},"cause":{{"t":{made_ns},"x":"'
    )
    tail = f'"}},"at":"{rfc3339(now())}"}}'
    return f"{head:x<{CHANGE_BYTES - len(tail)}}{tail}"
