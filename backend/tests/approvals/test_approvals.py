"""Approvals over HTTP: who decides, on what, and what a refused decision leaves alone."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response

from app.core.clock import now
from app.core.schema import rfc3339
from app.pricing.schedule import PriceSchedule
from tests.factories.price_room import APPROVALS, PriceRoom, remove_guard
from tests.factories.shop import Json, keyed, made
from tests.fixtures.application import Application, Hire
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

PATIENCE_SECONDS = 15.0
NOBODY = {"id": 2**50}


async def guarded(room: PriceRoom, mode: str = "approve", **item: Any) -> Json:
    """An item at 1,000 yen that may not cost less than 500 without a second person."""
    created = await room.priced("1000", **item)
    await room.guard(created, mode, floor="500")
    return created


async def test_a_proposal_says_what_it_would_do(
    room: PriceRoom, approving: PriceRoom, viewer: AsyncClient, records: Records
) -> None:
    cost = {"amount": "300", "currency": "JPY"}
    item = await guarded(room, cost=cost)
    place = await room.shop.location()
    await room.shop.move({"sku": item["sku"], "location": place["code"]}, "receive", 7)
    before = await records.traces()
    result = made(await room.try_set(item, "400", reason="last ones"), 202)
    proposal = result["proposal"]
    grown = {"keys": 1, "proposal_versions": 1, "changes": 1}
    assert await records.traces() == before | {name: before[name] + 1 for name in grown}
    assert (result["price"]["amount"], result["change"]) == ("1000", None)
    assert (proposal["kind"], proposal["state"], proposal["reason"]) == (
        "base",
        "pending",
        "last ones",
    )
    assert proposal["title"] == f"{item['sku']}: 1000 → 400 JPY"
    (line,) = proposal["lines"]
    assert (line["before"], line["amount"], line["change_percent"]) == ("1000", "400", "-60.00")
    assert (line["units_on_hand"], line["hits"][0]["rule"]) == (7, "floor")
    shown = await approving.proposal(proposal)
    impact = shown["impact"]
    assert (impact["items"], impact["units_on_hand"]) == (1, 7)
    assert (impact["value_before"], impact["value_after"]) == ("7000", "2800")
    assert (impact["margin_percent_before"], impact["margin_percent_after"]) == ("70.00", "25.00")
    hidden = (await room.of(viewer).proposal(proposal))["impact"]
    told = {"margin_percent_before": None, "margin_percent_after": None}
    assert hidden == impact | told
    mine = made(await room.client.get(APPROVALS, params={"mine": True}), 200)["items"]
    assert proposal["id"] in {row["id"] for row in mine}
    theirs = made(await viewer.get(APPROVALS, params={"mine": True}), 200)["items"]
    assert theirs == []


async def test_what_is_approved_happens(room: PriceRoom, approving: PriceRoom) -> None:
    item = await guarded(room)
    proposal = await room.propose(item, "400", reason="last ones")
    decided = await approving.decide(proposal, "approve")
    assert decided["proposal"]["state"] == "approved"
    assert decided["proposal"]["decision_reason"] == "looked at"
    assert [price["amount"] for price in decided["prices"]] == ["400"]
    step, _ = await room.history(item)
    assert (step["amount"], step["reason"], step["actor"]) == (
        "400",
        "last ones",
        proposal["proposed_by"],
    )
    assert step["approved_by"] == decided["proposal"]["decided_by"] != step["actor"]
    assert [hit["rule"] for hit in step["hits"]] == ["floor"]


async def test_each_kind_is_carried_out(room: PriceRoom, approving: PriceRoom) -> None:
    parent = (await room.price_list())["code"]
    child = (await room.price_list(parent=parent))["code"]
    item = await room.shop.item()
    here = {"price_list": parent}
    await room.set(item, "400", **here)
    (early,) = await room.history(item, **here)
    await room.set(item, "1000", **here)
    await room.guard(item, "approve", floor="500")

    async def approved(answer: Response, kind: str) -> None:
        proposal = made(answer, 202)["proposal"]
        assert proposal["kind"] == kind
        await approving.decide(proposal, "approve")

    await approved(await room.try_sale(item, amount="450", **here), "sale")
    (sale,) = made(
        await room.client.get("/api/v1/prices/sales", params={"item_id": item["id"]}), 200
    )["items"]
    assert (sale["price"], sale["state"], sale["approved_by"] is None) == ("450", "running", False)
    assert await room.amount(item, **here) == "450"
    await approved(await room.try_edit_sale(sale, amount="420"), "sale_edit")
    assert await room.amount(item, **here) == "420"
    made(await room.try_end_sale(sale), 200)
    rule = {"kind": "percent", "value": "-55"}
    await approved(await room.try_edit_list(child, rule=rule), "list")
    assert await room.amount(item, price_list=child) == "450"
    # Goes down the lists with it.
    await approved(await room.try_revert(item, early["id"]), "revert")
    assert await room.amount(item, **here) == "400"
    assert await room.amount(item, price_list=child) == "180"
    (step, *_) = await room.history(item, **here)
    assert (step["cause"], step["reason"]) == ("revert", "a mistake")


async def test_a_planned_sale_that_was_approved_starts(
    room: PriceRoom, approving: PriceRoom, application: Application
) -> None:
    item = await guarded(room)
    soon = rfc3339(now() + timedelta(days=1))
    answer = made(await room.try_sale(item, amount="450", starts_at=soon), 202)
    assert [line["amount"] for line in answer["proposal"]["lines"]] == ["450"]
    await approving.decide(answer["proposal"], "approve")
    assert await room.amount(item) == "1000"
    schedule = PriceSchedule(application.app.state.context.journal, leading=lambda: True)
    await schedule.sweep(now() + timedelta(days=2))
    (step, _) = await room.history(item)
    assert (step["amount"], step["cause"]) == ("450", "sale_started")


@pytest.mark.parametrize(
    "beyond",
    [
        {"ends_at": None},
        {"ends_at": rfc3339(now() + timedelta(days=9))},
        {"starts_at": rfc3339(now())},
        {"priority": 1},
        {"amount": "450", "tiers": []},
        {"tiers": [{"min_quantity": 2, "amount": "450"}]},
    ],
)
async def test_what_was_let_through_is_the_sale_as_it_was(
    room: PriceRoom, approving: PriceRoom, beyond: Json
) -> None:
    item = await guarded(room)
    sale: Json = {
        "amount": "470",
        "tiers": [{"min_quantity": 10, "amount": "450"}],
        "starts_at": rfc3339(now() + timedelta(days=1)),
        "ends_at": rfc3339(now() + timedelta(days=3)),
    }
    proposal = made(await room.try_sale(item, **sale), 202)["proposal"]
    await approving.decide(proposal, "approve")
    layers = (await room.look(item))["layers"]
    made_sale = await room.look_at_sale(layers[1])
    # Less of it is what was let through as well.
    shorter: Json = {"name": "Last ones", "ends_at": rfc3339(now() + timedelta(days=2))}
    made(await room.try_edit_sale(made_sale, **shorter), 200)
    again = made(await room.try_edit_sale(made_sale, **beyond), 202)
    assert [hit["rule"] for hit in again["hits"]] == ["floor"]
    await approving.decide(again["proposal"], "approve")
    made(await room.try_edit_sale(made_sale, name="Very last ones"), 200)


async def test_a_first_price_that_waits_leaves_no_trace(
    room: PriceRoom, approving: PriceRoom, records: Records
) -> None:
    item = await room.shop.item()
    await room.guard(item, "approve", floor="500")
    before = await records.traces()
    result = made(await room.try_set(item, "400"), 202)
    assert result["price"] is None
    assert result["proposal"]["lines"][0]["before"] is None
    after = await records.traces()
    assert (after["prices"], after["price_changes"]) == (before["prices"], before["price_changes"])
    assert (await room.look(item))["effective"] is None
    assert await room.history(item) == []
    await approving.decide(result["proposal"], "approve")
    assert await room.amount(item) == "400"


async def test_nobody_approves_what_they_proposed(
    room: PriceRoom, approving: PriceRoom, records: Records
) -> None:
    item = await guarded(room)
    own = made(await approving.try_set(item, "400"), 202)["proposal"]
    before = await records.traces()
    assert_problem(await approving.try_decide(own, "approve"), 403, "own_proposal")
    # And without the permission nobody decides at all.
    assert_problem(await room.try_decide(own, "approve"), 403, "forbidden")
    assert_problem(await room.try_decide(own, "reject"), 403, "forbidden")
    # Nor does one withdraw what is somebody else's.
    assert_problem(await room.try_decide(own, "withdraw"), 403, "own_proposal")
    assert await records.traces() == before
    assert (await room.proposal(own))["state"] == "pending"
    withdrawn = await approving.decide(own, "withdraw")
    assert (withdrawn["proposal"]["state"], withdrawn["prices"]) == ("withdrawn", [])
    assert await room.amount(item) == "1000"


@pytest.mark.parametrize("first", ["approve", "reject", "withdraw"])
async def test_a_proposal_is_decided_once(
    room: PriceRoom, approving: PriceRoom, records: Records, first: str
) -> None:
    item = await guarded(room)
    proposal = await room.propose(item, "400")
    await (room if first == "withdraw" else approving).decide(proposal, first)
    before = await records.traces()
    for again, by in (("approve", approving), ("reject", approving), ("withdraw", room)):
        late = await by.try_decide(proposal, again)
        current = assert_problem(late, 409, "proposal_decided")["current"]
        assert current["state"] != "pending"
        assert current["impact"]["margin_percent_before"] is None
    assert await records.traces() == before


Spoil = Callable[[PriceRoom, Json, Records], Awaitable[object]]


async def archive(_: PriceRoom, item: Json, records: Records) -> None:
    await records.archive(item["id"])


async def reprice(room: PriceRoom, item: Json, _: Records) -> None:
    await room.set(item, "1100")


@pytest.mark.parametrize(
    ("spoil", "code"), [(archive, "item_archived"), (reprice, "stale_version")]
)
@pytest.mark.parametrize("kind", ["base", "sale"])
async def test_what_is_no_longer_what_was_looked_at(
    room: PriceRoom, approving: PriceRoom, records: Records, kind: str, spoil: Spoil, code: str
) -> None:
    item = await guarded(room)
    if kind == "base":
        proposal = await room.propose(item, "400")
    else:
        proposal = made(await room.try_sale(item, amount="400"), 202)["proposal"]
    await spoil(room, item, records)
    before = await records.traces()
    assert_problem(await approving.try_decide(proposal, "approve"), 409, code)
    assert await records.traces() == before
    assert (await room.proposal(proposal))["state"] == "pending"
    await approving.decide(proposal, "reject")


async def test_a_sale_or_a_list_that_changed_since(
    room: PriceRoom, approving: PriceRoom, records: Records
) -> None:
    item, parent = await room.shop.item(), (await room.price_list())["code"]
    await room.set(item, "1000", price_list=parent)
    child = (await room.price_list(parent=parent))["code"]
    sale = await room.sale(item, price_list=parent)
    await room.guard(item, "approve", floor="500")
    edit = made(await room.try_edit_sale(sale, amount="400"), 202)["proposal"]
    rule = {"kind": "percent", "value": "-60"}
    listed = made(await room.try_edit_list(child, rule=rule), 202)["proposal"]
    made(await room.try_edit_sale(sale, priority=1), 200)
    made(await room.try_edit_list(child, name="Another"), 200)
    before = await records.traces()
    assert_problem(await approving.try_decide(edit, "approve"), 409, "stale_version")
    assert_problem(await approving.try_decide(listed, "approve"), 409, "stale_version")
    assert await records.traces() == before


async def test_a_window_that_is_over_by_the_time_of_the_approval(
    room: PriceRoom, approving: PriceRoom, records: Records
) -> None:
    item = await guarded(room)
    ends = rfc3339(now() + timedelta(days=1))
    proposal = made(await room.try_sale(item, amount="400", ends_at=ends), 202)["proposal"]
    over = "UPDATE price_proposals SET command = jsonb_set(command, '{body,ends_at}', $2) "
    past = f'"{rfc3339(now() - timedelta(minutes=1))}"'
    begun = "jsonb_set(command, '{body,starts_at}', '\"2026-01-01T00:00:00Z\"')"
    await records.rows(
        f"UPDATE price_proposals SET command = {begun} WHERE id = $1", proposal["id"]
    )
    await records.rows(f"{over} WHERE id = $1", proposal["id"], past)
    before = await records.traces()
    assert_problem(await approving.try_decide(proposal, "approve"), 422, "invalid", "ends_at")
    assert await records.traces() == before


async def test_nobody_decided_in_time(
    room: PriceRoom, approving: PriceRoom, application: Application, records: Records
) -> None:
    item = await guarded(room)
    proposal = await room.propose(item, "400")
    late = "UPDATE price_proposals SET expires_at = now() - interval '1 s' WHERE id = $1"
    other = await room.propose(item, "401")
    schedule = PriceSchedule(application.app.state.context.journal, leading=lambda: True)
    assert await schedule.expire(now() + timedelta(days=6)) == 0
    week = now() + timedelta(days=7, seconds=1)
    while await schedule.expire(week):
        pass
    expired = await room.proposal(proposal)
    assert (expired["state"], expired["decided_by"]) == ("expired", None)
    assert_problem(await approving.try_decide(proposal, "approve"), 409, "proposal_decided")
    assert (await room.proposal(other))["state"] == "expired"
    # Also where the leader has not come to it yet: the row says when it ends. Then it comes.
    third = await room.propose(item, "402")
    await records.rows(late, third["id"])
    assert_problem(await approving.try_decide(third, "approve"), 409, "proposal_decided")
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (await room.proposal(third))["state"] != "expired":  # noqa: ASYNC110 - a row
            await asyncio.sleep(0.02)
    assert await room.amount(item) == "1000"


async def test_the_same_key_decides_once(
    room: PriceRoom, approving: PriceRoom, records: Records
) -> None:
    proposal = await room.propose(await guarded(room), "400")
    key = keyed()["Idempotency-Key"]
    first = await approving.try_decide(proposal, "approve", key=key)
    before = await records.traces()
    again = await approving.try_decide(proposal, "approve", key=key)
    assert (again.status_code, again.json()) == (200, first.json())
    other = await approving.try_decide(proposal, "approve", key=key, reason="another")
    assert_problem(other, 422, "idempotency_key_reused")
    path = f"{APPROVALS}/{proposal['id']}/approve"
    assert_problem(await approving.client.post(path, json={}), 400, "idempotency_key_required")
    assert await records.traces() == before


async def test_who_may_decide(
    room: PriceRoom, approving: PriceRoom, hire: Hire, viewer: AsyncClient, anonymous: AsyncClient
) -> None:
    proposal = await room.propose(await guarded(room), "400")
    for person in (viewer, await hire("operator")):
        other = room.of(person)
        for decision in ("approve", "reject", "withdraw"):
            assert_problem(await other.try_decide(proposal, decision), 403, "forbidden")
        assert (await other.proposal(proposal))["state"] == "pending"
    nobody = await room.of(anonymous).try_decide(proposal, "approve")
    assert_problem(nobody, 401, "unauthenticated")
    for decision in ("approve", "reject", "withdraw"):
        unknown = await approving.try_decide(NOBODY, decision)
        assert_problem(unknown, 404, "proposal_not_found")
    missing = await viewer.get(f"{APPROVALS}/{2**50}")
    assert_problem(missing, 404, "proposal_not_found")
    silent = await approving.try_decide(proposal, "reject", reason=None)
    assert_problem(silent, 422, "invalid", "reason")
    made(await approving.try_decide(proposal, "reject", reason="too cheap"), 200)
    assert await room.amount({"id": proposal["lines"][0]["item_id"]}) == "1000"


async def test_the_inbox_and_its_pages(room: PriceRoom, approving: PriceRoom) -> None:
    item = await guarded(room)
    made_ids = [(await room.propose(item, str(400 + n)))["id"] for n in range(3)]
    await approving.decide({"id": made_ids[1]}, "reject")
    rows: list[Json] = []
    query = {"state": "pending", "limit": "1"}
    while not {made_ids[0]} & {row["id"] for row in rows}:
        page = made(await room.client.get(APPROVALS, params=query), 200)
        rows += page["items"]
        query["cursor"] = page["next_cursor"]
    found = [row["id"] for row in rows]
    assert found == [made_ids[2], made_ids[0]]
    wrong = await room.client.get(APPROVALS, params={"state": "thought about"})
    assert_problem(wrong, 422, "invalid", "state")


async def test_a_guard_that_only_warns_lets_pass(room: PriceRoom) -> None:
    item = await guarded(room, "warn")
    result = await room.set(item, "400")
    assert [hit["mode"] for hit in result["hits"]] == ["warn"]
    assert [hit["rule"] for hit in result["price"]["hits"]] == ["floor"]
    assert [hit["rule"] for hit in result["change"]["hits"]] == ["floor"]


async def test_free_of_charge(room: PriceRoom, approving: PriceRoom) -> None:
    item = await room.priced("1000")
    guard = await room.guard(item, "block", refuse_zero=True)
    blocked = await room.try_set(item, "0")
    assert assert_problem(blocked, 409, "price_blocked")["hits"][0]["rule"] == "zero"
    for sale in ({"amount": "0"}, {"percent_off": "100"}):
        assert_problem(await room.try_sale(item, **sale), 409, "price_blocked")
    await remove_guard(room.shop.client, approving.client, guard)
    # The guard that every shop has from the beginning still wants a second person.
    await approving.decide(await room.propose(item, "0"), "approve")
    step, _ = await room.history(item)
    assert (step["amount"], step["change_percent"]) == ("0", "-100.00")


async def test_a_point_that_slipped(room: PriceRoom) -> None:
    item = await room.priced("1980")
    await room.guard(item, "block", refuse_scale=True)
    for amount in ("19800", "198", "198000", "20", "16000"):
        problem = assert_problem(await room.try_set(item, amount), 409, "price_blocked")
        assert problem["hits"][0]["rule"] == "scale"
    await room.set(item, "3960")
