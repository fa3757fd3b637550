"""Does what one person does appear on another's screen, at once and right?"""

from statistics import median

from playwright.async_api import Locator, expect

from tests.factories.shop import Json, Shop
from tests.fixtures.application import People
from tests.journeys.conftest import Note, Visit
from tests.journeys.console import Console
from tests.journeys.flash import ClickToFlash

SALES = 5


async def test_a_sale_flashes_on_another_screen(
    visit: Visit, shop: Shop, people: People, note: Note
) -> None:
    level = await shop.level(1_200)
    seller, watcher = await visit(people.admin), await visit(people.viewer)
    for console in (seller, watcher):
        await console.open()
        await console.expect_available(level, "1,200")

    milliseconds = []
    for number in range(1, SALES + 1):
        button = await seller.fill_movement(level, "sale", 3)
        watch = await ClickToFlash.watch(seller.page, watcher.page, level)
        await button.click()
        milliseconds.append(await watch.milliseconds())
        left = f"{1_200 - 3 * number:,}"
        await watcher.expect_available(level, left)
        await seller.expect_available(level, left)
        await expect(watcher.available(level)).not_to_have_attribute("data-flash", "down")

    assert (await shop.current(level))["available"] == 1_200 - 3 * SALES
    await expect(watcher.pane("Live activity").get_by_text("−3")).to_have_count(SALES)
    note(
        f"from the click in one browser to the flash in another: min {min(milliseconds)} ms, "
        f"median {median(milliseconds):.0f} ms over {SALES} sales"
    )


async def test_goods_received_flash_upwards_in_another_tab(
    visit: Visit, shop: Shop, people: People
) -> None:
    level = await shop.level(5)
    first = await visit(people.admin)
    await first.open()
    second = await first.another_tab()
    await second.open(f"/?item={level['sku']}")
    await first.page.bring_to_front()
    await first.record(level, "receive", 7)
    await expect(first.toasts.get_by_text(f"{level['sku']}: +7 recorded")).to_be_visible()
    in_drawer = second.dialog.get_by_test_id(f"available-{level['id']}")
    await expect(in_drawer).to_have_attribute("data-flash", "up")
    await expect(in_drawer).to_have_text("12")
    await second.expect_available(level, "12")


