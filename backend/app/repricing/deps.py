"""What may a route of repricing ask for?"""

from typing import Annotated

from fastapi import Depends

from app.http.deps import ContextDep
from app.pricing.deps import ProposerDep
from app.repricing.service import RepricingService


async def _repricing_service(context: ContextDep, proposer: ProposerDep) -> RepricingService:
    return RepricingService(context.journal, proposer)


RepricingDep = Annotated[RepricingService, Depends(_repricing_service)]
