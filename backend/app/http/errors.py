"""How does an error look over HTTP?

One table turns the branches of the error tree into RFC 9457 problems (`application/problem+json`)
with a stable ``code``, the ``request_id`` and, for fields, ``errors[]``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.core import errors
from app.core.errors import FieldError, Invalid, TanamoriError

STATUS: dict[type[TanamoriError], int] = {
    errors.BadRequest: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.PreconditionFailed: 412,
    errors.Invalid: 422,
    errors.PreconditionRequired: 428,
    errors.TooManyRequests: 429,
    errors.Unavailable: 503,
}

# SQLSTATE classes of a database that is away for now: connection, resources, shutdown; and of a
# transaction that lost against another one. Asking again helps; after any other error it does not.
PASSING = ("08", "53", "57P", "40")

AWAY_RETRY_SECONDS = "1"

# Of a problem document; the rest is counted.
ERRORS_MAX = 20

MEDIA_TYPE = "application/problem+json"

log = structlog.get_logger()


class FieldProblem(BaseModel):
    field: str
    message: str


class Problem(BaseModel):
    """RFC 9457 problem. More members may follow, such as ``current``: the state that refused."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: list[FieldProblem] = []
    errors_total: int = Field(
        0, description=f"How many fields are wrong; `errors` lists the first {ERRORS_MAX}."
    )


def status_of(error: type[TanamoriError]) -> int:
    """The status of the nearest branch above ``error``."""
    return next((STATUS[branch] for branch in error.__mro__ if branch in STATUS), 500)


def problems(*classes: type[TanamoriError]) -> dict[int | str, dict[str, Any]]:
    """The ``responses=`` of a route that may raise these errors; `app.http.contract` adds that
    each is a `Problem`."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for error in classes:
        entry = by_status.setdefault(status_of(error), {"description": ""})
        entry["description"] = " · ".join(filter(None, [entry["description"], f"`{error.code}`"]))
    return by_status


def request_id_of(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


def problem_response(
    request: Request,
    *,
    status: int,
    code: str,
    title: str,
    detail: str,
    fields: Sequence[FieldError] = (),
    data: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    body = dict(data or {}) | {
        "type": f"/docs/problems#{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id_of(request),
        "errors": [{"field": item.field, "message": item.message} for item in fields[:ERRORS_MAX]],
        "errors_total": len(fields),
    }
    return Response(to_json(body), status, headers, media_type=MEDIA_TYPE)


async def on_tanamori_error(request: Request, error: TanamoriError) -> Response:
    headers = {}
    if isinstance(error, errors.TooManyRequests):
        headers["Retry-After"] = str(error.retry_after_seconds)
    if isinstance(error, errors.Unavailable):
        headers["Retry-After"] = AWAY_RETRY_SECONDS
    if isinstance(error, errors.Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    return problem_response(
        request,
        status=status_of(type(error)),
        code=error.code,
        title=error.title,
        detail=error.detail,
        fields=error.errors,
        data=error.data,
        headers=headers,
    )


async def on_validation_error(request: Request, error: RequestValidationError) -> Response:
    found = error.errors()
    fields = [FieldError(_field_name(item), _message(item)) for item in found[:ERRORS_MAX]]
    # The rest is counted, not written: a body of 1 MB can have 80,000 wrong fields.
    fields += [fields[-1]] * (len(found) - len(fields))
    return problem_response(
        request,
        status=422,
        code="invalid",
        title=errors.Invalid.title,
        detail="; ".join(f"{item.field}: {item.message}" for item in fields[:5]),
        fields=fields,
    )


async def on_http_exception(request: Request, error: HTTPException) -> Response:
    if error.status_code == 400:
        # FastAPI's own, for a body that Python's JSON reader gives up on.
        unread = Invalid.field("body", "is not valid JSON: a number too long, or nested too deeply")
        return await on_tanamori_error(request, unread)
    return problem_response(
        request,
        status=error.status_code,
        code={404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http_error"),
        title=str(error.detail),
        detail=f"{request.method} {request.url.path}: {error.detail}",
        headers=error.headers,
    )


async def on_database_away(request: Request, error: Exception) -> Response:
    log.warning("database.away", error=str(error), request_id=request_id_of(request))
    return problem_response(
        request,
        status=503,
        code=errors.Unavailable.code,
        title=errors.Unavailable.title,
        detail="The database did not answer. Try again with the same Idempotency-Key.",
        headers={"Retry-After": AWAY_RETRY_SECONDS},
    )


async def on_database_error(request: Request, error: DBAPIError) -> Response:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if error.connection_invalidated or state.startswith(PASSING):
        return await on_database_away(request, error)
    return await on_unexpected(request, error)


async def on_unexpected(request: Request, error: Exception) -> Response:
    log.error("request.crashed", exc_info=error, request_id=request_id_of(request))
    return problem_response(
        request,
        status=500,
        code="internal",
        title="Something went wrong on our side",
        detail="The request was not carried out. The log knows more under this request_id.",
    )


async def answer_error(request: Request, error: Exception) -> Response:
    """The answer to whatever a handler raised, outside of FastAPI's own table of handlers."""
    if isinstance(error, TanamoriError):
        return await on_tanamori_error(request, error)
    if isinstance(error, DBAPIError):
        return await on_database_error(request, error)
    if isinstance(error, PoolTimeout | OSError):
        return await on_database_away(request, error)
    return await on_unexpected(request, error)


def install_error_handlers(app: FastAPI) -> None:
    app.add_exception_handler(TanamoriError, on_tanamori_error)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, on_validation_error)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, on_http_exception)  # type: ignore[arg-type]
    app.add_exception_handler(DBAPIError, on_database_error)  # type: ignore[arg-type]
    for away in (PoolTimeout, OSError):
        app.add_exception_handler(away, on_database_away)


def _field_name(item: Mapping[str, Any]) -> str:
    """``("body", "lines", 0, "sku")`` → ``lines.0.sku``; a check of a whole body names its own."""
    loc = item["loc"]
    if item["type"] == "field":
        loc = (*loc, item["ctx"]["field"])
    parts = loc[1:] if loc and loc[0] in {"body", "query", "path", "header"} else loc
    return ".".join(str(part) for part in parts) or "body"


def _message(item: Mapping[str, Any]) -> str:
    if item["type"] == "extra_forbidden":
        return "is not a field of this request; check its spelling"
    if item["type"] == "json_invalid":
        return f"is not valid JSON: {item.get('ctx', {}).get('error', '')}"
    return str(item["msg"]).removeprefix("Value error, ")
