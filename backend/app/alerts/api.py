"""Alerts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.alerts.deps import AlertsDep
from app.alerts.errors import AlertNotFound, AlertResolved
from app.alerts.schemas import AlertOut
from app.alerts.types import AlertState
from app.auth.deps import CanReadAlerts, CanWriteAlerts, bearer
from app.core.errors import Forbidden, Unauthenticated
from app.core.page import Page
from app.http.deps import Id, PageDep
from app.http.errors import problems

router = APIRouter(
    prefix="/alerts",
    tags=["alerts"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

States = Annotated[
    list[AlertState], Query(alias="state", max_length=3, description="May be repeated.")
]


@router.get("")
async def list_alerts(
    principal: CanReadAlerts,
    alerts: AlertsDep,
    page: PageDep,
    states: States = [],  # noqa: B006 - FastAPI copies it
) -> Page[AlertOut]:
    """Alerts, newest first."""
    return await alerts.list_alerts(states=states, cursor=page.cursor, limit=page.limit)


@router.post("/{alert_id}/acknowledge", responses=problems(AlertNotFound, AlertResolved))
async def acknowledge_alert(alert_id: Id, principal: CanWriteAlerts, alerts: AlertsDep) -> AlertOut:
    """Say that you have seen it; it stays until the stock recovers."""
    return await alerts.acknowledge(alert_id, actor=principal.actor)
