"""Guards over HTTP: who sets them, for what, and what is refused without a trace."""

import json
from typing import Any

import pytest
from httpx import AsyncClient

from app.auth.types import Role
from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.application import Hire
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

GUARDS = "/api/v1/price-guards"


@pytest.fixture(scope="module")
async def approver(hire: Hire) -> AsyncClient:
    return await hire("approver")


async def guard(client: AsyncClient, **fields: Any) -> Json:
    """A guard of an item of its own, unless its place is named."""
    return made(await client.post(GUARDS, json={"name": "Guard"} | fields), 201)


async def all_guards(client: AsyncClient, limit: int = 500) -> list[Json]:
    rows, query = [], {"limit": limit}
    while True:
        page = made(await client.get(GUARDS, params=query), 200)
        rows += page["items"]
        if page["next_cursor"] is None:
            return rows
        query["cursor"] = page["next_cursor"]


async def test_a_guard_says_everything_that_was_set(
    shop: Shop, approver: AsyncClient, records: Records
) -> None:
    item = await shop.item()
    body = {
        "name": "Tea",
        "mode": "block",
        "price_list": "default",
        "category": "Tea / Green",
        "item_id": item["id"],
        "max_increase_percent": "30",
        "max_decrease_percent": "12.5",
        "floor": "1",
        "ceiling": "99.9",
        "currency": "USD",
        "min_margin_percent": "-5.25",
        "refuse_zero": True,
        "refuse_scale": False,
        "active": False,
        "reason": "they went wrong last spring",
    }
    created = await guard(approver, **body)
    assert {name: created[name] for name in body} == body | {
        "category": "Tea/Green",
        "max_increase_percent": "30.00",
        "max_decrease_percent": "12.50",
        "floor": "1.00",
        "ceiling": "99.90",
    }
    assert (created["sku"], created["version"]) == (item["sku"], 1)
    assert created["updated_by"].startswith("approver")
    assert created in await all_guards(approver)
    stored = "SELECT updated_by, reason FROM price_guards WHERE id = $1"
    assert await records.rows(stored, created["id"]) == [
        {"updated_by": created["updated_by"], "reason": body["reason"]}
    ]


async def test_what_is_left_out_is_not_said(shop: Shop, approver: AsyncClient) -> None:
    item = await shop.item()
    created = await guard(approver, item_id=item["id"])
    unsaid = {name for name, value in created.items() if value is None}
    assert unsaid == {
        *("price_list", "category", "currency", "reason", "floor", "ceiling"),
        *("max_increase_percent", "max_decrease_percent", "min_margin_percent"),
        *("refuse_zero", "refuse_scale"),
    }
    assert (created["mode"], created["active"]) == ("approve", True)


async def test_the_widest_come_first(shop: Shop, admin: AsyncClient) -> None:
    item = await shop.item()
    places: list[Json] = [
        {},
        {"currency": "KWD"},
        {"price_list": "default"},
        {"price_list": "default", "currency": "KWD"},
        {"category": "Wide"},
        {"category": "Deep", "currency": "KWD"},
        {"category": "Wide", "price_list": "default", "currency": "KWD"},
        {"category": "Wide/Wider"},
        {"category": "/".join("abcdefghij" * 15)},
        {"item_id": item["id"]},
        {"item_id": item["id"], "category": "Wide", "price_list": "default", "currency": "KWD"},
    ]
    made_ids = [(await guard(admin, **place))["id"] for place in reversed(places)][::-1]
    for limit in (1, 4, 500):
        listed = [row["id"] for row in await all_guards(admin, limit)]
        assert [row for row in listed if row in made_ids] == made_ids
        assert len(listed) == len(set(listed))
    wrong = await admin.get(GUARDS, params={"cursor": "WyJwcmljZXMiLCAiYSIsIDFd"})
    assert_problem(wrong, 422, "invalid", "cursor")


async def test_one_guard_for_one_thing(shop: Shop, admin: AsyncClient, records: Records) -> None:
    item, other = await shop.item(), await shop.item()
    place = {"item_id": item["id"], "category": "Tea", "price_list": "default", "currency": "JPY"}
    first = await guard(admin, **place)
    before = await records.traces()
    again = await admin.post(GUARDS, json=place | {"name": "Twice", "category": "TEA"})
    assert_problem(again, 409, "guard_exists")
    assert await records.traces() == before
    for elsewhere in ({"item_id": other["id"]}, {"currency": "USD"}, {"category": "Tea/Green"}):
        await guard(admin, **place | elsewhere)
    second = await guard(admin, **place | {"price_list": None})
    before = await records.traces()
    moved = await admin.put(f"{GUARDS}/{second['id']}", json=place | {"name": "Moved"})
    assert_problem(moved, 409, "guard_exists")
    assert await records.traces() == before
    # A removed guard is in nobody's way.
    assert (await admin.delete(f"{GUARDS}/{first['id']}")).status_code == 204
    made(await admin.put(f"{GUARDS}/{second['id']}", json=place | {"name": "Moved"}), 200)


