"""Who sends this keyed write? Answered from memory, for the routes of `app.http.hot`."""

from dataclasses import dataclass

from fastapi import Request

from app.auth.deps import token_of
from app.auth.service import AuthService
from app.auth.types import Principal
from app.feed.idempotency import KeyedRequest
from app.http.idempotency import keyed, usable_key

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class UsualWrite:
    """A write with a good key, by somebody known who may do it."""

    principal: Principal
    request: KeyedRequest
    raw: bytes


async def usual_write(request: Request, scope: str) -> UsualWrite | None:
    """None for anything unusual: a new token, no permission, a precondition, another format."""
    headers = request.headers
    if "if-match" in headers or headers.get("content-type") != JSON:
        return None
    auth: AuthService = request.app.state.auth
    token = token_of(request)
    principal = auth.remembered(token) if token else None
    key = usable_key(headers.get("idempotency-key"))
    if principal is None or key is None or scope not in principal.scopes:
        return None
    raw = await request.body()
    return UsualWrite(principal, keyed(request, key, raw).of(principal.key_scope), raw)
