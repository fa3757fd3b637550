"""What do the engine's outcomes look like as JSON?

The same fields as the declared models `StockLevelOut`, `MovementOut` and `MovementResult`, built
without them: this is done for every movement (a test holds the two together).
"""

from typing import Any

from app.core.schema import rfc3339
from app.stock.engine.commands import LineResult
from app.stock.engine.directory import LevelWords
from app.stock.types import MovementCommand, level_status

Json = dict[str, Any]


def level_body(words: LevelWords, line: LineResult) -> Json:
    """A `StockLevelOut`: the level after the line, or as it was found where that was refused."""
    on_hand = line.level_on_hand
    available = on_hand - line.reserved
    return {
        "id": words.id,
        "item_id": words.item_id,
        "sku": words.sku,
        "name": words.name,
        "category": words.category,
        "barcode": words.barcode,
        "unit": words.unit,
        "location": words.location,
        "location_name": words.location_name,
        "on_hand": on_hand,
        "reserved": line.reserved,
        "available": available,
        "reorder_point": line.reorder_point,
        "target_level": line.target_level,
        "status": level_status(available, line.reorder_point, line.target_level),
        "version": line.level_version,
        "updated_at": rfc3339(line.updated_at),
    }


def movement_body(command: MovementCommand, words: LevelWords, line: LineResult) -> Json:
    """A `MovementOut`."""
    return {
        "id": line.movement_id,
        "level_id": words.id,
        "item_id": words.item_id,
        "sku": words.sku,
        "item_name": words.name,
        "location": words.location,
        "kind": command.kind,
        "delta_on_hand": line.delta_on_hand,
        "delta_reserved": 0,
        "on_hand_after": line.on_hand,
        "reserved_after": line.reserved,
        "version": line.version,
        "reason": command.reason,
        "reference": command.reference,
        "actor": command.actor,
        "occurred_at": rfc3339(line.occurred_at),
        "recorded_at": rfc3339(line.updated_at),
        "counted": command.counted,
        "count_id": None,
        "reverses_id": command.reverses_id,
        "hold_id": None,
        "transfer_id": None,
    }


def result_body(command: MovementCommand, words: LevelWords, line: LineResult) -> Json:
    """A `MovementResult`."""
    return {
        "movement": movement_body(command, words, line),
        "level": level_body(words, line),
        "count": _count_body(command, line) if command.counted is not None else None,
        "absorbed": _absorbed_body(line) if line.absorbed else None,
    }


def _count_body(command: MovementCommand, line: LineResult) -> Json:
    counted_at = rfc3339(line.occurred_at)
    later, delta = line.later_movements or 0, line.later_delta or 0
    text = f"counted {command.counted} at {counted_at}"
    if later:
        text += f", {later} later movement{'s' if later > 1 else ''} applied ({delta:+d})"
    return {
        "counted": command.counted,
        "counted_at": counted_at,
        "later_movements": later,
        "later_delta": delta,
        "on_hand": line.level_on_hand,
        "text": f"{text}, now {line.level_on_hand}",
    }


def _absorbed_body(line: LineResult) -> Json:
    return {"count_id": line.count_id, "delta_on_hand": line.absorbed}
