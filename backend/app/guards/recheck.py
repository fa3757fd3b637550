"""Who looks at the prices again when a guard is another?

The leader, in pages, so that an edited guard does not hold up whoever edits it, and is marked in
every table soon after. A page and how far it came are one transaction.
"""

from collections.abc import Callable

from app.feed.leading import while_leading
from app.feed.unit_of_work import Journal
from app.guards import queries
from app.pricing.recheck import recheck_prices

TICK_SECONDS = 0.5
PAGE_ITEMS = 500
REASON = "the guard changed"


class GuardRecheck:
    """One per process; works while ``leading`` says so."""

    def __init__(self, journal: Journal, *, leading: Callable[[], bool]) -> None:
        self._journal = journal
        self._leading = leading

    async def run(self) -> None:
        await while_leading(
            self._leading, self._turn, name="guards.recheck", tick_seconds=TICK_SECONDS
        )

    async def _turn(self) -> None:
        while await self.step():
            pass

    async def step(self) -> bool:
        """Look at one page of prices; whether there was something to do."""
        async with self._journal.database.session() as session:
            if await queries.find_recheck(session) is None:
                return False
        async with self._journal.unit_of_work() as work:
            job = await queries.find_recheck(work.session, lock=True)
            if job is None:
                return False
            items = await queries.list_items_to_recheck(work.session, job, limit=PAGE_ITEMS)
            if items:
                await recheck_prices(work, items, actor=job.actor, reason=REASON)
            if len(items) < PAGE_ITEMS:
                await queries.end_recheck(work.session, job.id)
            else:
                await queries.advance_recheck(work.session, job.id, after_item_id=items[-1])
        return True
