"""Prices and their history."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BeforeValidator

from app.auth.deps import CanReadPrices, CanWritePrices, bearer
from app.catalog.errors import ItemArchived, ItemNotFound
from app.core.errors import Forbidden, Unauthenticated
from app.core.money import Currency, read_plain_decimal
from app.core.page import Page
from app.core.schema import Text, Timestamp
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import Id, IdsFilter, IfMatch, PageDep, SearchFilter, TextFilter, etag
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyInvalid, KeyRequired, answered
from app.pricing.deps import PricingDep, waits
from app.pricing.errors import (
    CurrencyMismatch,
    NoBasePrice,
    PriceBlocked,
    PriceChangeNotFound,
    PriceListInactive,
    PriceListNotFound,
    PricePreconditionFailed,
    StalePrice,
)
from app.pricing.schemas import (
    BasePriceSet,
    ItemPriceOut,
    ListCode,
    PriceChangeOut,
    PricePreview,
    PricePreviewRequest,
    PriceResult,
    PriceRevert,
    PriceRow,
)
from app.pricing.types import Because, Significance

router = APIRouter(
    prefix="/prices",
    tags=["prices"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

BASE = (PriceListNotFound, PriceListInactive, CurrencyMismatch)
WRITTEN = (
    KeyInvalid,
    KeyRequired,
    ItemNotFound,
    ItemArchived,
    StalePrice,
    KeyInProgress,
    PricePreconditionFailed,
    PriceBlocked,
    KeyReused,
    *BASE,
)

CurrencyFilter = Annotated[str | None, Query(pattern="^[A-Z]{3}$")]
ReasonFilter = Annotated[Text | None, Query(min_length=1, max_length=200)]


@router.get("")
async def list_prices(
    principal: CanReadPrices,
    pricing: PricingDep,
    page: PageDep,
    q: SearchFilter = None,
    sku: TextFilter = None,
    category: TextFilter = None,
    item_id: IdsFilter = [],  # noqa: B006 - FastAPI copies it
    price_list: ListCode | None = None,
    currency: CurrencyFilter = None,
    because: Because | None = None,
    breaks_guard: Annotated[bool, Query(description="Only prices that break a rule.")] = False,
) -> Page[PriceRow]:
    """Prices in force, by SKU."""
    return await pricing.list_prices(
        cursor=page.cursor,
        limit=page.limit,
        with_cost="cost:read" in principal.scopes,
        q=q,
        sku=sku,
        category=category,
        item_ids=item_id,
        price_list=price_list,
        currency=currency,
        because=because,
        breaks_guard=breaks_guard,
    )


@router.post("/preview", responses=problems(ItemNotFound, ItemArchived, *BASE))
async def preview_price(
    body: PricePreviewRequest, principal: CanReadPrices, pricing: PricingDep
) -> PricePreview:
    """What setting a base price would do, and what the guard would say; nothing changes."""
    return await pricing.preview(body, with_cost="cost:read" in principal.scopes)


@router.get("/changes")
async def list_price_changes(
    principal: CanReadPrices,
    pricing: PricingDep,
    page: PageDep,
    min_percent: Annotated[
        Decimal | None,
        BeforeValidator(read_plain_decimal),
        Query(
            ge=0,
            le=1_000_000,
            max_digits=12,
            decimal_places=4,
            description="At least this large, up or down.",
        ),
    ] = None,
    significance: Significance | None = None,
    price_list: ListCode | None = None,
) -> Page[PriceChangeOut]:
    """Changes of effective prices of all items, newest first."""
    return await pricing.list_changes(
        min_percent=min_percent,
        significance=significance,
        price_list=price_list,
        cursor=page.cursor,
        limit=page.limit,
    )


@router.get("/{item_id}", responses=problems(ItemNotFound, PriceListNotFound))
async def get_item_price(
    item_id: Id,
    principal: CanReadPrices,
    pricing: PricingDep,
    response: Response,
    currency: CurrencyFilter = None,
    price_list: ListCode = "default",
    quantity: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    at: Annotated[
        Timestamp | None,
        Query(description="As planned for then, or as it was; null: now."),
    ] = None,
) -> ItemPriceOut:
    """The price of an item, why it is that price, and what the guard allows."""
    price = await pricing.get_item_price(
        item_id,
        price_list=price_list,
        currency=currency,
        quantity=quantity,
        at=at,
        with_cost="cost:read" in principal.scopes,
    )
    response.headers.update(etag(price.version))
    return price


@router.put(
    "/{item_id}/base",
    response_model=PriceResult,
    responses=waits(PriceResult) | problems(*WRITTEN),
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


@router.delete(
    "/{item_id}/base",
    response_model=PriceResult,
    responses=waits(PriceResult) | problems(NoBasePrice, *WRITTEN),
)
async def take_base_price_away(
    item_id: Id,
    price_list: ListCode,
    currency: Currency,
    principal: CanWritePrices,
    pricing: PricingDep,
    key: IdempotencyKey,
    if_match: IfMatch,
    reason: ReasonFilter = None,
    override_reason: ReasonFilter = None,
) -> Response:
    """Take the price of this list away: the one that comes from its parent holds again."""
    answer = await pricing.take_base_away(
        item_id,
        price_list=price_list,
        currency=currency,
        reason=reason,
        override_reason=override_reason,
        request=key.of(principal.key_scope),
        actor=principal.actor,
        if_match=if_match,
    )
    return answered(answer)


@router.post(
    "/{item_id}/revert",
    response_model=PriceResult,
    responses=waits(PriceResult) | problems(PriceChangeNotFound, *WRITTEN),
)
async def revert_price(
    item_id: Id,
    body: PriceRevert,
    principal: CanWritePrices,
    pricing: PricingDep,
    key: IdempotencyKey,
) -> Response:
    """Set the base price to what an earlier step says, as a new change through the guard."""
    request = key.of(principal.key_scope)
    return answered(await pricing.revert(item_id, body, request=request, actor=principal.actor))


@router.get("/{item_id}/history", responses=problems(ItemNotFound))
async def list_price_history(
    item_id: Id,
    principal: CanReadPrices,
    pricing: PricingDep,
    page: PageDep,
    currency: CurrencyFilter = None,
    price_list: ListCode = "default",
) -> Page[PriceChangeOut]:
    """Every price that the item ever had, newest first."""
    return await pricing.list_history(
        item_id,
        price_list=price_list,
        currency=currency,
        cursor=page.cursor,
        limit=page.limit,
    )
