"""Every figure explains itself: which movements and holds make it, and what it was once."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.clock import now
from app.core.schema import rfc3339
from tests.factories.shop import Json, Shop, made
from tests.fixtures.problems import assert_problem

AS_OF = "/api/v1/stock/as-of"


def ago(hours: float) -> str:
    return rfc3339(now() - timedelta(hours=hours))


async def test_without_a_count_all_that_ever_happened(shop: Shop) -> None:
    level = await shop.level(10)
    for kind, quantity in (("sale", 2), ("sale", 1), ("return", 1), ("adjust", -1)):
        await shop.move(level, kind, quantity)
    explained = await shop.read(f"levels/{level['id']}/explanation")
    assert explained["level"] == await shop.current(level)
    assert explained["count"] is None
    assert explained["parts"] == [
        {"kind": "adjust", "movements": 1, "delta_on_hand": -1},
        {"kind": "receive", "movements": 1, "delta_on_hand": 10},
        {"kind": "return", "movements": 1, "delta_on_hand": 1},
        {"kind": "sale", "movements": 2, "delta_on_hand": -3},
    ]
    assert explained["holds"] == []


async def test_after_a_count_what_happened_since(shop: Shop) -> None:
    level = await shop.level(10)
    counted = await shop.count(level, 8)
    goal = await shop.location()
    way = {"from_location": level["location"], "to_location": goal["code"]}
    await shop.write("transfers", way | {"lines": [{"sku": level["sku"], "quantity": 3}]})
    line = {"sku": level["sku"], "location": level["location"]}
    holds = [
        await shop.write(
            "holds",
            {"lines": [line | {"quantity": n}] * 2, "ttl_seconds": 900 - n, "reference": f"o {n}"},
        )
        for n in (1, 1)
    ]
    await shop.write(f"holds/{holds[0]['id']}/commit", {"lines": [line | {"quantity": 1}]})
    explained = await shop.read(f"levels/{level['id']}/explanation")
    assert explained["count"] == {
        "movement_id": counted["movement"]["id"],
        "counted": 8,
        "counted_at": counted["movement"]["occurred_at"],
    }
    assert explained["parts"] == [
        {"kind": "commit", "movements": 1, "delta_on_hand": -1},
        {"kind": "transfer_out", "movements": 1, "delta_on_hand": -3},
    ]
    assert explained["holds"] == [
        {
            "hold_id": hold["id"],
            "reference": "o 1",
            "quantity": quantity,
            "expires_at": hold["expires_at"],
        }
        for hold, quantity in zip(holds, (1, 2), strict=True)
    ]
    assert (explained["level"]["on_hand"], explained["level"]["reserved"]) == (4, 3)


async def test_a_level_that_is_not_there(shop: Shop) -> None:
    for level_id, status, code in ((2**53 - 1, 404, "level_not_found"), (0, 422, "invalid")):
        path = f"/api/v1/stock/levels/{level_id}/explanation"
        assert_problem(await shop.client.get(path), status, code)


async def test_what_was_on_hand_at_a_moment(shop: Shop) -> None:
    level = await shop.level(0 + 7)
    item, place = level["item_id"], level["location"]
    await shop.move(level, "receive", 5, occurred_at=ago(30))
    await shop.move(level, "sale", 2, occurred_at=ago(20))

    async def on_hand(hours: float) -> int:
        (row,) = (await shop.read("as-of", at=ago(hours), item_id=item, location=place))["items"]
        assert (row["level_id"], row["sku"], row["name"]) == (
            level["id"],
            level["sku"],
            level["name"],
        )
        return int(row["on_hand"])

    assert [await on_hand(hours) for hours in (40, 25, 10, -1)] == [0, 5, 3, 10]
    # What is learned today changes what is known of then.
    await shop.move(level, "return", 1, occurred_at=ago(28))
    assert [await on_hand(hours) for hours in (40, 25, 10, -1)] == [0, 6, 4, 11]


@pytest.mark.parametrize("backorders", [False, True])
async def test_a_balance_below_zero_is_incomplete_where_no_backorders_are_allowed(
    shop: Shop, backorders: bool
) -> None:
    item = await shop.item()
    location = await shop.location(allow_backorder=backorders)
    place = {"sku": item["sku"], "location": location["code"]}
    await shop.move(place, "receive", 5)
    await shop.move(place, "sale", 3, occurred_at=ago(20))
    marks = []
    for hours in (30, 10, -1):
        (row,) = (await shop.read("as-of", at=ago(hours), item_id=item["id"]))["items"]
        marks.append((row["on_hand"], row["is_incomplete"], row["incomplete_reason"]))
    reason = None if backorders else "negative_without_backorders"
    assert marks == [(0, False, None), (-3, not backorders, reason), (2, False, None)]


async def test_the_past_by_pages(shop: Shop, viewer: AsyncClient) -> None:
    levels = [await shop.level(number + 1) for number in range(3)]
    at = ago(-1)
    whole: list[Json] = []
    query: dict[str, Any] = {"at": at, "limit": 2}
    while True:
        page = made(await viewer.get(AS_OF, params=query), 200)
        whole += page["items"]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    found = {row["level_id"]: row["on_hand"] for row in whole}
    assert len(found) == len(whole)
    assert [found[level["id"]] for level in levels] == [1, 2, 3]
    by_sku = await shop.read("as-of", at=at, sku=levels[1]["sku"].lower())
    assert [row["level_id"] for row in by_sku["items"]] == [levels[1]["id"]]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "at"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-03-01T09:30:00"}, "at"),
        ({"at": "2026-03-01"}, "at"),
        ({"at": ""}, "at"),
        ({"at": "0001-01-01T00:00:00+09:00"}, "at"),
        ({"at": "2026-03-01T09:30:00Z", "limit": 0}, "limit"),
        ({"at": "2026-03-01T09:30:00Z", "item_id": 0}, "item_id"),
        ({"at": "2026-03-01T09:30:00Z", "sku": "\0"}, "sku"),
        ({"at": "2026-03-01T09:30:00Z", "cursor": "guess"}, "cursor"),
    ],
)
async def test_bad_questions(viewer: AsyncClient, query: dict[str, Any], field: str) -> None:
    assert_problem(await viewer.get(AS_OF, params=query), 422, "invalid", field)


async def test_any_moment_may_be_asked_for(shop: Shop, viewer: AsyncClient) -> None:
    level = await shop.level(4)
    for at, on_hand in (("0001-01-01T00:00:00Z", 0), ("9999-12-31T23:59:59Z", 4)):
        query = {"at": at, "item_id": level["item_id"]}
        (row,) = made(await viewer.get(AS_OF, params=query), 200)["items"]
        assert row["on_hand"] == on_hand


async def test_who_may_look(anonymous: AsyncClient, shop: Shop, viewer: AsyncClient) -> None:
    level = await shop.level(4)
    path = f"/api/v1/stock/levels/{level['id']}/explanation"
    assert_problem(await anonymous.get(path), 401, "unauthenticated")
    assert_problem(await anonymous.get(AS_OF, params={"at": ago(0)}), 401, "unauthenticated")
    assert (await viewer.get(path)).status_code == 200
