"""What does the feed say about sales?"""

from app.feed.change import Change, Channel
from app.sales.schemas import SaleOut


def sale_changed(sale: SaleOut, kind: str, *, actor: str, reason: str | None) -> Change:
    """``kind``: created, edited, started, ended, suspended or removed."""
    return Change(
        channel=Channel.PRICES,
        type="price.sale_changed",
        key=f"sale:{sale.id}",
        version=sale.version,
        before=None,
        after=sale.model_dump(mode="json"),
        cause={"kind": kind, "actor": actor, "reason": reason},
    )
