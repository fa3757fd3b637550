"""The rules that hold for a price, and those that it breaks.

Every guard that covers a price applies, and the strictest result wins: a guard of an item can be
stricter than that of its list, and never lifts it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.identifiers import is_in_category
from app.core.money import plain
from app.pricing.engine.amounts import percent_between
from app.pricing.engine.window import Reference
from app.pricing.schemas import GuardHit, GuardLimit
from app.pricing.types import GuardMode, GuardRule

# A price so many times the old one, or that part of it, looks like a decimal point that slipped.
# Less than 10, so that a slip that comes with another change is seen too.
SCALE = 5
WINDOW_HOURS = 24
WINDOW_HOURS_MAX = 720
STEP_RULES: frozenset[GuardRule] = frozenset({"max_increase", "max_decrease", "scale"})
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
    window_hours: int = WINDOW_HOURS

    def speaks_of(
        self,
        *,
        price_list: str,
        category: str | None,
        item_id: int,
        currency: str,
        left_categories: Collection[str] = (),
    ) -> bool:
        """``left_categories`` are those that the item was moved out of a short time ago."""
        return (
            self.item_id in {None, item_id}
            and self.price_list in {None, price_list}
            and self.currency in {None, currency}
            and (
                self.category is None
                or any(is_in_category(one, self.category) for one in (category, *left_categories))
            )
        )

    def limits(self) -> list["Limit"]:
        """The rules that it sets."""
        bounds: tuple[tuple[GuardRule, Decimal | None], ...] = (
            ("max_increase", self.max_increase_percent),
            ("max_decrease", self.max_decrease_percent),
            ("floor", self.floor),
            ("ceiling", self.ceiling),
            ("margin", self.min_margin_percent),
        )
        bans: tuple[tuple[GuardRule, bool | None], ...] = (
            ("zero", self.refuse_zero),
            ("scale", self.refuse_scale),
        )
        said = [(rule, value) for rule, value in bounds if value is not None]
        refused = [(rule, None) for rule, refuses in bans if refuses]
        return [
            Limit(rule, self.mode, self.id, self.name, value, self.window_hours)
            for rule, value in (*said, *refused)
        ]

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
    window_hours: int = WINDOW_HOURS

    def covers(self, other: "Limit") -> bool:
        """Whether ``other`` can ask for nothing that this one does not ask for."""
        return (
            self.rule == other.rule
            and MODES.index(self.mode) >= MODES.index(other.mode)
            and self.window_hours >= other.window_hours
            and is_as_tight(self.rule, self.value, other.value)
        )

    def out(self) -> GuardLimit:
        return GuardLimit(
            rule=self.rule,
            mode=self.mode,
            limit=None if self.value is None else plain(self.value),
            guard_id=self.guard_id,
            guard_name=self.guard_name,
        )


# No limit covers another one.
Limits = tuple[Limit, ...]


def is_as_tight(rule: GuardRule, one: Decimal | None, other: Decimal | None) -> bool:
    """Whether the bound ``one`` of a rule allows no more than ``other``."""
    if one is None or other is None:
        return True
    return one >= other if rule in {"floor", "margin"} else one <= other


def limits_for(
    guards: Iterable[Guard],
    *,
    price_list: str,
    category: str | None,
    item_id: int,
    currency: str,
    left_categories: Collection[str] = (),
) -> Limits:
    """The rules that hold for one price, the strictest of each; of equals that of the guard that
    names the price most closely."""
    speaking = [
        guard
        for guard in guards
        if guard.speaks_of(
            price_list=price_list,
            category=category,
            item_id=item_id,
            currency=currency,
            left_categories=left_categories,
        )
    ]
    limits: list[Limit] = []
    for guard in sorted(speaking, key=lambda guard: guard.closeness, reverse=True):
        for limit in guard.limits():
            if not any(known.covers(limit) for known in limits):
                limits = [known for known in limits if not limit.covers(known)]
                limits.append(limit)
    return tuple(limits)


def check(
    amount: Decimal,
    limits: Limits,
    *,
    price_list: str,
    reference: Decimal | Reference | None = None,
    cost: Decimal | None = None,
) -> list[GuardHit]:
    """The rules that ``amount`` breaks, the strictest first; each once.

    ``reference`` is what it is a step from: the old base price for a base price, the base price
    for a sale; None asks only what holds without a step. ``cost`` is in the price's currency,
    None where it is unknown.
    """
    if isinstance(reference, Decimal):
        reference = Reference(reference)
    hits: list[GuardHit] = []
    for limit in limits:
        start = _start_of(limit, amount, reference)
        if _breaks(limit, amount, start, cost):
            hits.append(
                GuardHit(
                    rule=limit.rule,
                    mode=limit.mode,
                    guard_id=limit.guard_id,
                    guard_name=limit.guard_name,
                    price_list=price_list,
                    amount=amount,
                    limit=_told(limit),
                    value=_value(limit.rule, amount, start),
                    measured_from=start if limit.rule in STEP_RULES else None,
                )
            )
    return strictest_of_each(hits)


def strictest_of_each(hits: Iterable[GuardHit]) -> list[GuardHit]:
    """Of each rule the strictest hit, the strictest first."""
    found: dict[GuardRule, GuardHit] = {}
    for hit in sorted(hits, key=lambda hit: (-MODES.index(hit.mode), hit.rule)):
        found.setdefault(hit.rule, hit)
    return list(found.values())


def _start_of(limit: Limit, amount: Decimal, reference: Reference | None) -> Decimal | None:
    """The price that a step is measured from; None where it is no step in the rule's direction."""
    if reference is None or limit.rule not in STEP_RULES or amount == reference.amount:
        return None
    rises = amount > reference.amount
    if limit.rule == ("max_decrease" if rises else "max_increase"):
        return None
    return reference.below(limit.window_hours) if rises else reference.above(limit.window_hours)


def strictest(hits: Sequence[GuardHit]) -> GuardMode | None:
    """What the hits ask for together; None when there are none."""
    return max((hit.mode for hit in hits), key=MODES.index, default=None)


def _breaks(limit: Limit, amount: Decimal, reference: Decimal | None, cost: Decimal | None) -> bool:
    value = limit.value if limit.value is not None else Decimal(0)
    match limit.rule:
        case "zero":
            return amount == 0
        case "scale":
            return amount > 0 and _is_out_of_scale(amount, reference)
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
