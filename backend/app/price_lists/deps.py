"""What may a route of price lists ask for?"""

from typing import Annotated

from fastapi import Depends

from app.http.deps import ContextDep
from app.price_lists.service import PriceListsService


async def _price_lists_service(context: ContextDep) -> PriceListsService:
    return PriceListsService(context.journal)


PriceListsDep = Annotated[PriceListsService, Depends(_price_lists_service)]
