"""Levels and the ledger as lists: filters, orders, pages; and the thresholds of a level."""

from itertools import pairwise
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.shop import Json, Shop, made, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

LEVELS = "/api/v1/stock/levels"
SORTS = ["sku", "name", "location", "available", "on_hand", "updated_at"]


@pytest.fixture(scope="module")
async def shelf(shop: Shop) -> list[Json]:
    """Levels that differ in everything by which one can sort, some of them equal."""
    south = await shop.location(code="SOUTH", name="South")
    north = await shop.location(code="NORTH", name="North")
    levels = []
    for number, (sku, name) in enumerate(
        [("shelf-É", "mug"), ("shelf-e", "Mug"), ("SHELF-B", "bowl 100%"), ("shelf_b", "bowl_1")]
    ):
        item = await shop.item(sku=sku, name=name, category="Kitchen/Mugs" if number < 2 else None)
        for location in (south, north):
            place = {"sku": item["sku"], "location": location["code"]}
            levels.append((await shop.move(place, "receive", 5 + number // 2))["level"])
    await shop.thresholds(levels[0], reorder_point=5)
    await shop.thresholds(levels[1], target_level=2)
    await shop.move(levels[2], "sale", 5)
    return levels


async def listed(client: AsyncClient, path: str, **query: Any) -> list[Json]:
    return made(await client.get(path, params=query), 200)["items"]  # type: ignore[no-any-return]


async def every_page(client: AsyncClient, path: str, **query: Any) -> list[Json]:
    rows: list[Json] = []
    for _ in range(100):
        page = made(await client.get(path, params=query), 200)
        rows += page["items"]
        if page["next_cursor"] is None:
            return rows
        query["cursor"] = page["next_cursor"]
    raise AssertionError("a list without an end")


@pytest.mark.parametrize("sort", SORTS + [f"-{sort}" for sort in SORTS])
@pytest.mark.parametrize("limit", [1, 3])
async def test_pages_hold_every_level_once_and_in_order(
    viewer: AsyncClient, shelf: list[Json], sort: str, limit: int
) -> None:
    whole = await listed(viewer, LEVELS, sort=sort, limit=500)
    assert await every_page(viewer, LEVELS, sort=sort, limit=limit) == whole
    assert {row["id"] for row in whole} >= {level["id"] for level in shelf}
    if sort.lstrip("-") in {"available", "on_hand", "updated_at"}:
        values = [row[sort.lstrip("-")] for row in whole]
        assert values == sorted(values, reverse=sort.startswith("-"))
    for one, other in pairwise(whole):
        assert one["id"] != other["id"]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({"location": "north"}, [1, 3, 5, 7]),
        ({"sku": "SHELF-e"}, [2, 3]),
        ({"category": "Kitchen"}, [0, 1, 2, 3]),
        ({"category": "Kitchen/Mugs"}, [0, 1, 2, 3]),
        ({"category": "Kit"}, []),
        ({"q": "shelf MUG"}, [0, 1, 2, 3]),
        ({"q": "100%"}, [4, 5]),
        ({"q": "%"}, [4, 5]),
        ({"q": "shelf_"}, [6, 7]),
        ({"q": "nothing like it"}, []),
        ({"status": "low"}, [0]),
        ({"status": "over"}, [1]),
        ({"status": "out"}, [2]),
        ({"status": "ok", "location": "SOUTH"}, [4, 6]),
    ],
)
async def test_filters(
    viewer: AsyncClient, shelf: list[Json], query: dict[str, str], places: list[int]
) -> None:
    rows = await listed(viewer, LEVELS, **query)
    assert {row["id"] for row in rows} == {shelf[place]["id"] for place in places}


async def test_the_levels_of_several_items_come_together(
    viewer: AsyncClient, shelf: list[Json]
) -> None:
    wanted = [shelf[2]["item_id"], shelf[6]["item_id"]]
    rows = await listed(viewer, LEVELS, item_id=wanted)
    assert {row["id"] for row in rows} == {
        level["id"] for level in shelf if level["item_id"] in wanted
    }


async def test_an_archived_item_is_out_of_the_list_but_can_be_asked_for(
    shop: Shop, admin: AsyncClient
) -> None:
    level = await shop.level(3)
    await shop.archive(level)
    ids = {row["id"] for row in await every_page(admin, LEVELS, limit=500)}
    assert level["id"] not in ids
    for query in ({"sku": level["sku"]}, {"item_id": level["item_id"]}):
        assert [row["id"] for row in await listed(admin, LEVELS, **query)] == [level["id"]]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 501}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"limit": 10**30}, "limit"),
        ({"cursor": "guess"}, "cursor"),
        ({"cursor": "a" * 1_001}, "cursor"),
        ({"item_id": 0}, "item_id.0"),
        ({"item_id": 2**53}, "item_id.0"),
        ({"sort": "price"}, "sort"),
        ({"status": "lost"}, "status"),
        ({"q": "a" * 301}, "q"),
        ({"q": "\0"}, "q"),
        ({"sku": "\0"}, "sku"),
        ({"location": "\0"}, "location"),
        ({"category": "\0"}, "category"),
    ],
)
async def test_bad_questions(viewer: AsyncClient, query: dict[str, Any], field: str) -> None:
    assert_problem(await viewer.get(LEVELS, params=query), 422, "invalid", field)


