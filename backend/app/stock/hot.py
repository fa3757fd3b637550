"""The usual form of a movement, read at the price of its bytes (see `app.http.hot`).

What this decoder takes, the declared `MovementCreate` takes too, with the same meaning; the
reverse need not hold.
"""

from typing import Annotated

import msgspec
from fastapi import Request
from starlette.responses import Response

from app.auth.deps import token_of
from app.auth.service import AuthService
from app.core.schema import QUANTITY_MAX
from app.http.idempotency import answered, keyed, usable_key
from app.stock.types import DirectKind, MovementCommand, signed_delta
from app.stock.writer import StockWriter

SCOPE = "stock:write"


class UsualMovement(msgspec.Struct, forbid_unknown_fields=True):
    sku: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    location: Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
    kind: DirectKind
    quantity: Annotated[int, msgspec.Meta(ge=-QUANTITY_MAX, le=QUANTITY_MAX)]
    reason: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    reference: Annotated[str, msgspec.Meta(max_length=500)] | None = None


_decode = msgspec.json.Decoder(UsualMovement).decode


def _plain(text: str | None) -> bool:
    """Text that needs neither stripping nor a closer look."""
    return text is None or (text.isprintable() and text == text.strip())


def usual_movement(raw: bytes) -> UsualMovement | None:
    try:
        body = _decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if not (_plain(body.sku) and _plain(body.location) and " " not in body.location):
        return None
    if not (_plain(body.reason) and _plain(body.reference)):
        return None
    positive = body.quantity > 0 or (body.kind == "adjust" and body.quantity != 0)
    return body if positive else None


async def record_usual_movement(request: Request) -> Response | None:
    auth: AuthService = request.app.state.auth
    token = token_of(request)
    principal = auth.remembered(token) if token else None
    key = usable_key(request.headers.get("idempotency-key"))
    if principal is None or key is None or SCOPE not in principal.scopes:
        return None
    if "if-match" in request.headers or request.headers.get("content-type") != "application/json":
        return None
    raw = await request.body()
    body = usual_movement(raw)
    if body is None:
        return None
    command = MovementCommand(
        sku=body.sku,
        location=body.location,
        kind=body.kind,
        delta_on_hand=signed_delta(body.kind, body.quantity),
        actor=principal.actor,
        reason=body.reason,
        reference=body.reference,
        idempotency_key=key,
    )
    writer: StockWriter = request.app.state.stock_writer
    return answered(await writer.record(keyed(request, key, raw).of(principal.key_scope), command))


async def record_usual_batch(request: Request) -> Response | None:
    return None
