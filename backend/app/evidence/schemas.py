"""What is said about the price before a reduction?"""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from app.core.money import Amount, Currency
from app.core.schema import Schema, Timestamp
from app.evidence.types import Law, Reason
from app.pricing.schemas import Percent
from app.pricing.types import Because

YEARS = (1970, 2999)


def _within_years(moment: datetime) -> datetime:
    if not YEARS[0] <= moment.astimezone(UTC).year <= YEARS[1]:
        raise PydanticCustomError("year", f"must lie in the years {YEARS[0]} to {YEARS[1]}")
    return moment


# A moment from which one can count back, and a little beyond.
Moment = Annotated[Timestamp, AfterValidator(_within_years)]


class PriceInterval(Schema):
    """A stretch in which one price was in force, cut to the window."""

    amount: Amount
    because: Because = Field(description="Which layer made the price.")
    starts_at: Timestamp
    ends_at: Timestamp = Field(description="Not part of it.")
    carried_in: bool = Field(description="In force when the window began.")
    change_id: int | None = Field(
        description="The step of the timeline that began it; null: planned, or not written yet."
    )
    recorded_at: Timestamp | None = Field(description="When that step was written down.")
    confirmed_alone: bool = Field(
        description="Approved by who set it, since nobody else could approve it."
    )
    decides: bool = Field(
        description="It is of the prior price, or of the one that was examined and does not hold."
    )


class EvidenceOut(Schema):
    """Evidence, not legal advice: a prior price, and the stretches that it rests on."""

    law: Law
    item_id: int
    sku: str
    item_name: str
    price_list: str
    currency: Currency
    time_zone: str = Field(description="Of the price list; its calendar counts the days.")
    reduction_starts_at: Timestamp
    reduced: Amount | None = Field(
        description="The price from then on, by plan if that lies ahead; null: no reduction."
    )
    on_sale_since: Timestamp | None = Field(
        description="The first price of the timeline; null if that came after the reduction."
    )
    window_starts_at: Timestamp
    window_ends_at: Timestamp = Field(description="Not part of the window.")
    prior: Amount | None = Field(description="What may be shown as the earlier price; null: none.")
    reduction_percent: Percent | None = Field(
        description="Of the prior price, rounded down to 0.01; null where it does not hold."
    )
    holds: bool = Field(description="Whether an announcement of a reduction rests on this price.")
    reasons: list[Reason] = Field(
        description="Why it does not hold (`no_reduction`, `no_price_before`, `not_lower`, "
        "`no_majority`, `less_than_two_weeks`, `too_long_ago`, `too_many_steps`), and what is "
        "special (`new_item`, `carried_forward`, `progressive`, `recorded_later`, `still_open`)."
    )
    intervals: list[PriceInterval] = Field(description="All of the window, the oldest first.")
    computed_at: Timestamp
