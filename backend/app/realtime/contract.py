"""How do the stream's frames get into the contract that the web app's types come from?"""

from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter

from app.alerts.schemas import AlertOut
from app.catalog.schemas import ItemOut, LocationOut
from app.guards.schemas import GuardFace
from app.price_lists.schemas import PriceListOut
from app.pricing.sale_schemas import SaleOut
from app.pricing.schemas import PriceChangeOut, PriceOut, ProposalOut
from app.realtime.protocol import ClientMessage, ServerFrame
from app.repricing.schemas import BulkFace
from app.stock.schemas import MovementOut, StockLevelOut

REF_TEMPLATE = "#/components/schemas/{model}"

STREAM_TYPES: dict[str, Any] = {
    "ClientMessage": ClientMessage,
    "ServerFrame": ServerFrame,
    # What `after` and `cause` of the changes hold.
    "ItemOut": ItemOut,
    "LocationOut": LocationOut,
    "StockLevelOut": StockLevelOut,
    "MovementOut": MovementOut,
    "PriceOut": PriceOut,
    "PriceChangeOut": PriceChangeOut,
    "SaleOut": SaleOut,
    "ProposalOut": ProposalOut,
    "BulkFace": BulkFace,
    "GuardFace": GuardFace,
    "PriceListOut": PriceListOut,
    "AlertOut": AlertOut,
}


def add_stream_schemas(app: FastAPI) -> None:
    """Let ``app.openapi()`` carry the frames among its component schemas."""
    declared = app.openapi

    def openapi() -> dict[str, Any]:
        document = declared()
        schemas = document["components"]["schemas"]
        for name, kind in STREAM_TYPES.items():
            schema = TypeAdapter(kind).json_schema(mode="serialization", ref_template=REF_TEMPLATE)
            for inner, definition in schema.pop("$defs", {}).items():
                schemas.setdefault(inner, definition)
            schemas.setdefault(name, schema)
        return document

    app.openapi = openapi  # type: ignore[method-assign]
