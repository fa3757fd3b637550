"""What is said about the change of many prices at once?"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.core.money import Amount, Currency, Total
from app.core.schema import INTEGER_MAX, Input, Schema, Text, Timestamp, VisibleText, wrong
from app.pricing.schemas import GuardHit, ListCode, OverrideReason, Percent, Reason, Rounding

SKUS_MAX = 1_000
Sku = Annotated[Text, Field(min_length=1, max_length=100)]


class PriceFilter(Input):
    """Which prices; what is left out does not narrow the choice."""

    q: Text | None = Field(None, max_length=300)
    category: Text | None = Field(None, max_length=300, description="And all below it.")
    tag: Text | None = Field(None, max_length=50)
    skus: list[Sku] = Field([], max_length=SKUS_MAX)
    min_amount: Amount | None = Field(None, description="Base price at least.")
    max_amount: Amount | None = Field(None, description="Base price at most.")
    min_margin_percent: Percent | None = Field(
        None, ge=-10_000, le=100, max_digits=9, decimal_places=4
    )
    max_margin_percent: Percent | None = Field(
        None, ge=-10_000, le=100, max_digits=9, decimal_places=4
    )


class PriceRule(Input):
    """How the new base price comes from the old one.

    ``set``: it is ``value``; ``percent``: ``value`` percent more (or less); ``amount``: ``value``
    more (or less); ``match``: what ``column`` says, plus ``value`` percent.
    """

    kind: Literal["set", "percent", "amount", "match"]
    value: Percent = Field(ge=-1_000_000_000, le=1_000_000_000, max_digits=16, decimal_places=4)
    column: Literal["cost", "effective", "price_list"] | None = Field(
        None, description="With `match`: the cost, the effective price, or another list's price."
    )
    price_list: ListCode | None = Field(None, description="With the column `price_list`.")

    @model_validator(mode="after")
    def is_complete(self) -> Self:
        if (self.kind == "match") != (self.column is not None):
            raise wrong("column", "belongs to the rule `match`, and only there")
        if (self.column == "price_list") != (self.price_list is not None):
            raise wrong("price_list", "belongs to the column `price_list`, and only there")
        if self.kind == "set" and self.value < 0:
            raise wrong("value", "must not be negative")
        return self


class BulkCreate(Input):
    name: VisibleText | None = Field(None, min_length=1, max_length=100)
    price_list: ListCode = "default"
    currency: Currency
    filter: PriceFilter = PriceFilter()
    rule: PriceRule
    rounding: Rounding | None = None
    reason: Reason


class BulkApply(Input):
    expected_version: Annotated[int | None, Field(ge=1, le=INTEGER_MAX, strict=True)] = None
    override_reason: OverrideReason = None


class BulkUndo(Input):
    reason: Reason


BulkState = Literal[
    "previewing",
    "ready",
    "proposed",
    "applying",
    "applied",
    "undoing",
    "undone",
    "discarded",
    "failed",
]
RowState = Literal[
    "ready", "unchanged", "blocked", "applied", "changed_since", "archived", "undone", "kept"
]


class BulkRow(Schema):
    """One price: before, after, and what the guard says."""

    ordinal: int
    item_id: int
    sku: str
    item_name: str
    old: Amount
    new: Amount
    change_percent: Percent | None
    margin_percent: Percent | None = Field(description="After; needs `cost:read`.")
    units_on_hand: int
    hits: list[GuardHit]
    state: RowState


class BulkTotals(Schema):
    items: int = Field(description="Prices that the filter chose.")
    raised: int
    lowered: int
    unchanged: int
    warned: int
    needs_approval: int
    blocked: int
    value_before: Total = Field(description="Prices times units on hand.")
    value_after: Total
    margin_percent_before: Percent | None = Field(description="Needs `cost:read`.")
    margin_percent_after: Percent | None


class BulkFace(Schema):
    """How far a change of many prices is."""

    id: int
    name: str | None
    state: BulkState
    price_list: str
    currency: Currency
    actor: str
    done: int = Field(description="Rows that the running step has behind it.")
    total: int
    applied: int
    skipped: int = Field(description="Changed or archived since the preview, or blocked.")
    undone: int
    kept: int = Field(description="Left by the undo, since somebody changed them after it.")
    proposal_id: int | None
    problem: str | None = Field(description="Why it failed.")
    version: int


class BulkOut(BulkFace):
    """A change of many prices, from its preview to its undoing."""

    filter: PriceFilter
    rule: PriceRule
    rounding: Rounding | None
    reason: str
    totals: BulkTotals | None = Field(description="Null while the preview is made.")
    worst: list[BulkRow] = Field(description="Ten rows that move most, those with hits first.")
    created_at: Timestamp
    updated_at: Timestamp
