"""Who sets free what was held too long?

The leader, several times a second. Which holds are due is decided again inside the writer's
transaction, so it does no harm when two processes believe that they lead.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

import structlog

from app.db.base import Record
from app.feed.leading import while_leading
from app.feed.unit_of_work import Journal
from app.holds import queries
from app.stock.engine.commands import Applied, Line, StockCommand
from app.stock.writer import StockWriter

TICK_SECONDS = 0.4
HOLDS_MAX = 500
ACTOR = "system"
REASON = "expired"

log = structlog.get_logger()


class HoldExpiry:
    """One per process; works while ``leading`` says so."""

    def __init__(
        self, journal: Journal, writer: StockWriter, *, leading: Callable[[], bool]
    ) -> None:
        self._journal = journal
        self._writer = writer
        self._leading = leading

    async def run(self) -> None:
        await while_leading(
            self._leading, self._turn, name="holds.expiry", tick_seconds=TICK_SECONDS
        )

    async def _turn(self) -> None:
        while await self.sweep() == HOLDS_MAX:
            pass

    async def sweep(self) -> int:
        """Free what is due, at most `HOLDS_MAX` holds; how many were due."""
        async with self._journal.database.session() as session:
            rows = await queries.list_due(session, limit=HOLDS_MAX)
        groups = groupby(rows, key=lambda row: row.hold_id)
        commands = [_expire(hold_id, list(group)) for hold_id, group in groups]
        if not commands:
            return 0
        outcomes = await self._writer.committer.submit_many(commands)
        expired = sum(isinstance(outcome, Applied) for outcome in outcomes)
        log.info("holds.expired", holds=expired)
        return len(commands) if expired else 0


def _expire(hold_id: int, rows: Sequence[Record]) -> StockCommand:
    lines = [
        Line(level_id=row.level_id, kind="release", delta_reserved=-row.keeps, reason=REASON)
        for row in rows
    ]
    return StockCommand(lines=lines, actor=ACTOR, operation="expire", hold_id=hold_id)
