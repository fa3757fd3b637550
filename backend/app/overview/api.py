"""The shop at a glance."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query

from app.auth.deps import CanReadStock, bearer
from app.core.errors import Forbidden, Unauthenticated
from app.core.zones import TimeZone
from app.http.deps import ContextDep
from app.http.errors import problems
from app.overview.schemas import OverviewOut
from app.overview.service import OverviewService

router = APIRouter(
    prefix="/overview",
    tags=["overview"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)


@router.get("")
async def get_overview(
    principal: CanReadStock,
    context: ContextDep,
    time_zone: Annotated[TimeZone, Query(description="Where today begins at midnight.")] = "UTC",
) -> OverviewOut:
    """Counts and sums of this moment."""
    return await OverviewService(context.database).get_overview(ZoneInfo(time_zone))
