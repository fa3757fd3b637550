"""How does a movement become a fact?

`StockWriter` is the only way to change a balance. Behind it stands one transaction per command:
the level, its line in the ledger, the change for the feed and the idempotency key are committed
together, or none of them is. What comes as a file passes through `record_movements`, which keeps
the same rules for many commands at a time.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from app.catalog.models import Item, Location
from app.catalog.service import (
    check_open,
    get_item_by_sku,
    get_items_by_sku,
    get_location_by_code,
)
from app.core.clock import now
from app.db.base import Record
from app.feed import idempotency
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.stock import queries
from app.stock.changes import balance_before, level_moved
from app.stock.errors import (
    BalanceOutOfBounds,
    InsufficientStock,
    LevelPreconditionFailed,
    StaleLevel,
)
from app.stock.schemas import MovementOut, MovementResult, StockLevelOut
from app.stock.types import BALANCE_MAX, MovementCommand

COMMANDS_MAX = 5_000
MOVE_FIELDS = (
    "kind",
    "delta_on_hand",
    "reason",
    "reference",
    "actor",
    "idempotency_key",
    "occurred_at",
)


class StockWriter(Protocol):
    async def record(self, request: KeyedRequest, command: MovementCommand) -> Answer:
        """Record the movement once per key; the answer's body is a `MovementResult`.

        Returns after the commit. Raises `InsufficientStock`, `StaleLevel`,
        `LevelPreconditionFailed`, `BalanceOutOfBounds`, the catalog's errors for an unknown or
        closed item or location, and `KeyReused` / `KeyInProgress` for the key.
        """
        ...


class TransactionalStockWriter:
    """One transaction per command."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def record(self, request: KeyedRequest, command: MovementCommand) -> Answer:
        return await idempotency.once(
            self._journal, request, lambda work: record_movement(work, command), status=201
        )


async def record_movement(work: UnitOfWork, command: MovementCommand) -> MovementResult:
    """Record one movement inside an open unit of work."""
    item = await get_item_by_sku(work.session, command.sku)
    location = await get_location_by_code(work.session, command.location)
    check_open(item, location)
    level_id = await _move(work, command, item, location)
    row = await queries.find_level(work.session, level_id)
    level = StockLevelOut.model_validate(row)
    movement = await _write_ledger(work, command, level)
    work.record(level_moved(balance_before(level, movement), level, movement))
    return MovementResult(movement=movement, level=level)


async def record_movements(work: UnitOfWork, commands: Sequence[MovementCommand]) -> list[int]:
    """Record movements in their order, all of them or none; the ids of their ledger rows.

    At most `COMMANDS_MAX`, without expectations or keys of their own. Raises what
    `record_movement` raises, for the first command that is refused.
    """
    assert len(commands) <= COMMANDS_MAX, "a caller with more sends them in parts"
    if not commands:
        return []
    session = work.session
    items = await get_items_by_sku(session, {command.sku for command in commands})
    locations = {
        code: await get_location_by_code(session, code)
        for code in {command.location for command in commands}
    }
    moves = [_as_move(command, items, locations) for command in commands]
    pairs = {(move["item_id"], move["location_id"]): move["location_id"] for move in moves}
    await queries.insert_levels(
        session,
        [
            {"item_id": item_id, "location_id": location_id}
            for item_id, location_id in sorted(pairs)
        ],
    )
    await queries.lock_levels(session, sorted({item_id for item_id, _ in pairs}))
    rows = await queries.move_many(session, moves)
    if len(rows) < len(moves):
        applied = {(row.item_id, row.location_id) for row in rows}
        await _refuse(
            work,
            [
                command
                for command, move in zip(commands, moves, strict=True)
                if (move["item_id"], move["location_id"]) not in applied
            ],
        )
    for row in rows:
        level, movement = _level_and_movement(row)
        work.record(level_moved(balance_before(level, movement), level, movement))
    return [row.id for row in rows]


def _as_move(
    command: MovementCommand, items: dict[str, Item], locations: dict[str, Location]
) -> dict[str, Any]:
    item, location = items[command.sku], locations[command.location]
    check_open(item, location)
    return {
        "item_id": item.id,
        "location_id": location.id,
        **{name: getattr(command, name) for name in MOVE_FIELDS},
    }


def _level_and_movement(row: Record) -> tuple[StockLevelOut, MovementOut]:
    values = row._mapping
    return (
        StockLevelOut.model_validate({**values, "id": row.level_id}),
        MovementOut.model_validate({**values, "item_name": row.name}),
    )


async def _refuse(work: UnitOfWork, commands: Sequence[MovementCommand]) -> None:
    """Raise for the first of these that its level does not allow; together they did not pass."""
    for command in commands:
        # An earlier one passes alone, and uses up what the refused one wanted.
        await record_movement(work, command)
    raise AssertionError("a level refused all its steps together, and none of them alone")


async def _move(work: UnitOfWork, command: MovementCommand, item: Item, location: Location) -> int:
    async def attempt() -> int | None:
        return await queries.move(
            work.session,
            item_id=item.id,
            location_id=location.id,
            delta_on_hand=command.delta_on_hand,
            expected_on_hand=command.expected_on_hand,
            expected_version=command.expected_version,
        )

    if level_id := await attempt():
        return level_id
    # Seldom: the item is new at this place, or the balance does not allow it.
    await queries.insert_level(work.session, item_id=item.id, location_id=location.id)
    if level_id := await attempt():
        return level_id
    row = await queries.find_level_at(work.session, item_id=item.id, location_id=location.id)
    raise refusal(command, StockLevelOut.model_validate(row))


async def _write_ledger(
    work: UnitOfWork, command: MovementCommand, level: StockLevelOut
) -> MovementOut:
    entry = {
        "level_id": level.id,
        "kind": command.kind,
        "delta_on_hand": command.delta_on_hand,
        "delta_reserved": 0,
        "on_hand_after": level.on_hand,
        "reserved_after": level.reserved,
        "version": level.version,
        "reason": command.reason,
        "reference": command.reference,
        "actor": command.actor,
        "occurred_at": command.occurred_at or now(),
    }
    written = await queries.insert_movement(
        work.session, entry | {"idempotency_key": command.idempotency_key}
    )
    return MovementOut.model_validate(
        entry
        | {
            "id": written.id,
            "recorded_at": written.recorded_at,
            "item_id": level.item_id,
            "sku": level.sku,
            "item_name": level.name,
            "location": level.location,
        }
    )


def refusal(
    command: MovementCommand, level: StockLevelOut
) -> InsufficientStock | StaleLevel | LevelPreconditionFailed | BalanceOutOfBounds:
    """Why the balance did not allow the command; it carries the level's current state."""
    current = level.model_dump(mode="json")
    if command.expected_version not in {None, level.version}:
        return LevelPreconditionFailed(
            f"The level has version {level.version}, not {command.expected_version}.",
            current=current,
        )
    if command.expected_on_hand not in {None, level.on_hand}:
        return StaleLevel(
            f"{level.on_hand} are on hand, not {command.expected_on_hand}.", current=current
        )
    if abs(level.on_hand + command.delta_on_hand) > BALANCE_MAX:
        return BalanceOutOfBounds(
            f"A balance lies between -{BALANCE_MAX} and {BALANCE_MAX}.", current=current
        )
    return InsufficientStock(
        f"{level.available} of {level.sku} are available at {level.location}, "
        f"{-command.delta_on_hand} are wanted.",
        current=current,
    )
