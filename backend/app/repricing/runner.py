"""Who works off the changes of many prices?

The leader, page by page; each page is a transaction of its own that holds the bulk, so it does no
harm when two processes believe that they lead, and whoever leads next goes on where the last page
ended.
"""

import time
from collections import Counter
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from app.core.errors import TanamoriError
from app.db.base import Record
from app.db.database import DATABASE_AWAY
from app.feed.leading import while_leading
from app.feed.unit_of_work import Journal, UnitOfWork
from app.repricing import queries
from app.repricing.answers import face_of
from app.repricing.applying import apply_page, undo_page
from app.repricing.changes import bulk_changed
from app.repricing.previewing import preview_page

TICK_SECONDS = 0.25
# How often a step tells how far it is.
PROGRESS_SECONDS = 0.5
# After each page such a part of its time is left to whoever else works in this process.
REST_SHARE = 0.1
FAILURES_MAX = 3
# What the database says of a statement that will never be right.
MISTAKES = (ProgrammingError, DataError, IntegrityError)

log = structlog.get_logger()

Page = Callable[[UnitOfWork, Record], Awaitable[Record]]
PAGES: dict[str, Page] = {
    "previewing": preview_page,
    "applying": apply_page,
    "undoing": undo_page,
}


class RepricingRunner:
    """One per process; works while ``leading`` says so."""

    def __init__(self, journal: Journal, *, leading: Callable[[], bool]) -> None:
        self._journal = journal
        self._leading = leading
        self._told_at: dict[int, float] = {}
        self._failures: Counter[int] = Counter()

    async def run(self) -> None:
        await while_leading(
            self._leading, self._paced, name="repricing.turn", tick_seconds=TICK_SECONDS
        )

    async def _paced(self) -> float | None:
        """One turn, and how long to rest after it."""
        began = time.monotonic()
        worked = await self.turn()
        return (time.monotonic() - began) * REST_SHARE if worked else None

    async def turn(self) -> bool:
        """Carry out one page of what waited longest; False when nothing is to be done."""
        async with self._journal.database.session() as session:
            work = await queries.find_work(session)
        if work is None:
            self._told_at.clear()
            self._failures.clear()
            return False
        try:
            await self._carry_out(work)
        except Exception as error:
            if isinstance(error, DATABASE_AWAY) and not isinstance(error, MISTAKES):
                raise
            self._failures[work.id] += 1
            said = error.detail if isinstance(error, TanamoriError) else "A mistake in the server."
            if self._failures[work.id] >= FAILURES_MAX or isinstance(error, TanamoriError):
                await self._fail(work, said)
            raise
        self._failures.pop(work.id, None)
        return True

    async def _carry_out(self, known: Record) -> None:
        async with self._journal.unit_of_work() as work:
            bulk = await queries.find_bulk(work.session, known.id, lock=True)
            if bulk is None or bulk.state != known.state:
                return
            page = PAGES.get(bulk.state, heed_decision)
            self._tell(work, bulk.state, await page(work, bulk))

    async def _fail(self, known: Record, problem: str) -> None:
        async with self._journal.unit_of_work() as work:
            bulk = await queries.find_bulk(work.session, known.id, lock=True)
            if bulk is None or bulk.state != known.state:
                return
            values = {"state": "failed", "problem": problem}
            self._tell(work, bulk.state, await queries.update_bulk(work.session, bulk.id, values))

    def _tell(self, work: UnitOfWork, before: str, bulk: Record) -> None:
        """Every state is told; how far a step is, now and then."""
        moment = time.monotonic()
        is_new = bulk.state != before
        if not is_new and moment - self._told_at.get(bulk.id, 0.0) < PROGRESS_SECONDS:
            return
        self._told_at[bulk.id] = moment
        kind = bulk.state if is_new else "progress"
        work.record(bulk_changed(face_of(bulk), kind, actor=actor_of(bulk), reason=bulk.reason))
        if is_new:
            log.info("repricing.state_changed", bulk_id=bulk.id, state=bulk.state, done=bulk.done)


async def heed_decision(work: UnitOfWork, bulk: Record) -> Record:
    """Somebody has decided on its proposal: it goes on, or is a preview again."""
    proposal = await queries.get_proposal(work.session, bulk.proposal_id)
    if proposal.state == "pending":
        return bulk
    if proposal.state != "approved":
        values = {"state": "ready", "done": bulk.total, "override_reason": None}
        return await queries.update_bulk(work.session, bulk.id, values)
    approved = begin_applying(bulk, with_blocked=bulk.override_reason is not None)
    values = approved | {"approved_by": proposal.decided_by}
    return await queries.update_bulk(work.session, bulk.id, values)


def begin_applying(bulk: Record, *, with_blocked: bool) -> dict[str, object]:
    """What is written when the rows begin to be carried out; the blocked ones with an approval."""
    totals = bulk.totals
    blocked = totals["blocked"]
    moving = totals["raised"] + totals["lowered"]
    return {
        "state": "applying",
        "done": 0,
        "total": moving if with_blocked else moving - blocked,
        "skipped": 0 if with_blocked else blocked,
        "after_ordinal": 0,
    }


def actor_of(bulk: Record) -> str:
    """Who is behind what it does now."""
    if bulk.state in {"undoing", "undone"}:
        return str(bulk.undone_by)
    return str(bulk.applied_by or bulk.actor)
