"""How does a route skip what costs more than its work?

FastAPI solves a route's dependencies anew for each request; on the busiest routes that is several
times the price of the work itself (`tanamori bench write` prints it). A hot route is declared
like every other, with its models in the contract, and has a second handler beside it that knows
the usual form of the request. Whatever that handler does not recognise, it leaves to the declared
route: so both accept the same bodies and answer with the same problems, by construction.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

# None: "not the usual form; let the declared route answer".
HotHandler = Callable[[Request], Awaitable[Response | None]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])

_ATTRIBUTE = "__hot_handler__"


def hot(handler: HotHandler) -> Callable[[Endpoint], Endpoint]:
    """Put ``handler`` beside an endpoint; its router needs ``route_class=HotRoute``."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _ATTRIBUTE, handler)
        return endpoint

    return mark


class HotRoute(APIRoute):
    """Tries the hot handler of its endpoint first, where there is one."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        declared = super().get_route_handler()
        handler: HotHandler | None = getattr(self.endpoint, _ATTRIBUTE, None)
        if handler is None:
            return declared

        async def handle(request: Request) -> Response:
            response = await handler(request)
            return response if response is not None else await declared(request)

        return handle


def plain(text: str | None) -> bool:
    """Text that needs neither stripping nor a closer look."""
    return text is None or (text.isprintable() and text == text.strip())
