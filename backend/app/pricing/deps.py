"""What may a route of pricing ask for?"""

from typing import Annotated

from fastapi import Depends

from app.http.deps import ContextDep
from app.pricing.service import PricingService


async def _pricing_service(context: ContextDep) -> PricingService:
    return PricingService(context.journal)


PricingDep = Annotated[PricingService, Depends(_pricing_service)]
