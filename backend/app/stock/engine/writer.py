"""How does a movement pass through the engine and become an answer?"""

from typing import Any, Never

import msgspec

from app.core.schema import rfc3339
from app.feed.errors import KeyReused as KeyReusedError
from app.feed.idempotency import Answer, KeyedRequest
from app.stock.engine.commands import (
    Applied,
    KeyReused,
    Line,
    LineResult,
    Refused,
    StockCommand,
    Why,
    fingerprint_of,
    key_of,
)
from app.stock.engine.directory import LevelDirectory, LevelWords
from app.stock.engine.group_commit import GroupCommitter
from app.stock.errors import (
    BalanceOutOfBounds,
    InsufficientStock,
    LevelPreconditionFailed,
    StaleLevel,
)
from app.stock.types import BALANCE_MAX, MovementCommand, level_status

CREATED = 201


class EngineStockWriter:
    """The `StockWriter` that coalesces."""

    def __init__(self, committer: GroupCommitter, directory: LevelDirectory) -> None:
        self._committer = committer
        self._directory = directory

    async def record(self, request: KeyedRequest, command: MovementCommand) -> Answer:
        """See `StockWriter.record`."""
        words = await self._directory.get(command.sku, command.location)
        if words is None:
            _check_without_level(command)
            words = await self._directory.open(command.sku, command.location)
        outcome = await self._committer.submit(_engine_command(request, command, words))
        if isinstance(outcome, Applied):
            body = movement_result(command, words, outcome)
            return Answer(CREATED, body.decode(), outcome.replayed)
        if isinstance(outcome, KeyReused):
            raise KeyReusedError(
                "Use a new Idempotency-Key for a request that differs from the first."
            )
        if outcome.why is Why.CLOSED:
            await self._directory.refuse_closed(command.sku, command.location)
        raise_refusal(command, words, outcome)


def _engine_command(
    request: KeyedRequest, command: MovementCommand, words: LevelWords
) -> StockCommand:
    line = Line(
        words.id,
        command.kind,
        command.delta_on_hand,
        0,
        command.expected_on_hand,
        command.expected_version,
    )
    return StockCommand(
        (line,),
        command.actor,
        command.reason,
        command.reference,
        command.occurred_at,
        key_of(request),
        fingerprint_of(request),
    )


def level_body(words: LevelWords, line: LineResult) -> dict[str, Any]:
    """A `StockLevelOut`, as JSON values."""
    available = line.on_hand - line.reserved
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
        "on_hand": line.on_hand,
        "reserved": line.reserved,
        "available": available,
        "reorder_point": line.reorder_point,
        "target_level": line.target_level,
        "status": level_status(available, line.reorder_point, line.target_level),
        "version": line.version,
        "updated_at": rfc3339(line.updated_at),
    }


def movement_result(command: MovementCommand, words: LevelWords, applied: Applied) -> bytes:
    """A `MovementResult`, as JSON."""
    line = applied.lines[0]
    movement = {
        "id": line.movement_id,
        "level_id": words.id,
        "item_id": words.item_id,
        "sku": words.sku,
        "item_name": words.name,
        "location": words.location,
        "kind": command.kind,
        "delta_on_hand": command.delta_on_hand,
        "delta_reserved": 0,
        "on_hand_after": line.on_hand,
        "reserved_after": line.reserved,
        "version": line.version,
        "reason": command.reason,
        "reference": command.reference,
        "actor": command.actor,
        "occurred_at": rfc3339(applied.occurred_at),
        "recorded_at": rfc3339(applied.at),
    }
    encoded: bytes = msgspec.json.encode({"movement": movement, "level": level_body(words, line)})
    return encoded


def _check_without_level(command: MovementCommand) -> None:
    """Refuse what an empty level would refuse, before one is made for it."""
    empty = {"sku": command.sku, "location": command.location, "on_hand": 0, "version": 0}
    if command.expected_version not in {None, 0}:
        raise LevelPreconditionFailed("There is no such level yet.", current=empty)
    if command.expected_on_hand not in {None, 0}:
        raise StaleLevel(f"0 are on hand, not {command.expected_on_hand}.", current=empty)


def raise_refusal(command: MovementCommand, words: LevelWords, refused: Refused) -> Never:
    """Raise why the level did not allow the movement, with the level's current state."""
    found = refused.found
    current = level_body(words, found)
    match refused.why:
        case Why.STALE_VERSION:
            raise LevelPreconditionFailed(
                f"The level has version {found.version}, not {command.expected_version}.",
                current=current,
            )
        case Why.STALE_ON_HAND:
            raise StaleLevel(
                f"{found.on_hand} are on hand, not {command.expected_on_hand}.", current=current
            )
        case Why.OUT_OF_BOUNDS:
            raise BalanceOutOfBounds(
                f"A balance lies between -{BALANCE_MAX} and {BALANCE_MAX}.", current=current
            )
        case _:
            raise InsufficientStock(
                f"{found.on_hand - found.reserved} of {words.sku} are available at "
                f"{words.location}, {-command.delta_on_hand} are wanted.",
                current=current,
            )
