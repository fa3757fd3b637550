"""What does the feed say about guards?"""

from app.feed.change import Change
from app.guards.schemas import GuardFace
from app.pricing.changes import event


def guard_changed(guard: GuardFace, kind: str, *, actor: str, reason: str | None) -> Change:
    """``kind``: created, edited or removed."""
    return event("guard", guard, kind, actor=actor, reason=reason)
