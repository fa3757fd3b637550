"""The table of contents: every router of the API, and the sockets."""

from functools import partial

from fastapi import APIRouter, FastAPI

from app.alerts.api import router as alerts
from app.approvals.api import router as approvals
from app.auth.api import router as auth
from app.catalog.api import router as catalog
from app.evidence.api import router as evidence
from app.feed.change import Channel
from app.guards.api import router as guards
from app.holds.api import router as holds
from app.holds.hot import hold_usual
from app.http.health import router as health
from app.http.hot import HotHandler, SocketHandler
from app.http.problem_page import router as problem_page
from app.overview.api import router as overview
from app.price_lists.api import router as price_lists
from app.pricing.api import router as pricing
from app.realtime.api import router as changes
from app.realtime.asyncapi import router as asyncapi
from app.realtime.session import serve_socket
from app.repricing.api import router as repricing
from app.sales.api import router as sales
from app.stock.api import router as stock
from app.stock.hot import record_usual_batch, record_usual_movement
from app.transfers.api import router as transfers

# The paths whose usual requests are answered in front of the application; each is declared too.
HOT_PATHS: dict[str, HotHandler] = {
    "/api/v1/stock/movements": record_usual_movement,
    "/api/v1/stock/movements/batch": record_usual_batch,
    "/api/v1/stock/holds": hold_usual,
}

# `/ws` follows what the client asks for; the others have one subscription from the start.
SOCKETS: dict[str, SocketHandler] = {
    "/ws": serve_socket,
    "/ws/inventory": partial(serve_socket, channel=Channel.INVENTORY),
    "/ws/prices": partial(serve_socket, channel=Channel.PRICES),
    "/ws/alerts": partial(serve_socket, channel=Channel.ALERTS),
}


def include_routes(app: FastAPI) -> None:
    api = APIRouter(prefix="/api/v1")
    # `/prices/sales` before `/prices/{item_id}`.
    prices = (sales, pricing, evidence, price_lists, guards, approvals, repricing)
    for router in (stock, holds, transfers, *prices, catalog, alerts, overview, changes, auth):
        api.include_router(router)
    app.include_router(api)
    app.include_router(asyncapi)
    app.include_router(health)
    app.include_router(problem_page)
