"""What may a route of pricing ask for?"""

from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel
from starlette.requests import HTTPConnection

from app.http.deps import ContextDep
from app.pricing.proposals import Proposer
from app.pricing.service import PricingService


def waits(result: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """The answer of a write that a second person has to allow, for the ``responses`` of a route."""
    return {202: {"model": result, "description": "It waits for approval."}}


async def _proposer(connection: HTTPConnection) -> Proposer:
    proposer: Proposer = connection.app.state.proposer
    return proposer


ProposerDep = Annotated[Proposer, Depends(_proposer)]


async def _pricing_service(context: ContextDep, proposer: ProposerDep) -> PricingService:
    return PricingService(context.journal, proposer)


PricingDep = Annotated[PricingService, Depends(_pricing_service)]
