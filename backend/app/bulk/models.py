"""The tables of imports: which file came when, and which of its rows have had their effect."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified


class SalesImport(Identified, Base):
    """One file of sales that was imported, and what became of its rows."""

    __tablename__ = "sales_imports"

    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    file_name: Mapped[str]
    currency: Mapped[str]
    time_zone: Mapped[str | None]
    actor: Mapped[str]
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class SalesImportRow(Base):
    """A row that has had its effect, known again by its content.

    It has two lines: one with the digest of the sale and one with that of its text
    (`app.bulk.types.Sale`). Imports of earlier versions have only the latter.

    ``ordinal`` counts rows of the same content inside one file, from 1: a second equal line of an
    invoice is a second sale, the same line in the next export is not.
    """

    __tablename__ = "sales_import_rows"
    __table_args__ = (Index("ix_sales_import_rows_import_id", "import_id"),)

    location_id: Mapped[int] = mapped_column(
        ForeignKey("locations.id"), primary_key=True, autoincrement=False
    )
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    import_id: Mapped[int] = mapped_column(ForeignKey("sales_imports.id"))
    movement_id: Mapped[int] = mapped_column(ForeignKey("stock_movements.id"))
