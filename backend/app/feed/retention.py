"""How far back does the feed reach?

It is kept in a partition per day. The leader makes those of the next days ahead of time, and drops
those that are too old: a reader who comes back later than that is told so and loads anew.
"""

from datetime import timedelta

import structlog
from sqlalchemy import text

from app.core.clock import now
from app.feed.unit_of_work import Journal

DAYS_AHEAD = 2
# Dropping needs the feed for itself, for a moment; who would have to wait for it goes first.
LOCK_TIMEOUT = "2s"

# One at a time: a leader may still be at it when the next one begins, and two would meet halfway.
ALONE = text("LOCK TABLE feed IN SHARE UPDATE EXCLUSIVE MODE")
PREPARE = text("SELECT feed_prepare(feed_day(now()), feed_day(now()) + CAST(:ahead AS int))")
FORGET = text("SELECT feed_forget(:cutoff)")

log = structlog.get_logger()


async def turn_pages(journal: Journal, *, keep_days: int) -> int:
    """Make the partitions of the next days and drop those that ended ``keep_days`` days ago; how
    many were dropped. Raises what the database raises, also when it does not get its lock."""
    async with journal.unit_of_work() as work:
        await work.session.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        await work.session.execute(ALONE)
        await work.session.execute(PREPARE, {"ahead": DAYS_AHEAD})
        cutoff = now() - timedelta(days=keep_days)
        dropped = int((await work.session.execute(FORGET, {"cutoff": cutoff})).scalar_one())
    if dropped:
        log.info("feed.days_forgotten", partitions=dropped)
    return dropped
