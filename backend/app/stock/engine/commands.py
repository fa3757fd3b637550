"""What is asked of the engine, and what does it answer?

A command is one or more lines, applied all or none. A movement and a count have one line; a hold
and a transfer have many.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any, Literal
from uuid import UUID

import msgspec

from app.feed.idempotency import KeyedRequest, request_key

Operation = Literal["hold", "settle", "expire"]


class Why(IntEnum):
    """Why a line was refused; the numbers are those of the SQL function ``stock_apply``."""

    INSUFFICIENT = 1
    STALE_ON_HAND = 2
    STALE_VERSION = 3
    OUT_OF_BOUNDS = 4
    CLOSED = 5
    HOLD_EXCEEDED = 6
    HOLD_SETTLED = 7
    HOLD_EXPIRED = 8
    HOLD_NOT_DUE = 9
    ALREADY_REVERSED = 10


class State(IntEnum):
    """What became of a command; the numbers are those of ``stock_apply``."""

    APPLIED = 0
    REFUSED = 1
    REPLAYED = 2
    KEY_REUSED = 3


class Line(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One step on one level.

    Both deltas are signed, in the item's smallest unit. ``occurred_at`` of None means the moment
    of recording. A line with ``counted`` is a count and one with ``reverses_id`` takes a movement
    back: the database finds their ``delta_on_hand``.
    """

    level_id: int
    kind: str
    delta_on_hand: int = 0
    delta_reserved: int = 0
    reason: str | None = None
    reference: str | None = None
    occurred_at: datetime | None = None
    expected_on_hand: int | None = None
    expected_version: int | None = None
    counted: int | None = None
    reverses_id: int | None = None
    transfer_id: int | None = None

    @property
    def is_anchor(self) -> bool:
        """Whether the database looks into the ledger for it."""
        return self.counted is not None or self.reverses_id is not None


class StockCommand(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that apply together. With a ``key`` it is safe to send twice.

    ``operation`` says what it does to a hold: make one that lasts ``ttl_seconds``, or take from
    the hold ``hold_id`` by its owner's wish (settle) or because its time is over (expire).
    """

    lines: Sequence[Line]
    actor: str
    key: UUID | None = None
    fingerprint: UUID | None = None
    idempotency_key: str | None = None
    operation: Operation | None = None
    hold_id: int | None = None
    ttl_seconds: int | None = None

    @classmethod
    def keyed(
        cls,
        request: KeyedRequest,
        lines: Sequence[Line],
        *,
        actor: str,
        row: int | None = None,
        **operation: Any,
    ) -> "StockCommand":
        """The command of a request, or of one ``row`` of its list; ``operation`` as the fields."""
        return cls(
            lines=lines,
            actor=actor,
            key=request_key(request, row),
            fingerprint=fingerprint_of(request),
            idempotency_key=request.key,
            **operation,
        )

    @property
    def lane(self) -> int:
        """Commands of one lane keep their order."""
        return self.lines[0].level_id


def fingerprint_of(request: KeyedRequest) -> UUID:
    return UUID(bytes=request.fingerprint[:16])


class LineResult(msgspec.Struct, frozen=True, gc=False):
    """The ledger row of a line and the balance after it (before it, where it was refused).

    ``absorbed`` was booked against the line, because the count ``count_id`` had seen it already:
    after the line where it is negative, before it where it is positive.
    """

    movement_id: int
    delta_on_hand: int
    on_hand: int
    reserved: int
    version: int
    reorder_point: int | None
    target_level: int | None
    updated_at: datetime
    occurred_at: datetime
    absorbed: int = 0
    count_id: int | None = None
    later_delta: int | None = None
    later_movements: int | None = None

    @property
    def level_on_hand(self) -> int:
        """What the level has after the line and what was booked against it."""
        return self.on_hand + min(self.absorbed, 0)

    @property
    def level_version(self) -> int:
        return self.version + (1 if self.absorbed < 0 else 0)


class Applied(msgspec.Struct, frozen=True):
    """``at`` is when it was recorded."""

    lines: Sequence[LineResult]
    at: datetime
    hold_id: int | None = None
    replayed: bool = False


class Refused(msgspec.Struct, frozen=True):
    """The line (counted from 0) that did not fit, and the level that it ``found``."""

    line: int
    why: Why
    found: LineResult


class KeyReused(msgspec.Struct, frozen=True):
    """The key was used for another command."""


Outcome = Applied | Refused | KeyReused
