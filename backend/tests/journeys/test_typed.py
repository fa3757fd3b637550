"""What a person types in a form is read as meant, asked about, or kept."""

from httpx import AsyncClient
from playwright.async_api import expect

from tests.factories.price_room import PriceRoom
from tests.factories.shop import Shop
from tests.fixtures.application import People
from tests.journeys.barriers import expect_no_barriers
from tests.journeys.conftest import Visit
from tests.journeys.prices import open_price, table_of


async def test_decimal_comma_in_a_price_is_read_as_a_decimal(
    visit: Visit, people: People, shop: Shop, admin: AsyncClient
) -> None:
    item = await PriceRoom(shop, admin).priced("1980")
    console = await visit(people.admin)
    await console.open(table_of(item))
    drawer = await open_price(console, item)
    await drawer.get_by_label("Currency").select_option("EUR")
    await drawer.get_by_label("New price").fill("13,50")
    await expect(drawer.get_by_text("= 13.50 EUR")).to_be_visible()
    await expect_no_barriers(console, "price with a decimal comma")
    await drawer.get_by_label("New price").fill("1.250")
    await expect(drawer.get_by_text("“1.250” could be")).to_be_visible()
    await console.page.keyboard.press("Escape")  # Leaves the field; the text stays.
    await expect(drawer.get_by_label("New price")).to_have_value("1.250")


async def test_movement_of_an_unknown_item_stays_in_the_open_form(
    visit: Visit, people: People, shop: Shop
) -> None:
    level = await shop.level(9)
    console = await visit(people.admin)
    await console.open()
    record = await console.fill_movement({**level, "sku": "no such thing"}, "sale", 2)
    await record.click()
    await expect(console.dialog.get_by_text("Choose one from the list")).to_be_visible()
    await expect(console.dialog.get_by_label("Quantity")).to_have_value("2")
    field = console.dialog.get_by_role("combobox", name="SKU")
    await field.fill(level["sku"])
    await expect(console.dialog.get_by_role("option").first).to_contain_text(level["sku"])
    await expect_no_barriers(console, "item picker")
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(field).to_have_value(level["sku"])
    await record.click()
    await expect(console.dialog).to_have_count(0)
    await console.expect_available(level, "7")


async def test_count_far_from_the_known_balance_is_questioned(
    visit: Visit, people: People, shop: Shop
) -> None:
    level = await shop.level(17)
    console = await visit(people.admin)
    page = console.page
    await console.open()
    on_hand = console.room.get_by_test_id(f"on-hand-{level['id']}")
    await on_hand.click()
    await page.keyboard.type("2")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("17 are known here; really 2?")).to_be_visible()
    await expect(page.get_by_role("button", name="Yes, 2")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(on_hand).to_have_text("2")
