"""Goods on their way are on no shelf; what left arrives, comes back, or is missing."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from app.transfers.types import LINES_MAX
from tests.factories.shop import Json, Shop, keyed, made, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records


def line(level: Json, quantity: Any = 2) -> Json:
    return {"sku": level["sku"], "quantity": quantity}


async def way(shop: Shop, *on_hand: int) -> tuple[list[Json], str, str]:
    """Levels of so many units at one location, and another location without anything."""
    origin, target = await shop.location(), await shop.location()
    levels = []
    for quantity in on_hand:
        item = await shop.item()
        place = {"sku": item["sku"], "location": origin["code"]}
        levels.append((await shop.move(place, "receive", quantity))["level"])
    return levels, origin["code"], target["code"]


async def send(shop: Shop, origin: str, target: str, *lines: Json, **fields: Any) -> Json:
    body = {"from_location": origin, "to_location": target, "lines": lines}
    return await shop.write("transfers", body | fields)


async def on_hand(shop: Shop, sku: str) -> dict[str, int]:
    levels = (await shop.read("levels", sku=sku))["items"]
    return {level["location"]: level["on_hand"] for level in levels}


def changed(before: Json, after: Json) -> Json:
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def fates(transfer: Json) -> list[tuple[int, ...]]:
    names = ("received", "returned", "missing", "in_transit")
    return [tuple(one[name] for name in names) for one in transfer["lines"]]


async def test_in_between_they_are_on_no_shelf(shop: Shop, records: Records) -> None:
    (level, other), origin, target = await way(shop, 10, 5)
    before = await records.traces()
    words = {"reason": "refill", "reference": "urn:van:1"}
    sent = await send(shop, origin, target, line(level, 4), line(other, 5), **words)
    assert (sent["state"], sent["version"], sent["settled_at"]) == ("in_transit", 1, None)
    assert (sent["from_location"], sent["to_location"]) == (origin, target)
    assert (sent["reason"], sent["reference"]) == ("refill", "urn:van:1")
    assert sent["lines"][0] == {
        "line": 1,
        "item_id": level["item_id"],
        "sku": level["sku"],
        "item_name": level["name"],
        "quantity": 4,
        "received": 0,
        "returned": 0,
        "missing": 0,
        "in_transit": 4,
    }
    expected = {"movements": 2, "changes": 2, "level_versions": 2, "keys": 1}
    expected |= {"transfers": 1, "transfer_versions": 1}
    assert changed(before, await records.traces()) == expected
    assert await on_hand(shop, level["sku"]) == {origin: 6}
    arrived = await shop.write(f"transfers/{sent['id']}/receive")
    assert (arrived["state"], arrived["version"]) == ("received", 2)
    assert arrived["settled_at"] >= arrived["created_at"]
    assert fates(arrived) == [(4, 0, 0, 0), (5, 0, 0, 0)]
    assert await on_hand(shop, level["sku"]) == {origin: 6, target: 4}
    legs = (await shop.read("movements", sku=level["sku"], limit=2))["items"]
    assert [leg["kind"] for leg in legs] == ["transfer_in", "transfer_out"]
    assert {leg["transfer_id"] for leg in legs} == {sent["id"]}
    assert {(leg["reason"], leg["reference"]) for leg in legs} == {("refill", "urn:van:1")}
    assert await shop.read(f"transfers/{sent['id']}") == arrived
    assert await records.crooked() == []


async def test_all_lines_or_none(shop: Shop, records: Records) -> None:
    (level, other), origin, target = await way(shop, 10, 5)
    before = await records.traces()
    body = {"from_location": origin, "to_location": target}
    refused = await shop.try_write("transfers", body | {"lines": [line(level), line(other, 6)]})
    problem = assert_problem(refused, 409, "insufficient_stock")
    assert (problem["line"], problem["current"]) == (1, other)
    twice = [line(level, 6), line(level, 6)]
    refused = await shop.try_write("transfers", body | {"lines": twice})
    problem = assert_problem(refused, 409, "insufficient_stock")
    assert problem["line"] == 1
    assert "12 are wanted together" in problem["detail"]
    unknown = [line(level), {"sku": "nobody", "quantity": 1}]
    refused = await shop.try_write("transfers", body | {"lines": unknown})
    assert_problem(refused, 404, "item_not_found", "sku")
    for name in body:
        refused = await shop.try_write("transfers", body | {name: "nowhere", "lines": twice[:1]})
        assert_problem(refused, 404, "location_not_found")
    assert await records.traces() == before


async def test_what_is_held_does_not_travel(shop: Shop, records: Records) -> None:
    (level,), origin, target = await way(shop, 10)
    lines = [line(level, 8) | {"location": origin}]
    await shop.write("holds", {"lines": lines, "ttl_seconds": 600})
    before = await records.traces()
    body = {"from_location": origin, "to_location": target, "lines": [line(level, 3)]}
    refused = await shop.try_write("transfers", body)
    assert_problem(refused, 409, "insufficient_stock")
    assert await records.traces() == before


async def test_they_may_have_arrived_already(shop: Shop, records: Records) -> None:
    (level,), origin, target = await way(shop, 10)
    done = await send(shop, origin, target, line(level, 4), line(level, 1), arrived=True)
    assert done["state"] == "received"
    assert done["settled_at"] is not None
    assert fates(done) == [(4, 0, 0, 0), (1, 0, 0, 0)]
    assert await on_hand(shop, level["sku"]) == {origin: 5, target: 5}
    refused = await shop.try_write(f"transfers/{done['id']}/receive")
    assert assert_problem(refused, 409, "transfer_settled")["current"] == done
    assert await records.crooked() == []


async def test_what_has_no_room_at_its_goal_does_not_leave(shop: Shop, records: Records) -> None:
    (level, other), origin, target = await way(shop, 10, 10)
    sent = await send(shop, origin, target, line(other, 1), arrived=True)
    statement = "UPDATE stock_levels SET on_hand = on_hand + $1 WHERE item_id = $2 AND on_hand = 1"
    await records.rows(statement, 10**15 - 1, other["item_id"])
    before = await records.traces()
    body = {"from_location": origin, "to_location": target, "arrived": True}
    refused = await shop.try_write("transfers", body | {"lines": [line(level), line(other, 2)]})
    assert assert_problem(refused, 409, "balance_out_of_bounds")["line"] == 1
    assert await records.traces() == before
    statement = "UPDATE stock_levels SET on_hand = 1 WHERE item_id = $1 AND on_hand > 10"
    await records.rows(statement, other["item_id"])
    assert sent["state"] == "received"


async def test_they_arrive_in_parts_and_some_never(shop: Shop, records: Records) -> None:
    (level, other), origin, target = await way(shop, 10, 10)
    sent = await send(shop, origin, target, line(level, 3), line(other, 2), line(level, 4))
    path = f"transfers/{sent['id']}/receive"
    part = await shop.write(path, {"lines": [line({"sku": level["sku"].lower()}, 4)]})
    assert (part["state"], part["version"]) == ("in_transit", 2)
    assert fates(part) == [(3, 0, 0, 0), (0, 0, 0, 2), (1, 0, 0, 3)]
    before = await records.traces()
    for lines in (
        [line(level, 4)],
        [line(level, 2), line(level, 2)],
        [{"sku": "x", "quantity": 1}],
    ):
        refused = await shop.try_write(path, {"lines": lines})
        assert assert_problem(refused, 409, "transfer_exceeded")["current"] == part
    assert await records.traces() == before
    done = await shop.write(path, {"lines": [line(level, 1)], "close": True})
    assert done["state"] == "received"
    assert fates(done) == [(3, 0, 0, 0), (0, 0, 2, 0), (2, 0, 2, 0)]
    assert await on_hand(shop, level["sku"]) == {origin: 3, target: 5}
    assert await on_hand(shop, other["sku"]) == {origin: 8}
    assert await records.crooked() == []


async def test_nothing_may_come_at_all(shop: Shop, records: Records) -> None:
    """Closing without lines takes all that is in transit; naming them says what came."""
    (level,), origin, target = await way(shop, 10)
    sent = await send(shop, origin, target, line(level, 3))
    done = await shop.write(f"transfers/{sent['id']}/receive", {"close": True})
    assert fates(done) == [(3, 0, 0, 0)]
    assert await records.crooked() == []


async def test_what_is_still_on_its_way_comes_back(shop: Shop, records: Records) -> None:
    (level,), origin, target = await way(shop, 10)
    sent = await send(shop, origin, target, line(level, 5))
    await shop.write(f"transfers/{sent['id']}/receive", {"lines": [line(level, 2)]})
    done = await shop.write(f"transfers/{sent['id']}/cancel")
    assert (done["state"], done["version"]) == ("cancelled", 3)
    assert fates(done) == [(2, 3, 0, 0)]
    assert await on_hand(shop, level["sku"]) == {origin: 8, target: 2}
    before = await records.traces()
    for step in ("cancel", "receive"):
        refused = await shop.try_write(f"transfers/{sent['id']}/{step}")
        assert assert_problem(refused, 409, "transfer_settled")["current"] == done
    assert await records.traces() == before
    assert await records.crooked() == []


async def test_the_same_request_again_is_the_same_answer(shop: Shop, records: Records) -> None:
    (level,), origin, target = await way(shop, 10)
    body = {"from_location": origin, "to_location": target, "lines": [line(level, 5)]}
    first = await shop.try_write("transfers", body, key="send-1")
    path = f"transfers/{first.json()['id']}"
    part = {"lines": [line(level, 2)]}
    second = await shop.try_write(f"{path}/receive", part, key="receive-1")
    third = await shop.try_write(f"{path}/cancel", key="cancel-1")
    before = await records.traces()
    for answer, where, what, key in (
        (first, "transfers", body, "send-1"),
        (second, f"{path}/receive", part, "receive-1"),
        (third, f"{path}/cancel", None, "cancel-1"),
    ):
        again = await shop.try_write(where, what, key=key)
        assert (again.status_code, again.content) == (answer.status_code, answer.content)
        assert again.headers["idempotent-replayed"] == "true"
        refused = await shop.try_write(where, {"lines": [line(level, 1)]} | (what or {}) | {"x": 1})
        assert refused.status_code in {409, 422}
    other = await shop.try_write("transfers", body | {"lines": [line(level, 4)]}, key="send-1")
    assert_problem(other, 422, "idempotency_key_reused")
    assert await records.traces() == before


async def test_of_a_crowd_one_receives(shop: Shop, records: Records) -> None:
    (level,), origin, target = await way(shop, 10)
    sent = await send(shop, origin, target, line(level, 5))
    path = f"transfers/{sent['id']}"
    answers = await asyncio.gather(
        *(shop.try_write(f"{path}/{('receive', 'cancel')[n % 2]}") for n in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert sum((await on_hand(shop, level["sku"])).values()) == 10
    assert await records.crooked() == []


async def test_both_ways_at_once(shop: Shop, records: Records) -> None:
    """Whoever sends while somebody sends the other way waits for nobody for ever."""
    (level, other), one, two = await way(shop, 50, 50)
    await send(shop, one, two, line(level, 25), line(other, 25), arrived=True)
    bodies = [
        {"from_location": a, "to_location": b, "lines": lines, "arrived": True}
        for a, b in ((one, two), (two, one))
        for lines in ([line(level, 1), line(other, 1)], [line(other, 1), line(level, 1)])
    ]
    answers = await asyncio.gather(
        *(shop.try_write("transfers", bodies[number % 4]) for number in range(24))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert await on_hand(shop, level["sku"]) == {one: 25, two: 25}
    assert await records.crooked() == []


async def test_archived_goods_do_not_travel(shop: Shop, records: Records) -> None:
    (level, other), origin, target = await way(shop, 10, 10)
    sent = await send(shop, origin, target, line(level, 5))
    for one in (level, other):
        await records.archive(one["item_id"])
    before = await records.traces()
    body = {"from_location": origin, "to_location": target, "lines": [line(other, 1)]}
    assert_problem(await shop.try_write("transfers", body), 409, "item_archived")
    for step in ("receive", "cancel"):
        refused = await shop.try_write(f"transfers/{sent['id']}/{step}")
        assert_problem(refused, 409, "item_archived")
    assert await records.traces() == before


async def test_nothing_goes_to_a_closed_location(
    shop: Shop, admin: AsyncClient, records: Records
) -> None:
    (level,), origin, target = await way(shop, 10)
    places = made(await admin.get("/api/v1/locations"), 200)["items"]
    (place,) = (row for row in places if row["code"] == target)
    made(await patch_current(admin, f"/api/v1/locations/{place['id']}", {"active": False}), 200)
    before = await records.traces()
    body = {"from_location": origin, "to_location": target, "lines": [line(level, 1)]}
    refused = await shop.try_write("transfers", body | {"arrived": True})
    assert_problem(refused, 409, "location_inactive")
    assert await records.traces() == before


async def test_the_list(shop: Shop) -> None:
    (level, other), origin, target = await way(shop, 10, 10)
    first = await send(shop, origin, target, line(level, 1))
    second = await send(shop, origin, target, line(other, 1), arrived=True)
    third = await send(shop, target, origin, line(other, 1))

    async def ids(**query: Any) -> list[int]:
        return [one["id"] for one in (await shop.read("transfers", **query))["items"]]

    assert await ids(location=target.lower()) == [third["id"], second["id"], first["id"]]
    assert await ids(sku=level["sku"].lower()) == [first["id"]]
    assert await ids(location=origin, state="in_transit") == [third["id"], first["id"]]
    page = await shop.read("transfers", location=origin, limit=2)
    assert page["items"] == [third, second]
    rest = await shop.read("transfers", location=origin, limit=2, cursor=page["next_cursor"])
    assert (rest["items"], rest["next_cursor"]) == ([first], None)


async def test_a_transfer_that_is_not_there(shop: Shop) -> None:
    path = f"transfers/{2**53 - 1}"
    assert_problem(await shop.client.get(f"/api/v1/stock/{path}"), 404, "transfer_not_found")
    for step in ("receive", "cancel"):
        assert_problem(await shop.try_write(f"{path}/{step}"), 404, "transfer_not_found")
    assert_problem(await shop.try_write("transfers/0/cancel"), 422, "invalid", "transfer_id")


WAY = {"from_location": "L-1", "to_location": "L-2", "lines": [{"sku": "A-1", "quantity": 1}]}
BAD: list[tuple[Json, str]] = [
    ({"to_location": "L-1"}, "to_location"),
    ({"to_location": " l-1 "}, "to_location"),
    ({"to_location": "two words"}, "to_location"),
    ({"to_location": None}, "to_location"),
    ({"from_location": ""}, "from_location"),
    ({"lines": []}, "lines"),
    ({"lines": None}, "lines"),
    ({"lines": [{"sku": "A-1"}]}, "lines.0.quantity"),
    ({"lines": [{"sku": "A-1", "quantity": 0}]}, "lines.0.quantity"),
    ({"lines": [{"sku": "A-1", "quantity": -1}]}, "lines.0.quantity"),
    ({"lines": [{"sku": "A-1", "quantity": 1.0}]}, "lines.0.quantity"),
    ({"lines": [{"sku": "A-1", "quantity": 10**30}]}, "lines.0.quantity"),
    ({"lines": [{"sku": "\0", "quantity": 1}]}, "lines.0.sku"),
    ({"lines": [{"sku": "A-1", "quantity": 1, "location": "L-1"}]}, "lines.0.location"),
    ({"lines": [{"sku": "A-1", "quantity": 1}] * (LINES_MAX + 1)}, "lines"),
    ({"arrived": "perhaps"}, "arrived"),
    ({"reason": "x" * 201}, "reason"),
    ({"reference": "x" * 501}, "reference"),
    ({"occurred_at": "2026-11-01T00:00:00Z"}, "occurred_at"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_transfers_are_named_and_leave_nothing(
    shop: Shop, records: Records, wrong: Json, field: str
) -> None:
    before = await records.traces()
    assert_problem(await shop.try_write("transfers", WAY | wrong), 422, "invalid", field)
    assert await records.traces() == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"lines": []}, "lines"),
        ({"lines": [{"sku": "A-1", "quantity": 0}]}, "lines.0.quantity"),
        ({"close": "perhaps"}, "close"),
        ({"received": 4}, "received"),
    ],
)
async def test_bad_arrivals_are_named_and_leave_nothing(
    shop: Shop, records: Records, body: Json, field: str
) -> None:
    (level,), origin, target = await way(shop, 10)
    sent = await send(shop, origin, target, line(level, 5))
    before = await records.traces()
    refused = await shop.try_write(f"transfers/{sent['id']}/receive", body)
    assert_problem(refused, 422, "invalid", field)
    assert await records.traces() == before


async def test_who_may_send(shop: Shop, viewer: AsyncClient, anonymous: AsyncClient) -> None:
    (level,), origin, target = await way(shop, 10)
    sent = await send(shop, origin, target, line(level, 5))
    for path in ("", f"/{sent['id']}/receive", f"/{sent['id']}/cancel"):
        whole = f"/api/v1/stock/transfers{path}"
        assert_problem(await viewer.post(whole, json=WAY, headers=keyed()), 403, "forbidden")
        refused = await anonymous.post(whole, json=WAY, headers=keyed())
        assert_problem(refused, 401, "unauthenticated")
    assert (await viewer.get(f"/api/v1/stock/transfers/{sent['id']}")).json() == sent
