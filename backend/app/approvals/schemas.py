"""What is said when somebody decides on a price?"""

from pydantic import Field

from app.core.schema import Input, Schema, Text
from app.pricing.schemas import PriceOut, ProposalOut, Reason


class Approval(Input):
    reason: Text | None = Field(None, max_length=200)


class Rejection(Input):
    reason: Reason


class DecisionOut(Schema):
    proposal: ProposalOut
    prices: list[PriceOut] = Field(description="What changed with it; at most 20.")
