"""Items, categories and locations."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from app.auth.deps import CanReadCatalog, CanWriteCatalog, bearer
from app.auth.types import Principal
from app.catalog.deps import CatalogDep
from app.catalog.errors import (
    BarcodeTaken,
    CatalogPreconditionFailed,
    ItemInUse,
    ItemNotFound,
    LocationCodeTaken,
    LocationInUse,
    LocationNotFound,
    LocationOversold,
    SkuTaken,
    StaleCatalogVersion,
)
from app.catalog.schemas import (
    CategoryOut,
    ItemCreate,
    ItemOut,
    ItemStatus,
    ItemUpdate,
    LocationCreate,
    LocationOut,
    LocationUpdate,
)
from app.core.errors import Forbidden, PreconditionRequired, Unauthenticated
from app.core.page import Page
from app.core.schema import Text
from app.http.deps import Id, IfMatch, PageDep, SearchFilter, TextFilter, etag
from app.http.errors import problems

router = APIRouter(
    tags=["catalog"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

STALE = (StaleCatalogVersion, CatalogPreconditionFailed)


def visible(item: ItemOut, principal: Principal) -> ItemOut:
    """The item without its cost, for those who may not see costs."""
    return item if "cost:read" in principal.scopes else item.model_copy(update={"cost": None})


@router.get("/items")
async def list_items(
    principal: CanReadCatalog,
    catalog: CatalogDep,
    page: PageDep,
    q: SearchFilter = None,
    sku: TextFilter = None,
    category: TextFilter = None,
    tag: TextFilter = None,
    status: ItemStatus | None = None,
) -> Page[ItemOut]:
    """Items by SKU, A2 before A10; `q` looks into SKU, name and barcode in any case, width and
    kana."""
    found = await catalog.list_items(
        cursor=page.cursor,
        limit=page.limit,
        q=q,
        sku=sku,
        category=category,
        tag=tag,
        status=status,
    )
    return Page(
        items=[visible(item, principal) for item in found.items], next_cursor=found.next_cursor
    )


@router.post("/items", status_code=201, responses=problems(SkuTaken, BarcodeTaken))
async def create_item(
    body: ItemCreate, principal: CanWriteCatalog, catalog: CatalogDep, response: Response
) -> ItemOut:
    """Take a new item into the catalog."""
    item = await catalog.create_item(body, actor=principal.actor)
    response.headers.update(etag(item.version))
    return item


# A SKU may have slashes in it.
@router.get("/items/by-sku/{sku:path}", responses=problems(ItemNotFound))
async def get_item_by_sku(
    sku: Annotated[Text, Path(max_length=100)],
    principal: CanReadCatalog,
    catalog: CatalogDep,
    response: Response,
) -> ItemOut:
    """The item with this SKU; case, width and look-alike characters make no difference."""
    item = await catalog.get_item_by_sku(sku)
    response.headers.update(etag(item.version))
    return visible(item, principal)


@router.get("/items/{item_id}", responses=problems(ItemNotFound))
async def get_item(
    item_id: Id, principal: CanReadCatalog, catalog: CatalogDep, response: Response
) -> ItemOut:
    """One item."""
    item = await catalog.get_item(item_id)
    response.headers.update(etag(item.version))
    return visible(item, principal)


@router.patch(
    "/items/{item_id}",
    responses=problems(ItemNotFound, BarcodeTaken, PreconditionRequired, *STALE),
)
async def update_item(
    item_id: Id,
    body: ItemUpdate,
    principal: CanWriteCatalog,
    catalog: CatalogDep,
    if_match: IfMatch,
    response: Response,
) -> ItemOut:
    """Change what is known of an item."""
    item = await catalog.update_item(item_id, body, if_match=if_match, actor=principal.actor)
    response.headers.update(etag(item.version))
    return item


@router.post("/items/{item_id}/archive", responses=problems(ItemNotFound, ItemInUse, *STALE))
async def archive_item(
    item_id: Id,
    principal: CanWriteCatalog,
    catalog: CatalogDep,
    if_match: IfMatch,
    response: Response,
) -> ItemOut:
    """Take an item out of use; its history stays. Refused while something is open for it: `open`
    has the stock, holds, transfers, price proposals and sales that have to end first."""
    item = await catalog.archive_item(item_id, if_match=if_match, actor=principal.actor)
    response.headers.update(etag(item.version))
    return item


@router.post("/items/{item_id}/unarchive", responses=problems(ItemNotFound, BarcodeTaken, *STALE))
async def unarchive_item(
    item_id: Id,
    principal: CanWriteCatalog,
    catalog: CatalogDep,
    if_match: IfMatch,
    response: Response,
) -> ItemOut:
    """Take an archived item into use again."""
    item = await catalog.unarchive_item(item_id, if_match=if_match, actor=principal.actor)
    response.headers.update(etag(item.version))
    return item


@router.get("/categories")
async def list_categories(principal: CanReadCatalog, catalog: CatalogDep) -> Page[CategoryOut]:
    """The categories in use, with their number of items."""
    return await catalog.list_categories()


@router.get("/locations")
async def list_locations(principal: CanReadCatalog, catalog: CatalogDep) -> Page[LocationOut]:
    """Every location."""
    return await catalog.list_locations()


@router.post("/locations", status_code=201, responses=problems(LocationCodeTaken))
async def create_location(
    body: LocationCreate, principal: CanWriteCatalog, catalog: CatalogDep, response: Response
) -> LocationOut:
    """Open a location."""
    location = await catalog.create_location(body)
    response.headers.update(etag(location.version))
    return location


@router.patch(
    "/locations/{location_id}",
    responses=problems(
        LocationNotFound, LocationInUse, LocationOversold, PreconditionRequired, *STALE
    ),
)
async def update_location(
    location_id: Id,
    body: LocationUpdate,
    principal: CanWriteCatalog,
    catalog: CatalogDep,
    if_match: IfMatch,
    response: Response,
) -> LocationOut:
    """Change what is known of a location."""
    location = await catalog.update_location(
        location_id, body, if_match=if_match, actor=principal.actor
    )
    response.headers.update(etag(location.version))
    return location


@router.post(
    "/locations/{location_id}/close", responses=problems(LocationNotFound, LocationInUse, *STALE)
)
async def close_location(
    location_id: Id,
    principal: CanWriteCatalog,
    catalog: CatalogDep,
    if_match: IfMatch,
    response: Response,
) -> LocationOut:
    """Take a location out of use. Refused while something is open there: `open` has the stock,
    holds and transfers that have to end first."""
    location = await catalog.close_location(location_id, if_match=if_match, actor=principal.actor)
    response.headers.update(etag(location.version))
    return location


@router.post("/locations/{location_id}/reopen", responses=problems(LocationNotFound, *STALE))
async def reopen_location(
    location_id: Id,
    principal: CanWriteCatalog,
    catalog: CatalogDep,
    if_match: IfMatch,
    response: Response,
) -> LocationOut:
    """Take a closed location into use again."""
    location = await catalog.reopen_location(location_id, if_match=if_match, actor=principal.actor)
    response.headers.update(etag(location.version))
    return location
