"""The table of contents: every router of the API."""

from fastapi import APIRouter, FastAPI

from app.alerts.api import router as alerts
from app.auth.api import router as auth
from app.catalog.api import router as catalog
from app.holds.api import router as holds
from app.http.health import router as health
from app.http.problem_page import router as problem_page
from app.overview.api import router as overview
from app.pricing.api import router as pricing
from app.realtime.api import router as changes
from app.realtime.api import sockets
from app.stock.api import router as stock
from app.transfers.api import router as transfers


def include_routes(app: FastAPI) -> None:
    api = APIRouter(prefix="/api/v1")
    for router in (stock, holds, transfers, pricing, catalog, alerts, overview, changes, auth):
        api.include_router(router)
    app.include_router(api)
    app.include_router(sockets)
    app.include_router(health)
    app.include_router(problem_page)
