"""What may a price be, and which rules does one break?

For one price each rule comes from the guard that names it most closely: the item before the
category, the deeper category before the wider one, a price list before all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.identifiers import is_in_category
from app.core.money import plain
from app.pricing.engine.amounts import percent_between
from app.pricing.schemas import GuardHit, GuardLimit
from app.pricing.types import GuardMode, GuardRule

# A price so many times the old one, or that part of it, looks like a decimal point that slipped.
# Less than 10, so that a slip that comes with a small change is seen too.
SCALE = 8
MODES: tuple[GuardMode, ...] = ("warn", "approve", "block")


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard as the table keeps it; None says nothing about that rule."""

    id: int
    name: str
    mode: GuardMode
    price_list: str | None = None
    category: str | None = None
    item_id: int | None = None
    currency: str | None = None
    max_increase_percent: Decimal | None = None
    max_decrease_percent: Decimal | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    min_margin_percent: Decimal | None = None
    refuse_zero: bool | None = None
    refuse_scale: bool | None = None

    def speaks_of(
        self, *, price_list: str, category: str | None, item_id: int, currency: str
    ) -> bool:
        return (
            self.item_id in {None, item_id}
            and self.price_list in {None, price_list}
            and self.currency in {None, currency}
            and (self.category is None or is_in_category(category, self.category))
        )

    @property
    def closeness(self) -> tuple[bool, int, bool, bool, int]:
        """Sorts guards that speak of the same price: the closest last; then the older one."""
        depth = 0 if self.category is None else self.category.count("/") + 1
        return (
            self.item_id is not None,
            depth,
            self.price_list is not None,
            self.currency is not None,
            -self.id,
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule as it holds for a price; ``value`` is an amount or percent, None for a ban."""

    rule: GuardRule
    mode: GuardMode
    guard_id: int
    guard_name: str
    value: Decimal | None

    def out(self) -> GuardLimit:
        return GuardLimit(
            rule=self.rule,
            mode=self.mode,
            limit=None if self.value is None else plain(self.value),
            guard_id=self.guard_id,
            guard_name=self.guard_name,
        )


Limits = Mapping[GuardRule, Limit]


def limits_for(
    guards: Iterable[Guard],
    *,
    price_list: str,
    category: str | None,
    item_id: int,
    currency: str,
) -> Limits:
    """The rules that hold for one price."""
    speaking = [
        guard
        for guard in guards
        if guard.speaks_of(
            price_list=price_list, category=category, item_id=item_id, currency=currency
        )
    ]
    limits: dict[GuardRule, Limit] = {}
    for guard in sorted(speaking, key=lambda guard: guard.closeness):
        for rule, value in _rules_of(guard):
            if value is False:
                limits.pop(rule, None)
            else:
                number = None if value is True else value
                limits[rule] = Limit(rule, guard.mode, guard.id, guard.name, number)
    return limits


def check(
    amount: Decimal,
    limits: Limits,
    *,
    price_list: str,
    reference: Decimal | None = None,
    cost: Decimal | None = None,
) -> list[GuardHit]:
    """The rules that ``amount`` breaks, the strictest first.

    ``reference`` is the price that it is a step from: the old base price for a base price, the
    base price for a sale; None asks only what holds without a step. ``cost`` is in the price's
    currency, None where it is unknown.
    """
    return sorted(
        (
            GuardHit(
                rule=limit.rule,
                mode=limit.mode,
                guard_id=limit.guard_id,
                guard_name=limit.guard_name,
                price_list=price_list,
                amount=amount,
                limit=_told(limit),
                value=_value(limit.rule, amount, reference),
            )
            for limit in limits.values()
            if _breaks(limit, amount, reference, cost)
        ),
        key=lambda hit: (-MODES.index(hit.mode), hit.rule),
    )


def strictest(hits: Sequence[GuardHit]) -> GuardMode | None:
    """What the hits ask for together; None when there are none."""
    return max((hit.mode for hit in hits), key=MODES.index, default=None)


def _breaks(limit: Limit, amount: Decimal, reference: Decimal | None, cost: Decimal | None) -> bool:
    value = limit.value if limit.value is not None else Decimal(0)
    match limit.rule:
        case "zero":
            return amount == 0
        case "scale":
            return bool(reference and amount) and _is_out_of_scale(amount, reference)
        case "max_increase":
            return reference is not None and (amount - reference) * 100 > value * reference
        case "max_decrease":
            return reference is not None and (reference - amount) * 100 > value * reference
        case "floor":
            return amount < value
        case "ceiling":
            return amount > value
        case "margin":
            return cost is not None and (amount - cost) * 100 < value * amount


def _is_out_of_scale(amount: Decimal, reference: Decimal | None) -> bool:
    return reference is not None and (amount >= SCALE * reference or amount * SCALE <= reference)


def _told(limit: Limit) -> str | None:
    """What the rule allows; the margin is not told: with the price it would be a bound of the cost,
    and hits are shown to everybody."""
    return None if limit.value is None or limit.rule == "margin" else plain(limit.value)


def _value(rule: GuardRule, amount: Decimal, reference: Decimal | None) -> str | None:
    """What the price would be in terms of the rule; the margin is not told."""
    match rule:
        case "margin":
            return None
        case "floor" | "ceiling" | "zero":
            return plain(amount)
        case _:
            percent = percent_between(reference, amount)
            return None if percent is None else plain(percent)


def _rules_of(guard: Guard) -> Iterable[tuple[GuardRule, Decimal | bool]]:
    rules: tuple[tuple[GuardRule, Decimal | bool | None], ...] = (
        ("max_increase", guard.max_increase_percent),
        ("max_decrease", guard.max_decrease_percent),
        ("floor", guard.floor),
        ("ceiling", guard.ceiling),
        ("margin", guard.min_margin_percent),
        ("zero", guard.refuse_zero),
        ("scale", guard.refuse_scale),
    )
    return ((rule, value) for rule, value in rules if value is not None)
