"""Logging in and out, and the accounts."""

from fastapi import APIRouter, Depends, Response

from app.auth.deps import AuthDep, CanManageUsers, LoggedIn, bearer
from app.auth.errors import EmailTaken, SessionEnded, WrongCredentials
from app.auth.schemas import (
    LoginRequest,
    LoginResult,
    MeOut,
    StreamTicketOut,
    UserCreate,
    UserOut,
)
from app.auth.service import TICKET_TTL_SECONDS
from app.core.errors import Forbidden, Unauthenticated
from app.core.page import Page
from app.http.deps import ContextDep
from app.http.errors import problems
from app.http.middleware import SESSION_COOKIE

router = APIRouter(tags=["auth"], dependencies=[Depends(bearer)])


@router.post("/auth/login", responses=problems(WrongCredentials))
async def login(
    body: LoginRequest, auth: AuthDep, context: ContextDep, response: Response
) -> LoginResult:
    """Log in. The answer carries a bearer token and sets the cookie of the web app."""
    token = await auth.login(body.email, body.password.get_secret_value())
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=auth.session_ttl_seconds,
        httponly=True,
        samesite="lax",
        secure=context.settings.cookie_secure,
    )
    return LoginResult(access_token=token, expires_in=auth.session_ttl_seconds)


@router.post("/auth/logout", status_code=204, responses=problems(SessionEnded))
async def logout(principal: LoggedIn, auth: AuthDep, response: Response) -> None:
    """End this session: its cookie, its token and its sockets."""
    await auth.logout(principal)
    response.delete_cookie(SESSION_COOKIE)


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
