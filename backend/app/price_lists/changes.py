"""What does the feed say about price lists?"""

from app.feed.change import Change
from app.price_lists.schemas import PriceListOut
from app.pricing.changes import named_event


def list_changed(price_list: PriceListOut, kind: str, *, actor: str, reason: str | None) -> Change:
    """``kind``: created or edited; a list goes by its code."""
    return named_event("list", price_list.code, price_list, kind, actor=actor, reason=reason)
