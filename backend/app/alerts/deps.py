"""What may a route of alerts ask for?"""

from typing import Annotated

from fastapi import Depends

from app.alerts.service import AlertService
from app.http.deps import ContextDep


async def _alert_service(context: ContextDep) -> AlertService:
    return AlertService(context.journal)


AlertsDep = Annotated[AlertService, Depends(_alert_service)]
