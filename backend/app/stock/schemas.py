"""What is said about levels and movements?"""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from app.catalog.schemas import LocationCode, Sku
from app.core.clock import now
from app.core.page import Page
from app.core.schema import (
    QUANTITY_MAX,
    Input,
    NonNegativeQuantity,
    Schema,
    Text,
    Timestamp,
    Version,
    VisibleText,
    wrong,
)
from app.stock.types import (
    BALANCE_MAX,
    BATCH_ROWS_MAX,
    BatchMode,
    DirectKind,
    LevelStatus,
    MovementKind,
    RowKind,
    RowStatus,
)

CLOCK_SKEW_SECONDS = 300
# How far in the past something may have happened that is told only now (an offline till, say).
LATE_DAYS_MAX = 366
UNSTOCKED_MAX = 20

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


ReasonCode = Annotated[Text, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", examples=["sample"])]
Reason = Annotated[
    Text | None,
    Field(max_length=200, description="A code of `GET /stock/reasons`, or words of your own."),
]
Reference = Annotated[
    Text | None, Field(max_length=500, description="The document that caused it, best as a URI.")
]
ExpectedOnHand = Annotated[
    int | None,
    Field(
        ge=-BALANCE_MAX,
        le=BALANCE_MAX,
        strict=True,
        description="Apply only if the level still has this balance (compare-and-set).",
    ),
]


def _happened(moment: datetime) -> datetime:
    seconds_ahead = (moment - now()).total_seconds()
    if seconds_ahead > CLOCK_SKEW_SECONDS:
        raise PydanticCustomError("future", "lies in the future; check the clock and the time zone")
    if seconds_ahead < -LATE_DAYS_MAX * 86_400:
        raise PydanticCustomError(
            "too_late",
            f"lies more than {LATE_DAYS_MAX} days back; bring older facts in by an import",
        )
    return moment


OccurredAt = Annotated[
    Timestamp,
    AfterValidator(_happened),
    Field(
        description=f"When it happened, at most {LATE_DAYS_MAX} days ago; now if left out. A later "
        "count has seen it already, and keeps its number."
    ),
]


class _Row(Input):
    """What a movement and a row of a list have in common: all but which kinds they may be."""

    sku: Sku
    location: LocationCode
    kind: str
    quantity: Quantity
    reason: Reason = None
    reference: Reference = None
    occurred_at: OccurredAt | None = None
    expected_on_hand: ExpectedOnHand = None

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.quantity == 0 and self.kind != "count":
            raise wrong("quantity", "must not be 0: nothing would move")
        if self.quantity < 0 and self.kind != "adjust":
            raise wrong(
                "quantity",
                f"must be positive for {self.kind}, whose kind says the direction; "
                "only adjust takes a negative number",
            )
        return self


class MovementCreate(_Row):
    kind: DirectKind


class BatchRow(_Row):
    """A movement, or with the kind `count` what was counted."""

    kind: RowKind


class BatchCreate(Input):
    mode: BatchMode = Field(
        "all_or_nothing",
        description="`all_or_nothing`: one refused row refuses all. `each`: every row for itself.",
    )
    movements: list[BatchRow] = Field(min_length=1, max_length=BATCH_ROWS_MAX)


class CountCreate(Input):
    """What somebody counted on the shelf, and when."""

    sku: Sku
    location: LocationCode
    counted: NonNegativeQuantity = Field(examples=[12])
    reason: Reason = None
    reference: Reference = None
    occurred_at: OccurredAt | None = None
    expected_on_hand: ExpectedOnHand = None


class MovementReverse(Input):
    reason: Reason = None
    reference: Reference = None


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
    updated_at: Timestamp = Field(description="When it last moved.")


class UnstockedItem(Schema):
    """An item that never moved, at the location that was asked for or at any."""

    id: int
    sku: str
    name: str
    category: str | None
    barcode: str | None
    unit: str


class LevelPage(Page[StockLevelOut]):
    unstocked: list[UnstockedItem] = Field(
        [],
        description=(
            f"On the first page of a search (`q`, `sku` or `category`): up to {UNSTOCKED_MAX} "
            "active items without a level (at the location, if one is given). They have 0."
        ),
    )


class StockLevelUpdate(Input):
    """Only the fields that are sent change; null takes a threshold away.

    The version of a level rises with each movement. A caller that edits thresholds only may name
    the reorder point that it saw instead of a version.
    """

    reorder_point: NonNegativeQuantity | None = None
    target_level: NonNegativeQuantity | None = None
    expected_version: Version | None = None
    expected_reorder_point: NonNegativeQuantity | None = Field(
        None,
        description="Change only if the reorder point still is this one; null: if there is none. "
        "Stands in for a version, which changes with each movement.",
    )

    @property
    def expects_reorder_point(self) -> bool:
        return "expected_reorder_point" in self.model_fields_set


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
    counted: int | None = Field(None, description="For a count: the number on the shelf then.")
    count_id: int | None = Field(
        None, description="The count that had already seen what this line balances."
    )
    reverses_id: int | None = Field(None, description="The movement that this one takes back.")
    hold_id: int | None = None
    transfer_id: int | None = None


class CountExplanation(Schema):
    """How a count became today's balance."""

    counted: int
    counted_at: Timestamp
    later_movements: int = Field(description="Movements known that happened after the count.")
    later_delta: int = Field(description="What they did to the balance.")
    on_hand: int
    text: str = Field(
        examples=["counted 12 at 2026-03-01T13:30:00Z, 2 later movements applied (-2), now 10"]
    )


class Absorbed(Schema):
    """A count after the fact had already seen it, so the balance stays as it is."""

    count_id: int
    delta_on_hand: int = Field(description="What was booked at the count to keep its number.")


class MovementResult(Schema):
    movement: MovementOut
    level: StockLevelOut
    count: CountExplanation | None = None
    absorbed: Absorbed | None = None


class RowProblem(Schema):
    """Why a row was refused; the members of a problem document."""

    code: str
    title: str
    detail: str
    current: dict[str, Any] | None = None


class BatchRowResult(Schema):
    row: int = Field(description="Its place in the request, from 0.")
    status: RowStatus
    movement: MovementOut | None = None
    level: StockLevelOut | None = None
    count: CountExplanation | None = None
    absorbed: Absorbed | None = None
    problem: RowProblem | None = None


class BatchResult(Schema):
    mode: BatchMode
    applied: int
    refused: int
    results: list[BatchRowResult]


class ReasonCreate(Input):
    code: ReasonCode
    name: VisibleText = Field(min_length=1, max_length=100, examples=["Given away as a sample"])


class ReasonOut(Schema):
    code: str
    name: str
    built_in: bool


class ExplanationPart(Schema):
    """Movements of one kind since the last count."""

    kind: MovementKind
    movements: int
    delta_on_hand: int


class CountAnchor(Schema):
    movement_id: int
    counted: int
    counted_at: Timestamp


class HeldQuantity(Schema):
    """What one open hold keeps of the level."""

    hold_id: int
    reference: str | None
    quantity: int
    expires_at: Timestamp


class LevelExplanation(Schema):
    """Which movements make the figures of a level."""

    level: StockLevelOut
    count: CountAnchor | None = Field(description="The last count; null if never counted.")
    parts: list[ExplanationPart] = Field(
        description="What happened since, by kind; `counted` and these add up to `on_hand`."
    )
    holds: list[HeldQuantity] = Field(description="The open holds; they add up to `reserved`.")


class LevelAsOf(Schema):
    """What was on hand at a moment in the past, by what is known today."""

    level_id: int
    item_id: int
    sku: str
    name: str
    location: str
    on_hand: int
    is_incomplete: bool = Field(
        description="Whether movements of that time must be missing; see `incomplete_reason`."
    )
    incomplete_reason: Literal["negative_without_backorders"] | None = Field(
        description="`negative_without_backorders`: the balance is below zero, and the location "
        "allows no backorders. A receipt or a count of an earlier time is missing, or was recorded "
        "for a later one. Null where nothing contradicts the figure."
    )
