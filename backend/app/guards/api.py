"""Guards: what a price may be."""

from fastapi import APIRouter, Depends, Response

from app.auth.deps import CanApprovePrices, CanReadPrices, bearer
from app.catalog.errors import ItemNotFound
from app.core.errors import Forbidden, Unauthenticated
from app.core.page import Page
from app.guards.deps import GuardsDep
from app.guards.errors import (
    GuardExists,
    GuardNotFound,
    GuardPreconditionFailed,
    StaleGuard,
)
from app.guards.schemas import (
    GuardCreate,
    GuardOut,
    GuardPreview,
    GuardPreviewRequest,
    GuardUpdate,
)
from app.http.deps import Id, IfMatch, PageDep, etag
from app.http.errors import problems
from app.pricing.deps import waits
from app.pricing.errors import PriceListNotFound
from app.pricing.schemas import ProposalOut

router = APIRouter(
    prefix="/price-guards",
    tags=["guards"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)


@router.get("")
async def list_guards(principal: CanReadPrices, guards: GuardsDep, page: PageDep) -> Page[GuardOut]:
    """Guards, the widest first."""
    return await guards.list_guards(
        cursor=page.cursor, limit=page.limit, with_margin="cost:read" in principal.scopes
    )


@router.post(
    "/preview",
    responses=problems(GuardNotFound, ItemNotFound, PriceListNotFound),
)
async def preview_guard(
    body: GuardPreviewRequest, principal: CanReadPrices, guards: GuardsDep
) -> GuardPreview:
    """What the guard would have caught in the last days, and which prices break it now."""
    return await guards.preview_guard(body, with_margin="cost:read" in principal.scopes)


@router.post("", status_code=201, responses=problems(GuardExists, ItemNotFound, PriceListNotFound))
async def create_guard(
    body: GuardCreate, principal: CanApprovePrices, guards: GuardsDep
) -> GuardOut:
    """Add a guard; from the commit on, every price passes it."""
    return await guards.create_guard(body, actor=principal.actor)


@router.get("/{guard_id}", responses=problems(GuardNotFound))
async def get_guard(
    guard_id: Id, principal: CanReadPrices, guards: GuardsDep, response: Response
) -> GuardOut:
    """A guard, with its version as the ETag."""
    guard = await guards.get_guard(guard_id, with_margin="cost:read" in principal.scopes)
    response.headers.update(etag(guard.version))
    return guard


@router.put(
    "/{guard_id}",
    response_model=GuardOut,
    responses=waits(ProposalOut)
    | problems(
        GuardNotFound,
        GuardExists,
        StaleGuard,
        GuardPreconditionFailed,
        ItemNotFound,
        PriceListNotFound,
    ),
)
async def replace_guard(
    guard_id: Id,
    body: GuardUpdate,
    principal: CanApprovePrices,
    guards: GuardsDep,
    if_match: IfMatch,
) -> GuardOut | Response:
    """Write a guard anew, as a whole; the prices that it covers are checked again.

    A change that allows more than before waits for the approval of a second person, where there
    is one (202 with the proposal).
    """
    result = await guards.replace_guard(guard_id, body, actor=principal.actor, if_match=if_match)
    return result if isinstance(result, GuardOut) else _waiting(result)


@router.delete(
    "/{guard_id}",
    status_code=204,
    response_model=None,
    responses=waits(ProposalOut) | problems(GuardNotFound),
)
async def remove_guard(guard_id: Id, principal: CanApprovePrices, guards: GuardsDep) -> Response:
    """Take a guard away; what it said before stays in the timelines.

    It waits for the approval of a second person, where there is one (202 with the proposal).
    """
    proposal = await guards.remove_guard(guard_id, actor=principal.actor)
    return Response(status_code=204) if proposal is None else _waiting(proposal)


def _waiting(proposal: ProposalOut) -> Response:
    return Response(proposal.model_dump_json(), 202, media_type="application/json")
