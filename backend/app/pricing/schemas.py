"""What is said about prices?"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from app.core.money import (
    Amount,
    Currency,
    Money,
    Total,
    check_amount,
    plain,
    read_plain_decimal,
)
from app.core.schema import INTEGER_MAX, Input, Schema, Text, Timestamp, wrong
from app.pricing.types import (
    Because,
    Cause,
    GuardMode,
    GuardRule,
    LayerState,
    ProposalKind,
    ProposalState,
    Significance,
)

ListCode = Annotated[
    str,
    Field(pattern="^[a-z0-9][a-z0-9-]{0,39}$", examples=["default"], description="Of a price list"),
]
Percent = Annotated[
    Decimal,
    BeforeValidator(read_plain_decimal),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": r"^-?\d{1,20}(\.\d{1,20})?$", "examples": ["-12.50"]}
    ),
]
Reason = Annotated[Text, Field(min_length=1, max_length=200)]
ExpectedVersion = Annotated[
    int | None,
    Field(
        ge=0,
        le=INTEGER_MAX,
        strict=True,
        description="Set only if the price still has this version; 0: if there is none.",
    ),
]
OverrideReason = Annotated[
    Reason | None,
    Field(
        description="Why a price that the guard blocks is meant: it then waits for the approval "
        "of somebody else instead of being refused."
    ),
]


class Rounding(Input):
    """To the multiple of ``to`` that lies next to the price, plus ``ending``.

    ``{"to": "10"}`` rounds to ¥10; ``{"to": "1", "ending": "0.99"}`` makes x.99.
    """

    to: Amount = Field(gt=0)
    ending: Amount = Decimal(0)
    direction: Literal["nearest", "up", "down"] = "nearest"

    @model_validator(mode="after")
    def ending_is_below_step(self) -> Self:
        if self.ending >= self.to:
            raise wrong("ending", "must be less than `to`")
        return self


class _BaseAmount(Input):
    amount: Amount = Field(description="A decimal string, with no more decimals than the currency.")
    currency: Currency
    price_list: ListCode = "default"

    @model_validator(mode="after")
    def fits_currency(self) -> Self:
        try:
            self.amount = check_amount(self.amount, self.currency)
        except ValueError as error:
            raise wrong("amount", str(error)) from error
        return self


class BasePriceSet(_BaseAmount):
    reason: Text | None = Field(None, max_length=200)
    override_reason: OverrideReason = None
    expected_version: ExpectedVersion = None


class PriceRevert(Input):
    change_id: int = Field(ge=1, le=INTEGER_MAX, description="The step to go back to.")
    reason: Reason
    override_reason: OverrideReason = None
    expected_version: ExpectedVersion = None


class GuardHit(Schema):
    """A rule of a guard that a price breaks."""

    rule: GuardRule
    mode: GuardMode
    guard_id: int
    guard_name: str
    price_list: str
    amount: Amount = Field(description="The price that breaks it.")
    limit: str | None = Field(
        description="What the rule allows: an amount, or percent; null for the margin."
    )
    value: str | None = Field(
        description="What it would be; null for the margin, which would tell the cost."
    )
    measured_from: Amount | None = Field(
        None,
        description="Of a step: the price that it is measured from. For a step down the highest "
        "base price in the window of the guard, for a step up the lowest.",
    )


class Tier(Schema):
    """From ``min_quantity`` units on, each costs ``amount``, or ``percent_off`` less."""

    min_quantity: int
    amount: Amount | None
    percent_off: Percent | None


class TrailStep(Schema):
    """One step of the computation, and the price after it."""

    kind: Literal["base", "rule", "rounding", "sale", "tier"]
    price_list: str
    name: str | None = Field(description="Of the sale.")
    detail: str | None = Field(description="The rule: `-10 %`, `+50`, `to 10`, `from 5 units`.")
    amount: Amount


class EffectivePrice(Schema):
    amount: Amount
    currency: Currency
    because: Because = Field(description="Which layer makes it.")
    sale_id: int | None = None
    price_list: str
    at: Timestamp
    quantity: int
    trail: list[TrailStep] = Field(description="How the amount came about, step by step.")


class PriceLayer(Schema):
    """One of the prices that the effective price is computed from."""

    id: int | None = Field(description="Of the sale; null for a base price.")
    kind: Because
    name: str | None = None
    amount: Amount | None = Field(description="For one unit, now; null where it can't be said.")
    currency: Currency
    percent_off: Percent | None = None
    tiers: list[Tier] = Field(default_factory=list)
    priority: int | None = None
    starts_at: Timestamp | None = None
    ends_at: Timestamp | None = None
    time_zone: str | None = None
    since: Timestamp | None = None
    state: LayerState
    version: int


class SaleFace(Schema):
    """The sale that makes a price."""

    id: int
    name: str
    ends_at: Timestamp | None


class PriceOut(Schema):
    """The price of an item in one price list and currency, for one unit."""

    id: int
    item_id: int
    sku: str
    name: str
    category: str | None
    price_list: str
    amount: Amount = Field(description="The effective price.")
    base: Amount = Field(description="Without any sale.")
    currency: Currency
    because: Because
    sale: SaleFace | None
    hits: list[GuardHit] = Field(description="Rules that the price breaks as it stands.")
    since: Timestamp = Field(description="When the effective price became what it is.")
    next_change_at: Timestamp | None = Field(description="When a sale starts or ends next.")
    version: int
    updated_at: Timestamp


class LastChange(Schema):
    before: Amount | None
    change_percent: Percent | None
    significance: Significance | None
    occurred_at: Timestamp
    actor: str


class PriceRow(PriceOut):
    """A price with what the table shows beside it."""

    cost: Money | None = Field(description="Null without the permission `cost:read`.")
    margin_percent: Percent | None = Field(description="Of the effective price; needs the cost.")
    last_change: LastChange | None


class GuardLimit(Schema):
    """What is allowed for this price, and by which guard."""

    rule: GuardRule
    mode: GuardMode
    limit: str | None
    guard_id: int
    guard_name: str


class ItemPriceOut(Schema):
    """Everything that makes the price of one item."""

    item_id: int
    sku: str
    name: str
    price_list: str
    inherited: Amount | None = Field(
        description="The base price that would come from the parent list; null without one."
    )
    effective: EffectivePrice | None = Field(description="Null while no price is set.")
    layers: list[PriceLayer]
    guard: list[GuardLimit] = Field(description="That of the margin needs `cost:read`.")
    hits: list[GuardHit]
    prices: list[PriceOut] = Field(description="Of this item in all lists and currencies.")
    cost: Money | None = Field(description="Null without the permission `cost:read`.")
    margin_percent: Percent | None
    version: int = Field(description="Version of the price; 0 when there is none.")


class PriceChangeOut(Schema):
    """One step of the timeline of an effective price."""

    id: int
    price_id: int
    item_id: int
    sku: str
    item_name: str
    price_list: str
    currency: Currency
    before: Amount | None
    amount: Amount
    base: Amount
    because: Because
    sale_id: int | None
    change_percent: Percent | None
    significance: Significance | None = Field(
        description="Below 5 % minor, below 15 % significant, else major; null where only the "
        "base price or the layer changed, and for the first price."
    )
    cause: Cause
    version: int
    reason: str | None
    reference: str | None
    actor: str
    approved_by: str | None
    confirmed_alone: bool = Field(
        False, description="Approved by the same person, since nobody else could approve it."
    )
    override_reason: str | None
    hits: list[GuardHit] = Field(description="Rules that it broke and passed nevertheless.")
    occurred_at: Timestamp
    recorded_at: Timestamp


class Impact(Schema):
    """What a proposal would do. Values are prices times units on hand, in one currency."""

    items: int
    units_on_hand: int
    value_before: Total | None
    value_after: Total | None
    margin_percent_before: Percent | None = Field(description="Needs `cost:read`.")
    margin_percent_after: Percent | None


class ProposalLine(Schema):
    item_id: int
    sku: str
    item_name: str
    price_list: str
    currency: Currency
    before: Amount | None = Field(description="The effective price when it was proposed.")
    amount: Amount = Field(description="The effective price that it would make.")
    base_before: Amount | None = Field(None, description="The base price when it was proposed.")
    base: Amount | None = Field(None, description="The base price that it would make.")
    now: Amount | None = Field(
        None, description="The effective price now; null in the feed and once it is decided."
    )
    base_now: Amount | None = Field(None, description="The base price now; null as `now`.")
    change_percent: Percent | None
    units_on_hand: int
    hits: list[GuardHit]


class GuardFieldChange(Schema):
    """A field of a guard before and after; null for the margin, which would tell the cost."""

    field: str
    before: str | None
    after: str | None


class GuardChange(Schema):
    """A change that makes a guard allow more."""

    guard_id: int
    guard_name: str
    removed: bool
    fields: list[GuardFieldChange]


class ProposalOut(Schema):
    """A price, or a change of a guard, that waits for somebody else's approval, or waited."""

    id: int
    kind: ProposalKind
    state: ProposalState
    title: str
    proposed_by: str
    reason: str | None
    override_reason: str | None
    lines: list[ProposalLine] = Field(description="At most 20, those with the worst hits first.")
    lines_total: int
    impact: Impact
    bulk_id: int | None
    guard: GuardChange | None = Field(None, description="What a proposal of kind `guard` changes.")
    decided_by: str | None
    decision_reason: str | None
    confirmed_alone: bool = Field(
        False, description="Approved by who proposed it, since nobody else could approve it."
    )
    inactive_approvers: list[str] = Field(
        [],
        description="Of one confirmed alone: accounts that could have approved it, but were "
        "deactivated at that time.",
    )
    created_at: Timestamp
    expires_at: Timestamp
    decided_at: Timestamp | None
    version: int

    def without_margins(self) -> "ProposalOut":
        """For those who may not see costs."""
        hidden = {"margin_percent_before": None, "margin_percent_after": None}
        return self.model_copy(update={"impact": self.impact.model_copy(update=hidden)})


class PriceResult(Schema):
    """What became of a price that somebody set: it is in force, or it waits (HTTP 202)."""

    price: PriceOut | None
    change: PriceChangeOut | None = Field(description="Null when the price was that already.")
    hits: list[GuardHit] = Field(description="Rules that only warn, or wait for approval.")
    proposal: ProposalOut | None


class PricePreviewRequest(_BaseAmount):
    """A base price that somebody thinks of setting."""

    item_id: int = Field(ge=1, le=INTEGER_MAX)


class PricePreview(Schema):
    """What setting it would do, and what the guard would say."""

    outcome: Literal["pass", "warn", "approve", "block"]
    hits: list[GuardHit] = Field(description="Those of the margin need `cost:read`.")
    lines: list[ProposalLine] = Field(description="One for each price list that it changes.")
    impact: Impact
