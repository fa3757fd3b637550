"""How do people log in, stay in and leave?

A session is a row; its token is 256 random bits, used as the web app's cookie and as the API's
bearer token alike, so that logging out ends both at once (docs/decisions/0004).
"""

import asyncio
import hashlib
import secrets
import time
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

import structlog
from redis.asyncio import Redis

from app.auth import queries
from app.auth.errors import EmailTaken, SessionEnded, UserNotFound, WrongCredentials
from app.auth.lookup import TokenLookup
from app.auth.models import User
from app.auth.passwords import NOBODY_WAITS, Caller, Gone, HashingLane, needs_rehash
from app.auth.throttle.sign_in import Attempt, Origin, SignInThrottle
from app.auth.types import Principal
from app.core.clock import now
from app.core.errors import FieldError
from app.db.database import DATABASE_AWAY
from app.feed.unit_of_work import Journal

TICKET_TTL_SECONDS = 30
CACHE_SECONDS = 10.0
REFRESH_SECONDS = 7.0
CACHE_MAX = 10_000

log = structlog.get_logger()


def digest(token: str) -> bytes:
    """What is stored of a token: SHA-256 is enough, since the token is random."""
    return hashlib.sha256(token.encode()).digest()


class AuthService:
    """One per process; remembers for ten seconds who a token belongs to."""

    def __init__(
        self, journal: Journal, *, session_ttl_hours: int, redis: Redis | None = None
    ) -> None:
        self._journal = journal
        self._passwords = HashingLane()
        self._throttle = SignInThrottle(journal.database, redis)
        self._session_ttl = timedelta(hours=session_ttl_hours)
        self._cache: dict[bytes, tuple[float, Principal]] = {}
        self._forgotten = 0
        self._refreshing: dict[bytes, asyncio.Task[None]] = {}
        self._lookup = TokenLookup(journal.database)
        self._listeners: list[Callable[[Callable[[Principal], bool]], None]] = []

    @property
    def session_ttl_seconds(self) -> int:
        return int(self._session_ttl.total_seconds())

    async def login(
        self, email: str, password: str, *, origin: Origin | None = None, gone: Gone | None = None
    ) -> str:
        """The token of a new session.

        ``origin`` is where a client comes from, which bounds its attempts; None for a caller of
        this process. ``gone`` says whether the client has hung up. Raises `WrongCredentials`, in
        the same time for any reason, `SignInThrottled` and `SignInBusy`.
        """
        if origin is None:
            user = await self._verified(email, password, NOBODY_WAITS)
            return await self._open_session(user, None)
        attempt = await self._throttle.admit(email, origin)
        try:
            user = await self._verified(
                email, password, Caller(origin.network, known=attempt.known, gone=gone)
            )
        except WrongCredentials:
            raise
        except BaseException:
            await self._throttle.give_back(attempt)
            raise
        await self._throttle.succeeded(attempt)
        return await self._open_session(user, attempt)

    async def new_device(self, email: str) -> str:
        """The value of a cookie by which a browser is known when it signs in again."""
        return await self._throttle.new_device(email)

    async def _verified(self, email: str, password: str, caller: Caller) -> User:
        # Before the database is asked: what is refused anyway should cost little.
        self._passwords.require_room(caller)
        async with self._journal.database.session() as session:
            user = await queries.find_user_by_email(session, email)
        stored = user.password_hash if user else None
        matches = await self._passwords.verify(password, stored, caller)
        if user is None or not matches or not user.active:
            log.warning("auth.login_refused", email=email, network=caller.address)
            raise WrongCredentials("Check the e-mail address and the password.")
        if needs_rehash(user.password_hash):
            renewed = await self._passwords.hash(password)
            async with self._journal.unit_of_work() as work:
                await queries.replace_hash(
                    work.session, user.id, old=user.password_hash, new=renewed
                )
        return user

    async def _open_session(self, user: User, attempt: Attempt | None) -> str:
        token = secrets.token_urlsafe(32)
        async with self._journal.unit_of_work() as work:
            await queries.delete_expired(work.session, now())
            if attempt is not None:
                await queries.remember_place(work.session, user_id=user.id, place=attempt.place)
            await queries.insert_session(
                work.session,
                user_id=user.id,
                token_hash=digest(token),
                expires_at=now() + self._session_ttl,
            )
        log.info("auth.logged_in", user_id=user.id)
        return token

    async def authenticate(self, token: str) -> Principal:
        """Whose token this is; another process's logout counts after at most ten seconds.

        Raises `SessionEnded`.
        """
        hashed = digest(token)
        return self._remembered(hashed) or await self._ask(hashed)

    async def _ask(self, hashed: bytes) -> Principal:
        forgotten = self._forgotten
        principal = await self._lookup.find(hashed)
        if principal is None:
            self._cache.pop(hashed, None)
            raise SessionEnded("Log in again.")
        if len(self._cache) >= CACHE_MAX:
            self._cache.clear()
        # Somebody may have logged out while the database was answering.
        if forgotten == self._forgotten:
            self._cache[hashed] = (time.monotonic(), principal)
        return principal

    def remembered(self, token: str) -> Principal | None:
        """Whose token this is, if that was checked in the last ten seconds."""
        return self._remembered(digest(token))

    def _remembered(self, hashed: bytes) -> Principal | None:
        cached = self._cache.get(hashed)
        if cached is None:
            return None
        age = time.monotonic() - cached[0]
        if age >= CACHE_SECONDS:
            return None
        if age >= REFRESH_SECONDS and hashed not in self._refreshing:
            # One asks ahead of time, or all would ask at once when the ten seconds are over.
            self._refreshing[hashed] = asyncio.create_task(self._refresh(hashed))
        return cached[1]

    async def _refresh(self, hashed: bytes) -> None:
        try:
            await self._ask(hashed)
        except (SessionEnded, *DATABASE_AWAY):
            # Whoever asks next hears of it.
            return
        finally:
            del self._refreshing[hashed]

    async def find_sessions(self, session_ids: Collection[int]) -> dict[int, Principal]:
        """Which of these sessions go on, and who they belong to now."""
        async with self._journal.database.session() as session:
            rows = await queries.list_by_session(session, session_ids=session_ids, at=now())
        return {row.session_id: Principal(**row._mapping) for row in rows}

    def when_ended(self, listener: Callable[[Callable[[Principal], bool]], None]) -> None:
        """Call ``listener`` with what the sessions that ended in this process have in common."""
        self._listeners.append(listener)

    async def logout(self, principal: Principal) -> None:
        async with self._journal.unit_of_work() as work:
            await queries.delete_session(work.session, principal.session_id)
        self._forget(lambda cached: cached.session_id == principal.session_id)
        log.info("auth.logged_out", user_id=principal.user_id)

    async def issue_ticket(self, principal: Principal) -> str:
        """A ticket for one socket, good for 30 seconds."""
        ticket = secrets.token_urlsafe(32)
        async with self._journal.unit_of_work() as work:
            await queries.insert_ticket(
                work.session,
                ticket_hash=digest(ticket),
                session_id=principal.session_id,
                expires_at=now() + timedelta(seconds=TICKET_TTL_SECONDS),
            )
        return ticket

    async def redeem_ticket(self, ticket: str) -> Principal:
        """Raises `SessionEnded` for a ticket that is unknown, used or too old."""
        async with self._journal.unit_of_work() as work:
            at = now()
            session_id = await queries.take_ticket(work.session, ticket_hash=digest(ticket), at=at)
            ids = [] if session_id is None else [session_id]
            rows = await queries.list_by_session(work.session, session_ids=ids, at=at)
        if not rows:
            raise SessionEnded("Ask for a new ticket; each is good for one socket and 30 seconds.")
        return Principal(**rows[0]._mapping)

    async def add_user(self, *, email: str, name: str, password: str, role: str) -> User:
        """Raises `EmailTaken`."""
        password_hash = await self._passwords.hash(password)
        async with self._journal.unit_of_work() as work:
            user = await queries.insert_user(
                work.session, email=email, name=name, password_hash=password_hash, role=role
            )
            if user is None:
                raise EmailTaken(
                    f"{email} has an account already; choose another address.",
                    errors=[FieldError("email", "has an account already")],
                )
            return user

    async def list_users(self) -> Sequence[User]:
        async with self._journal.database.session() as session:
            return await queries.list_users(session)

    async def has_users(self) -> bool:
        async with self._journal.database.session() as session:
            return await queries.count_users(session) > 0

    async def change_password(self, email: str, password: str) -> None:
        """Also ends every session of that user. Raises `UserNotFound`."""
        password_hash = await self._passwords.hash(password)
        async with self._journal.unit_of_work() as work:
            user = await queries.find_user_by_email(work.session, email)
            if user is None:
                raise UserNotFound(f"Nobody has the address {email}.")
            await queries.set_password(work.session, user.id, password_hash)
            await queries.delete_sessions_of(work.session, user.id)
        self._forget(lambda cached: cached.user_id == user.id)

    def _forget(self, matches: Callable[[Principal], bool]) -> None:
        self._forgotten += 1
        gone = [key for key, (_, principal) in self._cache.items() if matches(principal)]
        for key in gone:
            del self._cache[key]
        for listener in self._listeners:
            listener(matches)
