"""The words of holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

HoldState = Literal["held", "committed", "released", "expired"]

HOLD_STATES: tuple[str, ...] = get_args(HoldState)

LINES_MAX = 100
TTL_SECONDS_MAX = 30 * 86_400


@dataclass(frozen=True, slots=True)
class WantedLine:
    """So many units of an item at a location; ``quantity`` is positive."""

    sku: str
    location: str
    quantity: int


@dataclass(frozen=True, slots=True)
class HoldCommand:
    """A hold that somebody wants: all lines or none, for ``ttl_seconds`` from now."""

    lines: Sequence[WantedLine]
    ttl_seconds: int
    actor: str
    reference: str | None = None
    reason: str | None = None
