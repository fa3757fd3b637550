"""The words of evidence: whose rule, and what is to be said of an answer."""

from typing import Literal

Law = Literal["eu", "jp"]

# Why a reduction does not hold.
Obstacle = Literal[
    "no_reduction",
    "no_price_before",
    "not_lower",
    "no_majority",
    "less_than_two_weeks",
    "too_long_ago",
    "too_many_steps",
]
# What is special about an answer, whether it holds or not.
Remark = Literal["new_item", "carried_forward", "progressive", "recorded_later", "still_open"]
Reason = Literal[Obstacle, Remark]