async def test_a_cursor_leads_on_only_in_its_own_list(
    viewer: AsyncClient, shelf: list[Json]
) -> None:
    page = made(await viewer.get(LEVELS, params={"limit": 1, "sort": "sku"}), 200)
    cursor = page["next_cursor"]
    for path, sort in ((LEVELS, "name"), (LEVELS, "-sku"), (LEVELS, "on_hand")):
        response = await viewer.get(path, params={"cursor": cursor, "sort": sort})
        assert_problem(response, 422, "invalid", "cursor")
    for path in ("stock/movements", "items", "prices", "prices/changes", "alerts"):
        response = await viewer.get(f"/api/v1/{path}", params={"cursor": cursor})
        assert_problem(response, 422, "invalid", "cursor")
    snapshot = {"channel": "inventory:updates", "cursor": cursor}
    response = await viewer.get("/api/v1/snapshot", params=snapshot)
    assert_problem(response, 422, "invalid", "cursor")


@pytest.mark.parametrize("level_id", ["0", "-1", "x", str(2**53), "1" * 40])
async def test_ids_that_are_none(viewer: AsyncClient, level_id: str) -> None:
    assert_problem(await viewer.get(f"{LEVELS}/{level_id}"), 422, "invalid", "level_id")


async def test_a_level_that_is_not_there(admin: AsyncClient) -> None:
    path = f"{LEVELS}/{2**53 - 1}"
    assert_problem(await admin.get(path), 404, "level_not_found")
    assert_problem(await patch_current(admin, path, {"reorder_point": 1}), 404, "level_not_found")


async def test_thresholds_change_only_what_is_sent(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    first = await shop.thresholds(level, reorder_point=10, target_level=20)
    assert (first["version"], first["status"]) == (2, "low")
    second = await shop.thresholds(level, reorder_point=None)
    assert (second["reorder_point"], second["target_level"]) == (None, 20)
    assert (second["version"], second["status"]) == (3, "ok")
    before = await records.traces()
    assert await shop.thresholds(level) == second
    assert await records.traces() == before
    assert (await shop.move(level, "sale", 1))["level"]["version"] == 4
    assert await records.crooked() == []


@pytest.mark.parametrize(
    ("held", "sent", "field"),
    [
        ({}, {"reorder_point": 10, "target_level": 5}, "target_level"),
        ({"reorder_point": 10}, {"target_level": 9}, "target_level"),
        ({"target_level": 9}, {"reorder_point": 10}, "reorder_point"),
    ],
)
async def test_thresholds_with_target_below_reorder_point_are_refused(
    shop: Shop, admin: AsyncClient, records: Records, held: Json, sent: Json, field: str
) -> None:
    level = await shop.level()
    await shop.thresholds(level, **held)
    before = await records.traces()
    response = await patch_current(admin, f"{LEVELS}/{level['id']}", sent)
    assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before
    equal = await shop.thresholds(level, reorder_point=10, target_level=10)
    assert equal["target_level"] == 10


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reorder_point": -1}, "reorder_point"),
        ({"reorder_point": 1.0}, "reorder_point"),
        ({"target_level": 10**30}, "target_level"),
        ({"target_level": "5"}, "target_level"),
        ({"on_hand": 5}, "on_hand"),
        ({"expected_version": 0}, "expected_version"),
        ({"expected_version": 10**30}, "expected_version"),
    ],
)
async def test_bad_thresholds(
    shop: Shop, admin: AsyncClient, records: Records, wrong: dict[str, Any], field: str
) -> None:
    level = await shop.level()
    before = await records.traces()
    response = await patch_current(admin, f"{LEVELS}/{level['id']}", wrong)
    assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before


