"""Price lists: whom a price is for, and from which other list it comes."""

from fastapi import APIRouter, Depends, Response

from app.auth.deps import CanReadPrices, CanWritePrices, bearer
from app.core.errors import Forbidden, Invalid, PreconditionRequired, Unauthenticated
from app.core.money import Currency
from app.core.page import Page
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import IfMatch, PageDep, TextFilter, etag
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyInvalid, KeyRequired, answered
from app.price_lists.deps import PriceListsDep
from app.price_lists.errors import (
    PriceListCodeTaken,
    PriceListCycle,
    PriceListPreconditionFailed,
    StalePriceList,
)
from app.price_lists.schemas import (
    Country,
    PriceListCreate,
    PriceListOut,
    PriceListResult,
    PriceListUpdate,
)
from app.pricing.deps import waits
from app.pricing.errors import CurrencyMismatch, PriceBlocked, PriceListNotFound
from app.pricing.schemas import ListCode

router = APIRouter(
    prefix="/price-lists",
    tags=["price lists"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

KEYED = (
    KeyInvalid,
    KeyRequired,
    KeyInProgress,
    KeyReused,
    PriceListNotFound,
    PriceListCycle,
    CurrencyMismatch,
    PriceBlocked,
    Invalid,
)


@router.get("")
async def list_price_lists(
    principal: CanReadPrices, lists: PriceListsDep, page: PageDep
) -> Page[PriceListOut]:
    """Price lists by their code."""
    return await lists.list_price_lists(cursor=page.cursor, limit=page.limit)


@router.get("/resolve", responses=problems(PriceListNotFound))
async def resolve_price_list(
    principal: CanReadPrices,
    lists: PriceListsDep,
    channel: TextFilter = None,
    country: Country | None = None,
    customer_group: TextFilter = None,
    currency: Currency | None = None,
) -> PriceListOut:
    """The list that speaks most closely about a buyer; `default` when none does."""
    return await lists.resolve(
        channel=channel, country=country, customer_group=customer_group, currency=currency
    )


@router.get("/{code}", responses=problems(PriceListNotFound))
async def get_price_list(
    code: ListCode, principal: CanReadPrices, lists: PriceListsDep, response: Response
) -> PriceListOut:
    """A list, its rule, and how many prices it has."""
    price_list = await lists.get_price_list(code)
    response.headers.update(etag(price_list.version))
    return price_list


@router.post(
    "",
    status_code=201,
    response_model=PriceListResult,
    responses=problems(PriceListCodeTaken, *KEYED),
)
async def create_price_list(
    body: PriceListCreate, principal: CanWritePrices, lists: PriceListsDep, key: IdempotencyKey
) -> Response:
    """Add a list; with a parent it has a price for every item that the parent has one for."""
    request = key.of(principal.key_scope)
    return answered(await lists.create_price_list(body, request=request, actor=principal.actor))


@router.patch(
    "/{code}",
    response_model=PriceListResult,
    responses=waits(PriceListResult)
    | problems(StalePriceList, PriceListPreconditionFailed, PreconditionRequired, *KEYED),
)
async def edit_price_list(
    code: ListCode,
    body: PriceListUpdate,
    principal: CanWritePrices,
    lists: PriceListsDep,
    key: IdempotencyKey,
    if_match: IfMatch,
) -> Response:
    """Change a list; a new rule changes the prices that come from the parent, all or none."""
    request = key.of(principal.key_scope)
    return answered(
        await lists.edit_price_list(
            code, body, request=request, actor=principal.actor, if_match=if_match
        )
    )
