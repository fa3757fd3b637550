"""The table of holds; what a hold keeps of which level stands in the ledger."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified
from app.holds.types import HOLD_STATES


class Hold(Identified, Base):
    """Units promised until ``expires_at``."""

    __tablename__ = "holds"
    __table_args__ = (
        CheckConstraint(f"state IN {HOLD_STATES!r}", name="state"),
        Index("ix_holds_expires_at", "expires_at", postgresql_where=text("state = 'held'")),
    )

    state: Mapped[str]
    reference: Mapped[str | None]
    reason: Mapped[str | None]
    actor: Mapped[str]
    expires_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
