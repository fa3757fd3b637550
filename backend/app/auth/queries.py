"""The statements about people and sessions."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    LargeBinary,
    any_,
    cast,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.auth.models import Session, SignInPlace, StreamTicket, User
from app.core.identifiers import clean_identifier, identity_key
from app.db.base import Record, Records

# A network that a user has not signed in from for so long is a stranger's again.
PLACE_KEPT = timedelta(days=90)
# One write a day is enough to know that a place is in use.
PLACE_REFRESHED = timedelta(days=1)
ACCOUNTS_OF_PLACE_MAX = 1_000

_PRINCIPAL = (
    User.id.label("user_id"),
    Session.id.label("session_id"),
    User.email,
    User.name,
    User.role,
    Session.expires_at,
)


async def find_user_by_email(session: AsyncSession, email: str) -> User | None:
    statement = select(User).where(User.email_key == identity_key(email))
    return (await session.execute(statement)).scalar_one_or_none()


async def list_users(session: AsyncSession) -> Sequence[User]:
    return (await session.execute(select(User).order_by(User.id))).scalars().all()


async def lock_users(session: AsyncSession) -> None:
    """Let nobody write an account until the transaction ends."""
    await session.execute(text("LOCK TABLE users IN SHARE MODE"))


async def list_emails(
    session: AsyncSession, *, roles: Collection[str], active: bool, but: str
) -> list[str]:
    """The addresses of the accounts with one of these roles, except one address."""
    statement = (
        select(User.email)
        .where(User.role.in_(roles), User.active.is_(active), User.email != but)
        .order_by(User.email)
    )
    return list((await session.execute(statement)).scalars())


async def count_users(session: AsyncSession) -> int:
    return (await session.execute(select(func.count()).select_from(User))).scalar_one()


async def insert_user(session: AsyncSession, **values: Any) -> User | None:
    """The new account, or None when its address has one."""
    email = clean_identifier(values["email"])
    keyed = values | {"email": email, "email_key": identity_key(email)}
    statement = upsert(User).values(**keyed).on_conflict_do_nothing().returning(User)
    return (await session.execute(statement)).scalar_one_or_none()


async def set_password(session: AsyncSession, user_id: int, password_hash: str) -> None:
    await session.execute(
        update(User)
        .where(User.id == user_id)
        .values(password_hash=password_hash, version=User.version + 1, updated_at=func.now())
    )


async def insert_session(
    session: AsyncSession, *, user_id: int, token_hash: bytes, expires_at: datetime
) -> int:
    statement = insert(Session).values(
        user_id=user_id, token_hash=token_hash, expires_at=expires_at
    )
    return (await session.execute(statement.returning(Session.id))).scalar_one()


async def list_by_token(
    session: AsyncSession, *, token_hashes: Collection[bytes], at: datetime
) -> Sequence[Record]:
    """Who is logged in with these tokens at ``at``; ``token_hash`` says with which."""
    statement = _logged_in(at).add_columns(Session.token_hash)
    statement = statement.where(
        Session.token_hash == any_(cast(list(token_hashes), ARRAY(LargeBinary)))
    )
    return (await session.execute(statement)).all()


async def list_by_session(
    session: AsyncSession, *, session_ids: Collection[int], at: datetime
) -> Sequence[Record]:
    """Who is logged in with these sessions at ``at``."""
    statement = _logged_in(at).where(Session.id == any_(cast(list(session_ids), ARRAY(BigInteger))))
    return (await session.execute(statement)).all()


def _logged_in(at: datetime) -> Records:
    return (
        select(*_PRINCIPAL)
        .join(User, User.id == Session.user_id)
        .where(Session.expires_at > at, User.active)
    )


async def delete_session(session: AsyncSession, session_id: int) -> None:
    await session.execute(delete(Session).where(Session.id == session_id))


async def delete_sessions_of(session: AsyncSession, user_id: int) -> None:
    await session.execute(delete(Session).where(Session.user_id == user_id))


async def delete_expired(session: AsyncSession, at: datetime) -> None:
    await session.execute(delete(Session).where(Session.expires_at <= at))
    await session.execute(delete(StreamTicket).where(StreamTicket.expires_at <= at))
    await session.execute(delete(SignInPlace).where(SignInPlace.seen_at <= at - PLACE_KEPT))


async def insert_ticket(
    session: AsyncSession, *, ticket_hash: bytes, session_id: int, expires_at: datetime
) -> None:
    await session.execute(
        insert(StreamTicket).values(
            ticket_hash=ticket_hash, session_id=session_id, expires_at=expires_at
        )
    )


async def take_ticket(session: AsyncSession, *, ticket_hash: bytes, at: datetime) -> int | None:
    """The session of a ticket, which is thereby used up."""
    statement = (
        delete(StreamTicket)
        .where(StreamTicket.ticket_hash == ticket_hash, StreamTicket.expires_at > at)
        .returning(StreamTicket.session_id)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def replace_hash(session: AsyncSession, user_id: int, *, old: str, new: str) -> None:
    """Store a hash of the same password with other parameters, unless it changed meanwhile."""
    await session.execute(
        update(User).where(User.id == user_id, User.password_hash == old).values(password_hash=new)
    )


async def remember_place(session: AsyncSession, *, user_id: int, place: bytes) -> None:
    """Note that a user has signed in from a network."""
    statement = upsert(SignInPlace).values(user_id=user_id, place=place)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[SignInPlace.user_id, SignInPlace.place],
            set_={"seen_at": func.now()},
            where=SignInPlace.seen_at < func.now() - PLACE_REFRESHED,
        )
    )


async def list_accounts_of_place(session: AsyncSession, place: bytes) -> Sequence[str]:
    """The e-mail keys of the newest users who have signed in from a network."""
    statement = (
        select(User.email_key)
        .join(SignInPlace, SignInPlace.user_id == User.id)
        .where(SignInPlace.place == place)
        .order_by(SignInPlace.seen_at.desc())
        .limit(ACCOUNTS_OF_PLACE_MAX)
    )
    return (await session.execute(statement)).scalars().all()
