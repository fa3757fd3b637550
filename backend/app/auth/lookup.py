"""Whose token is this? Asked once for everybody who asks meanwhile.

After a restart thousands of readers come back at once, each with a token that this process has not
seen yet. While one question is under way the next ones gather; and while a crowd keeps coming, it
rests longer and longer between two questions, up to a second.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from prometheus_client import Counter

from app.auth import queries
from app.auth.types import Principal
from app.core.clock import now
from app.db.database import Database

# So many at once are a crowd.
CROWD = 8
REST_SECONDS = 0.1
REST_SECONDS_MAX = 1.0
TOKENS_MAX = 5_000

QUERIES = Counter("tanamori_token_queries", "Questions to the database about tokens.")


class TokenLookup:
    """One per process. ``sleep`` passes the seconds between two questions of a crowd."""

    def __init__(
        self, database: Database, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._database = database
        self._sleep = sleep
        self._waiting: dict[bytes, asyncio.Future[Principal | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def find(self, hashed: bytes) -> Principal | None:
        """The owner of a token, by its hash. Raises what the database raises."""
        future = self._waiting.get(hashed)
        if future is None:
            future = self._waiting[hashed] = asyncio.get_running_loop().create_future()
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        # Shared by all who ask for this token: one who gives up must not take it from the others.
        return await asyncio.shield(future)

    async def _ask(self) -> None:
        rest = REST_SECONDS
        try:
            while self._waiting:
                first = list(self._waiting)[:TOKENS_MAX]
                asked = {hashed: self._waiting.pop(hashed) for hashed in first}
                try:
                    _answer(asked, await self._read(asked))
                except Exception as error:  # noqa: BLE001 - those who wait raise it
                    _fail(asked, error)
                if len(asked) >= CROWD:
                    await self._sleep(rest)
                    rest = min(2 * rest, REST_SECONDS_MAX)
        finally:
            self._asking = None

    async def _read(self, asked: Mapping[bytes, object]) -> Mapping[bytes, Principal]:
        QUERIES.inc()
        async with self._database.session() as session:
            rows = await queries.list_by_token(session, token_hashes=list(asked), at=now())
        found: dict[bytes, Principal] = {}
        for row in rows:
            values = dict(row._mapping)
            token_hash = values.pop("token_hash")
            found[token_hash] = Principal(**values)
        return found


def _answer(
    asked: Mapping[bytes, "asyncio.Future[Principal | None]"], found: Mapping[bytes, Principal]
) -> None:
    for hashed, future in asked.items():
        if not future.done():
            future.set_result(found.get(hashed))


def _fail(asked: Mapping[bytes, "asyncio.Future[Principal | None]"], error: Exception) -> None:
    for future in asked.values():
        if not future.done():
            future.set_exception(error)
        # Nobody may be waiting any more; that is no mistake.
        future.exception()
