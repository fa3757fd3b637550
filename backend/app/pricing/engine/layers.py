"""What is the price of an item at a moment, and why?

Everything here is computed from values, without a database: the base price (set in the list, or
come from the parent list by its rule), and over it the sales whose window holds the moment. Of
those the highest priority wins, then the one that started last, then the one made last.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from app.core.money import at_scale, plain
from app.pricing.engine.amounts import RoundingRule, add_percent, settle
from app.pricing.engine.limits import Limits, check, strictest, strictest_of_each
from app.pricing.engine.window import PricePoint, Reference, add_point
from app.pricing.schemas import GuardHit, TrailStep
from app.pricing.types import Because, Cause, GuardRule

SaleEvent = Literal["started", "ended", "suspended"]


@dataclass(frozen=True, slots=True)
class ListNode:
    """A price list among its relatives. ``rule_value`` is percent, or an amount to add."""

    code: str
    currency: str | None = None
    time_zone: str = "UTC"
    parent: str | None = None
    rule_kind: Literal["percent", "fixed"] | None = None
    rule_value: Decimal = Decimal(0)
    rounding: RoundingRule | None = None
    active: bool = True

    def derive(self, parent_base: Decimal, currency: str) -> Decimal:
        """This list's base price where only the parent's was set."""
        return settle(self._ruled(parent_base), currency, self.rounding)

    def trail(self, parent_base: Decimal, currency: str) -> list[TrailStep]:
        """The steps of `derive`, each with the amount after it."""
        steps = []
        ruled = settle(self._ruled(parent_base), currency)
        if self.rule_kind is not None:
            unit = " %" if self.rule_kind == "percent" else ""
            detail = f"{self.rule_value.normalize():+f}{unit}"
            steps.append(_step("rule", self.code, ruled, detail=detail))
        if self.rounding is not None:
            rounded = self.derive(parent_base, currency)
            steps.append(_step("rounding", self.code, rounded, detail=_told(self.rounding)))
        return steps

    def _ruled(self, parent_base: Decimal) -> Decimal:
        match self.rule_kind:
            case "percent":
                return add_percent(parent_base, self.rule_value)
            case "fixed":
                return parent_base + self.rule_value
            case None:
                return parent_base


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount, or percent off the base price; for ``min_quantity`` units or more."""

    amount: Decimal | None
    percent_off: Decimal | None
    min_quantity: int = 1

    def of(self, base: Decimal, currency: str, rounding: RoundingRule | None) -> Decimal:
        if self.amount is not None:
            return at_scale(self.amount, currency)
        assert self.percent_off is not None, "a worth is an amount or a percentage"
        return settle(add_percent(base, -self.percent_off), currency, rounding)


