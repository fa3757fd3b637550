"""Who decides on a price that waits, and what happens then?"""

from collections.abc import Awaitable, Callable, Sequence

import structlog

from app.approvals.errors import OwnProposal, ProposalDecided, ProposalNotFound
from app.approvals.schemas import Approval as ApprovalBody
from app.approvals.schemas import ApproversOut, Decision, DecisionOut, Rejection
from app.auth.approvers import list_other_approvers
from app.core.clock import now
from app.core.errors import Invalid
from app.core.page import Cursor, Page, paginate
from app.db.base import Record
from app.feed import idempotency
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.guards import service as guards
from app.price_lists import service as price_lists
from app.pricing import commands
from app.pricing import proposals as store
from app.pricing.changes import proposal_changed
from app.pricing.proposals import Approval, Proposer, proposal_out, with_prices_of_now
from app.pricing.schemas import PriceOut, ProposalOut
from app.pricing.types import ProposalState
from app.sales import commands as sales

PRICES_MAX = 20

log = structlog.get_logger()

Act = Callable[[UnitOfWork, Record], Awaitable[Sequence[PriceOut]]]


class ApprovalsService:
    def __init__(self, journal: Journal, proposer: Proposer) -> None:
        self._journal = journal
        self._proposer = proposer

    async def list_proposals(
        self,
        *,
        cursor: Cursor | None,
        limit: int,
        state: ProposalState | None,
        proposed_by: str | None,
        with_cost: bool,
    ) -> Page[ProposalOut]:
        async with self._journal.database.session() as session:
            rows = await store.list_proposals(
                session, cursor=cursor, limit=limit, state=state, proposed_by=proposed_by
            )
            page = paginate(rows, limit, lambda row: Cursor(store.ORDER, None, row.id))
            items = await with_prices_of_now(
                session, [proposal_out(row, with_cost=with_cost) for row in page.items]
            )
        return Page(items=items, next_cursor=page.next_cursor)

    async def get_proposal(self, proposal_id: int, *, with_cost: bool) -> ProposalOut:
        """Raises `ProposalNotFound`."""
        async with self._journal.database.session() as session:
            row = await store.find_proposal(session, proposal_id)
            if row is None:
                raise ProposalNotFound(f"There is no proposal with the id {proposal_id}.")
            proposal = proposal_out(row, with_cost=with_cost)
            (shown,) = await with_prices_of_now(session, [proposal])
        return shown

    async def count_other_approvers(self, actor: str) -> ApproversOut:
        async with self._journal.database.session() as session:
            return ApproversOut(others=len(await list_other_approvers(session, actor)))

    async def approve(
        self, proposal_id: int, body: ApprovalBody, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """Raises `OwnProposal`, `ProposalDecided`, and what the proposed change raises where it
        is no longer what was looked at: the proposal then waits on."""

        async def carry_out(work: UnitOfWork, row: Record) -> Sequence[PriceOut]:
            if row.proposed_by == actor:
                await _check_alone(work, body, actor)
            approval = Approval(actor, frozenset(row.command["rules"]))
            match row.kind:
                case "base" | "revert":
                    return await commands.carry_out(work, row.command, self._proposer, approval)
                case "sale" | "sale_edit":
                    return await sales.carry_out(work, row.command, self._proposer, approval)
                case "list":
                    return await price_lists.carry_out(
                        work, row.command, self._journal, self._proposer, approval
                    )
                case "guard":
                    await guards.carry_out(work, row.command, actor=actor)
                    return []
                case _:
                    # The leader goes on with a change of many prices once it sees the decision.
                    return []

        return await self._decide(proposal_id, "approved", body.reason, request, actor, carry_out)

    async def reject(
        self, proposal_id: int, body: Rejection, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """Raises `ProposalDecided`."""
        return await self._decide(proposal_id, "rejected", body.reason, request, actor, _nothing)

    async def withdraw(
        self, proposal_id: int, body: Decision, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """Raises `OwnProposal` for that of somebody else, and `ProposalDecided`."""

        async def check(_: UnitOfWork, row: Record) -> Sequence[PriceOut]:
            if row.proposed_by != actor:
                raise OwnProposal(f"Only {row.proposed_by} can withdraw it; reject it instead.")
            return []

        return await self._decide(proposal_id, "withdrawn", body.reason, request, actor, check)

    async def _decide(
        self,
        proposal_id: int,
        state: ProposalState,
        reason: str | None,
        request: KeyedRequest,
        actor: str,
        act: Act,
    ) -> Answer:
        async def decide(work: UnitOfWork) -> DecisionOut:
            row = await store.find_proposal(work.session, proposal_id, lock=True)
            if row is None:
                raise ProposalNotFound(f"There is no proposal with the id {proposal_id}.")
            if row.state != "pending" or row.expires_at <= now():
                seen = "expired" if row.state == "pending" else row.state
                by = f" by {row.decided_by}" if row.decided_by else ""
                raise ProposalDecided(
                    f"It is {seen}{by}.", current=proposal_out(row).model_dump(mode="json")
                )
            prices = await act(work, row)
            alone = state == "approved" and row.proposed_by == actor
            inactive = (
                await list_other_approvers(work.session, actor, active=False) if alone else ()
            )
            decided = await store.decide_proposal(
                work.session,
                proposal_id,
                state=state,
                by=actor,
                reason=reason,
                alone=alone,
                inactive_approvers=inactive,
            )
            proposal = proposal_out(decided)
            work.record(proposal_changed(proposal, state, actor=actor, reason=reason))
            return DecisionOut(proposal=proposal, prices=list(prices[:PRICES_MAX]))

        answer = await idempotency.once(self._journal, request, decide, status=200)
        log.info("approvals.proposal_decided", proposal_id=proposal_id, state=state)
        return answer


async def _check_alone(work: UnitOfWork, body: ApprovalBody, actor: str) -> None:
    """Raises `OwnProposal` unless nobody else may approve and that is what ``body`` says, with a
    reason.

    Accounts stay as they are until the decision is committed.
    """
    others = await list_other_approvers(work.session, actor, lock=True)
    if others:
        raise OwnProposal(
            f"You proposed it yourself; one of {len(others)} others has to decide.",
            can_confirm_alone=False,
        )
    if not body.confirm_alone:
        raise OwnProposal(
            "You proposed it yourself, and nobody else may approve. Send confirm_alone with a "
            "reason to confirm it alone.",
            can_confirm_alone=True,
        )
    if not body.reason:
        raise Invalid.field("reason", "say why you confirm it alone")


async def _nothing(_: UnitOfWork, __: Record) -> Sequence[PriceOut]:
    return []
