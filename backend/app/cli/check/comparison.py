"""What is a comparison, and which words do all of them share?

Every comparison counts what it looked at and names each difference in words. `TOLD` is every
change that was ever announced or still waits to be: the feed and the outbox together.
"""

from dataclasses import dataclass

# For messages.
LEVEL = "format('level %s (%s at %s)', stock_levels.id, items.sku, locations.code)"
LEVEL_WORDS = """
    JOIN items ON items.id = stock_levels.item_id
    JOIN locations ON locations.id = stock_levels.location_id
"""
TOLD = """
    SELECT type, key, version, after, cause FROM feed WHERE channel = '{channel}'
    UNION ALL
    SELECT type, key, version, after, cause FROM outbox WHERE channel = '{channel}'
"""
OUTBOX = "SELECT count(*) FROM outbox"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``differences`` yields a column ``what``, a sentence per difference.

    Where announcing or correcting a level mends them, it also yields its ``level_id``, and the
    ``movement_id`` of the line of the ledger that readers should have been told of.
    """

    name: str
    promise: str
    compared: str
    differences: str
