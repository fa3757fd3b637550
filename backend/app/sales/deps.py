"""What may a route of sales ask for?"""

from typing import Annotated

from fastapi import Depends

from app.http.deps import ContextDep
from app.sales.service import SalesService


async def _sales_service(context: ContextDep) -> SalesService:
    return SalesService(context.journal)


SalesDep = Annotated[SalesService, Depends(_sales_service)]
