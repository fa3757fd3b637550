"""What does the feed say about prices?"""

from app.feed.change import Change, Channel
from app.pricing.schemas import PriceChangeOut, PriceOut


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
            "kind": "base_price",
            "change": told,
            "actor": change.actor,
            "reason": change.reason,
        },
    )
