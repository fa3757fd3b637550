"""Stock levels and movements."""

from fastapi import APIRouter, Depends, Response

from app.auth.deps import CanReadStock, CanWriteStock, bearer
from app.catalog.errors import ItemArchived, ItemNotFound, LocationInactive, LocationNotFound
from app.core.errors import Forbidden, Unauthenticated
from app.core.page import Page
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import Id, IdFilter, IfMatch, PageDep, TextFilter, etag
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyRequired, answered
from app.stock.deps import LevelSort, StockDep
from app.stock.errors import (
    BalanceOutOfBounds,
    InsufficientStock,
    LevelNotFound,
    LevelPreconditionFailed,
    StaleLevel,
)
from app.stock.schemas import (
    MovementCreate,
    MovementOut,
    MovementResult,
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


@router.post(
    "/movements",
    status_code=201,
    response_model=MovementResult,
    responses=problems(
        KeyRequired,
        ItemNotFound,
        LocationNotFound,
        InsufficientStock,
        StaleLevel,
        BalanceOutOfBounds,
        ItemArchived,
        LocationInactive,
        KeyInProgress,
        LevelPreconditionFailed,
        KeyReused,
    ),
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
    q: TextFilter = None,
    sku: TextFilter = None,
    item_id: IdFilter = None,
    location: TextFilter = None,
    category: TextFilter = None,
    status: LevelStatus | None = None,
    sort: LevelSort = "sku",
) -> Page[StockLevelOut]:
    """Stock per item and location; `q` looks into SKU, name and barcode."""
    return await stock.list_levels(
        sort=sort,
        cursor=page.cursor,
        limit=page.limit,
        q=q,
        sku=sku,
        item_id=item_id,
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


@router.patch(
    "/levels/{level_id}", responses=problems(LevelNotFound, StaleLevel, LevelPreconditionFailed)
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
