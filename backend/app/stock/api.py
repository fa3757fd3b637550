"""Stock levels and movements."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Response

from app.auth.deps import CanReadStock, CanWriteStock, bearer
from app.catalog.errors import ItemArchived, ItemNotFound, LocationInactive, LocationNotFound
from app.core.errors import (
    Forbidden,
    PreconditionRequired,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)
from app.core.page import Page
from app.core.schema import Timestamp
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import Id, IdFilter, IdsFilter, IfMatch, PageDep, SearchFilter, TextFilter, etag
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyInvalid, KeyRequired, answered
from app.stock.deps import LevelSort, StockDep
from app.stock.errors import (
    AlreadyReversed,
    BalanceOutOfBounds,
    InsufficientStock,
    LevelNotFound,
    LevelPreconditionFailed,
    MovementNotFound,
    NotReversible,
    ReasonTaken,
    StaleLevel,
)
from app.stock.schemas import (
    BatchCreate,
    BatchResult,
    CountCreate,
    LevelAsOf,
    LevelExplanation,
    LevelPage,
    MovementCreate,
    MovementOut,
    MovementResult,
    MovementReverse,
    ReasonCreate,
    ReasonOut,
    StockLevelOut,
    StockLevelUpdate,
)
from app.stock.types import LevelStatus, MovementKind

router = APIRouter(
    prefix="/stock",
    tags=["stock"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)


KEYED = (KeyInvalid, KeyRequired, KeyInProgress, KeyReused, TooManyRequests, Unavailable)
MOVING = (
    ItemNotFound,
    LocationNotFound,
    InsufficientStock,
    StaleLevel,
    BalanceOutOfBounds,
    ItemArchived,
    LocationInactive,
    *KEYED,
)


@router.post(
    "/movements",
    status_code=201,
    response_model=MovementResult,
    responses=problems(*MOVING, LevelPreconditionFailed),
)
async def record_movement(
    body: MovementCreate,
    principal: CanWriteStock,
    stock: StockDep,
    key: IdempotencyKey,
    if_match: IfMatch,
) -> Response:
    """Record that stock came, went or was corrected."""
    answer = await stock.record_movement(
        body, request=key.of(principal.key_scope), actor=principal.actor, if_match=if_match
    )
    return answered(answer)


@router.post("/movements/batch", response_model=BatchResult, responses=problems(*MOVING))
async def record_batch(
    body: BatchCreate, principal: CanWriteStock, stock: StockDep, key: IdempotencyKey
) -> Response:
    """Record up to 1,000 movements and counts; the answer tells of each row."""
    request = key.of(principal.key_scope)
    return answered(await stock.record_batch(body, request=request, actor=principal.actor))


@router.post(
    "/movements/{movement_id}/reverse",
    status_code=201,
    response_model=MovementResult,
    responses=problems(MovementNotFound, NotReversible, AlreadyReversed, *MOVING),
)
async def reverse_movement(
    movement_id: Id,
    principal: CanWriteStock,
    stock: StockDep,
    key: IdempotencyKey,
    body: Annotated[MovementReverse | None, Body()] = None,
) -> Response:
    """Take a movement back by a second one that points to it; nothing is edited or deleted."""
    answer = await stock.reverse_movement(
        movement_id,
        body or MovementReverse(),
        request=key.of(principal.key_scope),
        actor=principal.actor,
    )
    return answered(answer)


@router.post(
    "/counts",
    status_code=201,
    response_model=MovementResult,
    responses=problems(*MOVING, LevelPreconditionFailed),
)
async def record_count(
    body: CountCreate,
    principal: CanWriteStock,
    stock: StockDep,
    key: IdempotencyKey,
    if_match: IfMatch,
) -> Response:
    """Record what was counted on the shelf, and when; what happened later still counts."""
    answer = await stock.record_count(
        body, request=key.of(principal.key_scope), actor=principal.actor, if_match=if_match
    )
    return answered(answer)


@router.get("/movements")
async def list_movements(
    principal: CanReadStock,
    stock: StockDep,
    page: PageDep,
    sku: TextFilter = None,
    item_id: IdFilter = None,
    level_id: IdFilter = None,
    location: TextFilter = None,
    kind: MovementKind | None = None,
) -> Page[MovementOut]:
    """The ledger, newest record first."""
    return await stock.list_movements(
        cursor=page.cursor,
        limit=page.limit,
        sku=sku,
        item_id=item_id,
        level_id=level_id,
        location=location,
        kind=kind,
    )


@router.get("/levels")
async def list_levels(
    principal: CanReadStock,
    stock: StockDep,
    page: PageDep,
    q: SearchFilter = None,
    sku: TextFilter = None,
    item_id: IdsFilter = [],  # noqa: B006 - FastAPI copies it
    location: TextFilter = None,
    category: TextFilter = None,
    status: LevelStatus | None = None,
    sort: LevelSort = "sku",
) -> LevelPage:
    """Stock per item and location; `q` looks into SKU, name and barcode. Items that never moved
    have no level; a search lists them as `unstocked`."""
    return await stock.list_levels(
        sort=sort,
        cursor=page.cursor,
        limit=page.limit,
        q=q,
        sku=sku,
        item_ids=item_id,
        location=location,
        category=category,
        status=status,
    )


@router.get("/levels/{level_id}", responses=problems(LevelNotFound))
async def get_level(
    level_id: Id, principal: CanReadStock, stock: StockDep, response: Response
) -> StockLevelOut:
    """One level."""
    level = await stock.get_level(level_id)
    response.headers.update(etag(level.version))
    return level


@router.get("/levels/{level_id}/explanation", responses=problems(LevelNotFound))
async def explain_level(level_id: Id, principal: CanReadStock, stock: StockDep) -> LevelExplanation:
    """Which movements and holds make the figures of this level."""
    return await stock.explain_level(level_id)


@router.get("/as-of")
async def list_levels_as_of(
    principal: CanReadStock,
    stock: StockDep,
    page: PageDep,
    at: Annotated[Timestamp, Query(description="RFC 3339, with its offset.")],
    sku: TextFilter = None,
    item_id: IdFilter = None,
    location: TextFilter = None,
) -> Page[LevelAsOf]:
    """What was on hand at a moment in the past, by what is known today.

    A row says where it contradicts itself: `is_incomplete` marks a balance below zero at a
    location that allows no backorders.
    """
    return await stock.list_levels_as_of(
        cursor=page.cursor, limit=page.limit, at=at, sku=sku, item_id=item_id, location=location
    )


@router.get("/reasons")
async def list_reasons(principal: CanReadStock, stock: StockDep) -> Page[ReasonOut]:
    """The codes that a movement's `reason` may name; they never end on a second page."""
    return Page(items=await stock.list_reasons(), next_cursor=None)


@router.post("/reasons", status_code=201, responses=problems(ReasonTaken))
async def add_reason(body: ReasonCreate, principal: CanWriteStock, stock: StockDep) -> ReasonOut:
    """Add a code of your own."""
    return await stock.add_reason(body)


@router.patch(
    "/levels/{level_id}",
    responses=problems(LevelNotFound, StaleLevel, LevelPreconditionFailed, PreconditionRequired),
)
async def set_thresholds(
    level_id: Id,
    body: StockLevelUpdate,
    principal: CanWriteStock,
    stock: StockDep,
    if_match: IfMatch,
    response: Response,
) -> StockLevelOut:
    """Set the reorder point and the target of a level; quantities change only by movements."""
    level = await stock.set_thresholds(level_id, body, if_match=if_match, actor=principal.actor)
    response.headers.update(etag(level.version))
    return level
