"""What is said about levels and movements?"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from app.catalog.schemas import LocationCode, Sku
from app.core.clock import now
from app.core.schema import (
    QUANTITY_MAX,
    Input,
    NonNegativeQuantity,
    Schema,
    Text,
    Timestamp,
    Version,
    wrong,
)
from app.stock.types import BALANCE_MAX, DirectKind, LevelStatus, MovementKind

CLOCK_SKEW_SECONDS = 300

Quantity = Annotated[
    int,
    Field(
        ge=-QUANTITY_MAX,
        le=QUANTITY_MAX,
        strict=True,
        description="Whole units. Positive; negative only for `adjust`, where the sign is the "
        "direction.",
        examples=[3],
    ),
]


class MovementCreate(Input):
    sku: Sku
    location: LocationCode
    kind: DirectKind
    quantity: Quantity
    reason: Text | None = Field(None, max_length=200)
    reference: Text | None = Field(
        None, max_length=500, description="The document that caused it, best as a URI."
    )
    occurred_at: Timestamp | None = Field(None, description="When it happened; now if left out.")
    expected_on_hand: int | None = Field(
        None,
        ge=-BALANCE_MAX,
        le=BALANCE_MAX,
        strict=True,
        description="Apply only if the level still has this balance (compare-and-set).",
    )

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.quantity == 0:
            raise wrong("quantity", "must not be 0: nothing would move")
        if self.quantity < 0 and self.kind != "adjust":
            raise wrong(
                "quantity",
                f"must be positive for {self.kind}, whose kind says the direction; "
                "only adjust takes a negative number",
            )
        if self.occurred_at and (self.occurred_at - now()).total_seconds() > CLOCK_SKEW_SECONDS:
            raise wrong("occurred_at", "lies in the future; check the clock and the time zone")
        return self


class StockLevelOut(Schema):
    id: int
    item_id: int
    sku: str
    name: str
    category: str | None
    barcode: str | None
    unit: str
    location: str
    location_name: str
    on_hand: int = Field(description="Units on the shelf.")
    reserved: int = Field(description="Units promised to somebody.")
    available: int = Field(description="Units that can be sold: on hand less reserved.")
    reorder_point: int | None = Field(description="An alert opens at or below this many available.")
    target_level: int | None = Field(description="`over` above this many available.")
    status: LevelStatus
    version: int
    updated_at: Timestamp


class StockLevelUpdate(Input):
    """Only the fields that are sent change; null takes a threshold away."""

    reorder_point: NonNegativeQuantity | None = None
    target_level: NonNegativeQuantity | None = None
    expected_version: Version | None = None


class MovementOut(Schema):
    id: int
    level_id: int
    item_id: int
    sku: str
    item_name: str
    location: str
    kind: MovementKind
    delta_on_hand: int
    delta_reserved: int
    on_hand_after: int
    reserved_after: int
    version: int = Field(description="The level's version after this movement.")
    reason: str | None
    reference: str | None
    actor: str
    occurred_at: Timestamp
    recorded_at: Timestamp


class MovementResult(Schema):
    movement: MovementOut
    level: StockLevelOut
