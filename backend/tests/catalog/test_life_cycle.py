"""Archiving and closing over HTTP: refused while something is open, and taken back."""

import asyncio

import pytest
from httpx import AsyncClient

from tests.factories.price_room import PriceRoom
from tests.factories.shop import Json, Shop, made, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

ITEMS = "/api/v1/items"
LOCATIONS = "/api/v1/locations"


def totals(problem: Json) -> dict[str, int]:
    return {kind: matter["total"] for kind, matter in problem["open"].items() if matter["total"]}


async def location_id_of(client: AsyncClient, code: str) -> int:
    places = made(await client.get(LOCATIONS), 200)["items"]
    return next(int(place["id"]) for place in places if place["code"] == code)


class TestArchive:
    async def test_archive_with_stock_is_refused_with_the_levels(
        self, shop: Shop, admin: AsyncClient, records: Records
    ) -> None:
        level = await shop.level(500)
        path = f"{ITEMS}/{level['item_id']}/archive"
        before = await records.traces()
        problem = assert_problem(await admin.post(path), 409, "item_in_use")
        assert totals(problem) == {"stock": 1}
        assert problem["open"]["stock"]["items"] == [
            {"sku": level["sku"], "location": level["location"], "on_hand": 500, "reserved": 0}
        ]
        assert await records.traces() == before
        await shop.count(level, 0)
        assert made(await admin.post(path), 200)["status"] == "archived"

    async def test_archive_with_hold_and_transfer_is_refused_with_both(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        level, target = await shop.level(5), await shop.location()
        line = {"sku": level["sku"], "quantity": 2}
        held = {"lines": [line | {"location": level["location"]}], "ttl_seconds": 600}
        hold = await shop.write("holds", held)
        way = {"from_location": level["location"], "to_location": target["code"]}
        transfer = await shop.write("transfers", way | {"lines": [line]})
        path = f"{ITEMS}/{level['item_id']}/archive"
        problem = assert_problem(await admin.post(path), 409, "item_in_use")
        assert totals(problem) == {"stock": 1, "holds": 1, "transfers": 1}
        assert problem["open"]["holds"]["items"][0]["id"] == hold["id"]
        found = problem["open"]["transfers"]["items"][0]
        assert (found["id"], found["in_transit"]) == (transfer["id"], 2)
        # What is open can be ended, and then nothing stands against it.
        await shop.write(f"transfers/{transfer['id']}/receive", {})
        await shop.write(f"holds/{hold['id']}/commit")
        for code in (level["location"], target["code"]):
            await shop.count(level | {"location": code}, 0)
        made(await admin.post(path), 200)

    async def test_archive_with_sale_or_proposal_is_refused_with_both(
        self, room: PriceRoom, admin: AsyncClient
    ) -> None:
        item = await room.priced("1000")
        sale = await room.sale(item, amount="900")
        await room.guard(item, "approve", floor="500")
        proposal = await room.propose(item, "400")
        path = f"{ITEMS}/{item['id']}/archive"
        problem = assert_problem(await admin.post(path), 409, "item_in_use")
        assert totals(problem) == {"proposals": 1, "sales": 1}
        assert problem["open"]["sales"]["items"][0]["id"] == sale["id"]
        assert problem["open"]["proposals"]["items"][0]["id"] == proposal["id"]

    async def test_archive_lists_at_most_20_levels_and_counts_all(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        level = await shop.level(1)
        for _ in range(21):
            place = await shop.location()
            await shop.move(level | {"location": place["code"]}, "receive", 1)
        problem = assert_problem(
            await admin.post(f"{ITEMS}/{level['item_id']}/archive"), 409, "item_in_use"
        )
        assert totals(problem) == {"stock": 22}
        assert len(problem["open"]["stock"]["items"]) == 20

    async def test_unarchive_takes_the_item_into_use_again(
        self, shop: Shop, admin: AsyncClient, viewer: AsyncClient
    ) -> None:
        level = await shop.level(1)
        await shop.count(level, 0)
        path = f"{ITEMS}/{level['item_id']}"
        made(await admin.post(f"{path}/archive"), 200)
        assert_problem(await viewer.post(f"{path}/unarchive"), 403, "forbidden")
        back = made(await admin.post(f"{path}/unarchive"), 200)
        assert (back["status"], back["version"]) == ("active", 3)
        assert (await shop.move(level, "receive", 2))["level"]["on_hand"] == 2

    async def test_unarchive_with_a_barcode_taken_meanwhile_is_refused(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        item = await shop.item(barcode="4006381333948")
        path = f"{ITEMS}/{item['id']}"
        made(await admin.post(f"{path}/archive"), 200)
        await shop.item(barcode="4006381333948")
        assert_problem(await admin.post(f"{path}/unarchive"), 409, "barcode_taken", "barcode")


class TestClose:
    @pytest.mark.parametrize("by_patch", [False, True])
    async def test_close_with_stock_is_refused_with_the_levels(
        self, shop: Shop, admin: AsyncClient, records: Records, by_patch: bool
    ) -> None:
        level = await shop.level(5)
        path = f"{LOCATIONS}/{await location_id_of(admin, level['location'])}"
        before = await records.traces()
        if by_patch:
            answer = await patch_current(admin, path, {"active": False})
        else:
            answer = await admin.post(f"{path}/close")
        problem = assert_problem(answer, 409, "location_in_use")
        assert totals(problem) == {"stock": 1}
        assert await records.traces() == before
        await shop.count(level, 0)
        assert made(await admin.post(f"{path}/close"), 200)["active"] is False
        assert_problem(await shop.try_move(level, "receive", 1), 409, "location_inactive")
        assert made(await admin.post(f"{path}/reopen"), 200)["active"] is True
        await shop.move(level, "receive", 1)

    async def test_close_of_either_end_of_a_transfer_is_refused(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        level, target = await shop.level(3), await shop.location()
        way = {"from_location": level["location"], "to_location": target["code"]}
        lines = [{"sku": level["sku"], "quantity": 3}]
        sent = await shop.write("transfers", way | {"lines": lines})
        for code in way.values():
            path = f"{LOCATIONS}/{await location_id_of(admin, code)}/close"
            problem = assert_problem(await admin.post(path), 409, "location_in_use")
            assert totals(problem) == {"transfers": 1}
        assert (await shop.write(f"transfers/{sent['id']}/receive", {}))["state"] == "received"

    async def test_transfer_to_a_closed_location_is_refused(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        level, target = await shop.level(3), await shop.location()
        made(await admin.post(f"{LOCATIONS}/{target['id']}/close"), 200)
        body = {
            "from_location": level["location"],
            "to_location": target["code"],
            "lines": [{"sku": level["sku"], "quantity": 1}],
        }
        assert_problem(await shop.try_write("transfers", body), 409, "location_inactive")


class TestRaces:
    async def test_first_movement_beside_archive_or_close_leaves_no_stock_in_the_closed(
        self, shop: Shop, admin: AsyncClient, records: Records
    ) -> None:
        """Each item has no level yet, so the movement makes one while the other side looks."""
        for number in range(12):
            item, place = await shop.item(), await shop.location()
            here = {"sku": item["sku"], "location": place["code"]}
            closing = (
                f"{ITEMS}/{item['id']}/archive"
                if number % 2
                else f"{LOCATIONS}/{place['id']}/close"
            )
            moved, closed = await asyncio.gather(
                shop.try_move(here, "receive", 1), admin.post(closing)
            )
            assert {moved.status_code, closed.status_code} in ({201, 409}, {200, 409})
        await assert_nothing_in_the_closed(records)

    async def test_transfer_beside_close_of_its_target_leaves_nothing_on_the_way(
        self, shop: Shop, admin: AsyncClient, records: Records
    ) -> None:
        for _ in range(8):
            level, target = await shop.level(1), await shop.location()
            body = {
                "from_location": level["location"],
                "to_location": target["code"],
                "lines": [{"sku": level["sku"], "quantity": 1}],
            }
            sent, closed = await asyncio.gather(
                shop.try_write("transfers", body), admin.post(f"{LOCATIONS}/{target['id']}/close")
            )
            assert {sent.status_code, closed.status_code} in ({201, 409}, {200, 409})
        lost = """SELECT count(*) FROM transfers JOIN locations ON locations.id = to_location_id
                  WHERE state = 'in_transit' AND NOT active"""
        assert await records.value(lost) == 0


async def assert_nothing_in_the_closed(records: Records) -> None:
    wrong = """
        SELECT count(*) FROM stock_levels JOIN items ON items.id = item_id
        JOIN locations ON locations.id = location_id
        WHERE (items.status = 'archived' OR NOT active) AND (NOT closed OR on_hand <> 0)
    """
    assert await records.value(wrong) == 0


async def test_alert_of_what_is_archived_or_closed_resolves_with_a_reason_and_opens_again(
    shop: Shop, admin: AsyncClient, records: Records
) -> None:
    archived, closed = await shop.level(1), await shop.level(1)
    for level in (archived, closed):
        await shop.count(level, 0)
        await shop.thresholds(level, reorder_point=5)
    await records.settled()
    item = f"{ITEMS}/{archived['item_id']}"
    place = f"{LOCATIONS}/{await location_id_of(admin, closed['location'])}"
    made(await admin.post(f"{item}/archive"), 200)
    made(await admin.post(f"{place}/close"), 200)
    await records.settled()
    for level, reason in ((archived, "item_archived"), (closed, "location_closed")):
        (row,) = await records.rows(
            "SELECT state, resolved_because FROM alerts WHERE level_id = $1", level["id"]
        )
        assert (row["state"], row["resolved_because"]) == ("resolved", reason)
    made(await admin.post(f"{item}/unarchive"), 200)
    made(await admin.post(f"{place}/reopen"), 200)
    await records.settled()
    for level in (archived, closed):
        states = await records.rows(
            "SELECT state, severity FROM alerts WHERE level_id = $1 ORDER BY id", level["id"]
        )
        assert [(row["state"], row["severity"]) for row in states][1:] == [("open", "critical")]
