"""What does each kind of change look like in a frame?

One example per type, made by the rooms' own functions from fixed values. They are committed as
``contracts/stream/<type>.json``, and the web app is tested against the same files.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from app.alerts.changes import AlertEvent, alert_changed
from app.alerts.schemas import AlertOut
from app.catalog.changes import item_changed, location_changed
from app.catalog.schemas import ItemOut, LocationOut
from app.core.money import Money
from app.feed.change import Change, StampedChange
from app.realtime.price_examples import price_events
from app.realtime.protocol import ChangeFrame, ChangesFrame
from app.stock.changes import balance_before, level_corrected, level_edited, level_moved
from app.stock.schemas import MovementOut, StockLevelOut

MOMENT = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
ACTOR = "admin@localhost"
FIRST_SEQ = 101

ITEM = ItemOut(
    id=7,
    sku="A-17",
    name="Blue mug 300 ml",
    description="",
    category="Kitchen/Mugs",
    barcode="4901234567894",
    unit="piece",
    cost=Money(amount=Decimal(620), currency="JPY"),
    tags=["mug"],
    attributes={"ml": 300},
    status="active",
    version=1,
    created_at=MOMENT,
    updated_at=MOMENT,
)
LOCATION = LocationOut(
    id=3,
    code="TYO-1",
    name="Tokyo warehouse",
    kind="warehouse",
    time_zone="Asia/Tokyo",
    allow_backorder=False,
    active=True,
    version=1,
    created_at=MOMENT,
    updated_at=MOMENT,
)
LEVEL = StockLevelOut(
    id=12,
    item_id=7,
    sku="A-17",
    name="Blue mug 300 ml",
    category="Kitchen/Mugs",
    barcode="4901234567894",
    unit="piece",
    location="TYO-1",
    location_name="Tokyo warehouse",
    on_hand=9,
    reserved=0,
    available=9,
    reorder_point=None,
    target_level=None,
    status="ok",
    version=42,
    updated_at=MOMENT,
)
MOVEMENT = MovementOut(
    id=345,
    level_id=12,
    item_id=7,
    sku="A-17",
    item_name="Blue mug 300 ml",
    location="TYO-1",
    kind="sale",
    delta_on_hand=-3,
    delta_reserved=0,
    on_hand_after=9,
    reserved_after=0,
    version=42,
    reason=None,
    reference="https://shop.example/orders/1001",
    actor=ACTOR,
    occurred_at=MOMENT,
    recorded_at=MOMENT,
)
ALERT = AlertOut(
    id=3,
    level_id=12,
    item_id=7,
    sku="A-17",
    item_name="Blue mug 300 ml",
    category="Kitchen/Mugs",
    location="TYO-1",
    metric="available",
    severity="warning",
    state="open",
    value=9,
    threshold=10,
    opened_value=9,
    opened_threshold=10,
    acknowledged_by=None,
    opened_at=MOMENT,
    acknowledged_at=None,
    resolved_at=None,
    resolved_because=None,
    version=1,
)


def example_changes() -> list[Change]:
    """Every kind of change, and every way in which it comes about."""
    renamed = ITEM.model_copy(update={"name": "Blue mug 0.3 l", "version": 2})
    watched = LEVEL.model_copy(update={"reorder_point": 10, "status": "low", "version": 43})
    return [
        item_changed(None, ITEM, actor=ACTOR),
        item_changed(ITEM, renamed, actor=ACTOR),
        location_changed(
            LOCATION, LOCATION.model_copy(update={"name": "Tokyo east", "version": 2}), actor=ACTOR
        ),
        level_moved(balance_before(LEVEL, MOVEMENT), LEVEL, MOVEMENT),
        level_edited(LEVEL, watched, actor=ACTOR),
        *_corrections(),
        *price_events(),
        *_alert_changes(),
    ]


def _corrections() -> list[Change]:
    """A balance that was put right, and a level that is told again."""
    reason = "balance was 11; the movements add up to 9"
    explained = MOVEMENT.model_copy(
        update={
            "id": 346,
            "kind": "count",
            "delta_on_hand": 0,
            "version": 43,
            "reason": reason,
            "reference": None,
            "actor": "check",
        }
    )
    corrected = LEVEL.model_copy(update={"version": 43})
    again = LEVEL.model_copy(update={"version": 44})
    before = balance_before(corrected, explained) | {"on_hand": 11, "available": 11}
    return [
        level_corrected(before, corrected, actor="check", reason=reason, movement=explained),
        level_corrected(
            balance_before(again, explained),
            again,
            actor="check",
            reason="1 movement was not announced as recorded",
            movements=[MOVEMENT.id],
        ),
    ]


def _alert_changes() -> list[Change]:
    seen = ALERT.model_copy(
        update={
            "state": "acknowledged",
            "acknowledged_by": ACTOR,
            "acknowledged_at": MOMENT + timedelta(minutes=5),
            "version": 2,
        }
    )
    sold_out = seen.model_copy(update={"value": 0, "severity": "critical", "version": 3})
    resolved = sold_out.model_copy(
        update={
            "state": "resolved",
            "value": 20,
            "resolved_at": MOMENT + timedelta(hours=1),
            "resolved_because": "recovered",
            "version": 4,
        }
    )
    causes: Mapping[AlertEvent, tuple[AlertOut, dict[str, str]]] = {
        "alert.raised": (ALERT, {"kind": "stock"}),
        "alert.acknowledged": (seen, {"kind": "acknowledgement", "actor": ACTOR}),
        "alert.changed": (sold_out, {"kind": "stock"}),
        "alert.resolved": (resolved, {"kind": "stock"}),
    }
    return [alert_changed(event, alert, cause=cause) for event, (alert, cause) in causes.items()]


def render_examples() -> dict[str, str]:
    """The files of ``contracts/stream`` by their names."""
    by_type: dict[str, list[Change]] = {}
    for change in example_changes():
        by_type.setdefault(change.type, []).append(change)
    return {f"{kind}.json": _render(changes) for kind, changes in by_type.items()}


def _render(changes: list[Change]) -> str:
    stamped = [
        ChangeFrame.model_validate_json(
            StampedChange.of(replace(change, at=MOMENT), FIRST_SEQ + place).text
        )
        for place, change in enumerate(changes)
    ]
    frame = ChangesFrame(
        id=changes[0].channel,
        prev=FIRST_SEQ - 1,
        seq=FIRST_SEQ + len(changes) - 1,
        changes=stamped,
    )
    shown = frame.model_dump(mode="json", exclude={"conflated"})
    return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"
