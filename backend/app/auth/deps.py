"""Who may use a route?

A route says it in its signature: ``principal: CanWriteStock``.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPBearer
from starlette.requests import HTTPConnection

from app.auth.service import AuthService
from app.auth.types import Principal
from app.core.errors import Forbidden, Unauthenticated
from app.http.cookies import SESSION_COOKIE, read_cookie
from app.http.middleware import bearer_token

bearer = HTTPBearer(auto_error=False, description="The access_token of POST /auth/login.")


async def _auth_service(connection: HTTPConnection) -> AuthService:
    service: AuthService = connection.app.state.auth
    return service


AuthDep = Annotated[AuthService, Depends(_auth_service)]


def token_of(connection: HTTPConnection) -> str | None:
    """The bearer token, else the cookie of the web app."""
    return bearer_token(connection) or read_cookie(connection, SESSION_COOKIE)


async def _principal(connection: HTTPConnection, auth: AuthDep) -> Principal:
    token = token_of(connection)
    if not token:
        raise Unauthenticated("Send Authorization: Bearer <access_token>, or log in.")
    return await auth.authenticate(token)


def require(scope: str) -> Callable[..., Awaitable[Principal]]:
    """A dependency that lets in only those who have ``scope``."""

    async def authorised(principal: Annotated[Principal, Depends(_principal)]) -> Principal:
        if scope not in principal.scopes:
            raise Forbidden(f"This needs the permission {scope}; ask an administrator.")
        return principal

    return authorised


LoggedIn = Annotated[Principal, Depends(_principal)]
CanReadCatalog = Annotated[Principal, Depends(require("catalog:read"))]
CanWriteCatalog = Annotated[Principal, Depends(require("catalog:write"))]
CanReadStock = Annotated[Principal, Depends(require("stock:read"))]
CanWriteStock = Annotated[Principal, Depends(require("stock:write"))]
CanReadPrices = Annotated[Principal, Depends(require("price:read"))]
CanWritePrices = Annotated[Principal, Depends(require("price:write"))]
CanApprovePrices = Annotated[Principal, Depends(require("price:approve"))]
CanReadAlerts = Annotated[Principal, Depends(require("alert:read"))]
CanWriteAlerts = Annotated[Principal, Depends(require("alert:write"))]
CanReadFeed = Annotated[Principal, Depends(require("feed:read"))]
CanManageUsers = Annotated[Principal, Depends(require("user:write"))]
