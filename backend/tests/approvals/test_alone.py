"""One person who may approve confirms alone; as soon as there are two, four eyes hold again."""

import asyncio

import pytest
from httpx import AsyncClient

from tests.factories.price_room import APPROVALS, GUARDS, PriceRoom
from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.application import Hire
from tests.fixtures.feed import until
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

WAITS = "SELECT count(*) > 0 FROM pg_locks WHERE relation = 'users'::regclass AND NOT granted"
OTHERS = "UPDATE users SET active = $1 WHERE email <> 'admin@shop.test' AND role <> 'viewer'"


@pytest.fixture
async def room(shop: Shop, records: Records) -> PriceRoom:
    """Where the administrator is the only one who may approve."""
    await records.rows(OTHERS, False)
    return PriceRoom(shop, shop.client)


async def propose(room: PriceRoom) -> tuple[Json, Json]:
    item = await room.priced("1000")
    return item, await room.propose(item, "100")


async def others(room: PriceRoom) -> int:
    answer = await room.client.get(f"{APPROVALS}/approvers")
    return int(made(answer, 200)["others"])


class TestApproveAlone:
    async def test_with_a_reason_it_is_recorded(self, room: PriceRoom) -> None:
        assert await others(room) == 0
        item, proposal = await propose(room)
        refused = await room.try_decide(proposal, "approve")
        assert assert_problem(refused, 403, "own_proposal")["can_confirm_alone"] is True
        silent = await room.try_decide(proposal, "approve", confirm_alone=True, reason=None)
        assert_problem(silent, 422, "invalid", "reason")
        answer = await room.try_decide(proposal, "approve", confirm_alone=True, reason="a typo")
        decided = made(answer, 200)["proposal"]
        assert (decided["confirmed_alone"], decided["decision_reason"]) == (True, "a typo")
        assert "other@shop.test" in decided["inactive_approvers"]
        assert (await room.proposal(proposal))["confirmed_alone"] is True
        step, first = await room.history(item)
        assert (step["amount"], step["confirmed_alone"], first["confirmed_alone"]) == (
            "100",
            True,
            False,
        )
        assert step["approved_by"] == step["actor"] == "admin@shop.test"

    async def test_second_person_ends_it(self, room: PriceRoom, hire: Hire) -> None:
        _, proposal = await propose(room)
        await hire("approver")
        assert await others(room) == 1
        answer = await room.try_decide(proposal, "approve", confirm_alone=True)
        assert assert_problem(answer, 403, "own_proposal")["can_confirm_alone"] is False

    async def test_pricer_does_not_count(self, room: PriceRoom, hire: Hire) -> None:
        await hire("pricer")
        assert await others(room) == 0

    async def test_account_that_is_being_opened_is_waited_for(
        self, room: PriceRoom, records: Records
    ) -> None:
        """The decision is taken with the accounts that there are when it is committed."""
        _, proposal = await propose(room)
        async with records.transaction() as connection:
            await connection.execute("UPDATE users SET active = true WHERE email LIKE 'other@%'")
            waiting = asyncio.create_task(room.try_decide(proposal, "approve", confirm_alone=True))

            async def waits() -> bool:
                return bool(await records.value(WAITS))

            await until(waits)
            assert not waiting.done()
        assert_problem(await waiting, 403, "own_proposal")


async def test_guard_is_loosened_alone_where_nobody_else_may_approve(room: PriceRoom) -> None:
    guard = await room.guard(None, "block", category="Alone", floor="100")
    assert (await room.client.delete(f"{GUARDS}/{guard['id']}")).status_code == 204


async def test_first_proposal_may_be_approved_by_the_second_person(
    room: PriceRoom, hire: Hire
) -> None:
    _, proposal = await propose(room)
    second: AsyncClient = await hire("approver")
    path = f"{APPROVALS}/{proposal['id']}/approve"
    decided = made(await second.post(path, json={}, headers=keyed()), 200)["proposal"]
    assert decided["confirmed_alone"] is False
