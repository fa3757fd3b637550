"""Logging in and out, and the accounts."""

from fastapi import APIRouter, Depends, Request, Response

from app.auth.deps import AuthDep, CanManageUsers, LoggedIn, bearer
from app.auth.errors import (
    EmailTaken,
    SessionEnded,
    SignInBusy,
    SignInThrottled,
    WrongCredentials,
)
from app.auth.schemas import (
    LoginRequest,
    LoginResult,
    MeOut,
    StreamTicketOut,
    UserCreate,
    UserOut,
)
from app.auth.service import TICKET_TTL_SECONDS
from app.auth.throttle.sign_in import Origin
from app.core.errors import Forbidden, Unauthenticated
from app.core.page import Page
from app.http.client_address import client_address, network_of
from app.http.cookies import (
    DEVICE_COOKIE,
    SESSION_COOKIE,
    is_secure,
    read_cookie,
    remove_cookie,
    write_cookie,
)
from app.http.deps import ContextDep
from app.http.errors import problems

router = APIRouter(tags=["auth"], dependencies=[Depends(bearer)])


# A browser that signed in is known for a year, also after it has signed out.
DEVICE_SECONDS = 365 * 24 * 3600


@router.post("/auth/login", responses=problems(WrongCredentials, SignInThrottled, SignInBusy))
async def login(
    body: LoginRequest, auth: AuthDep, context: ContextDep, request: Request, response: Response
) -> LoginResult:
    """Log in. The answer carries a bearer token and sets the cookie of the web app.

    After several failures from one network or for one account, further attempts have to wait, for
    a minute at most: `Retry-After` says how long.
    """
    network = network_of(client_address(request.scope))
    token = await auth.login(
        body.email,
        body.password.get_secret_value(),
        origin=Origin(network, read_cookie(request, DEVICE_COOKIE)),
        gone=request.is_disconnected,
    )
    secure = is_secure(request, always=context.settings.cookie_secure)
    for name, value, seconds in (
        (SESSION_COOKIE, token, auth.session_ttl_seconds),
        (DEVICE_COOKIE, await auth.new_device(body.email), DEVICE_SECONDS),
    ):
        write_cookie(response, name, value, max_age_seconds=seconds, secure=secure)
    return LoginResult(access_token=token, expires_in=auth.session_ttl_seconds)


@router.post("/auth/logout", status_code=204, responses=problems(SessionEnded))
async def logout(principal: LoggedIn, auth: AuthDep, response: Response) -> None:
    """End this session: its cookie, its token and its sockets."""
    await auth.logout(principal)
    remove_cookie(response, SESSION_COOKIE)


@router.get("/auth/me", responses=problems(SessionEnded))
async def me(principal: LoggedIn) -> MeOut:
    """Who am I, and what may I do?"""
    return MeOut(
        id=principal.user_id,
        email=principal.email,
        name=principal.name,
        role=principal.role,
        scopes=sorted(principal.scopes),
    )


@router.post("/auth/stream-ticket", status_code=201, responses=problems(SessionEnded))
async def issue_stream_ticket(principal: LoggedIn, auth: AuthDep) -> StreamTicketOut:
    """A ticket that lets one socket in."""
    return StreamTicketOut(ticket=await auth.issue_ticket(principal), expires_in=TICKET_TTL_SECONDS)


@router.get("/users", responses=problems(Unauthenticated, Forbidden))
async def list_users(principal: CanManageUsers, auth: AuthDep) -> Page[UserOut]:
    """Every account."""
    return Page(items=[UserOut.model_validate(user) for user in await auth.list_users()])


@router.post("/users", status_code=201, responses=problems(Unauthenticated, EmailTaken, Forbidden))
async def add_user(body: UserCreate, principal: CanManageUsers, auth: AuthDep) -> UserOut:
    """Open an account."""
    user = await auth.add_user(
        email=body.email,
        name=body.name,
        password=body.password.get_secret_value(),
        role=body.role,
    )
    return UserOut.model_validate(user)
