"""What may a route of stock ask for?"""

from typing import Annotated, Literal

from fastapi import Depends, Query

from app.http.deps import ContextDep
from app.stock.service import StockService
from app.stock.writer import TransactionalStockWriter


async def _stock_service(context: ContextDep) -> StockService:
    return StockService(context.journal, TransactionalStockWriter(context.journal))


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
