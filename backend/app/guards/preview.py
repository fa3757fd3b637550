"""What would a guard have caught, and what breaks it as it stands?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.core.money import at_scale
from app.db.base import Record
from app.pricing.engine.limits import Guard, Limits, check, limits_for
from app.pricing.schemas import GuardHit
from app.pricing.types import GuardRule

# What an answer shows; everything is counted.
KEPT_MAX = 50
# Price list, category and currency; limits are remembered for so many of them.
Kind = tuple[str, str | None, str]
KINDS_MAX = 10_000


@dataclass(slots=True)
class Catch:
    """How many rows a guard speaks about, how many of them break it, and the first of those."""

    seen: int = 0
    total: int = 0
    by_rule: Counter[GuardRule] = field(default_factory=Counter)
    kept: dict[int, list[GuardHit]] = field(default_factory=dict)

    def note(self, row_id: int, hits: list[GuardHit]) -> None:
        self.seen += 1
        if not hits:
            return
        self.total += 1
        self.by_rule.update(hit.rule for hit in hits)
        if len(self.kept) < KEPT_MAX:
            self.kept[row_id] = hits


class Trial:
    """One guard by itself: what it forbids, whatever the other guards say."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._of_kinds: dict[Kind, Limits | None] = {}

    def hold(self, rows: Iterable[Record], catch: Catch) -> None:
        """Hold each row against the guard: columns as `queries.stream_changes` has them.

        A step is measured from the price before it alone, without the window of the guard.
        """
        # Taken apart at once: there are many, and each name looked up in a row takes its time.
        for row in rows:
            row_id, item_id, price_list, category, currency, before, amount, *cost = row
            limits = self._limits(item_id, (price_list, category, currency))
            if limits is None:
                continue
            cost_amount, cost_currency = cost
            hits = check(
                at_scale(amount, currency),
                limits,
                price_list=price_list,
                reference=before,
                cost=cost_amount if cost_currency == currency else None,
            )
            catch.note(row_id, hits)

    def _limits(self, item_id: int, kind: Kind) -> Limits | None:
        """What this guard forbids of a price; None where it does not cover it."""
        if self._guard.item_id not in {None, item_id}:
            return None
        try:
            return self._of_kinds[kind]
        except KeyError:
            limits = self._find_limits(item_id, kind)
            if len(self._of_kinds) < KINDS_MAX:
                self._of_kinds[kind] = limits
            return limits

    def _find_limits(self, item_id: int, kind: Kind) -> Limits | None:
        price_list, category, currency = kind
        price: dict[str, Any] = {
            "price_list": price_list,
            "category": category,
            "item_id": item_id,
            "currency": currency,
        }
        return limits_for([self._guard], **price) if self._guard.speaks_of(**price) else None
