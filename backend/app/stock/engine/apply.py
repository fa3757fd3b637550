"""How does a batch of commands become one statement, and its answer one outcome each?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from app.stock.engine.commands import (
    Applied,
    KeyReused,
    Line,
    LineResult,
    Outcome,
    Refused,
    State,
    StockCommand,
    Why,
)

Row = Mapping[str, Any]

APPLY = f"SELECT * FROM stock_apply({', '.join(f'${n}' for n in range(1, 24))})"  # noqa: S608

REPLAY = """
SELECT m.request_key, m.line, m.id AS movement_id, m.delta_on_hand, m.on_hand_after AS on_hand,
       m.reserved_after AS reserved, m.version, s.reorder_point, s.target_level,
       m.recorded_at AS updated_at, m.occurred_at, m.count_id, m.later_delta, m.later_movements,
       m.hold_id
FROM stock_movements m JOIN stock_levels s ON s.id = m.level_id
WHERE m.request_key = ANY ($1) ORDER BY m.request_key, m.line DESC
"""


class Executor(Protocol):
    """Whatever runs a statement: a connection of the engine, or an open unit of work."""

    async def fetch(self, query: str, *args: Any) -> Sequence[Row]: ...


async def apply(connection: Executor, commands: Sequence[StockCommand]) -> list[Outcome]:
    """Apply the commands in their order; one outcome each."""
    outcomes: list[Outcome] = []
    for segment in segments(commands):
        outcomes += await _apply(connection, segment)
    return outcomes


def segments(commands: Sequence[StockCommand]) -> Iterator[Sequence[StockCommand]]:
    """Parts that one statement can apply.

    A count reads the ledger of its level, and what is told late reads its counts; so both must
    find there what came before them.
    """
    first = 0
    seen: set[int] = set()
    counted: set[int] = set()
    for place, command in enumerate(commands):
        levels = {line.level_id for line in command.lines}
        looks = {line.level_id for line in command.lines if line.is_anchor}
        late = {line.level_id for line in command.lines if line.occurred_at is not None}
        if looks & seen or late & counted:
            yield commands[first:place]
            first, seen, counted = place, set(), set()
        seen |= levels
        counted |= looks
    yield commands[first:]


async def _apply(connection: Executor, commands: Sequence[StockCommand]) -> list[Outcome]:
    lines = [line for command in commands for line in command.lines]
    levels = sorted({line.level_id for line in lines})
    places = dict(zip(levels, range(1, len(levels) + 1), strict=True))
    row = (await connection.fetch(APPLY, *_columns(commands, lines, levels, places)))[0]
    replayed = [
        command.key
        for command, state in zip(commands, row["c_state"], strict=True)
        if state == State.REPLAYED
    ]
    replays = await _replay(connection, replayed) if replayed else {}
    return _outcomes(commands, row, _results(row, lines, places), replays)


def _columns(
    commands: Sequence[StockCommand],
    lines: Sequence[Line],
    levels: Sequence[int],
    places: Mapping[int, int],
) -> tuple[Any, ...]:
    """The commands and their lines, column by column, as ``stock_apply`` takes them."""
    of_line = [command for command in commands for _ in command.lines]
    return (
        [len(command.lines) for command in commands],
        [command.key for command in commands],
        [command.fingerprint for command in commands],
        _unless_empty([command.operation for command in commands]),
        _unless_empty([command.hold_id for command in commands]),
        _unless_empty([command.ttl_seconds for command in commands]),
        levels,
        [places[line.level_id] for line in lines],
        [line.kind for line in lines],
        [line.delta_on_hand for line in lines],
        [line.delta_reserved for line in lines],
        [command.key for command in of_line],
        [command.fingerprint for command in of_line],
        [command.idempotency_key for command in of_line],
        [command.actor for command in of_line],
        _unless_empty([line.reason for line in lines]),
        _unless_empty([line.reference for line in lines]),
        _unless_empty([line.occurred_at for line in lines]),
        _unless_empty([line.expected_on_hand for line in lines]),
        _unless_empty([line.expected_version for line in lines]),
        _unless_empty([line.counted for line in lines]),
        _unless_empty([line.reverses_id for line in lines]),
        _unless_empty([line.transfer_id for line in lines]),
    )


def _unless_empty(column: list[Any]) -> list[Any] | None:
    return column if any(value is not None for value in column) else None


def _results(row: Row, lines: Sequence[Line], places: Mapping[int, int]) -> list[LineResult]:
    at = row["recorded_at"]
    place_of = [places[line.level_id] - 1 for line in lines]
    columns: list[Any] = [
        row["l_id"] or [0] * len(lines),
        row["l_delta"],
        row["l_on_hand_after"],
        row["l_reserved_after"],
        row["l_version"],
        [row["s_reorder_point"][place] for place in place_of],
        [row["s_target_level"][place] for place in place_of],
        [at] * len(lines),
        row["l_at"] or [at] * len(lines),
    ]
    if row["l_absorbed"] is not None:
        names = ("l_absorbed", "l_count", "l_later_delta", "l_later_movements")
        columns += [row[name] for name in names]
    return list(map(LineResult, *columns))


def _outcomes(
    commands: Sequence[StockCommand],
    row: Row,
    results: Sequence[LineResult],
    replays: Mapping[Any, Applied],
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    at, holds = row["recorded_at"], row["c_hold"]
    first = 0
    for place, (command, state) in enumerate(zip(commands, row["c_state"], strict=True)):
        last = first + len(command.lines)
        if state == State.APPLIED:
            outcomes.append(Applied(results[first:last], at, holds[place] if holds else None))
        elif state == State.REPLAYED:
            outcomes.append(replays[command.key])
        elif state == State.KEY_REUSED:
            outcomes.append(KeyReused())
        else:
            outcomes.append(_refused(row, place, first, results))
        first = last
    return outcomes


def _refused(row: Row, place: int, first: int, results: Sequence[LineResult]) -> Refused:
    line = row["c_line"][place] - 1
    result = results[line]
    found = LineResult(
        movement_id=0,
        delta_on_hand=result.delta_on_hand,
        on_hand=result.on_hand,
        reserved=result.reserved,
        version=result.version,
        reorder_point=result.reorder_point,
        target_level=result.target_level,
        updated_at=row["c_found_at"][place],
        occurred_at=result.occurred_at,
    )
    return Refused(line - first, Why(row["c_why"][place]), found)


async def _replay(connection: Executor, keys: Sequence[Any]) -> dict[Any, Applied]:
    """The first answers to these keys, from the ledger."""
    lines: dict[Any, dict[int, LineResult]] = {}
    answers: dict[Any, tuple[Any, Any]] = {}
    names = LineResult.__struct_fields__
    absorbed: dict[tuple[Any, int], tuple[int, int]] = {}
    # The lines with a minus come last; they tell what was booked against the others.
    for row in await connection.fetch(REPLAY, keys):
        key, line = row["request_key"], row["line"]
        if line < 0:
            absorbed[key, -line] = (row["delta_on_hand"], row["count_id"])
            continue
        values = {name: row[name] for name in names if name != "absorbed"}
        lines.setdefault(key, {})[line] = LineResult(**values)
        answers[key] = (row["updated_at"], row["hold_id"])
    for (key, line), (delta, count_id) in absorbed.items():
        result = lines[key][line]
        values = {name: getattr(result, name) for name in names}
        lines[key][line] = LineResult(**values | {"absorbed": delta, "count_id": count_id})
    return {
        key: Applied([by_line[n] for n in sorted(by_line)], *answers[key], replayed=True)
        for key, by_line in lines.items()
    }
