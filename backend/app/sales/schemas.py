"""What is said about sales?"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from app.core.money import Amount, Currency
from app.core.schema import INTEGER_MAX, Input, Schema, Text, VisibleText
from app.core.zones import LocalMoment, TimeZone
from app.pricing.sale_schemas import SaleOut
from app.pricing.schemas import (
    ExpectedVersion,
    GuardHit,
    ListCode,
    OverrideReason,
    Percent,
    PriceOut,
    ProposalOut,
    Reason,
    Rounding,
)

PercentOff = Annotated[Percent, Field(gt=0, le=100, max_digits=5, decimal_places=2)]
TIERS_MAX = 20
Moment = Annotated[
    LocalMoment,
    Field(
        description="RFC 3339 with an offset, or the local time of `time_zone` without one. A "
        "local time that the clock skips or shows twice needs the offset.",
        examples=["2026-12-01T00:00:00"],
    ),
]


class TierIn(Input):
    min_quantity: int = Field(ge=2, le=1_000_000, strict=True)
    amount: Amount | None = None
    percent_off: PercentOff | None = None


class _Worth(Input):
    """An amount, or percent off the base price: exactly one of the two."""

    amount: Amount | None = None
    percent_off: PercentOff | None = None
    rounding: Rounding | None = Field(None, description="Of what percent make.")
    tiers: list[TierIn] = Field([], max_length=TIERS_MAX)


class SaleCreate(_Worth):
    name: VisibleText = Field(min_length=1, max_length=100, examples=["Spring sale"])
    currency: Currency
    price_list: ListCode = "default"
    priority: int = Field(
        0, ge=0, le=1_000, strict=True, description="Of sales that overlap, the highest wins."
    )
    starts_at: Moment | None = Field(None, description="Null: now.")
    ends_at: Moment | None = Field(None, description="The first moment without it; null: open.")
    time_zone: TimeZone | None = Field(None, description="IANA; else that of the price list.")
    reason: Text | None = Field(None, max_length=200)
    override_reason: OverrideReason = None


class SaleUpdate(Input):
    """Only what is given changes. Giving ``amount`` takes ``percent_off`` away, and the reverse."""

    name: VisibleText | None = Field(None, min_length=1, max_length=100)
    priority: int | None = Field(None, ge=0, le=1_000, strict=True)
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    time_zone: TimeZone | None = None
    amount: Amount | None = None
    percent_off: PercentOff | None = None
    rounding: Rounding | None = None
    tiers: list[TierIn] | None = Field(None, max_length=TIERS_MAX)
    reason: Text | None = Field(None, max_length=200)
    override_reason: OverrideReason = None
    expected_version: ExpectedVersion = None

    @model_validator(mode="after")
    def changes_something(self) -> Self:
        if not self.model_fields_set - {"reason", "override_reason", "expected_version"}:
            raise ValueError("name at least one field to change")
        return self


class SaleRemove(Input):
    reason: Reason | None = None
    expected_version: Annotated[int | None, Field(ge=1, le=INTEGER_MAX, strict=True)] = None


class SaleResult(Schema):
    """What became of a sale: it stands, or it waits for approval (HTTP 202)."""

    sale: SaleOut | None
    price: PriceOut | None
    hits: list[GuardHit]
    proposal: ProposalOut | None
