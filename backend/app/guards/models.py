"""The table of what a guard has to be asked about again."""

from datetime import datetime

from sqlalchemy import func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified


class PriceRecheck(Identified, Base):
    """A guard is another, so what the prices break is too; null is every list, category, item.

    ``after_item_id`` is the last item that was looked at.
    """

    __tablename__ = "price_rechecks"

    price_list: Mapped[str | None]
    category: Mapped[str | None]
    item_id: Mapped[int | None]
    after_item_id: Mapped[int] = mapped_column(server_default=text("0"))
    actor: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
