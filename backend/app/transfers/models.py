"""The table of transfers; what left and what arrived stands in the ledger."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified
from app.transfers.types import TRANSFER_STATES


class Transfer(Identified, Base):
    """One document: goods that leave one location for another."""

    __tablename__ = "transfers"
    __table_args__ = (
        CheckConstraint(f"state IN {TRANSFER_STATES!r}", name="state"),
        CheckConstraint("from_location_id <> to_location_id", name="goes"),
        Index("ix_transfers_in_transit", "id", postgresql_where=text("state = 'in_transit'")),
    )

    state: Mapped[str]
    from_location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    to_location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    reference: Mapped[str | None]
    reason: Mapped[str | None]
    actor: Mapped[str]
    settled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
