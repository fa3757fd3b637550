"""What does the feed say about prices?"""

from typing import Any, Protocol

from app.core.money import plain
from app.feed.change import Change, Channel
from app.pricing.sale_schemas import SaleOut
from app.pricing.schemas import PriceChangeOut, PriceOut, ProposalOut
from app.pricing.types import PriceTouch


def price_changed(price: PriceOut, change: PriceChangeOut) -> Change:
    told = change.model_dump(mode="json")
    before = None
    if change.before is not None:
        before = {"amount": told["before"], "currency": change.currency}
    return Change(
        channel=Channel.PRICES,
        type="price.changed",
        key=str(price.id),
        version=price.version,
        before=before,
        after=price.model_dump(mode="json"),
        cause={
            "kind": change.cause,
            "change": told,
            "actor": change.actor,
            "reason": change.reason,
        },
    )


def price_touched(price: PriceOut, kind: PriceTouch, *, actor: str, reason: str | None) -> Change:
    """The effective price is the same; what is planned for it, or what the guard says, is not."""
    return Change(
        channel=Channel.PRICES,
        type="price.changed",
        key=str(price.id),
        version=price.version,
        before={"amount": plain(price.amount), "currency": price.currency},
        after=price.model_dump(mode="json"),
        cause={"kind": kind, "change": None, "actor": actor, "reason": reason},
    )


def proposal_changed(proposal: ProposalOut, kind: str, *, actor: str, reason: str | None) -> Change:
    """``kind``: proposed, approved, rejected, expired or withdrawn."""
    return event("proposal", proposal.without_margins(), kind, actor=actor, reason=reason)


def sale_changed(sale: SaleOut, kind: str, *, actor: str, reason: str | None) -> Change:
    """``kind``: created, edited, started, ended, suspended or removed."""
    return event("sale", sale, kind, actor=actor, reason=reason)


class Versioned(Protocol):
    """What the channel of prices tells besides prices."""

    version: int

    def model_dump(self, *, mode: str) -> dict[str, Any]: ...


class Identified(Versioned, Protocol):
    id: int


def event(noun: str, thing: Identified, kind: str, *, actor: str, reason: str | None) -> Change:
    """Something of that noun is new, or another than before; the key names both."""
    return named_event(noun, thing.id, thing, kind, actor=actor, reason=reason)


def named_event(
    noun: str, name: int | str, thing: Versioned, kind: str, *, actor: str, reason: str | None
) -> Change:
    """The same about a thing that is named by something else than its id."""
    return Change(
        channel=Channel.PRICES,
        type=f"price.{noun}_changed",
        key=f"{noun}:{name}",
        version=thing.version,
        before=None,
        after=thing.model_dump(mode="json"),
        cause={"kind": kind, "actor": actor, "reason": reason},
    )
