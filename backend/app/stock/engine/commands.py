"""What is asked of the engine, and what does it answer?

A command is one or more lines, applied all or none. A movement has one line; a hold, a transfer
and a batch have many.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from uuid import UUID, uuid4

from app.feed.idempotency import KeyedRequest


class Why(IntEnum):
    """Why a line was refused; the numbers are those of the SQL function ``stock_apply``."""

    INSUFFICIENT = 1
    STALE_ON_HAND = 2
    STALE_VERSION = 3
    OUT_OF_BOUNDS = 4
    CLOSED = 5
    UNKNOWN_LEVEL = 6


class State(IntEnum):
    """What became of a command; the numbers are those of ``stock_apply``."""

    APPLIED = 0
    REFUSED = 1
    REPLAYED = 2
    KEY_REUSED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One step on one level; both deltas are signed, and at least one of them is not 0."""

    level_id: int
    kind: str
    delta_on_hand: int = 0
    delta_reserved: int = 0
    expected_on_hand: int | None = None
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class StockCommand:
    """Lines that apply together. ``key`` makes it safe to send twice; every command has one."""

    lines: Sequence[Line]
    actor: str
    reason: str | None = None
    reference: str | None = None
    occurred_at: datetime | None = None
    key: UUID = field(default_factory=uuid4)
    fingerprint: UUID = field(default=UUID(int=0))

    @property
    def lane(self) -> int:
        return self.lines[0].level_id


def key_of(request: KeyedRequest) -> UUID:
    """(scope, key) as 128 bits of SHA-256: what the ledger's unique index holds."""
    return UUID(bytes=hashlib.sha256(f"{request.scope}\n{request.key}".encode()).digest()[:16])


def fingerprint_of(request: KeyedRequest) -> UUID:
    return UUID(bytes=request.fingerprint[:16])


@dataclass(frozen=True, slots=True)
class LineResult:
    """The ledger row of a line, and the level that it left (or found, where it was refused)."""

    movement_id: int
    on_hand: int
    reserved: int
    version: int
    reorder_point: int | None
    target_level: int | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Applied:
    """``at`` is when it was recorded; ``occurred_at`` when it happened."""

    lines: Sequence[LineResult]
    at: datetime
    occurred_at: datetime
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The line (counted from 0) that did not fit, and the level that it ``found``."""

    line: int
    why: Why
    found: LineResult


@dataclass(frozen=True, slots=True)
class KeyReused:
    """The key was used for another command."""


Outcome = Applied | Refused | KeyReused
