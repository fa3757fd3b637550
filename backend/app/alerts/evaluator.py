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


class _Use(msgspec.Struct, gc=False):
    """What is looked at of an item or a location: one has a status, the other is active."""

    status: str = "active"
    active: bool = True

    @property
    def in_use(self) -> bool:
        return self.active and self.status == "active"


class _UseChange(msgspec.Struct, gc=False):
    before: _Use | None
    after: _Use


_decode = msgspec.json.Decoder(_LevelChange).decode
_decode_use = msgspec.json.Decoder(_UseChange).decode


def readings_of(changes: Sequence[StampedChange]) -> list[Reading]:
    """The last state of each level among ``changes``."""
    last = {change.key: change for change in changes if change.type == "stock.level_changed"}
    levels = (_decode(change.text).after for change in last.values())
    return [Reading(level.id, level.available, level.reorder_point) for level in levels]


async def evaluate(session: AsyncSession, changes: Sequence[StampedChange]) -> Sequence[Change]:
    """Open and follow what is low, resolve what is not or is no longer in use; as changes."""
    raised = await _resolve_closed(session, changes)
    readings = {one.level_id: one for one in await _read_reopened(session, changes)}
    readings |= {one.level_id: one for one in readings_of(changes)}
    low = [reading for reading in readings.values() if reading.is_low]
    fine = [reading for reading in readings.values() if not reading.is_low]
    if low:
        rows = await queries.follow_alerts(session, low, metric=METRIC)
        new = [row.id for row in rows if row.version == 1]
        raised += await _announce(session, "alert.raised", new)
        raised += await _announce(session, "alert.changed", [r.id for r in rows if r.version > 1])
    if fine:
        resolved = await queries.resolve_alerts(session, fine, metric=METRIC)
        raised += await _announce(session, "alert.resolved", resolved)
    return raised


def _in_use_of(changes: Sequence[StampedChange], kind: str) -> dict[int, bool]:
    """Whether each changed item (or location) is in use, by its id."""
    found: dict[int, bool] = {}
    for change in changes:
        if change.type == f"catalog.{kind}_changed":
            use = _decode_use(change.text)
            before, after = use.before, use.after
            # A new item has no levels, and an edit of a name changes nothing here.
            if before is not None and before.in_use != after.in_use:
                found[int(change.key)] = after.in_use
    return found


async def _resolve_closed(session: AsyncSession, changes: Sequence[StampedChange]) -> list[Change]:
    items = [key for key, in_use in _in_use_of(changes, "item").items() if not in_use]
    places = [key for key, in_use in _in_use_of(changes, "location").items() if not in_use]
    resolved: list[int] = []
    if items:
        resolved += await queries.resolve_closed(session, "item_archived", items=items)
    if places:
        resolved += await queries.resolve_closed(session, "location_closed", places=places)
    return await _announce(session, "alert.resolved", resolved)


async def _read_reopened(session: AsyncSession, changes: Sequence[StampedChange]) -> list[Reading]:
    """The low levels of items and locations that came into use again."""
    items = [key for key, in_use in _in_use_of(changes, "item").items() if in_use]
    places = [key for key, in_use in _in_use_of(changes, "location").items() if in_use]
    if not items and not places:
        return []
    rows = await queries.list_low(session, items=items, places=places)
    return [Reading(row.level_id, row.available, row.reorder_point) for row in rows]


async def _announce(
    session: AsyncSession, event: AlertEvent, alert_ids: Sequence[int]
) -> list[Change]:
    if not alert_ids:
        return []
    rows = await queries.find_alerts(session, alert_ids)
    return [
        alert_changed(event, AlertOut.model_validate(row), cause={"kind": "stock"}) for row in rows
    ]
