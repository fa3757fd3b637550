"""Sales: layers over a base price, from a moment to a moment."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.auth.deps import CanReadPrices, CanWritePrices, bearer
from app.catalog.errors import ItemArchived, ItemNotFound
from app.core.errors import Forbidden, Invalid, PreconditionRequired, Unauthenticated
from app.core.page import Page
from app.core.schema import Timestamp
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import Id, IdFilter, IfMatch, PageDep, SearchFilter, TextFilter, etag
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyInvalid, KeyRequired, answered
from app.pricing.deps import waits
from app.pricing.errors import (
    CurrencyMismatch,
    NoBasePrice,
    PriceBlocked,
    PriceListInactive,
    PriceListNotFound,
)
from app.pricing.sale_schemas import SaleOut, SaleState
from app.pricing.schemas import ListCode
from app.sales.deps import SalesDep
from app.sales.errors import (
    SaleNotFound,
    SaleOver,
    SalePreconditionFailed,
    StaleSale,
    TooManySales,
)
from app.sales.schemas import SaleCreate, SaleRemove, SaleResult, SaleUpdate

router = APIRouter(
    prefix="/prices",
    tags=["sales"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

KEYED = (KeyInvalid, KeyRequired, KeyInProgress, KeyReused, PriceBlocked, ItemArchived, Invalid)
EDITED = (SaleNotFound, SaleOver, StaleSale, SalePreconditionFailed, *KEYED)


@router.get("/sales")
async def list_sales(
    principal: CanReadPrices,
    sales: SalesDep,
    page: PageDep,
    starts_before: Annotated[
        Timestamp | None, Query(description="With `ends_after`: those that meet a window.")
    ] = None,
    ends_after: Timestamp | None = None,
    state: Annotated[list[SaleState], Query(max_length=5)] = [],  # noqa: B006 - FastAPI copies it
    item_id: IdFilter = None,
    price_list: ListCode | None = None,
    category: TextFilter = None,
    q: SearchFilter = None,
) -> Page[SaleOut]:
    """Sales by their start, the earliest first; removed ones only when asked for."""
    return await sales.list_sales(
        cursor=page.cursor,
        limit=page.limit,
        starts_before=starts_before,
        ends_after=ends_after,
        states=state,
        item_id=item_id,
        price_list=price_list,
        category=category,
        q=q,
    )


@router.get("/sales/{sale_id}", responses=problems(SaleNotFound))
async def get_sale(
    sale_id: Id, principal: CanReadPrices, sales: SalesDep, response: Response
) -> SaleOut:
    """A sale beside the price that it lies over, as of now."""
    sale = await sales.get_sale(sale_id)
    response.headers.update(etag(sale.version))
    return sale


@router.post(
    "/{item_id}/sales",
    status_code=201,
    response_model=SaleResult,
    responses=waits(SaleResult)
    | problems(
        ItemNotFound,
        PriceListNotFound,
        PriceListInactive,
        CurrencyMismatch,
        NoBasePrice,
        TooManySales,
        *KEYED,
    ),
)
async def create_sale(
    item_id: Id,
    body: SaleCreate,
    principal: CanWritePrices,
    sales: SalesDep,
    key: IdempotencyKey,
) -> Response:
    """Put a sale over the price; it starts and ends by itself, to the second."""
    request = key.of(principal.key_scope)
    return answered(await sales.create_sale(item_id, body, request=request, actor=principal.actor))


@router.patch(
    "/sales/{sale_id}",
    response_model=SaleResult,
    responses=waits(SaleResult) | problems(PreconditionRequired, *EDITED),
)
async def edit_sale(
    sale_id: Id,
    body: SaleUpdate,
    principal: CanWritePrices,
    sales: SalesDep,
    key: IdempotencyKey,
    if_match: IfMatch,
) -> Response:
    """Change a sale that is not over; a suspended one is looked at anew."""
    request = key.of(principal.key_scope)
    return answered(
        await sales.edit_sale(
            sale_id, body, request=request, actor=principal.actor, if_match=if_match
        )
    )


@router.post("/sales/{sale_id}/end", response_model=SaleResult, responses=problems(*EDITED))
async def end_sale(
    sale_id: Id,
    body: SaleRemove,
    principal: CanWritePrices,
    sales: SalesDep,
    key: IdempotencyKey,
) -> Response:
    """End a sale now: the price is what the other layers make it."""
    request = key.of(principal.key_scope)
    return answered(await sales.end_sale(sale_id, body, request=request, actor=principal.actor))


@router.delete("/sales/{sale_id}", response_model=SaleResult, responses=problems(*EDITED))
async def remove_sale(
    sale_id: Id,
    principal: CanWritePrices,
    sales: SalesDep,
    key: IdempotencyKey,
    if_match: IfMatch,
    reason: TextFilter = None,
) -> Response:
    """Take a sale away; the timeline keeps what it did."""
    request = key.of(principal.key_scope)
    return answered(
        await sales.remove_sale(
            sale_id, reason, request=request, actor=principal.actor, if_match=if_match
        )
    )
