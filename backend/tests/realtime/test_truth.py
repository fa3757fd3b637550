"""For every type of change: the state before + the changes = the state fetched afresh.

Whoever starts from a snapshot and applies what comes after it, in order and keeping the newer
version of each row, has what a snapshot taken now would give.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.clock import now
from app.core.schema import rfc3339
from tests.factories.price_room import APPROVALS, GUARDS, LISTS, SALES, PriceRoom
from tests.factories.shop import Json, Shop, made, patch_current
from tests.fixtures.feed import until
from tests.fixtures.records import Records

# Levels that are low without an open alert, or have one without being low.
WRONG_ALERTS = """
SELECT level.id, level.available, level.reorder_point, alert.state
FROM stock_levels AS level
LEFT JOIN alerts AS alert ON alert.level_id = level.id AND alert.state <> 'resolved'
WHERE (level.available <= level.reorder_point) IS TRUE <> (alert.id IS NOT NULL)
"""

EARLIER = rfc3339(now() - timedelta(days=2))
CHANNELS = ("inventory:updates", "price:updates", "stock:alerts")
# What is told on the channel of prices beside prices, and where it is read.
BESIDE = {
    "price.sale_changed": SALES,
    "price.proposal_changed": APPROVALS,
    "price.guard_changed": GUARDS,
    "price.list_changed": LISTS,
}
SALE_STATES = ["scheduled", "running", "ended", "suspended", "removed"]
# What is told as it was then: of a sale what it says of the item, its price and its neighbours, of
# a list how many prices it has. The smallest margin of a guard is not told, nor when one went.
NOT_ITS_OWN = {
    "price.sale_changed": {"item_name", "category", "base", "price", "overlaps"},
    "price.list_changed": {"prices", "own_prices"},
    "price.guard_changed": {"min_margin_percent", "removed_at"},
}


class Screen:
    """What a screen does with the feed; it knows the rules of the stream and nothing else."""

    def __init__(self, viewer: AsyncClient) -> None:
        self._viewer = viewer
        self.rows: dict[str, dict[str, Json]] = {}
        self.positions: dict[str, tuple[str, int]] = {}
        self.heard: set[str] = set()
        self.items: dict[str, Json] = {}
        self.beside: dict[str, dict[str, Json]] = {}

    async def load(self) -> "Screen":
        for channel in CHANNELS:
            query: dict[str, Any] = {"channel": channel, "limit": 500}
            page = made(await self._viewer.get("/api/v1/snapshot", params=query), 200)
            assert page["next_cursor"] is None
            self.positions[channel] = (page["epoch"], page["seq"])
            self.rows[channel] = {str(row["id"]): row for row in page["rows"]}
        listed = made(await self._viewer.get("/api/v1/items", params={"limit": 500}), 200)
        self.items = {str(item["id"]): item for item in listed["items"]}
        for kind, path in BESIDE.items():
            query = {"limit": 500} | ({"state": SALE_STATES} if path == SALES else {})
            listed = made(await self._viewer.get(path, params=query), 200)
            self.beside[kind] = {name_of(row): own_part(kind, row) for row in listed["items"]}
        return self

    async def follow(self) -> None:
        for channel in CHANNELS:
            epoch, since = self.positions[channel]
            while True:
                query: dict[str, Any] = {"channel": channel, "epoch": epoch, "since": since}
                page = made(await self._viewer.get("/api/v1/changes", params=query), 200)
                for change in page["changes"]:
                    self._apply(channel, change)
                    since = change["seq"]
                if since >= page["head"]:
                    break
            self.positions[channel] = (epoch, since)

    def _apply(self, channel: str, change: Json) -> None:
        self.heard.add(change["type"])
        after = change["after"]
        name = change["key"].rpartition(":")[2]
        assert (name_of(after), after["version"]) == (name, change["version"])
        if (kept := self.beside.get(change["type"])) is not None:
            if name not in kept or kept[name]["version"] < after["version"]:
                kept[name] = own_part(change["type"], after)
            if after.get("removed_at"):
                kept.pop(name)
            return
        if change["type"] == "catalog.item_changed":
            self._name_rows(after)
            return
        if change["type"] == "catalog.location_changed":
            self._name_places(change["before"], after)
            return
        rows = self.rows[channel]
        known = rows.get(change["key"])
        if known is not None and known["version"] >= change["version"]:
            return
        if after.get("state") == "resolved":
            rows.pop(change["key"], None)
        else:
            rows[change["key"]] = after | self._names(channel, after)

    def _names(self, channel: str, row: Json) -> Json:
        """What is known of the item: the channels are not ordered among each other, so a change
        of a price may carry a name from before a change that was heard already."""
        item = self.items.get(str(row.get("item_id")))
        if item is None or channel == "inventory:updates":
            return {}
        if channel == "stock:alerts":
            return {"item_name": item["name"], "category": item["category"]}
        return {"name": item["name"], "category": item["category"]} if "name" in row else {}

    def _name_rows(self, item: Json) -> None:
        known = self.items.get(str(item["id"]))
        if known is not None and known["version"] >= item["version"]:
            return
        self.items[str(item["id"])] = {**item, "cost": None}
        for row in self.rows["inventory:updates"].values():
            if row["item_id"] == item["id"]:
                row |= {name: item[name] for name in ("name", "category", "barcode", "unit")}
        for row in self.rows["price:updates"].values():
            if row["item_id"] == item["id"]:
                row |= {name: item[name] for name in ("name", "category")}
        for row in self.rows["stock:alerts"].values():
            if row["item_id"] == item["id"]:
                row |= {"item_name": item["name"], "category": item["category"]}

    def _name_places(self, before: Json, after: Json) -> None:
        for row in self.rows["inventory:updates"].values():
            if row["location"] == before["code"]:
                row["location_name"] = after["name"]


def name_of(row: Json) -> str:
    """Whatever has no id goes by its code."""
    return str(row["id"] if "id" in row else row["code"])


def own_part(kind: str, row: Json) -> Json:
    hidden = NOT_ITS_OWN.get(kind, set())
    return {name: value for name, value in row.items() if name not in hidden}


Act = Callable[[Shop, Json], Awaitable[Any]]


async def acknowledge(shop: Shop, level: Json) -> None:
    alerts = made(await shop.client.get("/api/v1/alerts", params={"state": "open"}), 200)["items"]
    for alert in alerts:
        made(await shop.client.post(f"/api/v1/alerts/{alert['id']}/acknowledge"), 200)


def edit(**fields: Any) -> Act:
    async def act(shop: Shop, level: Json) -> None:
        made(await patch_current(shop.client, f"/api/v1/items/{level['item_id']}", fields), 200)

    return act


async def archive(shop: Shop, _: Json) -> None:
    bare = await shop.item()
    made(await shop.client.post(f"/api/v1/items/{bare['id']}/archive"), 200)


def line_of(level: Json, quantity: int = 2) -> Json:
    return {"sku": level["sku"], "location": level["location"], "quantity": quantity}


async def rename_location(shop: Shop, level: Json) -> None:
    places = made(await shop.client.get("/api/v1/locations"), 200)["items"]
    (place,) = (row for row in places if row["code"] == level["location"])
    body = {"name": f"{place['name']} again"}
    made(await patch_current(shop.client, f"/api/v1/locations/{place['id']}", body), 200)


async def count_and_learn_late(shop: Shop, level: Json) -> None:
    """A count, what happened before it, and the count taken back."""
    counted = await shop.count(level, 7)
    await shop.move(level, "sale", 1, occurred_at=EARLIER)
    await shop.move(level, "return", 1, occurred_at=EARLIER)
    await shop.reverse(counted)


async def hold_and_settle(shop: Shop, level: Json) -> None:
    body = {"lines": [line_of(level), line_of(level, 1)], "ttl_seconds": 600}
    hold = await shop.write("holds", body)
    rest = {"lines": [line_of(level, 1)], "release_rest": True}
    await shop.write(f"holds/{hold['id']}/commit", rest)


async def hold_too_long(shop: Shop, level: Json) -> None:
    hold = await shop.write("holds", {"lines": [line_of(level, 1)], "ttl_seconds": 1})

    async def is_over() -> bool:
        found = await shop.read(f"holds/{hold['id']}")
        return bool(found["state"] != "held")

    await until(is_over)


async def transfer(shop: Shop, level: Json) -> None:
    goal = await shop.location()
    way = {"from_location": level["location"], "to_location": goal["code"]}
    sent = await shop.write("transfers", way | {"lines": [line_of_transfer(level)]})
    part = {"lines": [line_of_transfer(level, 1)]}
    await shop.write(f"transfers/{sent['id']}/receive", part)
    await shop.write(f"transfers/{sent['id']}/cancel")


def line_of_transfer(level: Json, quantity: int = 2) -> Json:
    return {"sku": level["sku"], "quantity": quantity}


async def batch(shop: Shop, level: Json) -> None:
    rows = [line_of(level, quantity) | {"kind": "receive"} for quantity in (1, 2)]
    rows.append(line_of(level, 6) | {"kind": "count"})
    await shop.write("movements/batch", {"mode": "each", "movements": rows})


def room_of(shop: Shop, level: Json) -> tuple[PriceRoom, Json]:
    return PriceRoom(shop, shop.client), {"id": level["item_id"]}


async def sell_cheaper(shop: Shop, level: Json) -> None:
    """A sale that is changed and ended, one that is taken away, and a base price below them."""
    room, item = room_of(shop, level)
    sale = await room.sale(item, tiers=[{"min_quantity": 5, "percent_off": "20"}])
    made(await room.try_edit_sale(sale, percent_off="15", name="Summer sale"), 200)
    other = await room.sale(item, amount="30", priority=9)
    await room.set(item, "110")
    made(await room.try_end_sale(sale, reason="sold out"), 200)
    made(await room.try_remove_sale(other), 200)


async def sell_cheaper_soon(shop: Shop, level: Json) -> None:
    """A sale that starts and ends by itself."""
    room, item = room_of(shop, level)
    begins = now() + timedelta(seconds=1)
    window = [rfc3339(begins + timedelta(seconds=seconds)) for seconds in (0, 1)]
    sale = await room.sale(item, starts_at=window[0], ends_at=window[1])

    async def has_been() -> bool:
        # What is read is right before it is written down; that is when it is told.
        return bool((await room.look_at_sale(sale))["updated_at"] >= sale["ends_at"])

    await until(has_been)


async def inherit(shop: Shop, level: Json) -> None:
    """A price in a list, and those that come from it, by one rule and another."""
    room, item = room_of(shop, level)
    parent = (await room.price_list())["code"]
    await room.set(item, "200", price_list=parent)
    child = (await room.price_list(parent=parent))["code"]
    made(await room.try_edit_list(child, rule={"kind": "percent", "value": "-10"}), 200)
    made(await room.try_edit_list(child, name="Club"), 200)
    await room.set(item, "300", price_list=parent)


async def guard_closely(shop: Shop, level: Json) -> None:
    """A guard that is changed, and one that is taken away."""
    room, item = room_of(shop, level)
    place = {"price_list": (await room.price_list())["code"]}
    await room.reguard(
        await room.guard(item, "warn", max_decrease_percent="30", **place), mode="block"
    )
    gone = await room.guard(None, "approve", min_margin_percent="10", active=False, **place)
    assert (await shop.client.delete(f"{GUARDS}/{gone['id']}")).status_code == 204


async def ask_for_approval(shop: Shop, level: Json) -> None:
    room, item = room_of(shop, level)
    code = (await room.price_list())["code"]
    await room.set(item, "200", price_list=code)
    await room.guard(item, "approve", price_list=code, floor="150")
    proposal = await room.propose(item, "120", price_list=code)
    await room.decide(proposal, "withdraw")


MOVED = {"stock.level_changed"}
ACTS: dict[str, tuple[Act, set[str]]] = {
    "a movement": (lambda shop, level: shop.move(level, "sale", 1), {"stock.level_changed"}),
    "a count and what came late": (count_and_learn_late, MOVED),
    "a hold": (hold_and_settle, MOVED),
    "a hold that expired": (hold_too_long, MOVED),
    "a transfer": (transfer, MOVED),
    "a batch": (batch, MOVED),
    "another name of a location": (rename_location, {"catalog.location_changed"}),
    "a new level": (lambda shop, _: shop.level(3), {"stock.level_changed"}),
    "a threshold": (
        lambda shop, level: shop.thresholds(level, target_level=1),
        {"stock.level_changed"},
    ),
    "a new item": (lambda shop, _: shop.item(), {"catalog.item_changed"}),
    "an edited item": (
        edit(name="Cup", category="A/B", barcode="B-1", unit="box"),
        {"catalog.item_changed"},
    ),
    "an archived item": (archive, {"catalog.item_changed"}),
    "a first price": (lambda shop, level: shop.price(level, "7", "USD"), {"price.changed"}),
    "a price": (lambda shop, level: shop.price(level, "90"), {"price.changed"}),
    "sales": (sell_cheaper, {"price.changed", "price.sale_changed"}),
    "a sale by the clock": (sell_cheaper_soon, {"price.changed", "price.sale_changed"}),
    "a price list": (inherit, {"price.changed", "price.list_changed"}),
    "guards": (guard_closely, {"price.guard_changed"}),
    "a proposal": (ask_for_approval, {"price.proposal_changed"}),
    "a raised alert": (
        lambda shop, level: shop.thresholds(level, reorder_point=50),
        {"stock.level_changed", "alert.raised"},
    ),
    "an acknowledged alert": (acknowledge, {"alert.acknowledged"}),
    "a resolved alert": (
        lambda shop, level: shop.move(level, "receive", 100),
        {"stock.level_changed", "alert.resolved"},
    ),
}


async def on_the_shelf(shop: Shop) -> Json:
    level = await shop.level(10)
    await shop.price(level, "100")
    return level


async def assert_true(screen: Screen, viewer: AsyncClient, records: Records) -> None:
    await records.settled()
    await screen.follow()
    fresh = await Screen(viewer).load()
    assert screen.positions == fresh.positions
    for channel in CHANNELS:
        assert screen.rows[channel] == fresh.rows[channel], channel
    assert screen.beside == fresh.beside
    assert screen.items == fresh.items
    assert await records.rows(WRONG_ALERTS) == []


@pytest.mark.parametrize("name", ACTS)
async def test_state_before_and_changes_make_the_state_after(
    shop: Shop, viewer: AsyncClient, records: Records, name: str
) -> None:
    act, types = ACTS[name]
    level = await on_the_shelf(shop)
    if name in {"an acknowledged alert", "a resolved alert"}:
        await shop.thresholds(level, reorder_point=50)
    await records.settled()
    screen = await Screen(viewer).load()
    await act(shop, level)
    await assert_true(screen, viewer, records)
    assert types <= screen.heard, screen.heard


async def test_anything_at_once_and_in_any_order(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    levels = [await on_the_shelf(shop) for _ in range(4)]
    screen = await Screen(viewer).load()
    choice = random.Random(7)
    acts = [act for name, (act, _) in ACTS.items() if name != "an archived item"]
    for _ in range(4):
        choice.shuffle(acts)
        # Some of it may be refused or come too late; what counts is what was announced.
        work = [act(shop, choice.choice(levels)) for act in acts]
        answers = await asyncio.gather(*work, return_exceptions=True)
        assert sum(isinstance(answer, BaseException) for answer in answers) < 8, answers
        await records.settled()
        await screen.follow()
    # Whatever is low by now is so no longer.
    for level in levels:
        await shop.move(level, "receive", 100)
    await assert_true(screen, viewer, records)
    assert {kind for _, kinds in ACTS.values() for kind in kinds} <= screen.heard
