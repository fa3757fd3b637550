"""What do all tables have in common?"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Identity, MetaData, Row, Select, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# A row, and a statement that yields rows, of columns that a schema will check anyway.
Record = Row[*tuple[Any, ...]]
Records = Select[*tuple[Any, ...]]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {datetime: DateTime(timezone=True), int: BigInteger}


class Identified:
    """A bigint key that PostgreSQL counts."""

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True, sort_order=-10)


class Versioned:
    """Counts the changes of a row; each UPDATE adds one, and readers keep the newest they saw."""

    version: Mapped[int] = mapped_column(server_default=text("1"), sort_order=90)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=91)
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=92)
