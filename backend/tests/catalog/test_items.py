"""Items over HTTP: made, found, changed, archived, and refused without a trace."""

import json
from typing import Any

import pytest
from httpx import AsyncClient

from app.catalog.gtin import check_digit
from tests.factories.shop import Shop, made, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

ITEMS = "/api/v1/items"
WHOLE = {
    "name": "Blue mug 300 ml",
    "description": "Two\nlines ☕",
    "category": "Kitchen / Mugs",
    "barcode": "04901234567894",
    "unit": "box",
    "cost": {"amount": "12.5", "currency": "USD"},
    "tags": ["blue", "青"],
    "attributes": {"ml": 300, "handles": [1, None, True], "glaze": {"colour": "青"}},
}


async def test_an_item_comes_back_as_it_was_made(
    shop: Shop, admin: AsyncClient, viewer: AsyncClient
) -> None:
    barcode = f"0490123456789{check_digit('0490123456789')}"
    item = await shop.item(sku="  007-a  ", **WHOLE | {"barcode": barcode})
    assert item["sku"] == "007-a"
    assert item["barcode"] == barcode
    assert item["category"] == "Kitchen/Mugs"
    assert item["cost"] == {"amount": "12.50", "currency": "USD"}
    for name in ("name", "description", "unit", "tags", "attributes"):
        assert item[name] == WHOLE[name]
    assert (item["status"], item["version"]) == ("active", 1)
    read = await admin.get(f"{ITEMS}/{item['id']}")
    assert (read.json(), read.headers["etag"]) == (item, '"1"')
    hidden = {**item, "cost": None}
    assert (await viewer.get(f"{ITEMS}/{item['id']}")).json() == hidden
    assert (await viewer.get(f"{ITEMS}/by-sku/007-A")).json() == hidden
    assert (await viewer.get(ITEMS, params={"sku": "007-A"})).json()["items"] == [hidden]


@pytest.mark.parametrize("sku", ["0007", "7", "A/B-1", "Ä Ö+ü", "a%2Fb", "棚-1", "x?y#z"])
async def test_a_sku_is_text(shop: Shop, viewer: AsyncClient, sku: str) -> None:
    item = await shop.item(sku=sku)
    url = viewer.base_url.copy_with(raw_path=f"{ITEMS}/by-sku/{quoted(sku)}".encode())
    assert made(await viewer.get(url), 200)["id"] == item["id"]


def quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


async def test_a_sku_exists_once_in_any_case(shop: Shop, records: Records) -> None:
    await shop.item(sku="Once-É")
    before = await records.traces()
    for sku in ("Once-É", "ONCE-é", " once-é "):
        response = await shop.client.post(ITEMS, json={"sku": sku, "name": "again"})
        assert_problem(response, 409, "sku_taken", "sku")
    assert await records.traces() == before


