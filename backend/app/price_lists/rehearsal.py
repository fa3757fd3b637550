"""What would a new rule make of all prices of a list, before one of them changes?"""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.feed.unit_of_work import UnitOfWork
from app.pricing.engine.book import Book
from app.pricing.engine.limits import MODES, check, strictest
from app.pricing.engine.steps import Origin, Plan
from app.pricing.errors import StalePrice
from app.pricing.proposals import (
    LINES_MAX,
    Approval,
    Draft,
    Proposer,
    blocked,
    worst_first,
)
from app.pricing.schemas import GuardHit, Impact, ProposalLine, ProposalOut
from app.pricing.types import GuardMode, GuardRule

HITS_MAX = 1_000


@dataclass(slots=True)
class Rehearsal:
    """The sum over all pages; only the worst lines and the first hits are kept, and of ``kinds``
    the first of each mode and rule, so that none is forgotten among a thousand others."""

    hits: list[GuardHit] = field(default_factory=list)
    kinds: dict[tuple[GuardMode, GuardRule], GuardHit] = field(default_factory=dict)
    lines: list[ProposalLine] = field(default_factory=list)
    total: int = 0
    units: int = 0
    before: Decimal = Decimal(0)
    after: Decimal = Decimal(0)
    currencies: set[str] = field(default_factory=set)
    # Of every price that breaks a rule: which, what it was and what it would be.
    _seen: Any = field(default_factory=hashlib.sha256)

    @property
    def digest(self) -> str:
        """The prices that a second person has to look at; another one where one of them moved."""
        return str(self._seen.hexdigest())

    def add(self, plan: Plan, lines: list[ProposalLine]) -> None:
        for step in plan.steps:
            if strictest(step.hits) in {"approve", "block"}:
                face = (*step.entry.key, step.before, step.entry.base)
                self._seen.update(repr([str(value) for value in face]).encode())
        self.total += len(lines)
        for line in lines:
            self.units += line.units_on_hand
            self.before += line.units_on_hand * (line.before or 0)
            self.after += line.units_on_hand * line.amount
            self.currencies.add(line.currency)
        self.lines = sorted([*self.lines, *lines[:LINES_MAX]], key=worst_first)[:LINES_MAX]
        strict = [hit for hit in plan.hits if hit.mode != "warn"]
        for hit in strict:
            self.kinds.setdefault((hit.mode, hit.rule), hit)
        self.hits = sorted([*self.hits, *strict], key=_strictest_first)[:HITS_MAX]

    async def decide(
        self,
        proposer: Proposer,
        work: UnitOfWork,
        origin: Origin,
        draft: Draft,
        approval: Approval | None,
        told_digest: str | None = None,
    ) -> ProposalOut | None:
        """None when it may happen now, else the proposal. Raises `PriceBlocked`, and `StalePrice`
        where an approval is about other prices than those of ``told_digest``."""
        mode = strictest(self.hits)
        if approval is not None:
            if told_digest not in {None, self.digest}:
                raise StalePrice(
                    "Prices that it was proposed for have moved since; reject the proposal and "
                    "propose anew."
                )
            if unknown := approval.stops_at([*self.kinds.values()], origin):
                raise blocked(unknown, "The guard says more than when it was proposed.")
            return None
        if mode == "block" and origin.override_reason is None:
            raise blocked(self.hits, "Give override_reason to ask a second person.")
        if mode is None:
            return None
        return await proposer.open(
            work,
            self.lines,
            [*self.kinds.values()],
            origin,
            draft,
            self._impact(),
            self.total,
        )

    def _impact(self) -> Impact:
        told = len(self.currencies) == 1
        return Impact(
            items=self.total,
            units_on_hand=self.units,
            value_before=self.before if told else None,
            value_after=self.after if told else None,
            margin_percent_before=None,
            margin_percent_after=None,
        )


def not_in_parent(book: Book, plan: Plan) -> list[GuardHit]:
    """What the prices of a new list break, but for those that the parent has just so.

    There they are in force, whatever they break: somebody let them through, or they were there
    before the guard. Else one of them would keep every list from being opened.
    """
    found: list[GuardHit] = []
    for step in plan.steps:
        key = step.entry.key
        above = book.nodes[key.price_list].parent
        assert above is not None, "a price comes from a parent"
        parent = book.entries[key._replace(price_list=above)]
        known = set[tuple[int, GuardRule]]()
        if parent.base == step.entry.base:
            layers = parent.layers
            standing = check(
                parent.base,
                layers.limits,
                price_list=layers.price_list,
                reference=book.reference_of_first(key, plan, book.moment),
                cost=layers.cost,
            )
            known = {(hit.guard_id, hit.rule) for hit in standing}
        found += [hit for hit in step.hits if (hit.guard_id, hit.rule) not in known]
    return found


def _strictest_first(hit: GuardHit) -> int:
    return -MODES.index(hit.mode)
