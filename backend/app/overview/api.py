"""The shop at a glance."""

from fastapi import APIRouter, Depends

from app.auth.deps import CanReadStock, bearer
from app.core.errors import Forbidden, Unauthenticated
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
async def get_overview(principal: CanReadStock, context: ContextDep) -> OverviewOut:
    """Counts and sums of this moment."""
    return await OverviewService(context.database).get_overview()
