"""The tables of the journal: outbox, feed, streams and the idempotency keys."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified


class Outbox(Identified, Base):
    """Changes that are committed but not yet numbered; nearly always empty."""

    __tablename__ = "outbox"
    __table_args__ = (
        # Every row lives for milliseconds, so the dead ones must go at once.
        {
            "postgresql_with": {
                "autovacuum_vacuum_scale_factor": 0.0,
                "autovacuum_vacuum_threshold": 1000,
            }
        },
    )

    channel: Mapped[str]
    type: Mapped[str]
    key: Mapped[str]
    version: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    cause: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]


class Feed(Base):
    """Every change, numbered without gaps per channel; the source of truth for who resumes.

    A partition per day (UTC), which goes as a whole when it is too old.
    """

    __tablename__ = "feed"
    __table_args__ = ({"postgresql_partition_by": "RANGE (recorded_at)"},)

    channel: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[str]
    key: Mapped[str]
    version: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    cause: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now(), primary_key=True)


class Stream(Base):
    """One row per channel: ``floor`` is the oldest seq kept, ``head`` the newest given.

    ``lineage`` is the history that the positions of this ``epoch`` belong to (`app.feed.lineage`).
    """

    __tablename__ = "streams"
    __table_args__ = (
        CheckConstraint("floor >= 1 AND head >= 0", name="bounds"),
        {"postgresql_with": {"fillfactor": 50}},
    )

    channel: Mapped[str] = mapped_column(primary_key=True)
    epoch: Mapped[str]
    head: Mapped[int] = mapped_column(server_default=text("0"))
    floor: Mapped[int] = mapped_column(server_default=text("1"))
    lineage: Mapped[str | None]


class IdempotencyKey(Base):
    """A key that a caller has used, with the answer that it got; kept for at least 24 hours."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        Index("ix_idempotency_keys_created_at", "created_at"),
        Index("ix_idempotency_keys_request_key", "request_key"),
    )

    scope: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    # (scope, key) as the writer of stock knows it, which keeps its own keys in the ledger.
    request_key: Mapped[UUID | None]
    status: Mapped[int]
    body: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class InstallationKey(Base):
    """One row: a random key of 32 bytes, made by the migration (`app.feed.installation`)."""

    __tablename__ = "installation_key"
    __table_args__ = (
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("octet_length(value) = 32", name="length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[bytes]
