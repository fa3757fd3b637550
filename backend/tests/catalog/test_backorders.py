"""A location may owe goods, or not; and what one location owes is nobody else's matter."""

import asyncio
from typing import Any

from httpx import AsyncClient

from tests.factories.shop import Json, Shop, made, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records


async def change(client: AsyncClient, location: Json, **fields: Any) -> Any:
    return await patch_current(client, f"/api/v1/locations/{location['id']}", fields)


async def places(shop: Shop) -> tuple[Json, Json, Json, Json]:
    """An item at a location that may owe and at one that may not, and both locations."""
    item, loose, firm = await shop.item(), await shop.location(), await shop.location()
    made(await change(shop.client, loose, allow_backorder=True), 200)
    return (
        {"sku": item["sku"], "location": loose["code"]},
        {"sku": item["sku"], "location": firm["code"]},
        loose,
        firm,
    )


async def test_a_deficit_is_shown_and_blocks_no_other_location(
    shop: Shop, records: Records
) -> None:
    here, there, _, _ = await places(shop)
    await shop.move(there, "receive", 5)
    owed = (await shop.move(here, "sale", 8))["level"]
    assert (owed["on_hand"], owed["available"], owed["status"]) == (-8, -8, "out")
    assert (await shop.move(there, "sale", 5))["level"]["on_hand"] == 0
    assert_problem(await shop.try_move(there, "sale", 1), 409, "insufficient_stock")
    line = here | {"quantity": 2}
    hold = await shop.write("holds", {"lines": [line], "ttl_seconds": 600})
    assert (await shop.current(owed))["available"] == -10
    await shop.write(f"holds/{hold['id']}/commit")
    assert (await shop.move(here, "receive", 12))["level"]["available"] == 2
    assert await records.crooked(owing=True) == []


async def test_backorders_begin_at_once(shop: Shop, records: Records) -> None:
    """For levels that are there, and for those that are not there yet."""
    level, item = await shop.level(3), await shop.item()
    locations = made(await shop.client.get("/api/v1/locations"), 200)["items"]
    (location,) = (row for row in locations if row["code"] == level["location"])
    absent = {"sku": item["sku"], "location": level["location"]}
    for place in (level, absent):
        assert_problem(await shop.try_move(place, "sale", 4), 409, "insufficient_stock")
    changed = made(await change(shop.client, location, allow_backorder=True), 200)
    assert (changed["allow_backorder"], changed["version"]) == (True, location["version"] + 1)
    assert (await shop.move(level, "sale", 4))["level"]["on_hand"] == -1
    assert (await shop.move(absent, "sale", 4))["level"]["on_hand"] == -4
    assert await records.crooked(owing=True) == []


async def test_backorders_end_only_when_nothing_is_owed(shop: Shop, records: Records) -> None:
    here, _, loose, _ = await places(shop)
    owed = (await shop.move(here, "sale", 3))["level"]
    before = await records.traces()
    refused = await change(shop.client, loose, allow_backorder=False)
    assert_problem(refused, 409, "location_oversold", "allow_backorder")
    assert await records.traces() == before
    assert (await shop.move(here, "sale", 1))["level"]["on_hand"] == -4
    await shop.count(here, 0)
    made(await change(shop.client, loose, allow_backorder=False), 200)
    assert_problem(await shop.try_move(here, "sale", 1), 409, "insufficient_stock")
    assert (await shop.current(owed))["on_hand"] == 0
    assert await records.crooked(owing=True) == []


async def test_what_is_held_counts_as_owed(shop: Shop, records: Records) -> None:
    here, _, loose, _ = await places(shop)
    await shop.move(here, "receive", 3)
    body = {"lines": [here | {"quantity": 5}], "ttl_seconds": 600}
    hold = await shop.write("holds", body)
    refused = await change(shop.client, loose, allow_backorder=False)
    assert_problem(refused, 409, "location_oversold", "allow_backorder")
    await shop.write(f"holds/{hold['id']}/release")
    made(await change(shop.client, loose, allow_backorder=False), 200)
    assert await records.crooked(owing=True) == []


async def test_the_switch_meets_a_crowd(shop: Shop, records: Records) -> None:
    """Sales and the end of backorders at once: whoever comes first, nobody owes what may not be."""
    for _ in range(4):
        here, _, loose, _ = await places(shop)
        await shop.move(here, "receive", 5)
        sales = [shop.try_move(here, "sale", 1) for _ in range(10)]
        *answers, switched = await asyncio.gather(
            *sales, change(shop.client, loose, allow_backorder=False)
        )
        sold = sum(answer.status_code == 201 for answer in answers)
        assert sold <= 5 if switched.status_code == 200 else sold > 5
        assert {answer.status_code for answer in answers} <= {201, 409}
    assert await records.crooked(owing=True) == []


async def test_a_closed_location_opens_again(shop: Shop, records: Records) -> None:
    _, there, _, firm = await places(shop)
    await shop.move(there, "receive", 5)
    await shop.count(there, 0)
    made(await change(shop.client, firm, active=False), 200)
    before = await records.traces()
    assert_problem(await shop.try_move(there, "sale", 1), 409, "location_inactive")
    assert await records.traces() == before
    made(await change(shop.client, firm, active=True), 200)
    assert (await shop.move(there, "receive", 4))["level"]["on_hand"] == 4


async def test_a_new_name_is_in_the_next_answer(shop: Shop, records: Records) -> None:
    _, there, _, firm = await places(shop)
    level = (await shop.move(there, "receive", 5))["level"]
    assert level["location_name"] == firm["name"]
    renamed = made(await change(shop.client, firm, name="North wing"), 200)
    await records.settled()
    for _ in range(100):
        if (await shop.move(there, "receive", 1))["level"]["location_name"] == renamed["name"]:
            break
        await asyncio.sleep(0.05)
    else:
        raise AssertionError("the old name is still in the answers")
    row = "SELECT after FROM feed WHERE type = 'catalog.location_changed' AND key = $1"
    rows = await records.rows(row, str(firm["id"]))
    assert "North wing" in rows[-1]["after"]
