"""What may a route of guards ask for?"""

from typing import Annotated

from fastapi import Depends

from app.guards.service import GuardsService
from app.http.deps import ContextDep
from app.pricing.deps import ProposerDep


async def _guards_service(context: ContextDep, proposer: ProposerDep) -> GuardsService:
    return GuardsService(context.journal, proposer)


GuardsDep = Annotated[GuardsService, Depends(_guards_service)]
