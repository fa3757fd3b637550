"""What may a route of sales ask for?"""

from typing import Annotated

from fastapi import Depends

from app.http.deps import ContextDep
from app.pricing.deps import ProposerDep
from app.sales.service import SalesService


async def _sales_service(context: ContextDep, proposer: ProposerDep) -> SalesService:
    return SalesService(context.journal, proposer)


SalesDep = Annotated[SalesService, Depends(_sales_service)]
