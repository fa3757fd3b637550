"""Who sends this keyed write? For the paths of `app.http.hot`."""

from dataclasses import dataclass

from app.auth.errors import SessionEnded
from app.auth.service import AuthService
from app.auth.types import Principal
from app.feed.idempotency import KeyedRequest
from app.http.hot import HotRequest
from app.http.idempotency import keyed, usable_key


@dataclass(frozen=True, slots=True)
class UsualWrite:
    """A write with a good key, by somebody known who may do it."""

    principal: Principal
    request: KeyedRequest


async def usual_write(request: HotRequest, scope: str) -> UsualWrite | None:
    """None for what the declared route refuses: a bad key or token, or no permission."""
    key = usable_key(request.key)
    if key is None:
        return None
    auth: AuthService = request.state.auth
    principal = auth.remembered(request.token)
    if principal is None:
        try:
            principal = await auth.authenticate(request.token)
        except SessionEnded:
            return None
    if scope not in principal.scopes:
        return None
    target = f"POST {request.path}"
    return UsualWrite(principal, keyed(target, key, request.raw).of(principal.key_scope))
