"""What may a route of pricing ask for?"""

from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from app.http.deps import ContextDep
from app.pricing.proposals import Proposer
from app.pricing.service import PricingService


async def _proposer(connection: HTTPConnection) -> Proposer:
    proposer: Proposer = connection.app.state.proposer
    return proposer


ProposerDep = Annotated[Proposer, Depends(_proposer)]


async def _pricing_service(context: ContextDep, proposer: ProposerDep) -> PricingService:
    return PricingService(context.journal, proposer)


PricingDep = Annotated[PricingService, Depends(_pricing_service)]
