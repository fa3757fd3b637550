"""The usual form of a movement and of a batch, read at the price of their bytes.

See `app.http.hot`. What these decoders take, the declared models take too, with the same meaning;
the reverse need not hold.
"""

from typing import Annotated

import msgspec

from app.auth.hot import usual_write
from app.core.schema import QUANTITY_MAX
from app.feed.idempotency import Answer
from app.http.hot import HotRequest, plain, plain_identifier
from app.stock.batch import record_batch
from app.stock.types import (
    BATCH_ROWS_MAX,
    BatchMode,
    DirectKind,
    MovementCommand,
    signed_delta,
)
from app.stock.writer import StockWriter

SCOPE = "stock:write"

UsualSku = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
UsualCode = Annotated[str, msgspec.Meta(min_length=1, max_length=50)]
UsualReason = Annotated[str, msgspec.Meta(max_length=200)]
UsualReference = Annotated[str, msgspec.Meta(max_length=500)]


class UsualMovement(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    sku: UsualSku
    location: UsualCode
    kind: DirectKind
    quantity: Annotated[int, msgspec.Meta(ge=-QUANTITY_MAX, le=QUANTITY_MAX)]
    reason: UsualReason | None = None
    reference: UsualReference | None = None

    @property
    def is_usual(self) -> bool:
        """Whether the declared model would take it unchanged."""
        return (
            (self.quantity > 0 or (self.kind == "adjust" and self.quantity != 0))
            and plain_identifier(self.sku)
            and plain_identifier(self.location)
            and " " not in self.location
            and plain(self.reason)
            and plain(self.reference)
        )

    def command(self, actor: str) -> MovementCommand:
        return MovementCommand(
            sku=self.sku,
            location=self.location,
            kind=self.kind,
            delta_on_hand=signed_delta(self.kind, self.quantity),
            actor=actor,
            reason=self.reason,
            reference=self.reference,
        )


class UsualBatch(msgspec.Struct, forbid_unknown_fields=True):
    movements: Annotated[list[UsualMovement], msgspec.Meta(min_length=1, max_length=BATCH_ROWS_MAX)]
    mode: BatchMode = "all_or_nothing"


_movement = msgspec.json.Decoder(UsualMovement).decode
_batch = msgspec.json.Decoder(UsualBatch).decode


def usual_movement(raw: bytes) -> UsualMovement | None:
    try:
        body = _movement(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return body if body.is_usual else None


def usual_batch(raw: bytes) -> UsualBatch | None:
    try:
        body = _batch(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return body if all(movement.is_usual for movement in body.movements) else None


async def record_usual_movement(request: HotRequest) -> Answer | None:
    body = usual_movement(request.raw)
    write = await usual_write(request, SCOPE) if body else None
    if write is None or body is None:
        return None
    writer: StockWriter = request.state.stock_writer
    return await writer.record(write.request, body.command(write.principal.actor))


async def record_usual_batch(request: HotRequest) -> Answer | None:
    body = usual_batch(request.raw)
    write = await usual_write(request, SCOPE) if body else None
    if write is None or body is None:
        return None
    commands = [movement.command(write.principal.actor) for movement in body.movements]
    state = request.state
    return await record_batch(
        state.context.journal, state.stock_writer, write.request, body.mode, commands
    )
