"""What may a route of guards ask for?"""

from typing import Annotated

from fastapi import Depends

from app.guards.service import GuardsService
from app.http.deps import ContextDep


async def _guards_service(context: ContextDep) -> GuardsService:
    return GuardsService(context.journal)


GuardsDep = Annotated[GuardsService, Depends(_guards_service)]
