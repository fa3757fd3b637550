"""Where does a transaction begin and end?

Here, and nowhere else: the facts of a use case and the changes that tell of them are rows of one
transaction, so a change is announced exactly if its fact is committed.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from app.db.database import Database
from app.feed import queries
from app.feed.change import Change


class UnitOfWork:
    """One open transaction and the changes that it will leave behind."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self._changes: list[Change] = []

    def record(self, *changes: Change) -> None:
        """Note what happened; it becomes visible with the commit."""
        self._changes.extend(changes)

    @property
    def changes(self) -> Sequence[Change]:
        return self._changes

    async def flush(self) -> None:
        """Write the noted changes to the outbox.

        It must come after the UPDATEs that they tell of: the row locks then make the order of the
        outbox ids the order of the versions of each row.
        """
        if self._changes:
            await queries.insert_outbox(self.session, self._changes)
            self._changes.clear()


class Journal:
    """Opens units of work, and rings a bell for the sequencer when one has committed."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.committed = asyncio.Event()

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        """Commits when the block ends well, rolls everything back when it raises."""
        async with self.database.sessions() as session, session.begin():
            work = UnitOfWork(session)
            yield work
            await work.flush()
        self.committed.set()
