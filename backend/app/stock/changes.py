"""What does the feed say about stock?"""

from collections.abc import Sequence
from typing import Any

from app.db.base import Record
from app.feed.change import Change, Channel
from app.stock.schemas import MovementOut, StockLevelOut


def level_moved(before: dict[str, Any], level: StockLevelOut, movement: MovementOut) -> Change:
    """A movement changed a level. ``before`` has the balance and version until then."""
    return Change(
        channel=Channel.INVENTORY,
        type="stock.level_changed",
        key=str(level.id),
        version=level.version,
        before=before,
        after=level.model_dump(mode="json"),
        cause={
            "kind": "movement",
            "movement": movement.model_dump(mode="json"),
            "actor": movement.actor,
            "reason": movement.reason,
            "reference": movement.reference,
        },
    )


def level_edited(before: StockLevelOut, level: StockLevelOut, *, actor: str) -> Change:
    """Somebody set the thresholds of a level."""
    return Change(
        channel=Channel.INVENTORY,
        type="stock.level_changed",
        key=str(level.id),
        version=level.version,
        before=before.model_dump(mode="json"),
        after=level.model_dump(mode="json"),
        cause={"kind": "edit", "actor": actor},
    )


def level_corrected(
    before: dict[str, Any] | None,
    level: StockLevelOut,
    *,
    actor: str,
    reason: str,
    movement: MovementOut | None = None,
    movements: Sequence[int] = (),
) -> Change:
    """A level was put right, or told again.

    ``movement`` is the line of the ledger that explains it; ``movements`` are those that readers
    did not hear of as they are.
    """
    return Change(
        channel=Channel.INVENTORY,
        type="stock.level_changed",
        key=str(level.id),
        version=level.version,
        before=before,
        after=level.model_dump(mode="json"),
        cause={
            "kind": "correction",
            "actor": actor,
            "reason": reason,
            "movement": movement and movement.model_dump(mode="json"),
            "movements": list(movements),
        },
    )


def balance_of(level: Record) -> dict[str, Any]:
    return {name: getattr(level, name) for name in ("on_hand", "reserved", "available", "version")}


def balance_before(level: StockLevelOut, movement: MovementOut) -> dict[str, Any]:
    """The balance that the movement found."""
    on_hand = level.on_hand - movement.delta_on_hand
    reserved = level.reserved - movement.delta_reserved
    return {
        "on_hand": on_hand,
        "reserved": reserved,
        "available": on_hand - reserved,
        "version": level.version - 1,
    }