async def test_a_guard_is_replaced_as_a_whole(shop: Shop, admin: AsyncClient) -> None:
    item = await shop.item()
    place: Json = {"item_id": item["id"]}
    # One that is switched off: a change that allows more would wait for a second person.
    place["active"] = False
    first = await guard(admin, **place, floor="100", currency="JPY", reason="first")
    path = f"{GUARDS}/{first['id']}"
    late = await admin.put(path, json={"name": "Anew"} | place, headers={"If-Match": '"2"'})
    assert assert_problem(late, 412, "precondition_failed")["current"]["version"] == 1
    body = {"name": "Anew", "mode": "warn", "refuse_zero": True, "expected_version": 1}
    second = made(await admin.put(path, json=body | place), 200)
    assert (second["id"], second["version"], second["floor"]) == (first["id"], 2, None)
    assert (second["name"], second["mode"], second["refuse_zero"]) == ("Anew", "warn", True)
    assert (second["updated_by"], second["reason"]) == ("admin@shop.test", None)
    assert second["created_at"] == first["created_at"]
    assert second["updated_at"] > first["updated_at"]
    stale = assert_problem(await admin.put(path, json=body | place), 409, "stale_version")
    assert stale["current"] == second
    # Without a version, the last one wins.
    third = made(await admin.put(path, json={"name": "Third"} | place), 200)
    assert third["version"] == 3


async def test_a_removed_guard_is_gone_and_its_row_stays(
    shop: Shop, admin: AsyncClient, approver: AsyncClient, records: Records
) -> None:
    item = await shop.item()
    created = await guard(admin, item_id=item["id"])
    me = made(await approver.get("/api/v1/auth/me"), 200)["email"]
    path = f"{GUARDS}/{created['id']}"
    assert (await approver.delete(path)).status_code == 204
    assert created["id"] not in [row["id"] for row in await all_guards(admin)]
    assert_problem(await admin.delete(path), 404, "guard_not_found")
    assert_problem(await admin.put(path, json={"name": "Back"}), 404, "guard_not_found")
    replaced = await admin.post(f"{GUARDS}/preview", json={"name": "x", "replaces": created["id"]})
    assert_problem(replaced, 404, "guard_not_found")
    stored = "SELECT version, updated_by, removed_at > created_at AS removed FROM price_guards"
    assert await records.rows(f"{stored} WHERE id = $1", created["id"]) == [
        {"version": 2, "updated_by": me, "removed": True}
    ]


BAD: list[tuple[Json, str]] = [
    ({"max_increase_percent": "0"}, "max_increase_percent"),
    ({"max_increase_percent": "-1"}, "max_increase_percent"),
    ({"max_increase_percent": "NaN"}, "max_increase_percent"),
    ({"max_increase_percent": "Infinity"}, "max_increase_percent"),
    ({"max_increase_percent": float("nan")}, "max_increase_percent"),
    ({"max_increase_percent": "1e20"}, "max_increase_percent"),
    ({"max_increase_percent": "1.005"}, "max_increase_percent"),
    ({"max_decrease_percent": "100.01"}, "max_decrease_percent"),
    ({"max_decrease_percent": "a lot"}, "max_decrease_percent"),
    ({"floor": "-1", "currency": "JPY"}, "floor"),
    ({"floor": "NaN", "currency": "JPY"}, "floor"),
    ({"floor": 10**20, "currency": "JPY"}, "floor"),
    ({"floor": "1e20", "currency": "JPY"}, "floor"),
    ({"floor": 19.8, "currency": "USD"}, "floor"),
    ({"floor": "19.8", "currency": "JPY"}, "floor"),
    ({"floor": "19.805", "currency": "USD"}, "floor"),
    ({"floor": "1.2345", "currency": "KWD"}, "floor"),
    ({"ceiling": "0.5", "currency": "JPY"}, "ceiling"),
    ({"ceiling": "1.00001", "currency": "KWD"}, "ceiling"),
    ({"floor": "1"}, "currency"),
    ({"ceiling": "1"}, "currency"),
    ({"floor": "1", "currency": "XXX"}, "currency"),
    ({"floor": "501", "ceiling": "500", "currency": "JPY"}, "ceiling"),
    ({"min_margin_percent": "100"}, "min_margin_percent"),
    ({"min_margin_percent": "-1000.01"}, "min_margin_percent"),
    ({"min_margin_percent": "NaN"}, "min_margin_percent"),
    ({"refuse_zero": "perhaps"}, "refuse_zero"),
    ({"mode": "ask"}, "mode"),
    ({"name": ""}, "name"),
    ({"name": "a" * 101}, "name"),
    ({"name": "\0"}, "name"),
    ({"name": None}, "name"),
    ({"category": ""}, "category"),
    ({"category": "Tea//Green"}, "category"),
    ({"category": "a" * 301}, "category"),
    ({"price_list": "Web Shop"}, "price_list"),
    ({"item_id": 0}, "item_id"),
    ({"item_id": 10**20}, "item_id"),
    ({"reason": "a" * 201}, "reason"),
    ({"flor": "1"}, "flor"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_guards(admin: AsyncClient, records: Records, wrong: Json, field: str) -> None:
    before = await records.traces()
    content = json.dumps({"name": "Bad", "category": "Bad"} | wrong).encode()
    headers = {"Content-Type": "application/json"}
    for method, path in (("POST", GUARDS), ("PUT", f"{GUARDS}/1"), ("POST", f"{GUARDS}/preview")):
        response = await admin.request(method, path, content=content, headers=headers)
        assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days": 0}, "days"),
        ({"days": 367}, "days"),
        ({"days": 1.5}, "days"),
        ({"replaces": 0}, "replaces"),
        ({"expected_version": 1}, "expected_version"),
    ],
)
async def test_bad_previews(admin: AsyncClient, wrong: Json, field: str) -> None:
    response = await admin.post(f"{GUARDS}/preview", json={"name": "Bad"} | wrong)
    assert_problem(response, 422, "invalid", field)


