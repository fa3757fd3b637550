"""Live lists while somebody uses them, and the badge when the cable is cut."""

import asyncio

from playwright.async_api import WebSocketRoute, expect

from tests.factories.shop import Shop
from tests.fixtures.application import People
from tests.journeys.conftest import Visit


class TestActivityUnderThePointer:
    async def test_click_hits_the_row_that_was_aimed_at_while_others_come(
        self, visit: Visit, shop: Shop, people: People
    ) -> None:
        aimed, busy = await shop.level(50), await shop.level(500)
        console = await visit(people.admin)
        await console.open("/activity")
        name = (await shop.read("levels", sku=aimed["sku"]))["items"][0]["name"]
        row = console.room.get_by_role("button", name=name).first
        await expect(row).to_be_visible()
        await row.hover()
        for _ in range(12):
            await shop.move(busy, "sale", 1)
        waiting = console.room.get_by_role("button", name="12 new")
        await expect(waiting).to_be_visible()
        box = await row.bounding_box()
        assert box is not None
        await console.page.mouse.click(box["x"] + 8, box["y"] + box["height"] / 2)
        await expect(console.dialog).to_contain_text(aimed["sku"])

    async def test_list_follows_again_when_the_pointer_has_left(
        self, visit: Visit, shop: Shop, people: People
    ) -> None:
        level = await shop.level(50)
        console = await visit(people.admin)
        await console.open("/activity")
        await console.room.get_by_role("listitem").first.hover()
        await shop.move(level, "sale", 7)
        await console.room.get_by_role("button", name="1 new").click()
        await expect(console.room.get_by_role("listitem").first).to_contain_text("−7")
        await console.room.get_by_role("listitem").first.hover()
        await shop.move(level, "sale", 8)
        await expect(console.room.get_by_role("button", name="1 new")).to_be_visible()
        await console.page.mouse.move(2, 2)
        await expect(console.room.get_by_role("listitem").first).to_contain_text("−8")


class TestBadgeAfterTheCableIsCut:
    async def test_badge_says_stale_though_the_socket_stays_open(
        self, visit: Visit, people: People
    ) -> None:
        console = await visit(people.admin)
        cut = asyncio.Event()

        def through(socket: WebSocketRoute) -> None:
            server = socket.connect_to_server()
            server.on_message(lambda text: None if cut.is_set() else socket.send(text))
            socket.on_message(lambda text: None if cut.is_set() else server.send(text))

        await console.page.route_web_socket("**/ws", through)
        await console.open()
        cut.set()
        # No heartbeat is missing for 24 s yet: it is the page's own question that is not answered.
        await expect(console.badge).to_have_attribute("data-state", "stale", timeout=9_000)
