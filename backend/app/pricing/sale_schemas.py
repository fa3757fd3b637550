"""What is said about a sale over a price?"""

from typing import Literal

from pydantic import Field

from app.core.money import Amount, Currency
from app.core.schema import Schema, Timestamp
from app.pricing.schemas import GuardHit, Percent, Rounding, Tier

SaleState = Literal["scheduled", "running", "suspended", "ended", "removed"]


class SaleOut(Schema):
    """A sale layer of one price."""

    id: int
    price_id: int
    item_id: int
    sku: str
    item_name: str
    category: str | None
    price_list: str
    currency: Currency
    name: str
    priority: int
    amount: Amount | None
    percent_off: Percent | None
    rounding: Rounding | None
    tiers: list[Tier]
    starts_at: Timestamp
    ends_at: Timestamp | None
    time_zone: str
    starts_local: str = Field(description="In `time_zone`, with the offset of that moment.")
    ends_local: str | None
    state: SaleState
    price: Amount = Field(description="What it makes of today's base price, for one unit.")
    base: Amount
    overlaps: list[int] = Field(description="Sales of the same price whose windows meet this one.")
    hits: list[GuardHit] = Field(description="Why it is suspended, or what it passed with.")
    approved_by: str | None
    reason: str | None
    created_by: str
    version: int
    created_at: Timestamp
    updated_at: Timestamp
