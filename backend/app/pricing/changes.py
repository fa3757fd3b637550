"""What does the feed say about prices?"""

from app.feed.change import Change, Channel
from app.pricing.schemas import PriceChangeOut, PriceOut, ProposalOut


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


def price_checked(price: PriceOut, *, actor: str, reason: str) -> Change:
    """The price is the same; what the guard says of it is not."""
    return Change(
        channel=Channel.PRICES,
        type="price.changed",
        key=str(price.id),
        version=price.version,
        before={"amount": str(price.amount), "currency": price.currency},
        after=price.model_dump(mode="json"),
        cause={"kind": "guard_checked", "change": None, "actor": actor, "reason": reason},
    )


def proposal_changed(proposal: ProposalOut, kind: str, *, actor: str, reason: str | None) -> Change:
    """``kind``: proposed, approved, rejected, expired or withdrawn."""
    impact = {"margin_percent_before": None, "margin_percent_after": None}
    told = proposal.model_copy(update={"impact": proposal.impact.model_copy(update=impact)})
    return Change(
        channel=Channel.PRICES,
        type="price.proposal_changed",
        key=f"proposal:{proposal.id}",
        version=proposal.version,
        before=None,
        after=told.model_dump(mode="json"),
        cause={"kind": kind, "actor": actor, "reason": reason},
    )