async def test_a_low_level_alerts_everyone_once(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(8)
    await shop.thresholds(level, reorder_point=5)
    seller, keeper = await visit(people.admin), await visit(people.other_admin)
    await seller.open()
    await keeper.open()
    alert = keeper.pane("Alerts").locator("[data-state]", has_text=level["sku"])
    await expect(alert).to_have_count(0)

    await seller.record(level, "sale", 3)
    await expect(alert).to_contain_text("5 available, reorder at 5")
    await seller.record(level, "sale", 1)
    await keeper.expect_available(level, "4")
    await expect(alert).to_have_count(1)

    await alert.get_by_role("button", name=f"Acknowledge the alert of {level['sku']}").click()
    same = seller.pane("Alerts").locator("[data-state]", has_text=level["sku"])
    await expect(same).to_have_attribute("data-state", "acknowledged")

    await keeper.page.mouse.move(2, 2)
    await seller.record(level, "receive", 20)
    await expect(alert).to_have_count(0)
    await keeper.page.get_by_role("link", name="All alerts").click()
    await keeper.page.get_by_role("radio", name="Resolved").click()
    await expect(keeper.room.locator("[data-state]", has_text=level["sku"])).to_have_attribute(
        "data-state", "resolved"
    )


async def test_a_price_goes_up_a_step(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(8)
    await shop.price(level, "1000")
    manager, watcher = await visit(people.admin), await visit(people.viewer)
    await manager.open()
    await watcher.open()
    await expect(watcher.price(level)).to_have_text("¥1,000")

    drawer = await manager.open_item(level, "Price")
    chart = drawer.get_by_role("figure", name="Price over time")
    await expect(chart).to_have_count(0)
    await _set_price(manager, "1200")
    await expect(watcher.price(level)).to_have_attribute("data-flash", "up")
    await expect(watcher.price(level)).to_have_text("¥1,200")
    line = chart.locator("path.recharts-area-curve")
    await expect(line).to_be_visible()
    one_step = await _corners(line)
    await _set_price(manager, "900")
    await expect(watcher.price(level)).to_have_text("¥900")
    await expect(drawer.get_by_text("−25%")).to_be_visible()
    assert await _corners(line) > one_step

    refusals = {
        "900.5": "JPY has no decimals.",
        "900": "This is the price already.",
        "": "Enter an",
    }
    for amount, words in refusals.items():
        await _set_price(manager, amount)
        await expect(drawer.get_by_role("alert")).to_contain_text(words)
    history = (await shop.client.get(f"/api/v1/prices/{level['item_id']}/history")).json()
    assert [change["amount"] for change in history["items"]] == ["900", "1200", "1000"]


async def _set_price(console: Console, amount: str) -> None:
    await console.dialog.get_by_label("New price").fill(amount)
    await console.dialog.get_by_role("button", name="Set price").click()


async def _corners(line: Locator) -> int:
    return str(await line.get_attribute("d")).count("L")


async def test_a_refused_sale_goes_back(visit: Visit, shop: Shop, people: People) -> None:
    level, archived = await shop.level(10), await shop.level(10)
    console = await visit(people.admin)
    await console.open()

    await console.record(level, "sale", 11)
    await expect(console.toasts.get_by_text(f"{level['sku']}: not recorded")).to_be_visible()
    await expect(console.toasts.get_by_text("Not enough available.")).to_be_visible()
    await console.expect_available(level, "10")
    assert await shop.current(level) == level

    # What was typed is not lost: the same values, less of them.
    await console.toasts.get_by_role("button", name="Change and retry").click()
    await expect(console.dialog.get_by_label("SKU")).to_have_value(level["sku"])
    await console.dialog.get_by_label("Quantity").fill("4")
    await console.dialog.get_by_role("button", name="Record", exact=True).click()
    await expect(console.toasts.get_by_text(f"{level['sku']}: −4 recorded")).to_be_visible()
    await console.expect_available(level, "6")
    assert (await shop.current(level))["available"] == 6

    await shop.archive(archived)
    await console.expect_available(archived, "0")
    await _refused_late(console, shop, archived)


async def _refused_late(console: Console, shop: Shop, level: Json) -> None:
    """The number is shown at once, and taken back when the answer comes."""
    let_go = await console.hold_movements()
    await console.record(level, "receive", 3)
    await console.expect_available(level, "3")
    let_go()
    await console.expect_available(level, "0")
    await expect(console.toasts.get_by_text(f"{level['sku']}: not recorded")).to_be_visible()
    assert (await shop.current(level))["available"] == 0


async def test_a_sale_whose_answer_is_lost_counts_once(
    visit: Visit, shop: Shop, people: People
) -> None:
    level = await shop.level(10)
    console = await visit(people.admin)
    await console.open()
    let_answers_through = await console.lose_answers()
    await console.record(level, "sale", 3)
    await expect(console.toasts.get_by_text(f"{level['sku']}: not confirmed yet")).to_be_visible()
    await console.expect_available(level, "7")

    await let_answers_through()
    await console.toasts.get_by_role("button", name="Send again").click()
    await expect(console.toasts.get_by_text(f"{level['sku']}: −3 recorded")).to_be_visible()
    await console.expect_available(level, "7")
    assert (await shop.current(level))["available"] == 7


async def test_somebody_else_was_faster(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(5)
    console = await visit(people.admin)
    await console.open()
    let_go = await console.hold_movements()
    await console.record(level, "sale", 4)
    await console.expect_available(level, "1")
    await shop.move(level, "sale", 3)
    await console.expect_available(level, "2")
    let_go()
    await expect(console.toasts.get_by_text("Not enough available.")).to_be_visible()
    await console.expect_available(level, "2")
    assert (await shop.current(level))["available"] == 2


async def test_an_item_that_never_moved_is_found_and_received(
    visit: Visit, shop: Shop, people: People
) -> None:
    item, place = await shop.item(sku="NEVER-1", name="Kettle"), await shop.location()
    console = await visit(people.admin)
    await console.open("/?q=never-1")
    never_moved = console.pane("Never moved: in the catalog, without stock here")
    await expect(never_moved).to_contain_text("Kettle")
    await never_moved.get_by_role("button", name="Receive the first units of NEVER-1").click()
    await expect(console.dialog.get_by_label("SKU")).to_have_value(item["sku"])
    await console.dialog.get_by_label("Location").select_option(place["code"])
    await console.dialog.get_by_label("Quantity").fill("4")
    await console.dialog.get_by_role("button", name="Record").click()
    await expect(console.rows.filter(has_text="NEVER-1")).to_have_count(1)
    await expect(never_moved).to_have_count(0)
