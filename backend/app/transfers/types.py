"""The words of transfers."""

from typing import Literal, get_args

TransferState = Literal["in_transit", "received", "cancelled"]

TRANSFER_STATES: tuple[str, ...] = get_args(TransferState)

LINES_MAX = 100
