"""How does a list of movements become facts?

`each`: every row is a command with a key of its own, and meets the same writer as a single
movement. `all_or_nothing`: the rows are the lines of one command; where the ledger decides what a
row does (a count, a late arrival), they are commands of one transaction.
"""

from collections.abc import Sequence
from typing import Any

from app.core.errors import TanamoriError
from app.feed import idempotency
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal
from app.stock.engine.answers import Json, result_body
from app.stock.engine.commands import (
    Applied,
    KeyReused,
    LineResult,
    Outcome,
    StockCommand,
)
from app.stock.engine.directory import LevelWords
from app.stock.keys import refuse_used
from app.stock.types import BatchMode, MovementCommand
from app.stock.writer import OK, StockWriter, apply_in, encode, line_of, wish_of


async def record_batch(
    journal: Journal,
    writer: StockWriter,
    request: KeyedRequest,
    mode: BatchMode,
    commands: Sequence[MovementCommand],
) -> Answer:
    """Record the commands in their order; the answer's body is a `BatchResult`.

    With `all_or_nothing` it raises what `StockWriter.record` raises, with the ``row`` (from 0)
    that was refused. Otherwise only what concerns the whole: `KeyReused`, `KeyInProgress`,
    `TooManyRequests`, `Unavailable`.
    """
    batch = _Batch(journal, writer, request, commands)
    if mode == "each":
        return await batch.each()
    if any(command.is_late for command in commands):
        return await batch.together()
    return await batch.at_once()


class _Batch:
    def __init__(
        self,
        journal: Journal,
        writer: StockWriter,
        request: KeyedRequest,
        commands: Sequence[MovementCommand],
    ) -> None:
        self._journal = journal
        self._writer = writer
        self._request = request
        self._commands = commands

    async def each(self) -> Answer:
        """Every row for itself."""
        # The rows' own keys would not tell that another list came with the same key.
        async with self._journal.database.session() as session:
            await refuse_used(session, self._request)
        await idempotency.reserve(self._journal, self._request)
        await self._learn()
        found: list[LevelWords | TanamoriError] = []
        for command in self._commands:
            try:
                found.append(await self._words(command))
            except TanamoriError as error:
                found.append(error)
        rows = [row for row, words in enumerate(found) if isinstance(words, LevelWords)]
        commands = [self._single(row, found[row]) for row in rows]
        outcomes = dict(zip(rows, await self._writer.committer.submit_many(commands), strict=True))
        results = [
            await self._row_result(row, words, outcomes.get(row)) for row, words in enumerate(found)
        ]
        applied = [outcome for outcome in outcomes.values() if isinstance(outcome, Applied)]
        replayed = bool(applied) and all(outcome.replayed for outcome in applied)
        return _answer("each", results, replayed)

    async def at_once(self) -> Answer:
        """All rows as one command."""
        words = await self._all_words()
        lines = [line_of(command, one) for command, one in zip(self._commands, words, strict=True)]
        outcome = await self._writer.committer.submit(
            StockCommand.keyed(self._request, lines, actor=self._commands[0].actor)
        )
        if not isinstance(outcome, Applied):
            place = {} if isinstance(outcome, KeyReused) else {"row": outcome.line}
            raise await self._writer.error_of(outcome, words, lines, **place)
        return self._all_applied(words, outcome.lines, replayed=outcome.replayed)

    async def together(self) -> Answer:
        """All rows in one transaction."""
        words = await self._all_words()
        lines = [line_of(command, one) for command, one in zip(self._commands, words, strict=True)]
        async with self._journal.unit_of_work() as work:
            if stored := await idempotency.claim(work, self._request):
                return stored
            await refuse_used(work.session, self._request)
            results: list[LineResult] = []
            commands = [
                StockCommand(lines=(line,), actor=self._commands[0].actor) for line in lines
            ]
            for row, outcome in enumerate(await apply_in(work, commands)):
                if not isinstance(outcome, Applied):
                    raise await self._writer.error_of(outcome, [words[row]], [lines[row]], row=row)
                results += outcome.lines
            answer = self._all_applied(words, results, replayed=False)
            return await idempotency.remember(work, self._request, answer)

    async def _words(self, command: MovementCommand) -> LevelWords:
        directory = self._writer.directory
        if words := directory.find(command.sku, command.location):
            return words
        return await directory.get(command.sku, command.location, wish_of(command))

    async def _learn(self) -> None:
        """The levels of all rows in one question."""
        await self._writer.directory.learn(
            (command.sku, command.location) for command in self._commands
        )

    async def _all_words(self) -> list[LevelWords]:
        await self._learn()
        words = []
        for row, command in enumerate(self._commands):
            try:
                words.append(await self._words(command))
            except TanamoriError as error:
                error.data = {**error.data, "row": row}
                raise
        return words

    def _single(self, row: int, words: Any) -> StockCommand:
        command = self._commands[row]
        line = line_of(command, words)
        return StockCommand.keyed(self._request, (line,), actor=command.actor, row=row)

    async def _row_result(
        self, row: int, words: LevelWords | TanamoriError, outcome: Outcome | None
    ) -> Json:
        command = self._commands[row]
        if isinstance(words, TanamoriError):
            return _refused(row, words)
        assert outcome is not None, "what has a level was submitted"
        if isinstance(outcome, Applied):
            return _applied(row, command, words, outcome.lines[0])
        error = await self._writer.error_of(outcome, [words], [line_of(command, words)])
        if isinstance(outcome, KeyReused):
            raise error
        return _refused(row, error)

    def _all_applied(
        self, words: Sequence[LevelWords], lines: Sequence[LineResult], *, replayed: bool
    ) -> Answer:
        results = [
            _applied(row, command, words[row], lines[row])
            for row, command in enumerate(self._commands)
        ]
        return _answer("all_or_nothing", results, replayed)


def _applied(row: int, command: MovementCommand, words: LevelWords, line: LineResult) -> Json:
    return {
        "row": row,
        "status": "applied",
        **result_body(command, words, line),
        "problem": None,
    }


def _refused(row: int, error: TanamoriError) -> Json:
    problem = {
        "code": error.code,
        "title": error.title,
        "detail": error.detail,
        "current": error.data.get("current"),
    }
    nothing = dict.fromkeys(("movement", "level", "count", "absorbed"))
    return {"row": row, "status": "refused", **nothing, "problem": problem}


def _answer(mode: BatchMode, results: Sequence[Json], replayed: bool) -> Answer:
    applied = sum(result["status"] == "applied" for result in results)
    body = {
        "mode": mode,
        "applied": applied,
        "refused": len(results) - applied,
        "results": results,
    }
    return Answer(OK, encode(body), replayed)
