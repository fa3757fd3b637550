"""What is said about price lists?"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.core.money import Currency
from app.core.schema import INTEGER_MAX, Input, Schema, Text, Timestamp, VisibleText, wrong
from app.core.zones import TimeZone
from app.pricing.schemas import GuardHit, ListCode, OverrideReason, Percent, ProposalOut, Rounding

Name = Annotated[VisibleText, Field(min_length=1, max_length=100, examples=["Web shop"])]
Word = Annotated[Text, Field(min_length=1, max_length=50)]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["JP"], description="ISO 3166-1.")]


class ListRule(Input):
    """How a price comes from the parent's base price: by percent, or by a fixed amount."""

    kind: Literal["percent", "fixed"]
    value: Percent = Field(
        ge=-1_000_000,
        le=1_000_000,
        max_digits=12,
        decimal_places=4,
        description="`-10` with `percent` is ten percent less, with `fixed` ten of the currency.",
    )


class PriceListCreate(Input):
    code: ListCode
    name: Name
    currency: Currency | None = Field(None, description="Null: prices of any currency.")
    channel: Word | None = None
    country: Country | None = None
    customer_group: Word | None = None
    time_zone: TimeZone = "UTC"
    parent: ListCode | None = Field(None, description="Prices come from there unless set here.")
    rule: ListRule | None = None
    rounding: Rounding | None = None
    reason: Text | None = Field(None, max_length=200)


class PriceListUpdate(Input):
    """Only the fields that are sent change. A list keeps its parent and its currency."""

    name: Name | None = None
    channel: Word | None = None
    country: Country | None = None
    customer_group: Word | None = None
    time_zone: TimeZone | None = None
    parent: ListCode | None = None
    rule: ListRule | None = None
    rounding: Rounding | None = None
    active: bool | None = None
    reason: Text | None = Field(None, max_length=200)
    override_reason: OverrideReason = None
    expected_version: Annotated[int | None, Field(ge=1, le=INTEGER_MAX, strict=True)] = None

    @model_validator(mode="after")
    def changes_something(self) -> Self:
        sent = self.model_fields_set - {"reason", "override_reason", "expected_version"}
        if not sent:
            raise ValueError("name at least one field to change")
        for name in sorted(sent & {"name", "time_zone", "active"}):
            if getattr(self, name) is None:
                raise wrong(name, "must not be null")
        return self


class PriceListOut(Schema):
    code: str
    name: str
    currency: Currency | None
    channel: str | None
    country: str | None
    customer_group: str | None
    time_zone: str
    parent: str | None
    rule: ListRule | None
    rounding: Rounding | None
    active: bool
    prices: int = Field(description="How many prices it has, its own and inherited ones.")
    own_prices: int
    version: int
    created_at: Timestamp
    updated_at: Timestamp


class PriceListResult(Schema):
    """What became of an edited list: it stands, or it waits for approval (HTTP 202)."""

    price_list: PriceListOut
    changed: int = Field(description="Prices that changed with it.")
    hits: list[GuardHit]
    proposal: ProposalOut | None
