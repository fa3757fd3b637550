"""The table of alerts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified


class Alert(Identified, Base):
    """Something that asks for attention. At most one per level and metric is not resolved."""

    __tablename__ = "alerts"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'acknowledged', 'resolved')", name="state"),
        CheckConstraint("severity IN ('info', 'warning', 'critical')", name="severity"),
        CheckConstraint("(state = 'resolved') = (resolved_at IS NOT NULL)", name="resolved"),
        Index(
            "uq_alerts_unresolved",
            "level_id",
            "metric",
            unique=True,
            postgresql_where=text("state <> 'resolved'"),
        ),
        Index("ix_alerts_state", "state", "id"),
    )

    level_id: Mapped[int] = mapped_column(ForeignKey("stock_levels.id"))
    metric: Mapped[str]
    severity: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=text("'open'"))
    # The figures of the last change of the level, and those at the moment of opening.
    value: Mapped[int]
    threshold: Mapped[int]
    opened_value: Mapped[int]
    opened_threshold: Mapped[int]
    acknowledged_by: Mapped[str | None]
    opened_at: Mapped[datetime] = mapped_column(server_default=func.now())
    acknowledged_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_because: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
