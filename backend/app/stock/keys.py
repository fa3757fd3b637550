"""How do writes of stock that keep their key beside the ledger respect the keys inside it?

Commands of the engine keep their keys in the ledger, and know those kept beside it. What has a
transaction of its own (a transfer, say) keeps its key with its answer, and looks into the ledger
here, so that one key means one request, whichever way it goes.
"""

from collections.abc import Awaitable, Callable

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from app.feed import idempotency
from app.feed.errors import KeyReused
from app.feed.idempotency import Answer, KeyedRequest, request_key
from app.feed.unit_of_work import Journal, UnitOfWork
from app.stock import queries


async def refuse_used(session: AsyncSession, request: KeyedRequest) -> None:
    """Raise `KeyReused` when the ledger has this key."""
    if await queries.has_key(session, request_key(request)):
        raise KeyReused


async def once(
    journal: Journal,
    request: KeyedRequest,
    act: Callable[[UnitOfWork], Awaitable[BaseModel]],
    *,
    status: int,
) -> Answer:
    """`app.feed.idempotency.once`, with a look into the ledger."""

    async def checked(work: UnitOfWork) -> BaseModel:
        await refuse_used(work.session, request)
        return await act(work)

    return await idempotency.once(journal, request, checked, status=status)
