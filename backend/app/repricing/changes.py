"""What does the feed say about the change of many prices?"""

from app.feed.change import Change, Channel
from app.repricing.schemas import BulkFace


def bulk_changed(bulk: BulkFace, kind: str, *, actor: str, reason: str | None) -> Change:
    """``kind``: the state that it has come to, or `progress`."""
    return Change(
        channel=Channel.PRICES,
        type="price.bulk_changed",
        key=f"bulk:{bulk.id}",
        version=bulk.version,
        before=None,
        after=bulk.model_dump(mode="json"),
        cause={"kind": kind, "actor": actor, "reason": reason},
    )
