"""Who may come in, and do they find the shop?"""

import re

from playwright.async_api import expect

from tests.factories.shop import Shop
from tests.fixtures.application import PASSWORD, People
from tests.journeys.conftest import Visit
from tests.journeys.console import log_in


async def test_in_by_keyboard_and_out_again(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(12)
    console = await visit()
    page = console.page

    await page.goto(f"{console.address}/?item={level['sku']}")
    await expect(page).to_have_url(f"{console.address}/login?next=%2F%3Fitem%3D{level['sku']}")
    await log_in(page, people.admin.email, "not the password")
    await expect(page.get_by_text("E-mail or password is not right.")).to_be_visible()

    await page.get_by_label("E-mail").focus()
    await log_in(page, people.admin.email, PASSWORD)
    await expect(page).to_have_url(f"{console.address}/?item={level['sku']}")
    await expect(console.dialog).to_contain_text(level["sku"])
    await page.keyboard.press("Escape")
    await console.expect_connection("live")
    await console.expect_available(level, "12")
    await expect(page).to_have_title("Stock · Tanamori")
    # The form is done with: Back leads to what was open before it.
    await page.go_back()
    await expect(page).not_to_have_url(re.compile("/login"))
    await page.go_forward()

    await page.get_by_role("button", name=f"Account: {people.admin.email}").click()
    await page.get_by_role("menuitem", name="Sign out").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    await page.goto(console.address)
    await expect(page).to_have_url(f"{console.address}/login")


async def test_a_viewer_sees_everything_and_can_write_nothing(
    visit: Visit, shop: Shop, people: People
) -> None:
    level = await shop.level(12)
    await shop.price(level, "1980")
    await shop.thresholds(level, reorder_point=20)
    console = await visit(people.viewer)
    page = console.page

    await console.open()
    await console.expect_available(level, "12")
    alerts = console.pane("Alerts")
    await expect(alerts).to_contain_text("12 available, reorder at 20")
    await expect(alerts.get_by_role("button", name="Acknowledge")).to_have_count(0)
    await expect(page.get_by_role("button", name="Record movement")).to_have_count(0)

    drawer = await console.open_item(level)
    await expect(drawer).to_contain_text("Reorder at")
    await expect(drawer.get_by_role("button", name="Record movement")).to_have_count(0)
    await expect(drawer.get_by_role("button", name="Reorder point")).to_have_count(0)
    await drawer.get_by_role("tab", name="Price").click()
    await expect(drawer).to_contain_text("¥1,980")
    await expect(drawer.get_by_role("button", name="Set price")).to_have_count(0)
