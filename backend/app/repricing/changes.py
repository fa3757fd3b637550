"""What does the feed say about the change of many prices?"""

from app.feed.change import Change
from app.pricing.changes import event
from app.repricing.schemas import BulkFace


def bulk_changed(bulk: BulkFace, kind: str, *, actor: str, reason: str | None) -> Change:
    """``kind``: the state that it has come to, or `progress`."""
    return event("bulk", bulk, kind, actor=actor, reason=reason)
