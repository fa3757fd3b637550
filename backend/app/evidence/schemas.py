"""What is said about the price before a reduction?"""

from typing import Literal

from pydantic import Field

from app.core.money import Amount, Currency
from app.core.schema import Schema, Timestamp
from app.pricing.schemas import Percent

Law = Literal["eu", "jp"]


class PriceInterval(Schema):
    """A stretch in which one price was in force, cut to the window."""

    amount: Amount
    starts_at: Timestamp
    ends_at: Timestamp
    carried_in: bool = Field(description="In force when the window began.")
    change_id: int = Field(description="The step of the timeline that began it.")
    decides: bool = Field(description="The prior price rests on this stretch.")


class EvidenceOut(Schema):
    """Evidence, not legal advice: a prior price, and the stretches that it rests on."""

    law: Law
    item_id: int
    sku: str
    item_name: str
    price_list: str
    currency: Currency
    time_zone: str
    reduction_starts_at: Timestamp
    reduced: Amount | None = Field(description="The price from then on.")
    window_starts_at: Timestamp
    window_ends_at: Timestamp = Field(description="Not part of the window.")
    prior: Amount | None = Field(description="What may be shown as the earlier price; null: none.")
    reduction_percent: Percent | None = Field(description="Of the prior price, rounded down.")
    holds: bool = Field(description="Whether an announcement of a reduction rests on this price.")
    reasons: list[str] = Field(description="Codes: why it does not hold, and what is special.")
    intervals: list[PriceInterval]
    computed_at: Timestamp
