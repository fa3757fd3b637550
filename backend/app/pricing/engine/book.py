"""What would a change make of every price that it touches, and what does the guard say?

A book holds the prices of some items in all lists, as they stand. A plan is a change worked out on
it, with every step of every timeline; nothing has happened until the book adopts the plan and is
written. So a change that the guard stops leaves no trace.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from app.pricing.engine.layers import Layers, ListNode, Sale, because_of
from app.pricing.engine.limits import Guard, check, limits_for
from app.pricing.engine.steps import (
    SYSTEM,
    Entry,
    ItemFacts,
    Key,
    Origin,
    Plan,
    SaleChange,
    Step,
)
from app.pricing.engine.window import PricePoint, Reference
from app.pricing.schemas import GuardHit
from app.pricing.types import Because, PriceTouch

DEFAULT_LIST = "default"


class Book:
    """The prices of some items. ``moment`` is now, for all that happens in it."""

    def __init__(
        self,
        moment: datetime,
        items: Mapping[int, ItemFacts],
        nodes: Mapping[str, ListNode],
        guards: Sequence[Guard],
        entries: Iterable[Entry],
    ) -> None:
        self.moment = moment
        self.items = items
        self.nodes = dict(nodes)
        self._guards = guards
        self.entries = {entry.key: entry for entry in entries}
        self.steps: list[Step] = []
        self.sales: list[SaleChange] = []

    def revise(self, node: ListNode) -> None:
        """Let a list be another than it is, to see what that would do."""
        self.nodes[node.code] = node

    def _children(self, code: str) -> list[ListNode]:
        return [node for node in self.nodes.values() if node.parent == code]

    def find(self, key: Key) -> Entry | None:
        return self.entries.get(key)

    def limited(self, layers: Layers, item: ItemFacts) -> Layers:
        """The layers with the rules and the cost that hold for them."""
        limits = limits_for(
            self._guards,
            price_list=layers.price_list,
            category=item.category,
            item_id=item.id,
            currency=layers.currency,
            left_categories=item.left_categories,
        )
        return replace(layers, limits=limits, cost=item.cost_in(layers.currency))

    def adopt(self, plan: Plan) -> None:
        """Let the plan be what happens when the book is written."""
        self.entries.update(plan.entries)
        self.steps.extend(plan.steps)
        self.sales.extend(plan.sales)

    def settle(self) -> None:
        """Write down every start and end of a sale that has come since."""
        for entry in list(self.entries.values()):
            plan = Plan()
            self._caught_up(plan, entry, self.moment)
            self.adopt(plan)

    def plan_base(
        self, key: Key, amount: Decimal | None, origin: Origin, occurred_at: datetime | None = None
    ) -> Plan:
        """A base price is set in a list, or taken away (None) so that the parent's holds.

        With ``occurred_at`` before the last step, it tells of the past alone.
        """
        plan = Plan()
        entry = self.entries.get(key)
        if entry and occurred_at and occurred_at < entry.layers.settled_at:
            assert amount is not None, "the past can be told, not taken away"
            self._tell_past(plan, entry, amount, origin, occurred_at)
            return plan
        moment = self._moment_for(entry, occurred_at)
        before = self._caught_up(plan, entry, moment) if entry else None
        base = amount if amount is not None else self.inherited(key)
        assert base is not None, "a price can be taken away only where another one holds"
        self._set(plan, key, before, amount, base, origin, moment)
        self._hand_down(plan, key, origin, moment)
        return plan

    def inherited(self, key: Key) -> Decimal | None:
        """What the parent's base price makes in this list; None where there is none."""
        node = self.nodes[key.price_list]
        parent = self.entries.get(key._replace(price_list=node.parent)) if node.parent else None
        return node.derive(parent.base, key.currency) if parent else None

    def plan_list(self, code: str, origin: Origin) -> Plan:
        """The list's rule is another: every price that comes from the parent is worked out anew."""
        plan = Plan()
        parent = self.nodes[code].parent
        sources = [entry for entry in self.entries.values() if entry.key.price_list == parent]
        for source in sources:
            self._hand_down(plan, source.key, origin, self.moment, only=code)
        return plan

    def plan_sale(self, key: Key, sale: Sale, origin: Origin, event: str = "created") -> Plan:
        """A sale comes over the price, or is another than it was (the same ``id``)."""
        plan = Plan()
        entry = self.entries[key]
        moment = self._moment_for(entry, None)
        before = self._caught_up(plan, entry, moment)
        layers = before.layers
        if sale.state != "removed" and not sale.is_over(moment):
            plan.hits += sale.check(layers, moment)
        others = tuple(known for known in layers.sales if known.id != sale.id)
        layers = replace(layers, sales=(*others, sale), settled_at=moment)
        plan.sales.append(SaleChange(key, sale, event, origin))
        layers, stopped = layers.uncover(before.layers.winner(), {sale.id})
        plan.sales += [
            SaleChange(key, other, what, Origin("sale_edited", SYSTEM)) for other, what in stopped
        ]
        for turn in layers.advance(moment):
            layers = turn.layers
            plan.sales += [
                SaleChange(key, turned, what, Origin(turn.cause, SYSTEM))
                for turned, what in turn.events
            ]
        self._move(plan, before, layers, before.own, origin, moment, touch="planned")
        return plan

    def plan_check(self, origin: Origin) -> Plan:
        """The cost or the guard is another: what do the prices break now?"""
        plan = Plan()
        for entry in list(self.entries.values()):
            current = self._caught_up(plan, entry, self.moment)
            if current.layers.amount() != current.amount:
                # Written when a sale could still be dearer than the base price.
                layers = replace(current.layers, settled_at=self.moment)
                current = self._move(
                    plan, current, layers, current.own, Origin("sale_ended", SYSTEM), self.moment
                )
            hits = tuple(current.layers.standing_hits())
            if hits != current.hits:
                noted = replace(current, hits=hits, version=current.version + 1)
                self._note(plan, noted, origin, "guard_checked")
        return plan

    def _moment_for(self, entry: Entry | None, occurred_at: datetime | None) -> datetime:
        moment = occurred_at or self.moment
        # A clock that was set back does not put a step before the one it follows.
        return max(moment, entry.layers.settled_at) if entry else moment

    def _caught_up(self, plan: Plan, entry: Entry, until: datetime) -> Entry:
        for turn in entry.layers.advance(until):
            origin = Origin(turn.cause, SYSTEM)
            plan.sales += [
                SaleChange(entry.key, sale, event, origin) for sale, event in turn.events
            ]
            entry = self._move(
                plan, entry, turn.layers, entry.own, origin, turn.at, touch="planned"
            )
        return entry

    def _set(
        self,
        plan: Plan,
        key: Key,
        before: Entry | None,
        own: Decimal | None,
        base: Decimal,
        origin: Origin,
        moment: datetime,
    ) -> None:
        """The base price of one list is another; what the guard says of it joins the hits."""
        item = self.items[key.item_id]
        is_first = before is None
        if before is None:
            empty = Layers(key.price_list, key.currency, base, moment)
            layers = self.limited(empty, item)
            before = Entry(item, layers, own, base, because_of(None, own), None, moment)
            reference = self.reference_of_first(key, plan, moment)
        else:
            reference = before.layers.reference(moment)
        point = PricePoint(moment, self.moment, base, approved=origin.approved_by is not None)
        layers = before.layers.with_base(base, point, first=is_first)
        hits: list[GuardHit] = []
        if is_first or base != before.base:
            hits = check(
                base,
                layers.limits,
                price_list=key.price_list,
                reference=reference,
                cost=layers.cost,
            )
            # Also of a sale that another one outranks: whoever sets the base is to know of it.
            for sale in layers.sales:
                if sale.holds(moment):
                    hits += sale.check(layers, moment)
        plan.hits += hits
        self._move(plan, before, layers, own, origin, moment, hits=tuple(hits))

    def reference_of_first(self, key: Key, plan: Plan, moment: datetime) -> Reference | None:
        """The first price in another list is measured from that in the default list."""
        first = key._replace(price_list=DEFAULT_LIST)
        known = plan.entries.get(first) or self.entries.get(first)
        if known is None or first == key:
            return None
        return known.layers.reference(moment)

    def _hand_down(
        self, plan: Plan, key: Key, origin: Origin, moment: datetime, only: str | None = None
    ) -> None:
        """Work out the prices that come from this one, and those that come from them."""
        for node in self._children(key.price_list):
            if only not in {None, node.code} or node.currency not in {None, key.currency}:
                continue
            child = key._replace(price_list=node.code)
            entry = self.entries.get(child)
            if entry and entry.own is not None:
                continue
            source = plan.entries.get(key) or self.entries[key]
            base = node.derive(source.base, key.currency)
            if entry and entry.base == base:
                continue
            then = self._moment_for(entry, moment)
            before = self._caught_up(plan, entry, then) if entry else None
            self._set(plan, child, before, None, base, origin, then)
            self._hand_down(plan, child, origin, moment)

    def _move(
        self,
        plan: Plan,
        before: Entry,
        layers: Layers,
        own: Decimal | None,
        origin: Origin,
        moment: datetime,
        *,
        hits: tuple[GuardHit, ...] = (),
        touch: PriceTouch | None = None,
    ) -> Entry:
        """The price with these layers. A line of the timeline where it is another; where it is
        not, the ``touch`` is told, if there is one."""
        winner = layers.winner()
        amount = layers.amount()
        first = before.version == 0
        after = replace(
            before,
            layers=layers,
            own=own,
            amount=amount,
            because=because_of(winner, own),
            sale_id=winner.id if winner else None,
            since=moment if first or amount != before.amount else before.since,
            hits=tuple(layers.standing_hits()),
            version=before.version + 1,
        )
        if not first and _face(after) == _face(before):
            if touch is None:
                return before
            return self._note(plan, after, origin, touch)
        plan.entries[after.key] = after
        plan.steps.append(
            Step(after, amount, None if first else before.amount, moment, origin, hits)
        )
        return after

    def _note(self, plan: Plan, after: Entry, origin: Origin, touch: PriceTouch) -> Entry:
        plan.entries[after.key] = after
        plan.steps.append(
            Step(
                after,
                after.amount,
                after.amount,
                after.layers.settled_at,
                origin,
                touch=touch,
            )
        )
        return after

    def _tell_past(
        self, plan: Plan, entry: Entry, amount: Decimal, origin: Origin, occurred_at: datetime
    ) -> None:
        after = replace(entry, version=entry.version + 1)
        plan.entries[after.key] = after
        plan.hits += check(
            amount,
            entry.layers.limits,
            price_list=entry.key.price_list,
            cost=entry.layers.cost,
        )
        plan.steps.append(Step(after, amount, None, occurred_at, origin, tuple(plan.hits)))


def _face(entry: Entry) -> tuple[Decimal | None, Decimal, Decimal, Because, int | None]:
    return entry.own, entry.base, entry.amount, entry.because, entry.sale_id
