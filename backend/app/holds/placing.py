"""How is a hold placed?"""

from datetime import timedelta

from app.core.errors import TanamoriError
from app.core.schema import rfc3339
from app.feed.idempotency import Answer, KeyedRequest
from app.holds.types import HoldCommand, WantedLine
from app.stock.engine.answers import Json
from app.stock.engine.commands import (
    Applied,
    KeyReused,
    Line,
    StockCommand,
)
from app.stock.engine.directory import LevelWords, Wish
from app.stock.writer import CREATED, StockWriter, encode


async def place_hold(writer: StockWriter, request: KeyedRequest, command: HoldCommand) -> Answer:
    """Hold all lines or none, once per key; the answer's body is a `HoldOut`.

    Two lines of one item are checked together. Raises `InsufficientStock` with the ``line`` (from
    0) that did not fit, and what else `StockWriter.record` raises.
    """
    await writer.directory.learn((line.sku, line.location) for line in command.lines)
    words = [await _words(writer, line, place) for place, line in enumerate(command.lines)]
    lines = [
        Line(
            level_id=level.id,
            kind="reserve",
            delta_reserved=line.quantity,
            reference=command.reference,
            reason=command.reason,
        )
        for level, line in zip(words, command.lines, strict=True)
    ]
    outcome = await writer.committer.submit(
        StockCommand.keyed(
            request,
            lines,
            actor=command.actor,
            operation="hold",
            ttl_seconds=command.ttl_seconds,
        )
    )
    if not isinstance(outcome, Applied):
        place = {} if isinstance(outcome, KeyReused) else {"line": outcome.line}
        raise await writer.error_of(outcome, words, lines, **place)
    return Answer(CREATED, encode(_body(command, words, outcome)), outcome.replayed)


async def _words(writer: StockWriter, line: WantedLine, place: int) -> LevelWords:
    if words := writer.directory.find(line.sku, line.location):
        return words
    try:
        return await writer.directory.get(line.sku, line.location, Wish(takes=line.quantity))
    except TanamoriError as error:
        error.data = {**error.data, "line": place}
        raise


def _body(command: HoldCommand, words: list[LevelWords], applied: Applied) -> Json:
    """A `HoldOut` as it is when it has just been placed."""
    return {
        "id": applied.hold_id,
        "state": "held",
        "reference": command.reference,
        "actor": command.actor,
        "created_at": rfc3339(applied.at),
        "expires_at": rfc3339(applied.at + timedelta(seconds=command.ttl_seconds)),
        "settled_at": None,
        "version": 1,
        "lines": [
            {
                "line": number,
                "level_id": level.id,
                "item_id": level.item_id,
                "sku": level.sku,
                "item_name": level.name,
                "location": level.location,
                "quantity": line.quantity,
                "committed": 0,
                "released": 0,
                "remaining": line.quantity,
            }
            for number, (line, level) in enumerate(zip(command.lines, words, strict=True), start=1)
        ],
    }
