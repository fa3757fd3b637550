"""Who starts and ends sales on time?

The leader, several times a second. What it writes down says the moment that was planned, however
late it comes; and who reads a price meanwhile is told what it is by then (`Layers.at`).
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import DataError, IntegrityError

from app.core.clock import now
from app.db.database import DATABASE_AWAY
from app.feed.leading import while_leading
from app.feed.unit_of_work import Journal
from app.pricing import proposal_queries
from app.pricing.changes import proposal_changed
from app.pricing.engine import queries
from app.pricing.engine.gate import open_book, write_book
from app.pricing.engine.steps import SYSTEM
from app.pricing.proposals import proposal_out

TICK_SECONDS = 0.2
# A proposal lives for days, and its row says when it ends.
EXPIRY_TICK_SECONDS = 1.0
ITEMS_MAX = 1_000
PROPOSALS_MAX = 100

log = structlog.get_logger()


class PriceSchedule:
    """One per process; works while ``leading`` says so."""

    def __init__(self, journal: Journal, *, leading: Callable[[], bool]) -> None:
        self._journal = journal
        self._leading = leading

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            for turn, name, tick_seconds in (
                (self._sweep_all, "pricing.schedule", TICK_SECONDS),
                (self._expire_all, "pricing.expiry", EXPIRY_TICK_SECONDS),
            ):
                tasks.create_task(
                    while_leading(self._leading, turn, name=name, tick_seconds=tick_seconds)
                )

    async def _sweep_all(self) -> None:
        while await self.sweep(now()) == ITEMS_MAX:
            pass

    async def _expire_all(self) -> None:
        while await self.expire(now()) == PROPOSALS_MAX:
            pass

    async def sweep(self, moment: datetime) -> int:
        """Write down what is due, of at most `ITEMS_MAX` items; of how many."""
        async with self._journal.database.session() as session:
            due = await queries.list_due_items(session, at=moment, limit=ITEMS_MAX)
        return await self._turn(due, moment) if due else 0

    async def _turn(self, due: Sequence[int], moment: datetime) -> int:
        """Of how many items it was written. The sales of the others do not wait for an item of
        which it can't be: that is looked for by halves."""
        try:
            async with self._journal.unit_of_work() as work:
                book = await open_book(work.session, due, moment=moment)
                await write_book(work, book)
        except Exception as error:
            away = isinstance(error, DATABASE_AWAY)
            if away and not isinstance(error, (IntegrityError, DataError)):
                raise
            if len(due) == 1:
                log.exception("pricing.sale_stuck", item_id=due[0])
                return 0
            half = len(due) // 2
            return await self._turn(due[:half], moment) + await self._turn(due[half:], moment)
        log.info("pricing.sales_turned", items=len(due), changes=len(book.steps))
        return len(due)

    async def expire(self, moment: datetime) -> int:
        """Close proposals that nobody decided in time; how many."""
        async with self._journal.database.session() as session:
            due = await proposal_queries.list_due(session, at=moment, limit=PROPOSALS_MAX)
        if not due:
            return 0
        async with self._journal.unit_of_work() as work:
            rows = await proposal_queries.expire(work.session, due)
            for row in rows:
                proposal = proposal_out(row)
                work.record(proposal_changed(proposal, "expired", actor=SYSTEM, reason=None))
        return len(rows)
