"""The cookies of the web app: their names, and whether only TLS carries them.

Under TLS a cookie has the prefix ``__Host-``: the browser then takes it from this host alone, with
``Secure`` and for every path (RFC 6265bis, section 4.1.3.2). Plain HTTP, as on the loopback
address, cannot carry such a cookie and uses the bare name.
"""

from collections.abc import Mapping

from starlette.requests import HTTPConnection
from starlette.responses import Response

SESSION_COOKIE = "tanamori_session"
DEVICE_COOKIE = "tanamori_device"
SECURE_PREFIX = "__Host-"
SECURE_SCHEMES = frozenset({"https", "wss"})


def is_secure(connection: HTTPConnection, *, always: bool = False) -> bool:
    """Whether the client came by TLS; ``always`` is the setting that says so of every client."""
    return always or connection.scope["scheme"] in SECURE_SCHEMES


def cookie_name(name: str, *, secure: bool) -> str:
    """The name that a browser knows the cookie by."""
    return f"{SECURE_PREFIX}{name}" if secure else name


def read_cookie(connection: HTTPConnection, name: str) -> str | None:
    """The value of a cookie; under TLS only of the one that no other host can set."""
    cookies: Mapping[str, str] = connection.cookies
    secured = cookies.get(f"{SECURE_PREFIX}{name}")
    if secured is not None or is_secure(connection):
        return secured
    return cookies.get(name)


def write_cookie(
    response: Response, name: str, value: str, *, max_age_seconds: int, secure: bool
) -> None:
    """Set a cookie that no script can read and that no other site's form sends."""
    response.set_cookie(
        cookie_name(name, secure=secure),
        value,
        max_age=max_age_seconds,
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def remove_cookie(response: Response, name: str) -> None:
    """Remove a cookie under both of its names."""
    for secure in (False, True):
        response.delete_cookie(
            cookie_name(name, secure=secure), httponly=True, samesite="lax", secure=secure
        )
