"""Transfers: goods on their way from one location to another."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Response

from app.auth.deps import CanReadStock, CanWriteStock, bearer
from app.catalog.errors import ItemArchived, ItemNotFound, LocationInactive, LocationNotFound
from app.core.errors import Forbidden, Unauthenticated
from app.core.page import Page
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import Id, PageDep, TextFilter, etag
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyInvalid, KeyRequired, answered
from app.stock.errors import BalanceOutOfBounds, InsufficientStock
from app.transfers.deps import TransfersDep
from app.transfers.errors import TransferExceeded, TransferNotFound, TransferSettled
from app.transfers.schemas import TransferCreate, TransferOut, TransferReceive
from app.transfers.types import TransferState

router = APIRouter(
    prefix="/stock/transfers",
    tags=["transfers"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

KEYED = (KeyInvalid, KeyRequired, KeyInProgress, KeyReused)
CLOSED = (ItemArchived, LocationInactive, BalanceOutOfBounds)


@router.post(
    "",
    status_code=201,
    response_model=TransferOut,
    responses=problems(ItemNotFound, LocationNotFound, InsufficientStock, *CLOSED, *KEYED),
)
async def send(
    body: TransferCreate, principal: CanWriteStock, transfers: TransfersDep, key: IdempotencyKey
) -> Response:
    """Goods leave; until they are received they are in transit, and on no shelf."""
    request = key.of(principal.key_scope)
    return answered(await transfers.send(body, request=request, actor=principal.actor))


@router.get("")
async def list_transfers(
    principal: CanReadStock,
    transfers: TransfersDep,
    page: PageDep,
    state: Annotated[TransferState | None, Query()] = None,
    sku: TextFilter = None,
    location: TextFilter = None,
) -> Page[TransferOut]:
    """Transfers, newest first; ``location`` is where they come from or go to."""
    return await transfers.list_transfers(
        cursor=page.cursor, limit=page.limit, state=state, sku=sku, location=location
    )


@router.get("/{transfer_id}", responses=problems(TransferNotFound))
async def get_transfer(
    transfer_id: Id, principal: CanReadStock, transfers: TransfersDep, response: Response
) -> TransferOut:
    """One transfer, with what became of each line."""
    found = await transfers.get_transfer(transfer_id)
    response.headers.update(etag(found.version))
    return found


@router.post(
    "/{transfer_id}/receive",
    response_model=TransferOut,
    responses=problems(TransferNotFound, TransferSettled, TransferExceeded, *CLOSED, *KEYED),
)
async def receive(
    transfer_id: Id,
    principal: CanWriteStock,
    transfers: TransfersDep,
    key: IdempotencyKey,
    body: Annotated[TransferReceive | None, Body()] = None,
) -> Response:
    """Goods arrive: all that is in transit, or the given lines."""
    request = key.of(principal.key_scope)
    return answered(
        await transfers.receive(
            transfer_id, body or TransferReceive(), request=request, actor=principal.actor
        )
    )


@router.post(
    "/{transfer_id}/cancel",
    response_model=TransferOut,
    responses=problems(TransferNotFound, TransferSettled, *CLOSED, *KEYED),
)
async def cancel(
    transfer_id: Id, principal: CanWriteStock, transfers: TransfersDep, key: IdempotencyKey
) -> Response:
    """What is still in transit goes back to where it came from."""
    request = key.of(principal.key_scope)
    return answered(await transfers.cancel(transfer_id, request=request, actor=principal.actor))
