"""What may a route of price lists ask for?"""

from typing import Annotated

from fastapi import Depends

from app.http.deps import ContextDep
from app.price_lists.service import PriceListsService
from app.pricing.deps import ProposerDep


async def _price_lists_service(context: ContextDep, proposer: ProposerDep) -> PriceListsService:
    return PriceListsService(context.journal, proposer)


PriceListsDep = Annotated[PriceListsService, Depends(_price_lists_service)]
