"""How does a request that is sent twice take effect once?

The key is a row of the transaction that it guards: both exist, or neither does. A refusal rolls
the key back too, so asking again after a refusal asks anew.
Source: IETF draft-ietf-httpapi-idempotency-key-header.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel

from app.feed import queries
from app.feed.errors import KeyInProgress, KeyReused
from app.feed.unit_of_work import Journal, UnitOfWork

KEEP_HOURS = 48

Result = TypeVar("Result", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """Who asks (``scope``), with which key, and for what (``fingerprint``, a SHA-256)."""

    scope: str
    key: str
    fingerprint: bytes


def request_key(request: KeyedRequest, row: int | None = None) -> UUID:
    """(scope, key) as 128 bits of SHA-256, for whoever keeps keys in a place of their own.

    The rows of a list have keys of their own.
    """
    text = f"{request.scope}\n{request.key}" + (f"\n{row}" if row is not None else "")
    return UUID(bytes=hashlib.sha256(text.encode()).digest()[:16])


@dataclass(frozen=True, slots=True)
class Answer:
    """The first answer to a key, byte for byte; ``replayed`` when it is given once more."""

    status: int
    body: str | bytes
    replayed: bool = False


async def claim(work: UnitOfWork, request: KeyedRequest) -> Answer | None:
    """The stored answer, or None when the key is new and now ours until the commit.

    Raises `KeyInProgress` while the first request runs, `KeyReused` for another request.
    """
    if not await queries.try_lock_key(work.session, scope=request.scope, key=request.key):
        raise KeyInProgress("Wait for the first request with this Idempotency-Key, then ask again.")
    stored = await queries.find_key(work.session, scope=request.scope, key=request.key)
    if stored is None:
        return None
    if stored.fingerprint != request.fingerprint:
        raise KeyReused
    return Answer(stored.status, stored.body, replayed=True)


async def reserve(journal: Journal, request: KeyedRequest) -> None:
    """Hold a key for a request whose parts have keys of their own.

    Raises `KeyReused` for another request; the same one may come again.
    """
    async with journal.unit_of_work() as work:
        if await claim(work, request) is None:
            await remember(work, request, Answer(0, ""))


async def remember(work: UnitOfWork, request: KeyedRequest, answer: Answer) -> Answer:
    row = {
        "scope": request.scope,
        "key": request.key,
        "fingerprint": request.fingerprint,
        "request_key": request_key(request),
        "status": answer.status,
        "body": answer.body if isinstance(answer.body, str) else answer.body.decode(),
    }
    await queries.insert_key(work.session, row)
    return answer


async def once(
    journal: Journal,
    request: KeyedRequest,
    act: Callable[[UnitOfWork], Awaitable[Result]],
    *,
    status: int | Callable[[Result], int],
) -> Answer:
    """Do ``act`` and store its answer under the key, or give the stored answer again.

    ``status`` is that of the answer, or what tells it from the result.
    """
    async with journal.unit_of_work() as work:
        if stored := await claim(work, request):
            return stored
        result = await act(work)
        given = status if isinstance(status, int) else status(result)
        return await remember(work, request, Answer(given, result.model_dump_json()))
