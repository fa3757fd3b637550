"""The words of prices: layers, causes, guards."""

from typing import Literal

# Which layer makes a price: the list's own base price, its parent's by rule, or a sale.
Because = Literal["base", "inherited", "sale"]
LayerState = Literal["in_force", "outranked", "scheduled", "ended", "suspended"]
# Why a step of the timeline came about.
Cause = Literal[
    "base_price",
    "sale_started",
    "sale_ended",
    "sale_edited",
    "list_edited",
    "import",
    "bulk",
    "bulk_undo",
    "revert",
]
Significance = Literal["minor", "significant", "major"]
GuardRule = Literal["max_increase", "max_decrease", "floor", "ceiling", "margin", "zero", "scale"]
# From the mildest to the strictest.
GuardMode = Literal["warn", "approve", "block"]
ProposalKind = Literal["base", "sale", "sale_edit", "list", "bulk", "revert", "guard"]
ProposalState = Literal["pending", "approved", "rejected", "expired", "withdrawn"]
# What can happen to a price that stays what it is.
PriceTouch = Literal["planned", "guard_checked"]
