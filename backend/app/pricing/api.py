"""Prices and their history."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.auth.deps import CanReadPrices, CanWritePrices, bearer
from app.catalog.errors import ItemArchived, ItemNotFound
from app.core.errors import Forbidden, Unauthenticated
from app.core.page import LIMIT_MAX, Page
from app.core.schema import INTEGER_MAX
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import Id, IfMatch, PageDep, TextFilter, etag
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyRequired, answered
from app.pricing.deps import PricingDep
from app.pricing.errors import PricePreconditionFailed, StalePrice
from app.pricing.schemas import (
    BasePriceSet,
    ItemPriceOut,
    PriceChangeOut,
    PriceList,
    PriceOut,
    PriceResult,
)

router = APIRouter(
    prefix="/prices",
    tags=["prices"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

CurrencyFilter = Annotated[str | None, Query(pattern="^[A-Z]{3}$")]
ItemIds = Annotated[
    list[Annotated[int, Query(ge=1, le=INTEGER_MAX)]],
    Query(alias="item_id", max_length=LIMIT_MAX, description="May be repeated."),
]


@router.get("")
async def list_prices(
    principal: CanReadPrices,
    pricing: PricingDep,
    page: PageDep,
    q: TextFilter = None,
    sku: TextFilter = None,
    category: TextFilter = None,
    item_ids: ItemIds = [],  # noqa: B006 - FastAPI copies it
) -> Page[PriceOut]:
    """Base prices by SKU."""
    return await pricing.list_prices(
        cursor=page.cursor, limit=page.limit, q=q, sku=sku, category=category, item_ids=item_ids
    )


@router.get("/changes")
async def list_price_changes(
    principal: CanReadPrices,
    pricing: PricingDep,
    page: PageDep,
    min_percent: Annotated[
        Decimal | None,
        Query(
            ge=0,
            le=1_000_000,
            max_digits=12,
            decimal_places=4,
            description="At least this large, up or down.",
        ),
    ] = None,
) -> Page[PriceChangeOut]:
    """Price changes of all items, newest first."""
    return await pricing.list_changes(min_percent=min_percent, cursor=page.cursor, limit=page.limit)


@router.get("/{item_id}", responses=problems(ItemNotFound))
async def get_item_price(
    item_id: Id,
    principal: CanReadPrices,
    pricing: PricingDep,
    response: Response,
    currency: CurrencyFilter = None,
    price_list: PriceList = "default",
) -> ItemPriceOut:
    """The price of an item, and why it is that price."""
    price = await pricing.get_item_price(item_id, price_list=price_list, currency=currency)
    response.headers.update(etag(price.version))
    return price


@router.put(
    "/{item_id}/base",
    response_model=PriceResult,
    responses=problems(
        KeyRequired,
        ItemNotFound,
        ItemArchived,
        StalePrice,
        KeyInProgress,
        PricePreconditionFailed,
        KeyReused,
    ),
)
async def set_base_price(
    item_id: Id,
    body: BasePriceSet,
    principal: CanWritePrices,
    pricing: PricingDep,
    key: IdempotencyKey,
    if_match: IfMatch,
) -> Response:
    """Set the base price; the price until then stays in the history."""
    answer = await pricing.set_base_price(
        item_id,
        body,
        request=key.of(principal.key_scope),
        actor=principal.actor,
        if_match=if_match,
    )
    return answered(answer)


@router.get("/{item_id}/history", responses=problems(ItemNotFound))
async def list_price_history(
    item_id: Id,
    principal: CanReadPrices,
    pricing: PricingDep,
    page: PageDep,
    currency: CurrencyFilter = None,
    price_list: PriceList = "default",
) -> Page[PriceChangeOut]:
    """Every price that the item ever had, newest first."""
    return await pricing.list_history(
        item_id,
        price_list=price_list,
        currency=currency,
        cursor=page.cursor,
        limit=page.limit,
    )