BAD: list[tuple[dict[str, Any], str]] = [
    ({"sku": ""}, "sku"),
    ({"sku": "a" * 101}, "sku"),
    ({"sku": "a\0b"}, "sku"),
    ({"sku": 7}, "sku"),
    ({"name": ""}, "name"),
    ({"name": None}, "name"),
    ({"name": "a" * 301}, "name"),
    ({"description": "a" * 10_001}, "description"),
    ({"category": "Kitchen//Mugs"}, "category"),
    ({"category": "/"}, "category"),
    ({"barcode": "4901234567895"}, "barcode"),
    ({"barcode": "00000001"}, "barcode"),
    ({"unit": ""}, "unit"),
    ({"cost": {"amount": "12.5", "currency": "JPY"}}, "cost.amount"),
    ({"cost": {"amount": 12.5, "currency": "USD"}}, "cost.amount"),
    ({"cost": {"amount": "-1", "currency": "USD"}}, "cost.amount"),
    ({"cost": {"amount": "1", "currency": "usd"}}, "cost.currency"),
    ({"cost": {"amount": "1"}}, "cost.currency"),
    ({"cost": {"amount": "1", "currency": "USD", "tax": "0"}}, "cost.tax"),
    ({"tags": ["a"] * 51}, "tags"),
    ({"tags": [""]}, "tags.0"),
    ({"tags": ["ok", "\x1b"]}, "tags.1"),
    ({"tags": "blue"}, "tags"),
    ({"attributes": {"a": float("nan")}}, "attributes"),
    ({"attributes": {"a": [float("-inf")]}}, "attributes"),
    ({"attributes": {"a": {"b": "\0"}}}, "attributes"),
    ({"attributes": {"\0": 1}}, "attributes"),
    ({"attributes": {"\ud800": 1}}, "attributes"),
    ({"attributes": {str(number): 1 for number in range(101)}}, "attributes"),
    ({"attributes": []}, "attributes"),
    ({"status": "archived"}, "status"),
    ({"id": 7}, "id"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_items(
    shop: Shop, admin: AsyncClient, records: Records, wrong: dict[str, Any], field: str
) -> None:
    before = await records.traces()
    headers = {"Content-Type": "application/json"}
    body = json.dumps({"sku": "bad-1", "name": "bad"} | wrong).encode()
    response = await admin.post(ITEMS, content=body, headers=headers)
    problem = assert_problem(response, 422, "invalid")
    assert any(error["field"].startswith(field) for error in problem["errors"]), problem["errors"]
    assert await records.traces() == before


async def test_only_what_is_sent_changes(shop: Shop, admin: AsyncClient) -> None:
    item = await shop.item(**WHOLE | {"barcode": "B-1"})
    path = f"{ITEMS}/{item['id']}"
    named = made(await patch_current(admin, path, {"name": "Red mug"}), 200)
    assert named["updated_at"] > item["updated_at"]
    assert named == item | {"name": "Red mug", "version": 2, "updated_at": named["updated_at"]}
    bare = made(await patch_current(admin, path, {"category": None, "cost": None}), 200)
    assert (bare["category"], bare["cost"], bare["version"]) == (None, None, 3)
    costly = {"cost": {"amount": "1.234", "currency": "KWD"}, "attributes": {}}
    assert made(await patch_current(admin, path, costly), 200)["cost"]["amount"] == "1.234"


async def test_a_patch_without_a_change_changes_nothing(
    shop: Shop, admin: AsyncClient, records: Records
) -> None:
    item, location = await shop.item(), await shop.location()
    before = await records.traces()
    assert made(await patch_current(admin, f"{ITEMS}/{item['id']}", {}), 200) == item
    path = f"/api/v1/locations/{location['id']}"
    assert made(await patch_current(admin, path, {}), 200) == location
    assert await records.traces() == before


@pytest.mark.parametrize("field", ["name", "description", "unit", "tags", "attributes"])
async def test_what_may_not_be_null(shop: Shop, records: Records, field: str) -> None:
    item = await shop.item()
    before = await records.traces()
    response = await patch_current(shop.client, f"{ITEMS}/{item['id']}", {field: None})
    assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sku": "other"}, "sku"),
        ({"cost": {"amount": "1.2345", "currency": "KWD"}}, "cost.amount"),
        ({"barcode": "4901234567895"}, "barcode"),
        ({"expected_version": 0}, "expected_version"),
        ({"expected_version": 10**30}, "expected_version"),
        ({"expected_version": "1"}, "expected_version"),
    ],
)
async def test_bad_patches(shop: Shop, records: Records, wrong: dict[str, Any], field: str) -> None:
    item = await shop.item()
    before = await records.traces()
    response = await patch_current(shop.client, f"{ITEMS}/{item['id']}", wrong)
    assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before


