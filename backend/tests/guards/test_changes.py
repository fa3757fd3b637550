"""What the feed tells of guards: each that is written once, and nothing of what is refused."""

import pytest
from httpx import AsyncClient

from tests.factories.price_room import GUARDS, PriceRoom, remove_guard
from tests.factories.shop import Shop, made
from tests.fixtures.application import Hire
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records
from tests.fixtures.told import told


@pytest.fixture
def room(shop: Shop) -> PriceRoom:
    return PriceRoom(shop, shop.client)


async def test_each_write_is_told_once(
    room: PriceRoom, viewer: AsyncClient, approver: AsyncClient, records: Records
) -> None:
    item = await room.shop.item()
    first = await room.guard(item, "approve", floor="100", reason="never below")
    second = await room.reguard(first, mode="block", reason=None)
    await remove_guard(room.client, approver, first)
    second_person = made(await approver.get("/api/v1/auth/me"), 200)["email"]
    changes = await told(viewer, records, "guard", first["id"])
    who = "admin@shop.test"
    assert [(change["version"], change["before"], change["cause"]) for change in changes] == [
        (1, None, {"kind": "created", "actor": who, "reason": "never below"}),
        (2, None, {"kind": "edited", "actor": who, "reason": None}),
        (3, None, {"kind": "removed", "actor": second_person, "reason": None}),
    ]
    *standing, removed = [change["after"] for change in changes]
    for after, guard in zip(standing, (first, second), strict=True):
        assert after == {
            **{name: value for name, value in guard.items() if name != "min_margin_percent"},
            "removed_at": None,
        }
    assert removed["removed_at"] == removed["updated_at"] > second["updated_at"]
    assert (removed["version"], removed["mode"], removed["sku"]) == (3, "block", item["sku"])


async def test_the_margin_is_for_those_who_may_see_costs(
    room: PriceRoom, viewer: AsyncClient, records: Records
) -> None:
    item = await room.shop.item()
    guard = await room.guard(item, "warn", min_margin_percent="37.25")
    assert guard["min_margin_percent"] == "37.25"
    await room.reguard(guard, min_margin_percent="38.25")
    changes = await told(room.client, records, "guard", guard["id"])
    assert len(changes) == 2
    assert "37.25" not in str(changes)
    assert "38.25" not in str(changes)
    assert all("min_margin_percent" not in change["after"] for change in changes)
    mine = await room.client.get(f"{GUARDS}/{guard['id']}")
    theirs = await viewer.get(f"{GUARDS}/{guard['id']}")
    assert made(mine, 200)["min_margin_percent"] == "38.25"
    assert made(theirs, 200) == mine.json() | {"min_margin_percent": None}
    assert mine.headers["etag"] == theirs.headers["etag"] == '"2"'


async def test_what_is_refused_is_not_told(room: PriceRoom, hire: Hire, records: Records) -> None:
    item = await room.shop.item()
    guard = await room.guard(item, "warn", floor="100", active=False)
    path, place = f"{GUARDS}/{guard['id']}", {"name": "Again", "item_id": item["id"]}
    pricer = await hire("pricer")
    await records.settled()
    before = await records.traces()
    client = room.client
    for answer, status, code in (
        (await client.post(GUARDS, json=place | {"currency": "JPY"}), 409, "guard_exists"),
        (
            await client.post(GUARDS, json=place | {"price_list": "none"}),
            404,
            "price_list_not_found",
        ),
        (await client.put(path, json=place | {"expected_version": 9}), 409, "stale_version"),
        (
            await client.put(path, json=place, headers={"If-Match": '"9"'}),
            412,
            "precondition_failed",
        ),
        (await client.put(f"{GUARDS}/{2**40}", json=place), 404, "guard_not_found"),
        (await client.delete(f"{GUARDS}/{2**40}"), 404, "guard_not_found"),
        (await client.get(f"{GUARDS}/{2**40}"), 404, "guard_not_found"),
        (await pricer.delete(path), 403, "forbidden"),
    ):
        assert_problem(answer, status, code)
    assert await records.traces() == before
    (made_once,) = await told(client, records, "guard", guard["id"])
    assert made_once["version"] == 1
    assert (await client.delete(path)).status_code == 204
    assert_problem(await client.delete(path), 404, "guard_not_found")
    assert_problem(await client.get(path), 404, "guard_not_found")
    _, removed = await told(client, records, "guard", guard["id"])
    assert removed["version"] == 2
