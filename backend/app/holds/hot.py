"""The usual form of a hold, read at the price of its bytes (see `app.http.hot`)."""

from typing import Annotated

import msgspec

from app.auth.hot import usual_write
from app.core.schema import QUANTITY_MAX
from app.feed.idempotency import Answer
from app.holds.placing import place_hold
from app.holds.types import LINES_MAX, TTL_SECONDS_MAX, HoldCommand, WantedLine
from app.http.hot import HotRequest, plain, plain_identifier
from app.stock.hot import SCOPE, UsualCode, UsualReason, UsualReference, UsualSku


class UsualLine(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    sku: UsualSku
    location: UsualCode
    quantity: Annotated[int, msgspec.Meta(ge=1, le=QUANTITY_MAX)]

    @property
    def is_usual(self) -> bool:
        return (
            plain_identifier(self.sku)
            and plain_identifier(self.location)
            and " " not in self.location
        )


class UsualHold(msgspec.Struct, forbid_unknown_fields=True):
    lines: Annotated[list[UsualLine], msgspec.Meta(min_length=1, max_length=LINES_MAX)]
    ttl_seconds: Annotated[int, msgspec.Meta(ge=1, le=TTL_SECONDS_MAX)]
    reference: UsualReference | None = None
    reason: UsualReason | None = None


_decode = msgspec.json.Decoder(UsualHold).decode


def usual_hold(raw: bytes) -> UsualHold | None:
    try:
        body = _decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    usual = plain(body.reference) and plain(body.reason)
    return body if usual and all(line.is_usual for line in body.lines) else None


async def hold_usual(request: HotRequest) -> Answer | None:
    body = usual_hold(request.raw)
    write = await usual_write(request, SCOPE) if body else None
    if write is None or body is None:
        return None
    command = HoldCommand(
        lines=[WantedLine(line.sku, line.location, line.quantity) for line in body.lines],
        ttl_seconds=body.ttl_seconds,
        actor=write.principal.actor,
        reference=body.reference,
        reason=body.reason,
    )
    return await place_hold(request.state.stock_writer, write.request, command)