@dataclass(frozen=True, slots=True)
class Sale:
    """A layer over the base price, in force in ``[starts_at, ends_at)`` once it has ``started``.

    ``cleared`` is what a second person let through: see `Clearance`.
    """

    id: int
    name: str
    worth: Worth
    starts_at: datetime
    ends_at: datetime | None
    time_zone: str
    priority: int = 0
    rounding: RoundingRule | None = None
    tiers: tuple[Worth, ...] = ()
    state: Literal["active", "suspended", "removed"] = "active"
    started: bool = False
    hits: tuple[GuardHit, ...] = ()
    cleared: "Clearance | None" = None
    words: "SaleWords | None" = None
    version: int = 1

    def holds(self, at: datetime) -> bool:
        """Whether its window holds the moment, and nothing keeps it from being in force."""
        return (
            self.started
            and self.state == "active"
            and self.starts_at <= at
            and not self.is_over(at)
        )

    def is_over(self, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at

    def price(self, base: Decimal, currency: str, quantity: int = 1) -> Decimal:
        """The price of one unit when ``quantity`` units are bought; above ``base`` it is not
        used, see `Layers.offer`."""
        return self.tier(base, currency, quantity).of(base, currency, self.rounding)

    def tier(self, base: Decimal, currency: str, quantity: int) -> Worth:
        """The cheapest of the worths that ``quantity`` units reach; of equals the last tier.

        Where an amount and a percentage are mixed, a changed base price can make a tier dearer
        than the one before it.
        """
        reached = [tier for tier in self.tiers if tier.min_quantity <= quantity]
        return min(
            reversed([self.worth, *reached]),
            key=lambda worth: worth.of(base, currency, self.rounding),
        )

    def check(self, layers: "Layers", at: datetime) -> list[GuardHit]:
        """What the guard says of it and its tiers at a moment, but for what was let through just
        so."""
        base, cost, currency = layers.base, layers.cost, layers.currency
        reference = layers.reference(max(at, self.starts_at))
        hits: list[GuardHit] = []
        for worth in (self.worth, *self.tiers):
            amount = worth.of(base, currency, self.rounding)
            if amount > base:
                # Never in force: see `Layers.offer`.
                continue
            known = self.cleared.rules_of(amount, base, cost) if self.cleared else frozenset()
            found = check(
                amount,
                layers.limits,
                price_list=layers.price_list,
                reference=reference,
                cost=cost,
            )
            hits += [hit for hit in found if hit.rule not in known]
        return strictest_of_each(hits)


@dataclass(frozen=True, slots=True)
class Clearance:
    """Prices that a second person let through: the rules that they broke, and what they stood
    beside then."""

    amounts: tuple[Decimal, ...]
    base: Decimal
    cost: Decimal | None
    rules: frozenset[GuardRule]

    def rules_of(
        self, amount: Decimal, base: Decimal, cost: Decimal | None
    ) -> frozenset[GuardRule]:
        """Which rules this amount may break; none where something beside it is another."""
        same = amount in self.amounts and base == self.base and cost == self.cost
        return self.rules if same else frozenset()


@dataclass(frozen=True, slots=True)
class SaleWords:
    """Who made a sale and why; nothing is computed from it."""

    created_by: str
    reason: str | None = None
    approved_by: str | None = None
    override_reason: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Layers:
    """What the price of one item in one list and currency is made of, settled up to a moment."""

    price_list: str
    currency: str
    base: Decimal
    settled_at: datetime
    sales: tuple[Sale, ...] = ()
    limits: Limits = ()
    cost: Decimal | None = None
    # Base prices of the last time, the newest last; what came before an approved one is left out.
    past: tuple[PricePoint, ...] = ()

    def reference(self, at: datetime) -> Reference:
        """What a step at a moment is measured from."""
        return Reference(self.base, self.past, at)

    def with_base(self, base: Decimal, point: PricePoint, *, first: bool) -> "Layers":
        """The layers over another base price, from the moment of ``point`` on."""
        past = self.past
        if first or base != self.base:
            past = add_point(past, None if first else self.base, point)
        return replace(self, base=base, past=past, settled_at=point.occurred_at)

    def winner(self) -> Sale | None:
        """The sale that makes the price of one unit; None where the base price does."""
        return self._winner_for(1)

    def offer(self, quantity: int) -> tuple[Sale | None, Decimal]:
        """The sale that makes the price of each of ``quantity`` units, and that price.

        A sale that is dearer than the base price has no effect, and more units never cost more
        each than fewer.
        """
        steps = {
            tier.min_quantity
            for sale in self.sales
            for tier in sale.tiers
            if tier.min_quantity <= quantity
        }
        offers = []
        for step in sorted({1, *steps}, reverse=True):
            sale = self._winner_for(step)
            price = self.base if sale is None else sale.price(self.base, self.currency, step)
            offers.append((sale, price))
        return min(offers, key=lambda offer: offer[1])

    def amount(self, quantity: int = 1) -> Decimal:
        """The effective price of one unit at ``settled_at`` when so many are bought."""
        return self.offer(quantity)[1]

    def _winner_for(self, quantity: int) -> Sale | None:
        holding = [
            sale
            for sale in self.sales
            if sale.holds(self.settled_at)
            and sale.price(self.base, self.currency, quantity) <= self.base
        ]
        return max(holding, key=_rank, default=None)

    def next_change(self) -> datetime | None:
        """When a sale starts or ends next; None when nothing is planned."""
        return min(self._boundaries(), default=None)

    def advance(self, until: datetime) -> list["Turn"]:
        """Every start and end of a sale up to ``until``, in their order; ends are exclusive.

        A sale that breaks a rule that blocks or wants approval does not start: it is suspended.
        """
        turns: list[Turn] = []
        layers = self
        while (moment := layers.next_change()) is not None and moment <= until:
            layers, events = layers._turn(moment)
            turns.append(Turn(moment, layers, tuple(events)))
        return turns

    def at(self, moment: datetime) -> "Layers":
        """The layers as they will be then, by what is planned now."""
        turns = self.advance(moment)
        layers = turns[-1].layers if turns else self
        return replace(layers, settled_at=max(moment, self.settled_at))

    def _turn(self, moment: datetime) -> tuple["Layers", list[tuple[Sale, SaleEvent]]]:
        events: list[tuple[Sale, SaleEvent]] = []
        sales = []
        for sale in self.sales:
            after = sale
            if sale.state == "active" and not sale.started and sale.starts_at <= moment:
                after, event = self._start(sale)
                events.append((after, event))
            elif sale.holds(self.settled_at) and sale.is_over(moment):
                after = replace(sale, version=sale.version + 1)
                events.append((after, "ended"))
            sales.append(after)
        asked = {sale.id for sale, _ in events}
        turned = replace(self, sales=tuple(sales), settled_at=moment)
        layers, stopped = turned.uncover(self.winner(), asked)
        return layers, [*events, *stopped]

    def uncover(
        self, before: Sale | None, asked: Collection[int]
    ) -> tuple["Layers", list[tuple[Sale, SaleEvent]]]:
        """Ask the guard of the sale that makes the price now and did not ``before``.

        It ran while another outranked it, and the guard or the cost may have become another
        meanwhile: what breaks a rule that blocks or wants approval is suspended, as at a start.
        Those that were ``asked`` just now are not asked again.
        """
        layers, events = self, list[tuple[Sale, SaleEvent]]()
        while (shown := layers.winner()) and shown.id not in asked:
            if before is not None and shown.id == before.id:
                break
            stopped, event = self._start(shown)
            if event == "started":
                break
            events.append((stopped, event))
            sales = tuple(stopped if sale.id == shown.id else sale for sale in layers.sales)
            layers = replace(layers, sales=sales)
        return layers, events

    def _start(self, sale: Sale) -> tuple[Sale, SaleEvent]:
        hits = sale.check(self, self.settled_at)
        version = sale.version + 1
        if strictest(hits) in {"approve", "block"}:
            stopped = replace(sale, state="suspended", started=False)
            return replace(stopped, hits=tuple(hits), version=version), "suspended"
        return replace(sale, started=True, hits=tuple(hits), version=version), "started"

    def _boundaries(self) -> list[datetime]:
        found = []
        for sale in self.sales:
            if sale.state != "active":
                continue
            if not sale.started:
                found.append(max(sale.starts_at, self.settled_at))
            elif sale.ends_at is not None and sale.ends_at > self.settled_at:
                found.append(sale.ends_at)
        return found

    def standing_hits(self) -> list[GuardHit]:
        """The rules that the effective price breaks as it stands, steps aside."""
        return check(self.amount(), self.limits, price_list=self.price_list, cost=self.cost)


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment at which sales started or ended, and the layers from then on."""

    at: datetime
    layers: Layers
    events: tuple[tuple[Sale, SaleEvent], ...]

    @property
    def cause(self) -> Cause:
        winner = self.layers.winner()
        began = {sale.id for sale, event in self.events if event == "started"}
        return "sale_started" if winner and winner.id in began else "sale_ended"


def because_of(winner: Sale | None, own: Decimal | None) -> Because:
    if winner is not None:
        return "sale"
    return "base" if own is not None else "inherited"


def sale_trail(layers: Layers, quantity: int) -> list[TrailStep]:
    """What the winning sale does to the base price, for so many units."""
    sale, _ = layers.offer(quantity)
    if sale is None:
        return []
    tier = sale.tier(layers.base, layers.currency, quantity)
    amount = tier.of(layers.base, layers.currency, sale.rounding)
    unrounded = tier.of(layers.base, layers.currency, None)
    detail = "" if tier.percent_off is None else f"-{plain(tier.percent_off)} %"
    if tier is not sale.worth:
        detail = f"from {tier.min_quantity} units {detail}".strip()
    kind: Literal["sale", "tier"] = "sale" if tier is sale.worth else "tier"
    steps = [_step(kind, layers.price_list, unrounded, name=sale.name, detail=detail or None)]
    if sale.rounding is not None and tier.percent_off is not None:
        steps.append(_step("rounding", layers.price_list, amount, detail=_told(sale.rounding)))
    return steps


def base_trail(nodes: Sequence[ListNode], own: Decimal, currency: str) -> list[TrailStep]:
    """From the list in which the price was set (the last of ``nodes``) to the one asked for."""
    *derived, source = nodes
    steps = [_step("base", source.code, own)]
    for node in reversed(derived):
        steps.extend(node.trail(steps[-1].amount, currency))
    return steps


def _rank(sale: Sale) -> tuple[int, datetime, int]:
    return sale.priority, sale.starts_at, sale.id


def _told(rounding: RoundingRule) -> str:
    ending = f" + {plain(rounding.ending.normalize())}" if rounding.ending else ""
    way = "" if rounding.direction == "nearest" else f", {rounding.direction}"
    return f"to {plain(rounding.to.normalize())}{ending}{way}"


def _step(
    kind: Literal["base", "rule", "rounding", "sale", "tier"],
    price_list: str,
    amount: Decimal,
    **words: Any,
) -> TrailStep:
    return TrailStep.model_validate(
        {"kind": kind, "price_list": price_list, "amount": amount, "name": None, "detail": None}
        | words
    )
