"""What is said when somebody decides on a price?"""

from pydantic import Field

from app.core.schema import Input, Schema, Text
from app.pricing.schemas import PriceOut, ProposalOut, Reason


class Decision(Input):
    reason: Text | None = Field(None, max_length=200)


class Approval(Decision):
    confirm_alone: bool = Field(
        False,
        description="Approve what you proposed yourself, where nobody else may approve. It needs "
        "a reason, and is recorded as confirmed alone.",
    )


class ApproversOut(Schema):
    """Who besides the caller may approve."""

    others: int = Field(description="Active accounts; with 0 of them one confirms alone.")


class Rejection(Input):
    reason: Reason


class DecisionOut(Schema):
    proposal: ProposalOut
    prices: list[PriceOut] = Field(description="What changed with it; at most 20.")
