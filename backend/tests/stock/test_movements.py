"""Movements over HTTP: what they do, and what is refused without a trace."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.schema import QUANTITY_MAX
from tests.factories.shop import Shop, keyed, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

MOVEMENTS = "/api/v1/stock/movements"
MEMBERS = set(
    "id level_id item_id sku item_name location kind delta_on_hand delta_reserved on_hand_after "
    "reserved_after version reason reference actor occurred_at recorded_at "
    "counted count_id reverses_id hold_id transfer_id".split()
)


@pytest.mark.parametrize(
    ("kind", "quantity", "delta"),
    [
        ("receive", 5, 5),
        ("sale", 5, -5),
        ("return", 5, 5),
        ("damage", 5, -5),
        ("adjust", 5, 5),
        ("adjust", -5, -5),
    ],
)
async def test_the_kind_says_the_direction(
    shop: Shop, records: Records, kind: str, quantity: int, delta: int
) -> None:
    level = await shop.level(10)
    before = await records.traces()
    response = await shop.try_move(
        level, kind, quantity, reason="counted twice", reference="urn:doc:7", key=f"k-{kind}{delta}"
    )
    assert response.status_code == 201
    assert "idempotent-replayed" not in response.headers
    movement, after = response.json()["movement"], response.json()["level"]
    assert set(movement) == MEMBERS
    assert (movement["kind"], movement["delta_on_hand"]) == (kind, delta)
    assert (movement["delta_reserved"], movement["reserved_after"]) == (0, 0)
    assert movement["on_hand_after"] == after["on_hand"] == after["available"] == 10 + delta
    assert movement["version"] == after["version"] == 2
    assert (movement["reason"], movement["reference"]) == ("counted twice", "urn:doc:7")
    assert movement["actor"] == "admin@shop.test"
    changed = {name: value - before[name] for name, value in (await records.traces()).items()}
    expected = {"movements": 1, "changes": 1, "level_versions": 1}
    assert {name: count for name, count in changed.items() if count} == expected
    assert await shop.current(level) == after
    assert await records.crooked() == []


async def test_the_first_movement_makes_the_level(shop: Shop) -> None:
    item, location = await shop.item(unit="box"), await shop.location(name="Cellar")
    place = {"sku": item["sku"], "location": location["code"]}
    level = (await shop.move(place, "receive", 7))["level"]
    assert (level["version"], level["on_hand"], level["status"]) == (1, 7, "ok")
    assert (level["unit"], level["location_name"], level["name"]) == (
        "box",
        "Cellar",
        item["name"],
    )


async def test_sku_and_location_are_found_in_any_case(shop: Shop) -> None:
    item = await shop.item(sku="Ärmel-İ-σς-007")
    location = await shop.location(code="Tokyo-Süd")
    place = {"sku": item["sku"], "location": location["code"]}
    await shop.move(place, "receive", 1)
    for sku, code in (("ärmel-İ-Σς-007", "TOKYO-SÜD"), ("  Ärmel-İ-σς-007 ", "tokyo-süd")):
        moved = await shop.move({"sku": sku, "location": code}, "receive", 1)
        assert moved["movement"]["sku"] == "Ärmel-İ-σς-007"
        assert moved["movement"]["location"] == "Tokyo-Süd"


async def test_when_it_happened(shop: Shop) -> None:
    level = await shop.level()
    moved = await shop.move(level, "sale", 1, occurred_at="2026-03-01T18:30:00.5+09:00")
    assert moved["movement"]["occurred_at"] == "2026-03-01T09:30:00.500000Z"
    moved = await shop.move(level, "sale", 1)
    lag = datetime.now(UTC) - datetime.fromisoformat(moved["movement"]["occurred_at"])
    assert timedelta(0) <= lag < timedelta(seconds=10)


async def test_insufficient_stock_says_what_there_is(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    before = await records.traces()
    for kind, quantity in (("sale", 11), ("damage", 10**9), ("adjust", -11)):
        problem = assert_problem(
            await shop.try_move(level, kind, quantity), 409, "insufficient_stock"
        )
        assert problem["current"] == level
    assert await records.traces() == before
    assert (await shop.move(level, "sale", 10))["level"]["status"] == "out"


async def test_a_refused_first_movement_leaves_no_level(shop: Shop, records: Records) -> None:
    item, location = await shop.item(), await shop.location()
    before = await records.traces()
    place = {"sku": item["sku"], "location": location["code"]}
    assert_problem(await shop.try_move(place, "sale", 1), 409, "insufficient_stock")
    assert await records.traces() == before


async def test_backorder_is_allowed_where_the_location_says_so(shop: Shop) -> None:
    item, location = await shop.item(), await shop.location(allow_backorder=True)
    place = {"sku": item["sku"], "location": location["code"]}
    level = (await shop.move(place, "sale", 4))["level"]
    assert (level["on_hand"], level["available"], level["status"]) == (-4, -4, "out")


async def test_a_balance_has_bounds(shop: Shop, records: Records) -> None:
    level = await shop.level(QUANTITY_MAX)
    for _ in range(2):
        await shop.move(level, "receive", QUANTITY_MAX)
    assert (await shop.current(level))["on_hand"] == 3 * QUANTITY_MAX
    await records.rows(
        "UPDATE stock_levels SET on_hand = $1 WHERE id = $2", 1_000 * QUANTITY_MAX, level["id"]
    )
    response = await shop.try_move(level, "receive", 1)
    assert_problem(response, 409, "balance_out_of_bounds")
    # Leave the tables as the ledger explains them.
    await records.rows(
        "UPDATE stock_levels SET on_hand = $1 WHERE id = $2", 3 * QUANTITY_MAX, level["id"]
    )


async def test_expected_on_hand(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    before = await records.traces()
    response = await shop.try_move(level, "sale", 1, expected_on_hand=9)
    assert assert_problem(response, 409, "stale_version")["current"] == level
    assert await records.traces() == before
    moved = await shop.move(level, "sale", 1, expected_on_hand=10)
    assert moved["level"]["on_hand"] == 9


async def test_if_match(shop: Shop, admin: AsyncClient, records: Records) -> None:
    level = await shop.level(10)
    before = await records.traces()
    body = {"sku": level["sku"], "location": level["location"], "kind": "sale", "quantity": 1}

    async def send(if_match: str) -> Any:
        return await admin.post(MOVEMENTS, json=body, headers=keyed() | {"If-Match": if_match})

    assert assert_problem(await send('"7"'), 412, "precondition_failed")["current"] == level
    for wrong in ("seven", '"-1"', "1" * 30, ""):
        assert_problem(await send(wrong), 422, "invalid", "If-Match")
    assert await records.traces() == before
    for version in ('"1"', 'W/"2"', "3", "*"):
        assert (await send(version)).status_code == 201
    assert (await shop.current(level))["version"] == 5


BAD: list[tuple[dict[str, Any], str]] = [
    ({"quantity": 0}, "quantity"),
    ({"quantity": -1}, "quantity"),
    ({"quantity": 10**30}, "quantity"),
    ({"quantity": -(10**30), "kind": "adjust"}, "quantity"),
    ({"quantity": QUANTITY_MAX + 1}, "quantity"),
    ({"quantity": 0, "kind": "adjust"}, "quantity"),
    ({"quantity": 1.5}, "quantity"),
    ({"quantity": 1.0}, "quantity"),
    ({"quantity": float("nan")}, "quantity"),
    ({"quantity": float("inf")}, "quantity"),
    ({"quantity": "1"}, "quantity"),
    ({"quantity": True}, "quantity"),
    ({"quantity": None}, "quantity"),
    ({"quantity": [1]}, "quantity"),
    ({"kind": "count"}, "kind"),
    ({"kind": "steal"}, "kind"),
    ({"kind": None}, "kind"),
    ({"sku": ""}, "sku"),
    ({"sku": "   "}, "sku"),
    ({"sku": "a" * 101}, "sku"),
    ({"sku": "A\0"}, "sku"),
    ({"sku": "A\x1b[2J"}, "sku"),
    ({"sku": "\ud800"}, "sku"),
    ({"sku": 17}, "sku"),
    ({"location": "two words"}, "location"),
    ({"location": None}, "location"),
    ({"reason": "a" * 201}, "reason"),
    ({"reason": "\x07"}, "reason"),
    ({"reference": "a" * 501}, "reference"),
    ({"occurred_at": "yesterday"}, "occurred_at"),
    ({"occurred_at": "2026-03-01T09:30:00"}, "occurred_at"),
    ({"occurred_at": "0001-01-01T00:00:00+09:00"}, "occurred_at"),
    ({"occurred_at": "9999-12-31T23:59:59-09:00"}, "occurred_at"),
    ({"occurred_at": "2999-01-01T00:00:00Z"}, "occurred_at"),
    ({"expected_on_hand": 10**30}, "expected_on_hand"),
    ({"expected_on_hand": 10.0}, "expected_on_hand"),
    ({"quantty": 1}, "quantty"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_input_is_named_and_leaves_nothing(
    admin: AsyncClient, records: Records, wrong: dict[str, Any], field: str
) -> None:
    before = await records.traces()
    body = {"sku": "A-1", "location": "L-1", "kind": "sale", "quantity": 1} | wrong
    response = await admin.post(
        MOVEMENTS,
        content=json.dumps(body).encode(),
        headers=keyed() | {"Content-Type": "application/json"},
    )
    assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before


@pytest.mark.parametrize("missing", ["sku", "location", "kind", "quantity"])
async def test_every_needed_field_is_asked_for(admin: AsyncClient, missing: str) -> None:
    body = {"sku": "A-1", "location": "L-1", "kind": "sale", "quantity": 1}
    del body[missing]
    response = await admin.post(MOVEMENTS, json=body, headers=keyed())
    assert_problem(response, 422, "invalid", missing)


async def test_what_is_unknown_is_named(shop: Shop, records: Records) -> None:
    level = await shop.level()
    before = await records.traces()
    unknown = await shop.try_move({**level, "sku": "nobody-sells-this"}, "sale", 1)
    assert_problem(unknown, 404, "item_not_found", "sku")
    unknown = await shop.try_move({**level, "location": "nowhere"}, "sale", 1)
    assert_problem(unknown, 404, "location_not_found", "location")
    assert await records.traces() == before


async def test_nothing_moves_for_what_is_archived_or_closed(
    shop: Shop, admin: AsyncClient, records: Records
) -> None:
    archived, closed = await shop.level(), await shop.level()
    await shop.archive(archived)
    await shop.count(closed, 0)
    locations = (await admin.get("/api/v1/locations")).json()["items"]
    (location,) = (row for row in locations if row["code"] == closed["location"])
    await patch_current(admin, f"/api/v1/locations/{location['id']}", {"active": False})
    before = await records.traces()
    assert_problem(await shop.try_move(archived, "receive", 1), 409, "item_archived")
    assert_problem(await shop.try_move(closed, "receive", 1), 409, "location_inactive")
    assert await records.traces() == before


async def test_who_may_move_stock(
    shop: Shop, viewer: AsyncClient, anonymous: AsyncClient, records: Records
) -> None:
    level = await shop.level()
    before = await records.traces()
    body = {"sku": level["sku"], "location": level["location"], "kind": "sale", "quantity": 1}
    refused = await viewer.post(MOVEMENTS, json=body, headers=keyed())
    assert_problem(refused, 403, "forbidden")
    refused = await anonymous.post(MOVEMENTS, json=body, headers=keyed())
    assert_problem(refused, 401, "unauthenticated")
    assert refused.headers["www-authenticate"] == "Bearer"
    stranger = await anonymous.post(
        MOVEMENTS, json=body, headers=keyed() | {"Authorization": "Bearer guess"}
    )
    assert_problem(stranger, 401, "session_ended")
    assert await records.traces() == before
    assert (await viewer.get(MOVEMENTS)).status_code == 200
