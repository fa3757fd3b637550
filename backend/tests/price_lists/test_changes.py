"""What the feed tells of price lists: each that is written once, and nothing of what waits."""

from httpx import AsyncClient

from tests.factories.price_room import LISTS, PriceRoom
from tests.factories.shop import Json, keyed, made
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records
from tests.fixtures.told import told

MINUS_TEN: Json = {"kind": "percent", "value": "-10"}
HALF: Json = {"kind": "percent", "value": "-50"}


async def test_each_write_is_told_once(
    room: PriceRoom, viewer: AsyncClient, records: Records
) -> None:
    item, parent = await room.shop.item(), (await room.price_list())["code"]
    await room.set(item, "1000", price_list=parent)
    body = {"code": "told-once", "name": "Told", "parent": parent, "reason": "opened"}
    key = keyed()
    first = made(await room.client.post(LISTS, json=body, headers=key), 201)["price_list"]
    again = await room.client.post(LISTS, json=body, headers=key)
    assert (again.json()["price_list"], again.status_code) == (first, 201)
    edits: list[Json] = [{"name": "Renamed", "reason": "nicer"}, {"rule": MINUS_TEN}]
    edits += [{"rounding": {"to": "50"}}, {"active": False}]
    shown = [first]
    for edit in edits:
        result = made(await room.try_edit_list("told-once", **edit), 200)
        shown.append(result["price_list"])
    changes = await told(viewer, records, "list", "told-once")
    assert [change["after"] for change in changes] == shown
    assert [change["version"] for change in changes] == [1, 2, 3, 4, 5]
    assert {change["cause"]["actor"] for change in changes} == {changes[0]["cause"]["actor"]}
    assert [(change["cause"]["kind"], change["cause"]["reason"]) for change in changes[:3]] == [
        ("created", "opened"),
        ("edited", "nicer"),
        ("edited", None),
    ]
    assert (shown[0]["prices"], shown[2]["rule"], shown[4]["active"]) == (1, MINUS_TEN, False)
    assert made(await viewer.get(f"{LISTS}/told-once"), 200) == shown[-1]


async def test_an_edit_is_told_when_it_is_approved_not_while_it_waits(
    room: PriceRoom, approving: PriceRoom, viewer: AsyncClient, records: Records
) -> None:
    item, parent = await room.shop.item(), (await room.price_list())["code"]
    await room.set(item, "1000", price_list=parent)
    child = (await room.price_list(parent=parent))["code"]
    await room.guard(item, "approve", floor="600", price_list=child)
    for decision, versions in (("reject", [1]), ("approve", [1, 2])):
        waiting = made(await room.try_edit_list(child, rule=HALF, reason="clearance"), 202)
        assert [change["version"] for change in await told(viewer, records, "list", child)] == [1]
        await approving.decide(waiting["proposal"], decision)
        changes = await told(viewer, records, "list", child)
        assert [change["version"] for change in changes] == versions
    cause = {"kind": "edited", "reason": "clearance"}
    proposer = waiting["proposal"]["proposed_by"]
    assert changes[-1]["cause"] == cause | {"actor": proposer}
    assert changes[-1]["after"] == made(await viewer.get(f"{LISTS}/{child}"), 200)


async def test_what_is_refused_is_not_told(
    room: PriceRoom, viewer: AsyncClient, records: Records
) -> None:
    item, parent = await room.shop.item(), (await room.price_list())["code"]
    await room.set(item, "1000", price_list=parent)
    child = (await room.price_list(parent=parent))["code"]
    await room.guard(item, "block", floor="600", price_list=child)
    await records.settled()
    before = await records.traces()
    for answer, status, code in (
        (await room.try_list(code=child), 409, "price_list_code_taken"),
        (await room.try_list(parent="none-such"), 404, "price_list_not_found"),
        (await room.try_edit_list(child, rule=HALF), 409, "price_blocked"),
        (await room.try_edit_list(child, name="Late", expected_version=9), 409, "stale_version"),
        (await room.try_edit_list("none-such", name="None"), 404, "price_list_not_found"),
        (await room.of(viewer).try_edit_list(child, name="Mine"), 403, "forbidden"),
    ):
        assert_problem(answer, status, code)
    assert await records.traces() == before
    assert [change["version"] for change in await told(viewer, records, "list", child)] == [1]
