"""The words of holds."""

from typing import Literal, get_args

HoldState = Literal["held", "committed", "released", "expired"]

HOLD_STATES: tuple[str, ...] = get_args(HoldState)

LINES_MAX = 100
TTL_SECONDS_MAX = 30 * 86_400
