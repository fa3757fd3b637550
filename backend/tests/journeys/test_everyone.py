"""Can everyone use it: in both languages, by day and night, with any senses, on a phone?"""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.factories.shop import Json, Shop, new_gtin
from tests.fixtures.application import People
from tests.journeys.barriers import PHONE, expect_no_barriers, expect_no_sideways_scroll
from tests.journeys.conftest import Visit


@pytest.fixture
async def level(shop: Shop) -> Json:
    """A level with something of everything: a history, a price that moved, an open alert."""
    level = await shop.level(30, category="Cups", barcode=new_gtin())
    await shop.thresholds(level, reorder_point=25)
    await shop.price(level, "1000")
    await shop.price(level, "1200", reason="supplier price rise")
    await shop.move(level, "sale", 6, reason="order 7")
    return level


async def test_languages(visit: Visit, people: People, level: Json) -> None:
    console = await visit(people.admin, locale="ja-JP")
    page = console.page
    await console.open()
    await expect(page.locator("html")).to_have_attribute("lang", "ja")
    await expect(console.badge).to_have_text("ライブ")
    await expect(page.get_by_role("button", name="入出庫を記録").first).to_be_visible()

    await page.get_by_role("button", name="言語").click()
    await page.get_by_role("menuitemradio", name="English").click()
    await expect(console.badge).to_have_text("Live")
    await expect(page.get_by_role("button", name="Record movement").first).to_be_visible()
    await page.reload()
    await console.expect_connection("live")
    await expect(console.badge).to_have_text("Live")
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_day_and_night(visit: Visit, people: People, level: Json) -> None:
    console = await visit(people.viewer, color_scheme="dark")
    page = console.page
    await console.open()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = await _background(page)

    await page.get_by_role("button", name="Theme").click()
    await page.get_by_role("menuitemradio", name="Light").click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert await _background(page) != dark
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-theme", "light")
    await page.emulate_media(color_scheme="light")
    await page.emulate_media(color_scheme="dark")
    await expect(page.locator("html")).to_have_attribute("data-theme", "light")


async def _background(page: Page) -> Any:
    return await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


async def test_no_grave_barriers(visit: Visit, people: People, level: Json) -> None:
    quiet: dict[str, Any] = {"reduced_motion": "reduce", "color_scheme": "light"}
    stranger = await visit(**quiet)
    await stranger.page.goto(f"{stranger.address}/login")
    await stranger.page.get_by_role("button", name="Sign in").click()
    await expect(stranger.page.get_by_role("alert").first).to_be_visible()
    await expect_no_barriers(stranger, "login")

    console = await visit(people.admin, **quiet)
    for name, path in {"alerts": "/alerts", "activity": "/activity", "console": "/"}.items():
        await console.open(path)
        await expect(console.room.get_by_text(level["sku"]).first).to_be_visible()
        await expect_no_barriers(console, name)
    for tab in ("Levels", "Movements", "Price"):
        drawer = await console.open_item(level, tab)
        await expect(drawer.get_by_role("tabpanel", name=tab)).to_be_visible()
        await expect_no_barriers(console, f"drawer, {tab}")
        await console.page.keyboard.press("Escape")
        await expect(console.dialog).to_have_count(0)
    record = await console.fill_movement(level, "sale", 0)
    await record.click()
    await expect(console.dialog.get_by_text("Zero changes nothing.")).to_be_visible()
    await expect_no_barriers(console, "dialog")


async def test_on_a_phone(visit: Visit, people: People, shop: Shop, level: Json) -> None:
    console = await visit(people.admin, **PHONE)
    page = console.page
    await console.open()
    await console.expect_available(level, "24")
    await expect_no_sideways_scroll(console)

    await page.get_by_role("button", name="Record movement").tap()
    dialog = console.dialog
    await dialog.get_by_label("SKU").fill(level["sku"])
    await dialog.get_by_label("Location").select_option(level["location"])
    await dialog.get_by_label("What happened").select_option("sale")
    await dialog.get_by_label("Quantity").fill("4")
    await expect_no_sideways_scroll(console)
    await dialog.get_by_role("button", name="Record", exact=True).tap()
    await expect(console.toasts.get_by_text(f"{level['sku']}: −4 recorded")).to_be_visible()
    await console.expect_available(level, "20")
    assert (await shop.current(level))["available"] == 20

    await console.room.get_by_role("button", name=level["name"]).tap()
    for tab in ("Movements", "Price", "Levels"):
        await dialog.get_by_role("tab", name=tab).tap()
        await expect(dialog.get_by_role("tabpanel", name=tab)).to_be_visible()
        await expect_no_sideways_scroll(console)
    await dialog.get_by_role("button", name="Close").tap()
    for room in ("Alerts", "Activity"):
        await page.get_by_role("link", name=room).tap()
        await expect(console.room.get_by_role("heading", name=room)).to_be_visible()
        await expect(console.room.get_by_text(level["sku"]).first).to_be_visible()
        await expect_no_sideways_scroll(console)
