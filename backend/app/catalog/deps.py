"""What may a route of the catalog ask for?"""

from typing import Annotated

from fastapi import Depends

from app.catalog.service import CatalogService
from app.http.deps import ContextDep


async def _catalog_service(context: ContextDep) -> CatalogService:
    return CatalogService(context.journal)


CatalogDep = Annotated[CatalogService, Depends(_catalog_service)]
