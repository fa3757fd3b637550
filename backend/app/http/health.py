"""Is this process alive, and can it serve?"""

from typing import Literal

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from app.core.redis_away import REDIS_AWAY
from app.http.deps import ContextDep

router = APIRouter(tags=["health"])

State = Literal["ok", "away", "starting"]


class Health(BaseModel):
    status: Literal["ok", "not_ready"]
    database: State
    redis: State
    feed: State


@router.head("/health/live", include_in_schema=False)
@router.get("/health/live")
async def live() -> dict[str, str]:
    """This process runs."""
    return {"status": "ok"}


@router.head("/health/ready", include_in_schema=False)
@router.get("/health/ready", response_model=Health, responses={503: {"model": Health}})
async def ready(context: ContextDep, request: Request) -> Response:
    """Everything serves. Without Redis it still does, a little later on the screen."""
    database: State = "ok"
    redis: State = "ok"
    try:
        async with context.database.session() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError, TimeoutError):
        database = "away"
    try:
        await context.redis.ping()
    except REDIS_AWAY:
        redis = "away"
    feed: State = "ok" if request.app.state.relay.ready.is_set() else "starting"
    serves = database == "ok" and feed == "ok"
    health = Health(
        status="ok" if serves else "not_ready", database=database, redis=redis, feed=feed
    )
    return JSONResponse(health.model_dump(), 200 if serves else 503)


@router.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    """Prometheus text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
