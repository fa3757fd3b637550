"""What would a guard have caught, and what breaks it as it stands?"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.money import at_scale
from app.db.base import Record
from app.pricing.engine.limits import Guard, Limits, check, limits_for
from app.pricing.schemas import GuardHit
from app.pricing.types import GuardRule

# What an answer shows; everything is counted.
KEPT_MAX = 50
# Kinds of prices whose limits are remembered: a kind is list, category and currency.
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
    """One guard among the others: only what it forbids itself counts.

    Where another guard names a price more closely, that one decides, as it would if this guard
    were in force.
    """

    def __init__(self, guard: Guard, others: Iterable[Guard]) -> None:
        self._guard = guard
        self._wide = [guard] if guard.item_id is None else []
        self._of_items: dict[int, list[Guard]] = defaultdict(list)
        for other in others:
            if other.item_id is None:
                self._wide.append(other)
            else:
                self._of_items[other.item_id].append(other)
        if guard.item_id is not None:
            self._of_items[guard.item_id].append(guard)
        self._of_kinds: dict[tuple[str, str | None, str], Limits] = {}

    def hold(self, rows: Iterable[Record], catch: Catch, *, steps: bool) -> None:
        """Hold each row against the guard; ``steps`` have a reference, the price before."""
        for row in rows:
            if not self._guard.speaks_of(
                price_list=row.price_list,
                category=row.category,
                item_id=row.item_id,
                currency=row.currency,
            ):
                continue
            hits = check(
                at_scale(row.amount, row.currency),
                self._limits(row),
                price_list=row.price_list,
                reference=row.reference if steps else None,
                cost=row.cost_amount if row.cost_currency == row.currency else None,
            )
            catch.note(row.id, hits)

    def _limits(self, row: Record) -> Limits:
        """What this guard says of the row's price."""
        own = self._of_items.get(row.item_id)
        if own is not None:
            return self._ours(row, [*self._wide, *own])
        kind = (row.price_list, row.category, row.currency)
        limits = self._of_kinds.get(kind)
        if limits is None:
            limits = self._ours(row, self._wide)
            if len(self._of_kinds) < KINDS_MAX:
                self._of_kinds[kind] = limits
        return limits

    def _ours(self, row: Record, guards: Iterable[Guard]) -> Limits:
        limits = limits_for(
            guards,
            price_list=row.price_list,
            category=row.category,
            item_id=row.item_id,
            currency=row.currency,
        )
        return {rule: limit for rule, limit in limits.items() if limit.guard_id == self._guard.id}
