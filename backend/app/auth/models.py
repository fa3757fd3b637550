"""The tables of people: who they are, and where they are logged in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Identified, Versioned


class User(Identified, Versioned, Base):
    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(
            "role IN ('viewer', 'operator', 'pricer', 'approver', 'admin')", name="role"
        ),
        Index("uq_users_email_key", "email_key", unique=True),
    )

    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(String(collation="C"))
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str]
    active: Mapped[bool] = mapped_column(server_default=text("true"))


class Session(Identified, Base):
    """A login. The token is random and only its SHA-256 is kept."""

    __tablename__ = "sessions"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]


class StreamTicket(Base):
    """Lets one socket in, once, within seconds of its making."""

    __tablename__ = "stream_tickets"

    ticket_hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]


class SignInPlace(Base):
    """A network from which a user has signed in; ``place`` is the HMAC of its address."""

    __tablename__ = "sign_in_places"
    __table_args__ = (Index("ix_sign_in_places_place", "place"),)

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[bytes] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
