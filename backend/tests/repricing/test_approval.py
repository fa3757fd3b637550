"""A change of many prices that needs a second person."""

from decimal import Decimal
from typing import Any

import pytest

from app.approvals.errors import OwnProposal
from app.approvals.schemas import Approval, Rejection
from app.approvals.service import ApprovalsService
from app.pricing.proposals import Proposer
from app.pricing.schemas import ProposalOut
from app.repricing.errors import BulkNotReady
from app.repricing.schemas import BulkOut
from app.stock.service import units_on_hand
from tests.repricing.bulks import ACTOR, OTHER, Workshop, percent, request, tenth_more

ITEMS = 150
# With ten percent more so many prices are above 220.
ABOVE = 50


@pytest.fixture
async def workshop(workshop: Workshop) -> Workshop:
    await workshop.fill(ITEMS)
    return workshop


@pytest.fixture
def approvals(workshop: Workshop) -> ApprovalsService:
    return ApprovalsService(workshop.journal, Proposer(units_on_hand))


async def proposed(workshop: Workshop, approvals: ApprovalsService, **fields: Any) -> BulkOut:
    bulk = await workshop.apply(await workshop.preview(name="Spring", **percent("10")), **fields)
    assert (bulk.state, bulk.applied) == ("proposed", 0)
    return bulk


async def proposal_of(approvals: ApprovalsService, bulk: BulkOut) -> ProposalOut:
    assert bulk.proposal_id is not None
    return await approvals.get_proposal(bulk.proposal_id, with_cost=True)


async def approve(approvals: ApprovalsService, bulk: BulkOut, actor: str = OTHER) -> None:
    assert bulk.proposal_id is not None
    await approvals.approve(bulk.proposal_id, Approval(), request=request(), actor=actor)


async def test_two_people(workshop: Workshop, approvals: ApprovalsService) -> None:
    await workshop.guard("approve", ceiling=Decimal(220))
    before = await workshop.bases()
    bulk = await proposed(workshop, approvals)
    proposal = await proposal_of(approvals, bulk)
    assert (proposal.kind, proposal.bulk_id, proposal.proposed_by) == ("bulk", bulk.id, ACTOR)
    assert proposal.title == f"Spring: +10 %, {ITEMS} prices in default (JPY)"
    assert (proposal.lines_total, len(proposal.lines), proposal.impact.items) == (ITEMS, 20, ITEMS)
    assert all(line.hits for line in proposal.lines)
    assert bulk.totals is not None
    assert bulk.totals.needs_approval == ABOVE
    assert proposal.impact.value_after == bulk.totals.value_after
    with pytest.raises(OwnProposal):
        await approve(approvals, bulk, actor=ACTOR)
    with pytest.raises(BulkNotReady):
        await workshop.apply(bulk)
    await workshop.work_off()
    assert await workshop.bases() == before, "it waits"
    await approve(approvals, bulk)
    await workshop.work_off()
    applied = await workshop.get(bulk.id)
    assert (applied.state, applied.applied, applied.skipped) == ("applied", ITEMS, 0)
    assert await workshop.bases() == [tenth_more(old) for old in before]
    (said,) = await workshop.rows(
        "SELECT DISTINCT actor, approved_by, override_reason FROM price_changes WHERE version = 2"
    )
    assert tuple(said) == (ACTOR, OTHER, None)


async def test_what_the_second_person_did_not_see_stops(
    workshop: Workshop, approvals: ApprovalsService
) -> None:
    await workshop.guard("approve", ceiling=Decimal(220))
    bulk = await proposed(workshop, approvals)
    await approve(approvals, bulk)
    await workshop.guard("approve", ceiling=Decimal(220), floor=Decimal(120))
    await workshop.do("UPDATE price_guards SET ceiling = 200 WHERE NOT is_default")
    await workshop.work_off()
    before = [100 + n for n in range(1, ITEMS + 1)]
    new = [tenth_more(Decimal(old)) for old in before]
    passed = [price for price in new if 120 <= price <= 200]
    applied = await workshop.get(bulk.id)
    assert (applied.applied, applied.skipped) == (len(passed), ITEMS - len(passed))
    rows = await workshop.list_rows(bulk, state="blocked")
    assert {hit.limit for row in rows for hit in row.hits} == {"120", "200"}


@pytest.mark.parametrize("decision", ["rejected", "withdrawn", "expired"])
async def test_without_approval_it_is_a_preview_again(
    workshop: Workshop, approvals: ApprovalsService, decision: str
) -> None:
    await workshop.guard("block", ceiling=Decimal(220))
    before = await workshop.bases()
    bulk = await proposed(workshop, approvals, override_reason="meant so")
    assert bulk.proposal_id is not None
    if decision == "rejected":
        body = Rejection(reason="too dear")
        await approvals.reject(bulk.proposal_id, body, request=request(), actor=OTHER)
    elif decision == "withdrawn":
        await approvals.withdraw(bulk.proposal_id, Approval(), request=request(), actor=ACTOR)
    else:
        await workshop.do("UPDATE price_proposals SET state = 'expired', decided_at = now()")
    await workshop.work_off()
    again = await workshop.get(bulk.id)
    assert (again.state, again.done, again.total) == ("ready", ITEMS, ITEMS)
    assert await workshop.bases() == before
    # Without the override only what is not blocked is set.
    applied = await workshop.apply(again)
    assert (applied.state, applied.applied, applied.skipped) == ("applied", ITEMS - ABOVE, ABOVE)
    assert await workshop.states(bulk) == {"applied": ITEMS - ABOVE, "blocked": ABOVE}


async def test_what_is_blocked_passes_with_a_reason_and_a_second_person(
    workshop: Workshop, approvals: ApprovalsService
) -> None:
    await workshop.guard("block", ceiling=Decimal(220))
    before = await workshop.bases()
    bulk = await proposed(workshop, approvals, override_reason="the makers raised theirs")
    proposal = await proposal_of(approvals, bulk)
    assert proposal.override_reason == "the makers raised theirs"
    assert (proposal.lines_total, proposal.impact.items) == (ITEMS, ITEMS)
    assert bulk.totals is not None
    assert proposal.impact.value_after is not None
    assert proposal.impact.value_after > bulk.totals.value_after, "the blocked ones are in it"
    await approve(approvals, bulk)
    await workshop.work_off()
    assert (await workshop.get(bulk.id)).applied == ITEMS
    assert await workshop.bases() == [tenth_more(old) for old in before]
    undone = await workshop.undo(await workshop.get(bulk.id))
    # Nobody has let it through that these are above the ceiling again.
    above = sum(old > 220 for old in before)
    assert (undone.undone, undone.kept) == (ITEMS - above, above)


async def test_an_override_without_anything_blocked_needs_nobody(workshop: Workshop) -> None:
    bulk = await workshop.preview(**percent("10"))
    applied = await workshop.apply(bulk, override_reason="to be sure")
    assert (applied.state, applied.proposal_id) == ("applied", None)
