"""Does the page say the truth about its line to the server, and about the system behind it?"""

import re
from typing import Any

from playwright.async_api import expect

from tests.factories.shop import Shop
from tests.fixtures.application import People
from tests.journeys.barriers import PHONE, expect_no_barriers, expect_no_sideways_scroll
from tests.journeys.conftest import Visit
from tests.journeys.server import Server

SPAN = re.compile(r"^[\d.,]+ (ms|sec)$")


async def test_the_badge_tells_how_old_changes_are_when_they_are_painted(
    visit: Visit, people: People, shop: Shop
) -> None:
    level = await shop.level(50)
    console = await visit(people.admin, reduced_motion="reduce", color_scheme="light")
    page = console.page
    await console.open()
    await console.expect_available(level, "50")
    await shop.move(level, "sale", 1)
    await console.expect_available(level, "49")

    await console.badge.hover()
    card = page.get_by_role("dialog", name="Connection")
    await expect(card.get_by_test_id("line-lag")).to_have_text(SPAN)
    await expect(card).to_contain_text("Round trip")
    await expect_no_barriers(console, "badge")
    await page.mouse.move(0, 400)
    await expect(card).to_have_count(0)

    await console.badge.focus()
    await page.keyboard.press("Enter")
    await expect(card.get_by_role("link", name="System status")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(card).to_have_count(0)
    await expect(console.badge).to_be_focused()


async def test_the_status_page(visit: Visit, people: People, shop: Shop) -> None:
    level = await shop.level(50)
    console = await visit(people.viewer, reduced_motion="reduce", color_scheme="light")
    page = console.page
    await console.open()
    await page.keyboard.press("ControlOrMeta+k")
    await page.keyboard.type("system")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/status")
    await console.expect_system("ok")
    await expect(console.room).to_contain_text("Everything arrives at once")

    head = console.room.get_by_role("row", name="inventory:updates").get_by_role("cell")
    before = await head.nth(3).inner_text()
    await shop.move(level, "sale", 1)
    await expect(head.nth(3)).not_to_have_text(before)
    await expect(console.room.get_by_test_id("line-lag")).to_have_text(SPAN)
    await expect_no_barriers(console, "status")


async def test_the_status_page_on_a_phone_in_japanese(visit: Visit, people: People) -> None:
    phone: dict[str, Any] = PHONE | {"locale": "ja-JP"}
    console = await visit(people.viewer, **phone)
    await console.open()
    await console.badge.tap()
    card = console.page.get_by_role("dialog", name="接続")
    await expect_no_sideways_scroll(console)
    await card.get_by_role("link", name="稼働状況").tap()
    await console.expect_system("ok")
    await expect(card).to_have_count(0)
    await expect(console.room).to_contain_text("変更はすべて即時に届いています")
    await expect_no_sideways_scroll(console)


async def test_the_status_page_keeps_the_last_answer_of_a_dead_server(
    visit: Visit, people: People, server: Server
) -> None:
    console = await visit(people.admin)
    await console.open("/status")
    await console.expect_system("ok")
    server.kill()
    try:
        words = console.room.get_by_role("alert")
        await expect(words).to_contain_text("The server does not answer. What follows was so at")
        await console.expect_system("ok")
        await console.expect_connection("stale")
    finally:
        server.start()
    await expect(words).to_have_count(0)
    await console.expect_connection("live")
