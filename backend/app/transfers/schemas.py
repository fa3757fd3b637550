"""What is said about transfers?"""

from typing import Self

from pydantic import Field, model_validator

from app.catalog.schemas import LocationCode, Sku
from app.core.identifiers import identity_key
from app.core.schema import Input, PositiveQuantity, Schema, Timestamp, wrong
from app.stock.schemas import Reason, Reference
from app.transfers.types import LINES_MAX, TransferState


class TransferLine(Input):
    sku: Sku
    quantity: PositiveQuantity


class TransferCreate(Input):
    """Goods leave one location for another: all lines, or none."""

    from_location: LocationCode
    to_location: LocationCode = Field(examples=["OSA-1"])
    lines: list[TransferLine] = Field(min_length=1, max_length=LINES_MAX)
    arrived: bool = Field(False, description="They have arrived too: nothing is in transit.")
    reason: Reason = None
    reference: Reference = None

    @model_validator(mode="after")
    def check(self) -> Self:
        if identity_key(self.from_location) == identity_key(self.to_location):
            raise wrong("to_location", "is where the goods are already; name another location")
        return self


class TransferReceive(Input):
    """Goods arrive; without ``lines`` all that is in transit."""

    lines: list[TransferLine] | None = Field(None, min_length=1, max_length=LINES_MAX)
    close: bool = Field(False, description="Nothing more will come: the rest is missing.")


class TransferLineOut(Schema):
    """``quantity`` was received, returned, is missing, or is ``in_transit``."""

    line: int
    item_id: int
    sku: str
    item_name: str
    quantity: int
    received: int
    returned: int
    missing: int
    in_transit: int


class TransferOut(Schema):
    id: int
    state: TransferState
    from_location: str
    to_location: str
    reason: str | None
    reference: str | None
    actor: str
    created_at: Timestamp
    settled_at: Timestamp | None
    version: int
    lines: list[TransferLineOut]
