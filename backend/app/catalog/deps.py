"""What may a route of the catalog ask for?"""

from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from app.catalog.service import CatalogService
from app.http.deps import ContextDep


async def _catalog_service(connection: HTTPConnection, context: ContextDep) -> CatalogService:
    return CatalogService(
        context.journal, connection.app.state.price_watch, connection.app.state.closing
    )


CatalogDep = Annotated[CatalogService, Depends(_catalog_service)]
