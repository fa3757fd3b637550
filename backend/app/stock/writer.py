"""How does a movement become a fact?

`StockWriter` is the way of requests: they share commits with each other. `record_movements` is
the way of whatever has a transaction of its own (a file, a transfer). Both end in the one SQL
function that may change a balance, ``stock_apply``.
"""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.service import check_open, get_items_by_sku, get_location_by_code
from app.core.errors import TanamoriError
from app.feed.errors import KeyReused as KeyReusedError
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import UnitOfWork
from app.stock import queries
from app.stock.engine.answers import result_body
from app.stock.engine.apply import Row, apply
from app.stock.engine.commands import (
    Applied,
    KeyReused,
    Line,
    Outcome,
    Refused,
    StockCommand,
    Why,
)
from app.stock.engine.directory import LevelDirectory, LevelWords, Wish
from app.stock.engine.group_commit import GroupCommitter
from app.stock.engine.refusals import refusal
from app.stock.types import MovementCommand

COMMANDS_MAX = 5_000
CREATED = 201
OK = 200

encode = msgspec.json.Encoder().encode


class StockWriter:
    """One per process."""

    def __init__(self, committer: GroupCommitter, directory: LevelDirectory) -> None:
        self.committer = committer
        self.directory = directory

    async def record(self, request: KeyedRequest, command: MovementCommand) -> Answer:
        """Record the movement once per key; the answer's body is a `MovementResult`.

        Returns after the commit. Raises `InsufficientStock`, `StaleLevel`,
        `LevelPreconditionFailed`, `BalanceOutOfBounds`, `AlreadyReversed`, the catalog's errors
        for an unknown or closed item or location, `KeyReused` / `KeyInProgress` for the key, and
        what `GroupCommitter.submit` raises.
        """
        words = await self.directory.get(command.sku, command.location, wish_of(command))
        line = line_of(command, words)
        outcome = await self.committer.submit(
            StockCommand.keyed(request, (line,), actor=command.actor)
        )
        if isinstance(outcome, Applied):
            body = encode(result_body(command, words, outcome.lines[0]))
            return Answer(CREATED, body, outcome.replayed)
        raise await self.error_of(outcome, [words], [line])

    async def error_of(
        self,
        outcome: Refused | KeyReused,
        words: Sequence[LevelWords],
        lines: Sequence[Line],
        /,
        **data: Any,
    ) -> TanamoriError:
        """What to raise for a command that was not applied."""
        if isinstance(outcome, KeyReused):
            return KeyReusedError()
        if outcome.why is Why.CLOSED:
            try:
                await self.directory.refuse_closed(words[outcome.line])
            except TanamoriError as error:
                return error
        return refusal(words, lines, outcome, **data)


def wish_of(command: MovementCommand) -> Wish:
    return Wish(
        takes=-command.delta_on_hand,
        expected_on_hand=command.expected_on_hand,
        expected_version=command.expected_version,
    )


def line_of(command: MovementCommand, words: LevelWords) -> Line:
    return Line(
        level_id=words.id,
        kind=command.kind,
        delta_on_hand=command.delta_on_hand,
        reason=command.reason,
        reference=command.reference,
        occurred_at=command.occurred_at,
        expected_on_hand=command.expected_on_hand,
        expected_version=command.expected_version,
        counted=command.counted,
        reverses_id=command.reverses_id,
    )


class _Session:
    """Lets the engine's statements run in the transaction of a unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def fetch(self, query: str, *args: Any) -> Sequence[Row]:
        connection = await self._session.connection()
        rows = (await connection.exec_driver_sql(query, args)).mappings()
        return [dict(row) for row in rows]


async def apply_in(work: UnitOfWork, commands: Sequence[StockCommand]) -> list[Outcome]:
    """Apply commands inside an open unit of work; one outcome each."""
    return await apply(_Session(work.session), commands)


async def record_movements(work: UnitOfWork, commands: Sequence[MovementCommand]) -> list[int]:
    """Record movements in their order, all of them or none; the ids of their ledger rows.

    At most `COMMANDS_MAX`, without keys of their own. Raises what `StockWriter.record` raises,
    for the first command that is refused.
    """
    assert len(commands) <= COMMANDS_MAX, "a caller with more sends them in parts"
    if not commands:
        return []
    words = await words_in(work.session, {(command.sku, command.location) for command in commands})
    lines = [line_of(command, words[command.sku, command.location]) for command in commands]
    outcomes = await apply_in(
        work,
        [
            StockCommand(lines=(line,), actor=command.actor)
            for line, command in zip(lines, commands, strict=True)
        ],
    )
    ids: list[int] = []
    for command, line, outcome in zip(commands, lines, outcomes, strict=True):
        if isinstance(outcome, Refused):
            raise refusal([words[command.sku, command.location]], [line], outcome)
        assert isinstance(outcome, Applied), "without a key there is nothing to repeat"
        ids.append(outcome.lines[0].movement_id)
    return ids


async def words_in(
    session: AsyncSession, pairs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], LevelWords]:
    """The levels of these SKUs and locations, made where there is none yet.

    Raises the catalog's errors for an unknown or closed item or location.
    """
    items = await get_items_by_sku(session, {sku for sku, _ in pairs})
    places = {code: await get_location_by_code(session, code) for code in {c for _, c in pairs}}
    for sku, code in pairs:
        check_open(items[sku], places[code])
    wanted = sorted({(items[sku].id, places[code].id) for sku, code in pairs})
    await queries.insert_levels(
        session, [{"item_id": item, "location_id": place} for item, place in wanted]
    )
    ids = await queries.list_level_ids(session, wanted)
    return {
        (sku, code): LevelWords(
            id=ids[items[sku].id, places[code].id],
            item_id=items[sku].id,
            sku=items[sku].sku,
            name=items[sku].name,
            category=items[sku].category,
            barcode=items[sku].barcode,
            unit=items[sku].unit,
            location=places[code].code,
            location_name=places[code].name,
        )
        for sku, code in pairs
    }