async def test_thresholds_are_set_only_on_what_was_seen(
    shop: Shop, admin: AsyncClient, viewer: AsyncClient, records: Records
) -> None:
    level = await shop.level()
    path = f"{LEVELS}/{level['id']}"
    read = await viewer.get(path)
    assert (read.json(), read.headers["etag"]) == (level, '"1"')
    before = await records.traces()
    unnamed = await admin.patch(path, json={"reorder_point": 1})
    assert_problem(unnamed, 428, "precondition_required")
    other = await admin.patch(path, json={"reorder_point": 1, "expected_reorder_point": 3})
    assert assert_problem(other, 409, "stale_version")["current"] == level
    late = await admin.patch(path, json={"reorder_point": 1}, headers={"If-Match": '"9"'})
    assert assert_problem(late, 412, "precondition_failed")["current"] == level
    late = await admin.patch(path, json={"reorder_point": 1, "expected_version": 9})
    assert assert_problem(late, 409, "stale_version")["current"] == level
    refused = await patch_current(viewer, path, {"reorder_point": 1})
    assert_problem(refused, 403, "forbidden")
    assert await records.traces() == before
    fresh = await admin.patch(
        path, json={"reorder_point": 1, "expected_version": 1}, headers={"If-Match": '"1"'}
    )
    assert (fresh.status_code, fresh.headers["etag"]) == (200, '"2"')


async def test_threshold_of_a_level_that_moved_is_set_on_the_reorder_point_that_was_seen(
    shop: Shop, admin: AsyncClient
) -> None:
    level = await shop.level()
    await shop.move(level, "sale", 1)
    path = f"{LEVELS}/{level['id']}"
    body = {"reorder_point": 4, "expected_reorder_point": None}
    assert made(await admin.patch(path, json=body), 200)["reorder_point"] == 4
    again = await admin.patch(path, json=body | {"reorder_point": 5})
    assert assert_problem(again, 409, "stale_version")["current"]["reorder_point"] == 4


@pytest.mark.parametrize("q", ["x" * 101, "a b c d e f g h i"])
async def test_search_of_too_many_words_is_rejected(viewer: AsyncClient, q: str) -> None:
    for path in (LEVELS, "/api/v1/items", "/api/v1/prices", "/api/v1/prices/sales"):
        assert_problem(await viewer.get(path, params={"q": q}), 422, "invalid", "q")


async def test_the_ledger_is_a_list_too(shop: Shop, viewer: AsyncClient) -> None:
    level, other = await shop.level(10), await shop.level(10)
    sold = [(await shop.move(level, "sale", 1))["movement"] for _ in range(3)]
    await shop.move(other, "sale", 1)
    path = "/api/v1/stock/movements"
    rows = await every_page(viewer, path, sku=level["sku"].lower(), limit=2)
    assert rows[:3] == sold[::-1]
    assert [row["kind"] for row in rows] == ["sale", "sale", "sale", "receive"]
    for query in (
        {"level_id": level["id"], "kind": "sale"},
        {"item_id": level["item_id"], "kind": "sale"},
        {"location": level["location"].lower(), "kind": "sale"},
    ):
        assert await listed(viewer, path, **query) == sold[::-1]
    everything = await every_page(viewer, path, limit=7)
    ids = [row["id"] for row in everything]
    assert ids == sorted(ids, reverse=True)
    bad = await viewer.get(path, params={"kind": "steal"})
    assert_problem(bad, 422, "invalid", "kind")
