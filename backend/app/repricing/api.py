"""Many prices at once: preview, apply, undo."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from app.auth.deps import CanReadPrices, CanWritePrices, bearer
from app.core.errors import Forbidden, Invalid, Unauthenticated
from app.core.page import Page
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import Id, PageDep
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyInvalid, KeyRequired, answered
from app.pricing.errors import CurrencyMismatch, PriceBlocked, PriceListInactive, PriceListNotFound
from app.repricing.deps import RepricingDep
from app.repricing.errors import BulkNotFound, BulkNotReady, StaleBulk
from app.repricing.schemas import BulkApply, BulkCreate, BulkOut, BulkRow, BulkUndo, RowState

router = APIRouter(
    prefix="/price-bulks",
    tags=["repricing"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

KEYED = (KeyInvalid, KeyRequired, KeyInProgress, KeyReused)
STEPS = (BulkNotFound, BulkNotReady, *KEYED)


@router.get("")
async def list_bulks(
    principal: CanReadPrices, repricing: RepricingDep, page: PageDep
) -> Page[BulkOut]:
    """Changes of many prices, the newest first."""
    return await repricing.list_bulks(
        cursor=page.cursor, limit=page.limit, with_cost="cost:read" in principal.scopes
    )


@router.post(
    "",
    status_code=202,
    response_model=BulkOut,
    responses=problems(PriceListNotFound, PriceListInactive, CurrencyMismatch, Invalid, *KEYED),
)
async def preview_bulk(
    body: BulkCreate, principal: CanWritePrices, repricing: RepricingDep, key: IdempotencyKey
) -> Response:
    """Begin a preview: what would each price be? Nothing changes yet."""
    request = key.of(principal.key_scope)
    return answered(
        await repricing.preview_bulk(
            body,
            request=request,
            actor=principal.actor,
            with_cost="cost:read" in principal.scopes,
        )
    )


@router.get("/{bulk_id}", responses=problems(BulkNotFound))
async def get_bulk(bulk_id: Id, principal: CanReadPrices, repricing: RepricingDep) -> BulkOut:
    """How far a change of many prices is, and what it does in sum."""
    return await repricing.get_bulk(bulk_id, with_cost="cost:read" in principal.scopes)


@router.get("/{bulk_id}/rows", responses=problems(BulkNotFound))
async def list_bulk_rows(
    bulk_id: Id,
    principal: CanReadPrices,
    repricing: RepricingDep,
    page: PageDep,
    state: RowState | None = None,
    hits: Annotated[bool, Query(description="Only rows that break a rule.")] = False,
    order: Annotated[Literal["sku", "worst"], Query()] = "sku",
) -> Page[BulkRow]:
    """The rows of the preview, and what became of each."""
    return await repricing.list_rows(
        bulk_id,
        cursor=page.cursor,
        limit=page.limit,
        state=state,
        hits=hits,
        order=order,
        with_cost="cost:read" in principal.scopes,
    )


@router.post(
    "/{bulk_id}/apply",
    status_code=202,
    response_model=BulkOut,
    responses=problems(StaleBulk, PriceBlocked, *STEPS),
)
async def apply_bulk(
    bulk_id: Id,
    body: BulkApply,
    principal: CanWritePrices,
    repricing: RepricingDep,
    key: IdempotencyKey,
) -> Response:
    """Set the prices that are still what the preview saw, or propose them where a rule asks."""
    request = key.of(principal.key_scope)
    return answered(
        await repricing.apply_bulk(
            bulk_id,
            body,
            request=request,
            actor=principal.actor,
            with_cost="cost:read" in principal.scopes,
        )
    )


@router.post(
    "/{bulk_id}/undo",
    status_code=202,
    response_model=BulkOut,
    responses=problems(*STEPS),
)
async def undo_bulk(
    bulk_id: Id,
    body: BulkUndo,
    principal: CanWritePrices,
    repricing: RepricingDep,
    key: IdempotencyKey,
) -> Response:
    """Set every price back that nobody changed since."""
    request = key.of(principal.key_scope)
    return answered(
        await repricing.undo_bulk(
            bulk_id,
            body,
            request=request,
            actor=principal.actor,
            with_cost="cost:read" in principal.scopes,
        )
    )


@router.post(
    "/{bulk_id}/discard",
    response_model=BulkOut,
    responses=problems(*STEPS),
)
async def discard_bulk(
    bulk_id: Id, principal: CanWritePrices, repricing: RepricingDep, key: IdempotencyKey
) -> Response:
    """Close a preview that shall not be applied."""
    request = key.of(principal.key_scope)
    return answered(
        await repricing.discard_bulk(
            bulk_id,
            request=request,
            actor=principal.actor,
            with_cost="cost:read" in principal.scopes,
        )
    )