async def test_an_item_changes_only_as_it_was_seen(
    shop: Shop, admin: AsyncClient, viewer: AsyncClient, records: Records
) -> None:
    item = await shop.item(cost={"amount": "5", "currency": "JPY"})
    path = f"{ITEMS}/{item['id']}"
    before = await records.traces()
    assert_problem(await admin.patch(path, json={"name": "x"}), 428, "precondition_required")
    late = await admin.patch(path, json={"name": "x"}, headers={"If-Match": '"2"'})
    problem = assert_problem(late, 412, "precondition_failed")
    assert (problem["current"]["version"], "cost" in problem["current"]) == (1, False)
    late = await admin.patch(path, json={"name": "x", "expected_version": 2})
    assert_problem(late, 409, "stale_version")
    late = await admin.post(f"{path}/archive", headers={"If-Match": '"2"'})
    assert_problem(late, 412, "precondition_failed")
    assert_problem(await patch_current(viewer, path, {"name": "x"}), 403, "forbidden")
    assert_problem(await viewer.post(ITEMS, json={"sku": "v", "name": "v"}), 403, "forbidden")
    assert_problem(await viewer.post(f"{path}/archive"), 403, "forbidden")
    assert await records.traces() == before
    fresh = await admin.patch(
        path, json={"name": "x", "expected_version": 1}, headers={"If-Match": '"1"'}
    )
    assert (fresh.status_code, fresh.headers["etag"]) == (200, '"2"')


async def test_an_item_is_archived_once(shop: Shop, admin: AsyncClient, records: Records) -> None:
    item = await shop.item(category="Attic")
    path = f"{ITEMS}/{item['id']}/archive"
    archived = made(await admin.post(path), 200)
    assert (archived["status"], archived["version"]) == ("archived", 2)
    before = await records.traces()
    assert made(await admin.post(path), 200) == archived
    assert await records.traces() == before
    listed = made(await admin.get(ITEMS, params={"status": "archived", "q": item["sku"]}), 200)
    assert [row["id"] for row in listed["items"]] == [item["id"]]
    categories = made(await admin.get("/api/v1/categories"), 200)["items"]
    assert "Attic" not in {row["category"] for row in categories}


async def test_what_is_not_there(admin: AsyncClient) -> None:
    for path in (f"{ITEMS}/{2**53 - 1}", f"{ITEMS}/by-sku/nobody-sells-this"):
        assert_problem(await admin.get(path), 404, "item_not_found")
    path = f"{ITEMS}/{2**53 - 1}"
    assert_problem(await patch_current(admin, path, {"name": "x"}), 404, "item_not_found")
    assert_problem(await admin.post(f"{path}/archive"), 404, "item_not_found")
    for wrong in (f"{ITEMS}/{2**53}", f"{ITEMS}/0", f"{ITEMS}/x"):
        assert_problem(await admin.get(wrong), 422, "invalid", "item_id")
    assert_problem(await admin.get(f"{ITEMS}/by-sku/%00"), 422, "invalid", "sku")


async def test_lists_and_their_pages(shop: Shop, viewer: AsyncClient) -> None:
    skus = ["pg-İ", "PG-A", "pg-Σ", "pg-Ω", "pg-ß", "pg-z", "pg-Ä"]
    items = [await shop.item(sku=sku, tags=["paged"], category="P/Q") for sku in skus]
    whole = made(await viewer.get(ITEMS, params={"tag": "paged"}), 200)["items"]
    assert {row["id"] for row in whole} == {item["id"] for item in items}
    seen: list[int] = []
    query: dict[str, Any] = {"q": "pg-", "limit": 1}
    while True:
        page = made(await viewer.get(ITEMS, params=query), 200)
        seen += [row["id"] for row in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == [row["id"] for row in whole]
    assert made(await viewer.get(ITEMS, params={"category": "P"}), 200)["items"] == whole
    categories = made(await viewer.get("/api/v1/categories"), 200)["items"]
    assert {"category": "P/Q", "items": len(skus)} in categories
    for name in ("q", "sku", "category", "tag"):
        assert_problem(await viewer.get(ITEMS, params={name: "\0"}), 422, "invalid", name)
