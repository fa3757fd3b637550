"""Holds: units promised to somebody for a while."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Response

from app.auth.deps import CanReadStock, CanWriteStock, bearer
from app.catalog.errors import ItemArchived, ItemNotFound, LocationInactive, LocationNotFound
from app.core.errors import Forbidden, TooManyRequests, Unauthenticated, Unavailable
from app.core.page import Page
from app.feed.errors import KeyInProgress, KeyReused
from app.holds.deps import HoldsDep
from app.holds.errors import HoldExceeded, HoldExpired, HoldNotFound, HoldSettled
from app.holds.schemas import HoldCommit, HoldCreate, HoldExtend, HoldOut, HoldRelease
from app.holds.types import HoldState
from app.http.deps import Id, IdFilter, PageDep, TextFilter, etag
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyInvalid, KeyRequired, answered
from app.stock.errors import BalanceOutOfBounds, InsufficientStock

router = APIRouter(
    prefix="/stock/holds",
    tags=["holds"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

KEYED = (KeyInvalid, KeyRequired, KeyInProgress, KeyReused, TooManyRequests, Unavailable)
SETTLING = (HoldNotFound, HoldSettled, HoldExpired, HoldExceeded, *KEYED)


@router.post(
    "",
    status_code=201,
    response_model=HoldOut,
    responses=problems(
        ItemNotFound,
        LocationNotFound,
        InsufficientStock,
        BalanceOutOfBounds,
        ItemArchived,
        LocationInactive,
        *KEYED,
    ),
)
async def hold(
    body: HoldCreate, principal: CanWriteStock, holds: HoldsDep, key: IdempotencyKey
) -> Response:
    """Hold all lines, or none; what is held can't be sold to anybody else until it expires."""
    request = key.of(principal.key_scope)
    return answered(await holds.hold(body, request=request, actor=principal.actor))


@router.get("")
async def list_holds(
    principal: CanReadStock,
    holds: HoldsDep,
    page: PageDep,
    state: Annotated[HoldState | None, Query()] = None,
    sku: TextFilter = None,
    location: TextFilter = None,
    level_id: IdFilter = None,
    reference: TextFilter = None,
) -> Page[HoldOut]:
    """Holds, newest first."""
    return await holds.list_holds(
        cursor=page.cursor,
        limit=page.limit,
        state=state,
        sku=sku,
        location=location,
        level_id=level_id,
        reference=reference,
    )


@router.get("/{hold_id}", responses=problems(HoldNotFound))
async def get_hold(
    hold_id: Id, principal: CanReadStock, holds: HoldsDep, response: Response
) -> HoldOut:
    """One hold, with what became of each line."""
    found = await holds.get_hold(hold_id)
    response.headers.update(etag(found.version))
    return found


@router.post("/{hold_id}/commit", response_model=HoldOut, responses=problems(*SETTLING))
async def commit(
    hold_id: Id,
    principal: CanWriteStock,
    holds: HoldsDep,
    key: IdempotencyKey,
    body: Annotated[HoldCommit | None, Body()] = None,
) -> Response:
    """The held goods leave the shelf: all of them, or the given lines."""
    request = key.of(principal.key_scope)
    return answered(
        await holds.commit(hold_id, body or HoldCommit(), request=request, actor=principal.actor)
    )


@router.post("/{hold_id}/release", response_model=HoldOut, responses=problems(*SETTLING))
async def release(
    hold_id: Id,
    principal: CanWriteStock,
    holds: HoldsDep,
    key: IdempotencyKey,
    body: Annotated[HoldRelease | None, Body()] = None,
) -> Response:
    """Free what is held: all of it, or the given lines."""
    request = key.of(principal.key_scope)
    return answered(
        await holds.release(hold_id, body or HoldRelease(), request=request, actor=principal.actor)
    )


@router.post(
    "/{hold_id}/extend",
    response_model=HoldOut,
    responses=problems(HoldNotFound, HoldSettled, HoldExpired, *KEYED),
)
async def extend(
    hold_id: Id,
    body: HoldExtend,
    principal: CanWriteStock,
    holds: HoldsDep,
    key: IdempotencyKey,
) -> Response:
    """Keep it longer: the new time counts from now."""
    return answered(await holds.extend(hold_id, body, request=key.of(principal.key_scope)))
