"""What does a follower hear?

``Changed`` for each change, in order and once. ``Reset`` when changes are lost for good (the
server kept them no longer, or its history is another one). Whoever asked for a snapshot hears
``SnapshotStarted``, ``SnapshotRows`` as often as needed, and ``SnapshotEnded`` at the start and
after every reset; a snapshot that starts while another one is not at its end replaces it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tanamori_client.change import Change, Row
from tanamori_client.position import Position


@dataclass(frozen=True, slots=True)
class Changed:
    """Keep ``position`` once the change is dealt with, to go on behind it another time."""

    change: Change
    position: Position


@dataclass(frozen=True, slots=True)
class Reset:
    """Changes are missing between ``lost`` and ``position``; nothing can bring them back.

    ``reason`` is `epoch` (history was lost), `expired` (older than what is kept), `ahead` (newer
    than anything there is) or `too_far` (only with a snapshot; it is quicker).
    """

    reason: str
    lost: Position
    position: Position


@dataclass(frozen=True, slots=True)
class SnapshotStarted:
    pass


@dataclass(frozen=True, slots=True)
class SnapshotRows:
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SnapshotEnded:
    """The rows are at least as new as ``position``; from there the changes follow."""

    position: Position


Event = Changed | Reset | SnapshotStarted | SnapshotRows | SnapshotEnded

State = Literal["connecting", "catching up", "live", "stale"]


@dataclass(frozen=True, slots=True)
class Status:
    """How current a follower is.

    ``connecting``: not yet there for the first time. ``catching up``: there is more to come.
    ``live``: nothing is known to be missing. ``stale``: nobody was heard since ``heard_at``.
    """

    state: State
    heard_at: datetime | None
    position: Position | None
    behind: int
