"""Does a change cross a threshold?

The sequencer calls `evaluate` inside the transaction that numbers the changes, so each change is
judged exactly once, and an alert is announced exactly if it was opened.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from app.alerts import queries
from app.alerts.changes import AlertEvent, alert_changed
from app.alerts.schemas import AlertOut
from app.alerts.types import Metric, Reading
from app.feed.change import Change, StampedChange

METRIC: Metric = "available"


class _Level(msgspec.Struct, gc=False):
    """What is looked at in the after-image of a level."""

    id: int
    available: int
    reorder_point: int | None


class _LevelChange(msgspec.Struct, gc=False):
    after: _Level


_decode = msgspec.json.Decoder(_LevelChange).decode


def readings_of(changes: Sequence[StampedChange]) -> list[Reading]:
    """The last state of each level among ``changes``."""
    last = {change.key: change for change in changes if change.type == "stock.level_changed"}
    levels = (_decode(change.text).after for change in last.values())
    return [Reading(level.id, level.available, level.reorder_point) for level in levels]


async def evaluate(session: AsyncSession, changes: Sequence[StampedChange]) -> Sequence[Change]:
    """Open what is low, resolve what is not; what was opened and resolved, as changes."""
    readings = readings_of(changes)
    low = [reading for reading in readings if reading.is_low]
    fine = [reading.level_id for reading in readings if not reading.is_low]
    raised: list[Change] = []
    if low:
        opened = await queries.open_alerts(session, low, metric=METRIC)
        raised += await _announce(session, "alert.raised", opened)
    if fine:
        resolved = await queries.resolve_alerts(session, fine, metric=METRIC)
        raised += await _announce(session, "alert.resolved", resolved)
    return raised


async def _announce(
    session: AsyncSession, event: AlertEvent, alert_ids: Sequence[int]
) -> list[Change]:
    if not alert_ids:
        return []
    rows = await queries.find_alerts(session, alert_ids)
    return [
        alert_changed(event, AlertOut.model_validate(row), cause={"kind": "stock"}) for row in rows
    ]