async def test_bounds_of_equal_height_are_fine(shop: Shop, admin: AsyncClient) -> None:
    item = await shop.item()
    fixed = await guard(admin, item_id=item["id"], floor="500", ceiling="500", currency="JPY")
    assert (fixed["floor"], fixed["ceiling"]) == ("500", "500")
    exact = await shop.item()
    kuwait = await guard(admin, item_id=exact["id"], floor="0.001", currency="KWD")
    assert kuwait["floor"] == "0.001"


async def test_what_a_guard_names_has_to_exist(
    shop: Shop, admin: AsyncClient, records: Records
) -> None:
    item = await shop.item()
    created = await guard(admin, item_id=item["id"])
    before = await records.traces()
    for place, code in (
        ({"price_list": "nowhere"}, "price_list_not_found"),
        ({"item_id": 987_654_321}, "item_not_found"),
    ):
        body = {"name": "Lost"} | place
        assert_problem(await admin.post(GUARDS, json=body), 404, code)
        assert_problem(await admin.put(f"{GUARDS}/{created['id']}", json=body), 404, code)
        assert_problem(await admin.post(f"{GUARDS}/preview", json=body), 404, code)
    unknown = await admin.put(f"{GUARDS}/987654321", json={"name": "Lost"})
    assert_problem(unknown, 404, "guard_not_found")
    assert await records.traces() == before


async def test_who_may_do_what(
    shop: Shop, admin: AsyncClient, anonymous: AsyncClient, hire: Hire, records: Records
) -> None:
    """Only who may approve prices says what they may be; the margin is for who sees the cost."""
    item = await shop.item()
    created = await guard(admin, item_id=item["id"], min_margin_percent="20", refuse_zero=True)
    path = f"{GUARDS}/{created['id']}"
    before = await records.traces()
    trial = {"name": "Trial", "item_id": item["id"], "refuse_zero": True}
    roles: list[tuple[Role, bool]] = [("viewer", False), ("operator", False), ("pricer", True)]
    for role, sees_margin in roles:
        person = await hire(role)
        before["users"] += 1
        assert_problem(await person.post(GUARDS, json={"name": "Mine"}), 403, "forbidden")
        assert_problem(await person.put(path, json={"name": "Mine"}), 403, "forbidden")
        assert_problem(await person.delete(path), 403, "forbidden")
        (seen,) = [row for row in await all_guards(person) if row["id"] == created["id"]]
        assert seen == created | ({} if sees_margin else {"min_margin_percent": None})
        made(await person.post(f"{GUARDS}/preview", json=trial), 200)
        # What breaks a margin of one's own choice would tell the cost.
        margin = await person.post(f"{GUARDS}/preview", json=trial | {"min_margin_percent": "1"})
        if sees_margin:
            made(margin, 200)
        else:
            assert_problem(margin, 403, "forbidden")
    for method, target in (("GET", GUARDS), ("POST", GUARDS), ("PUT", path), ("DELETE", path)):
        answer = await anonymous.request(method, target, json={"name": "Mine"})
        assert_problem(answer, 401, "unauthenticated")
    assert await records.traces() == before


async def test_category_is_compared_as_the_lists_compare_it(
    shop: Shop, approver: AsyncClient, admin: AsyncClient
) -> None:
    item = await shop.item(category="Ｋitchen9/Pans")
    await guard(approver, category="kitchen9", max_increase_percent="20", mode="block")
    await shop.price(item, "1000")
    path = f"/api/v1/prices/{item['id']}/base"
    answer = await admin.put(path, json={"amount": "1500", "currency": "JPY"}, headers=keyed())
    assert_problem(answer, 409, "price_blocked")
    again = await approver.post(GUARDS, json={"name": "Twice", "category": "KITCHEN9\u200b"})
    assert_problem(again, 409, "guard_exists")
