"""What may a route of stock ask for?"""

from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from app.http.deps import ContextDep
from app.stock.service import StockService


async def _stock_service(request: Request, context: ContextDep) -> StockService:
    return StockService(context.journal, request.app.state.stock_writer)


StockDep = Annotated[StockService, Depends(_stock_service)]

LevelSort = Annotated[
    Literal[
        "sku",
        "-sku",
        "name",
        "-name",
        "location",
        "-location",
        "available",
        "-available",
        "on_hand",
        "-on_hand",
        "updated_at",
        "-updated_at",
    ],
    Query(description="Sort key; `-` in front turns the order round."),
]
