"""What is said about prices?"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, WithJsonSchema, model_validator

from app.core.money import Amount, Currency, check_amount, plain
from app.core.schema import INTEGER_MAX, Input, Schema, Text, Timestamp, wrong

PriceList = Literal["default"]

Percent = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["-12.50"]}),
]


class BasePriceSet(Input):
    amount: Amount = Field(description="A decimal string, with no more decimals than the currency.")
    currency: Currency
    price_list: PriceList = "default"
    reason: Text | None = Field(None, max_length=200)
    expected_version: int | None = Field(
        None,
        ge=0,
        le=INTEGER_MAX,
        strict=True,
        description="Set only if the price still has this version; 0: if there is none.",
    )

    @model_validator(mode="after")
    def fits_currency(self) -> Self:
        try:
            self.amount = check_amount(self.amount, self.currency)
        except ValueError as error:
            raise wrong("amount", str(error)) from error
        return self


class EffectivePrice(Schema):
    amount: Amount
    currency: Currency
    because: str = Field(description="Which layer makes it: `base`.")


class PriceLayer(Schema):
    """One of the prices that the effective price is computed from."""

    id: int
    kind: Literal["base"] = "base"
    amount: Amount
    currency: Currency
    since: Timestamp
    version: int


class PriceOut(Schema):
    """The base price of an item in one price list and currency."""

    id: int
    item_id: int
    sku: str
    name: str
    category: str | None
    price_list: str
    amount: Amount
    currency: Currency
    since: Timestamp
    version: int
    updated_at: Timestamp


class ItemPriceOut(Schema):
    """Everything that makes the price of one item."""

    item_id: int
    sku: str
    price_list: str
    effective: EffectivePrice | None = Field(description="Null while no price is set.")
    layers: list[PriceLayer]
    version: int = Field(description="Version of the effective base price; 0 when there is none.")


class PriceChangeOut(Schema):
    id: int
    price_id: int
    item_id: int
    sku: str
    item_name: str
    price_list: str
    currency: Currency
    before: Amount | None
    amount: Amount
    change_percent: Percent | None
    version: int
    reason: str | None
    reference: str | None
    actor: str
    occurred_at: Timestamp
    recorded_at: Timestamp


class PriceResult(Schema):
    price: PriceOut
    change: PriceChangeOut | None = Field(description="Null when the price was that already.")
