"""How does a batch of commands become one statement, and its answer one outcome each?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg

from app.stock.engine.commands import (
    Applied,
    KeyReused,
    LineResult,
    Outcome,
    Refused,
    State,
    StockCommand,
    Why,
)

if TYPE_CHECKING:
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record]
else:
    # Generic only for type checkers.
    Connection = asyncpg.Connection

APPLY = "SELECT * FROM stock_apply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"

LINE_COLUMNS = (
    "l_id",
    "l_on_hand_after",
    "l_reserved_after",
    "l_version",
    "l_reorder_point",
    "l_target_level",
    "l_updated_at",
)
REPLAY_COLUMNS = (
    "id",
    "on_hand_after",
    "reserved_after",
    "version",
    "reorder_point",
    "target_level",
    "recorded_at",
)

REPLAY = """
SELECT m.request_key, m.id, m.on_hand_after, m.reserved_after, m.version, m.occurred_at,
       m.recorded_at, s.reorder_point, s.target_level
FROM stock_movements m JOIN stock_levels s ON s.id = m.level_id
WHERE m.request_key = ANY ($1) ORDER BY m.request_key, m.line
"""


async def apply(connection: Connection, commands: Sequence[StockCommand]) -> list[Outcome]:
    """Apply the commands in their order, in one transaction; one outcome each."""
    row = await connection.fetchrow(APPLY, *_columns(commands))
    assert row is not None, "the function always answers with one row"
    replays: dict[Any, Applied] = {}
    replayed = [
        command.key
        for command, state in zip(commands, row["c_state"], strict=True)
        if state == State.REPLAYED
    ]
    if replayed:
        replays = await _replay(connection, replayed)
    return _outcomes(commands, row, replays)


def _columns(commands: Sequence[StockCommand]) -> tuple[list[Any], ...]:
    """The commands and their lines, column by column, as `APPLY` takes them."""
    lines = [line for command in commands for line in command.lines]
    places = [place for place, command in enumerate(commands, start=1) for _ in command.lines]
    return (
        [command.key for command in commands],
        [command.fingerprint for command in commands],
        [command.actor for command in commands],
        [command.reason for command in commands],
        [command.reference for command in commands],
        [command.occurred_at for command in commands],
        places,
        [line.level_id for line in lines],
        [line.kind for line in lines],
        [line.delta_on_hand for line in lines],
        [line.delta_reserved for line in lines],
        [line.expected_on_hand for line in lines],
        [line.expected_version for line in lines],
    )


def _outcomes(
    commands: Sequence[StockCommand], row: asyncpg.Record, replays: dict[Any, Applied]
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    states, whys, at = row["c_state"], row["l_why"], row["recorded_at"]
    results = list(map(LineResult, *(row[name] for name in LINE_COLUMNS)))
    first = 0
    for command, state in zip(commands, states, strict=True):
        last = first + len(command.lines)
        if state == State.APPLIED:
            outcomes.append(Applied(results[first:last], at, command.occurred_at or at))
        elif state == State.REPLAYED:
            outcomes.append(replays[command.key])
        elif state == State.KEY_REUSED:
            outcomes.append(KeyReused())
        else:
            place = next(place for place in range(first, last) if whys[place])
            outcomes.append(Refused(place - first, Why(whys[place]), results[place]))
        first = last
    return outcomes


async def _replay(connection: Connection, keys: Sequence[Any]) -> dict[Any, Applied]:
    """The first answers to these keys, from the ledger."""
    lines: dict[Any, list[LineResult]] = {}
    moments: dict[Any, tuple[Any, Any]] = {}
    for row in await connection.fetch(REPLAY, keys):
        key = row["request_key"]
        lines.setdefault(key, []).append(LineResult(*(row[name] for name in REPLAY_COLUMNS)))
        moments[key] = (row["recorded_at"], row["occurred_at"])
    return {key: Applied(lines[key], *moments[key], replayed=True) for key in lines}
