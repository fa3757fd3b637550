"""Answer only to names that are ours.

A page of another site can point its own name at this machine (DNS rebinding) and then read from it
as from its own origin. Addresses and loopback names cannot be misused so; every other name must be
on the list.
"""

import ipaddress
import socket
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.errors import problem_response

# Probes of an orchestrator name the machine as they please, and read nothing of value.
OPEN_PATHS = "/health/"


class KnownHosts:
    """Refuse requests whose ``Host`` is neither an address, a name of this machine nor listed.

    ``allowed``: further names; one that begins with a dot stands for all names below it.
    """

    def __init__(self, app: ASGIApp, allowed: Sequence[str]) -> None:
        self.app = app
        self.allowed = {name.lower() for name in allowed} | {socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(OPEN_PATHS):
            await self.app(scope, receive, send)
            return
        host = name_of(Headers(scope=scope).get("host", ""))
        if self.is_known(host):
            await self.app(scope, receive, send)
            return
        response = problem_response(
            Request(scope),
            status=421,
            code="unknown_host",
            title="This server does not answer to that name",
            detail=f"Set TANAMORI_ALLOWED_HOSTS to a list with {host!r}, as JSON, if the name is "
            "yours; or use the address.",
        )
        await response(scope, receive, send)

    def is_known(self, host: str) -> bool:
        if host in self.allowed or host == "localhost" or host.endswith(".localhost"):
            return True
        if any(name.startswith(".") and host.endswith(name) for name in self.allowed):
            return True
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return True


def name_of(host: str) -> str:
    """The name or address of a ``Host`` header, without its port, in small letters."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].rstrip(".").lower()
