"""What is said about guards?"""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from app.catalog.schemas import Category
from app.core.money import Amount, Currency, check_amount
from app.core.schema import INTEGER_MAX, Input, Schema, Text, Timestamp, VisibleText, wrong
from app.pricing.engine.limits import WINDOW_HOURS, WINDOW_HOURS_MAX
from app.pricing.schemas import GuardHit, ListCode, Percent, PriceChangeOut, PriceOut
from app.pricing.types import GuardMode, GuardRule

Step = Annotated[Percent, Field(gt=0, le=1_000_000, max_digits=10, decimal_places=2)]
Margin = Annotated[Percent, Field(ge=-1_000, lt=100, max_digits=6, decimal_places=2)]


class GuardLimits(Input):
    """What a price has to keep; null: this guard says nothing about it.

    Every guard that covers a price applies, and the strictest result wins.
    """

    max_increase_percent: Step | None = Field(None, description="Largest step up.")
    max_decrease_percent: Step | None = Field(None, le=100, description="Largest step down.")
    floor: Amount | None = None
    ceiling: Amount | None = None
    currency: Currency | None = Field(None, description="Of floor and ceiling; needed with them.")
    min_margin_percent: Margin | None = Field(None, description="Over cost, of the price.")
    refuse_zero: bool | None = None
    refuse_scale: bool | None = Field(
        None, description="5 times the old price or more, or a fifth of it or less."
    )
    window_hours: int = Field(
        WINDOW_HOURS,
        ge=1,
        le=WINDOW_HOURS_MAX,
        strict=True,
        description="Steps are measured from the price now and from those of so many hours: a "
        "step down from the highest base price in them, a step up from the lowest.",
    )

    @model_validator(mode="after")
    def bounds_have_a_currency(self) -> Self:
        has_bounds = self.floor is not None or self.ceiling is not None
        if has_bounds and self.currency is None:
            raise wrong("currency", "name the currency of floor and ceiling")
        if self.currency is not None:
            self.floor = _in_currency("floor", self.floor, self.currency)
            self.ceiling = _in_currency("ceiling", self.ceiling, self.currency)
        if self.floor is not None and self.ceiling is not None and self.floor > self.ceiling:
            raise wrong("ceiling", "must not be below the floor")
        return self


def _in_currency(field: str, bound: Decimal | None, currency: str) -> Decimal | None:
    try:
        return None if bound is None else check_amount(bound, currency)
    except ValueError as error:
        raise wrong(field, str(error)) from error


class GuardCreate(GuardLimits):
    name: VisibleText = Field(min_length=1, max_length=100)
    mode: GuardMode = "approve"
    price_list: ListCode | None = None
    category: Category | None = Field(None, description="With everything below it.")
    item_id: int | None = Field(None, ge=1, le=INTEGER_MAX)
    active: bool = True
    reason: Text | None = Field(None, max_length=200)


class GuardUpdate(GuardCreate):
    """The whole guard anew, as the editor shows it."""

    expected_version: Annotated[int | None, Field(ge=1, le=INTEGER_MAX, strict=True)] = None


class GuardOut(Schema):
    id: int
    name: str
    mode: GuardMode
    price_list: str | None
    category: str | None
    item_id: int | None
    sku: str | None
    max_increase_percent: Percent | None
    max_decrease_percent: Percent | None
    floor: Amount | None
    ceiling: Amount | None
    currency: Currency | None
    min_margin_percent: Percent | None
    refuse_zero: bool | None
    refuse_scale: bool | None
    window_hours: int
    is_default: bool = Field(description="The guard that a shop has from the beginning.")
    active: bool
    reason: str | None
    updated_by: str
    version: int
    created_at: Timestamp
    updated_at: Timestamp


class GuardFace(GuardOut):
    """A guard as the feed tells it: without the smallest margin, which would tell the cost."""

    min_margin_percent: SkipJsonSchema[None] = Field(None, exclude=True)
    removed_at: Timestamp | None = Field(description="Since when it says nothing any more.")


class GuardPreviewRequest(GuardCreate):
    replaces: int | None = Field(None, ge=1, le=INTEGER_MAX, description="The guard it stands for.")
    days: int = Field(30, ge=1, le=366, strict=True)


class Caught(Schema):
    change: PriceChangeOut
    hits: list[GuardHit]


class Breaking(Schema):
    price: PriceOut
    hits: list[GuardHit]


class GuardPreview(Schema):
    """What the guard would have caught, and what breaks it as it stands."""

    changes: int = Field(description="Price changes of those days that it speaks about.")
    caught_total: int
    by_rule: dict[GuardRule, int]
    caught: list[Caught] = Field(description="The newest 50.")
    prices: int = Field(description="Prices that it speaks about.")
    breaking_total: int
    breaking: list[Breaking] = Field(description="At most 50 prices that break it now.")
