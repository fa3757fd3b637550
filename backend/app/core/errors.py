"""What can go wrong, said in the words of the trade?

TanamoriError
├── BadRequest           the request lacks what it must carry      (HTTP 400)
├── Invalid              the input can never be right              (HTTP 422)
├── NotFound             there is no such thing                    (HTTP 404)
├── Conflict             right input, wrong moment                 (HTTP 409)
│   └── StaleVersion     somebody else was faster                  (HTTP 409)
├── PreconditionFailed   the If-Match header names an old version  (HTTP 412)
├── PreconditionRequired the change names no version               (HTTP 428)
├── Unauthenticated      nobody is logged in                       (HTTP 401)
├── Forbidden            logged in, but not allowed                (HTTP 403)
├── TooManyRequests      slow down                                 (HTTP 429)
└── Unavailable          a part of the system is away, try again   (HTTP 503)

Rooms subclass these with their own ``code``; `app.http.errors` is the one table that turns the
branches into HTTP answers. An error knows no status number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field of the input, what is wrong with it and how to mend it."""

    field: str
    message: str


class TanamoriError(Exception):
    code: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"

    def __init__(
        self,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        **data: Any,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.data: Mapping[str, Any] = data


class BadRequest(TanamoriError):
    code = "bad_request"
    title = "The request is not complete"


class Invalid(TanamoriError):
    code = "invalid"
    title = "The input is not valid"

    @classmethod
    def field(cls, name: str, message: str) -> "Invalid":
        """The usual case: one field is wrong."""
        return cls(f"{name}: {message}", errors=[FieldError(name, message)])


class NotFound(TanamoriError):
    code = "not_found"
    title = "There is no such thing"


class Conflict(TanamoriError):
    code = "conflict"
    title = "The current state does not allow this"


class StaleVersion(Conflict):
    code = "stale_version"
    title = "Changed by somebody else meanwhile"


class PreconditionFailed(TanamoriError):
    code = "precondition_failed"
    title = "Changed by somebody else meanwhile"


class PreconditionRequired(TanamoriError):
    code = "precondition_required"
    title = "The change must name the version that it is based on"


class Unauthenticated(TanamoriError):
    code = "unauthenticated"
    title = "Log in first"


class Forbidden(TanamoriError):
    code = "forbidden"
    title = "Not allowed"


class TooManyRequests(TanamoriError):
    code = "too_many_requests"
    title = "Too many requests"

    def __init__(self, detail: str, *, retry_after_seconds: int) -> None:
        super().__init__(detail, retry_after_seconds=retry_after_seconds)
        self.retry_after_seconds = retry_after_seconds


class Unavailable(TanamoriError):
    code = "unavailable"
    title = "A part of the system is away"
