"""The feed over plain HTTP: by polling, and as a snapshot to begin with."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.shop import Shop, made
from tests.fixtures.application import Application
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

CHANGES = "/api/v1/changes"
SNAPSHOT = "/api/v1/snapshot"
INVENTORY = "inventory:updates"


async def test_changes_are_read_page_by_page(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    level = await shop.level(10)
    for _ in range(4):
        await shop.move(level, "sale", 1)
    await records.settled()
    whole = made(await viewer.get(CHANGES, params={"channel": INVENTORY, "limit": 500}), 200)
    assert whole["floor"] == 1
    assert [change["seq"] for change in whole["changes"]] == list(range(1, whole["head"] + 1))
    seen: list[Any] = []
    query: dict[str, Any] = {"channel": INVENTORY, "epoch": whole["epoch"], "limit": 2, "since": 0}
    while query["since"] < whole["head"]:
        page = made(await viewer.get(CHANGES, params=query), 200)
        seen += page["changes"]
        query["since"] = page["changes"][-1]["seq"]
    assert seen == whole["changes"]
    end = made(await viewer.get(CHANGES, params=query), 200)
    assert end["changes"] == []


async def test_a_filter_compares_as_the_list_of_items_does(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    head = made(await viewer.get(CHANGES, params={"channel": INVENTORY, "limit": 1}), 200)["head"]
    for sku in ("GROSS-7", "Groß-7", "İZMİR-7"):
        await shop.item(sku=sku, category="Kitchen7/Pans")
    await records.settled()
    for word in ("Groß-7", "gross-7", "izmir-7", "i\u0307zmi\u0307r-7", "ＧROSS\u20137"):
        query = {"channel": INVENTORY, "since": head, "sku": word}
        found = made(await viewer.get(CHANGES, params=query), 200)["changes"]
        items = made(await viewer.get("/api/v1/items", params={"sku": word}), 200)["items"]
        assert [change["after"]["sku"] for change in found] == [items[0]["sku"]]
    for word in ("KITCHEN7", "kitchen7/ＰANS"):
        query = {"channel": INVENTORY, "since": head, "category": word}
        assert len(made(await viewer.get(CHANGES, params=query), 200)["changes"]) == 3


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "channel"),
        ({"channel": "users:passwords"}, "channel"),
        ({"channel": INVENTORY, "since": -1}, "since"),
        ({"channel": INVENTORY, "since": 2**53}, "since"),
        ({"channel": INVENTORY, "limit": 501}, "limit"),
        ({"channel": INVENTORY, "epoch": "a" * 65}, "epoch"),
    ],
)
async def test_bad_questions(viewer: AsyncClient, query: dict[str, Any], field: str) -> None:
    assert_problem(await viewer.get(CHANGES, params=query), 422, "invalid", field)


async def test_a_position_that_leads_nowhere(
    viewer: AsyncClient, anonymous: AsyncClient, shop: Shop, records: Records
) -> None:
    await shop.level(1)
    await records.settled()
    now = made(await viewer.get(CHANGES, params={"channel": INVENTORY}), 200)
    for query in ({"epoch": "another"}, {"since": now["head"] + 1}):
        response = await viewer.get(CHANGES, params={"channel": INVENTORY} | query)
        problem = assert_problem(response, 409, "position_lost")
        assert (problem["epoch"], problem["head"], problem["floor"]) == (
            now["epoch"],
            now["head"],
            1,
        )
    refused = await anonymous.get(CHANGES, params={"channel": INVENTORY})
    assert_problem(refused, 401, "unauthenticated")
    refused = await anonymous.get(SNAPSHOT, params={"channel": INVENTORY})
    assert_problem(refused, 401, "unauthenticated")


async def test_what_retention_has_dropped(
    own_application: Application, own_records: Records
) -> None:
    client = await own_application.client(own_application.people.admin)
    await Shop(client).level(1)
    await own_records.settled()
    await own_records.rows("DELETE FROM feed WHERE seq = 1")
    await own_records.rows("UPDATE streams SET floor = 2 WHERE channel = $1", INVENTORY)
    lost = await client.get(CHANGES, params={"channel": INVENTORY, "since": 0})
    assert assert_problem(lost, 409, "position_lost")["floor"] == 2
    kept = made(await client.get(CHANGES, params={"channel": INVENTORY, "since": 1}), 200)
    assert [change["seq"] for change in kept["changes"]] == [2]


@pytest.mark.parametrize("channel", [INVENTORY, "price:updates", "stock:alerts"])
async def test_a_snapshot_has_every_row_and_the_position(
    shop: Shop, viewer: AsyncClient, records: Records, channel: str
) -> None:
    for _ in range(3):
        level = await shop.level(1)
        await shop.price(level, "100")
        await shop.thresholds(level, reorder_point=1)
    await records.settled()
    whole = made(await viewer.get(SNAPSHOT, params={"channel": channel, "limit": 500}), 200)
    assert whole["next_cursor"] is None
    assert whole["seq"] == await records.value(
        "SELECT head FROM streams WHERE channel = $1", channel
    )
    ids = [row["id"] for row in whole["rows"]]
    assert len(ids) >= 3
    assert ids == sorted(set(ids))
    rows: list[Any] = []
    query: dict[str, Any] = {"channel": channel, "limit": 2}
    while True:
        page = made(await viewer.get(SNAPSHOT, params=query), 200)
        rows += page["rows"]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert rows == whole["rows"]
    other = "price:updates" if channel == INVENTORY else INVENTORY
    query["channel"] = other
    assert_problem(await viewer.get(SNAPSHOT, params=query), 422, "invalid", "cursor")


async def test_a_filter_leaves_out_and_says_how_far_was_read(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    """Else a reader who wants little would ask for the same pages again and again."""
    green = await shop.level(10, category="Tea/Green")
    cups = await shop.level(10, category="Cups")
    for _ in range(3):
        await shop.move(cups, "sale", 1)
    await shop.move(green, "sale", 1)
    await records.settled()
    query: dict[str, Any] = {"channel": INVENTORY, "limit": 500}
    whole = made(await viewer.get(CHANGES, params=query), 200)
    moved = [each for each in whole["changes"] if each["type"] == "stock.level_changed"]
    for wanted, level in (
        ({"category": "Tea"}, green),
        ({"category": ["Tea/Green", "Nothing"]}, green),
        ({"sku": cups["sku"].lower()}, cups),
        ({"sku": [cups["sku"], green["sku"]], "location": green["location"]}, green),
    ):
        asked = query | wanted | {"type": "stock.level_changed"}
        page = made(await viewer.get(CHANGES, params=asked), 200)
        assert page["changes"] == [each for each in moved if each["key"] == str(level["id"])]
        assert page["seq"] == page["head"] == whole["head"]
    # Page by page it is the same, and pages may be empty.
    seen: list[Any] = []
    asked = query | {"sku": green["sku"], "limit": 2, "since": 0}
    while asked["since"] < whole["head"]:
        page = made(await viewer.get(CHANGES, params=asked), 200)
        assert page["seq"] == min(asked["since"] + 2, whole["head"])
        seen += page["changes"]
        asked["since"] = page["seq"]
    assert [each["after"]["sku"] for each in seen] == [green["sku"]] * len(seen)
    assert len(seen) >= 3
