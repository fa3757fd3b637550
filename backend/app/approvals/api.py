"""Approvals: prices that wait for the decision of a second person."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.approvals.deps import ApprovalsDep
from app.approvals.errors import OwnProposal, ProposalDecided, ProposalNotFound
from app.approvals.schemas import Approval, ApproversOut, Decision, DecisionOut, Rejection
from app.auth.deps import CanApprovePrices, CanReadPrices, CanWritePrices, bearer
from app.catalog.errors import ItemArchived
from app.core.errors import Forbidden, Invalid, Unauthenticated
from app.core.page import Page
from app.feed.errors import KeyInProgress, KeyReused
from app.http.deps import Id, PageDep
from app.http.errors import problems
from app.http.idempotency import IdempotencyKey, KeyInvalid, KeyRequired, answered
from app.pricing.errors import StalePrice
from app.pricing.schemas import ProposalOut
from app.pricing.types import ProposalState

router = APIRouter(
    prefix="/price-approvals",
    tags=["approvals"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

KEYED = (KeyInvalid, KeyRequired, KeyInProgress, KeyReused, ProposalNotFound, ProposalDecided)


@router.get("")
async def list_proposals(
    principal: CanReadPrices,
    approvals: ApprovalsDep,
    page: PageDep,
    state: ProposalState | None = None,
    mine: Annotated[bool, Query(description="Only what I proposed.")] = False,
) -> Page[ProposalOut]:
    """Proposals, the newest first."""
    return await approvals.list_proposals(
        cursor=page.cursor,
        limit=page.limit,
        state=state,
        proposed_by=principal.actor if mine else None,
        with_cost="cost:read" in principal.scopes,
    )


@router.get("/approvers")
async def count_other_approvers(principal: CanReadPrices, approvals: ApprovalsDep) -> ApproversOut:
    """How many others may approve; where there is nobody, one person confirms alone."""
    return await approvals.count_other_approvers(principal.actor)


@router.get("/{proposal_id}", responses=problems(ProposalNotFound))
async def get_proposal(
    proposal_id: Id, principal: CanReadPrices, approvals: ApprovalsDep
) -> ProposalOut:
    """What would change, what lies behind it, and what became of it."""
    return await approvals.get_proposal(proposal_id, with_cost="cost:read" in principal.scopes)


@router.post(
    "/{proposal_id}/approve",
    response_model=DecisionOut,
    responses=problems(OwnProposal, StalePrice, ItemArchived, Invalid, *KEYED),
)
async def approve(
    proposal_id: Id,
    body: Approval,
    principal: CanApprovePrices,
    approvals: ApprovalsDep,
    key: IdempotencyKey,
) -> Response:
    """Let it through, if the prices are still what they were when it was proposed."""
    request = key.of(principal.key_scope)
    return answered(
        await approvals.approve(proposal_id, body, request=request, actor=principal.actor)
    )


@router.post(
    "/{proposal_id}/reject",
    response_model=DecisionOut,
    responses=problems(*KEYED),
)
async def reject(
    proposal_id: Id,
    body: Rejection,
    principal: CanApprovePrices,
    approvals: ApprovalsDep,
    key: IdempotencyKey,
) -> Response:
    """Say no, and why; nothing changes."""
    request = key.of(principal.key_scope)
    return answered(
        await approvals.reject(proposal_id, body, request=request, actor=principal.actor)
    )


@router.post(
    "/{proposal_id}/withdraw",
    response_model=DecisionOut,
    responses=problems(*KEYED),
)
async def withdraw(
    proposal_id: Id,
    body: Decision,
    principal: CanWritePrices,
    approvals: ApprovalsDep,
    key: IdempotencyKey,
) -> Response:
    """Take back what one proposed oneself."""
    request = key.of(principal.key_scope)
    return answered(
        await approvals.withdraw(proposal_id, body, request=request, actor=principal.actor)
    )
