"""Are units kept for somebody, seen to run out of time, and handed over?"""

from playwright.async_api import Locator, expect

from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.application import People
from tests.journeys.barriers import PHONE, expect_no_barriers, expect_no_sideways_scroll
from tests.journeys.conftest import Visit
from tests.journeys.console import Console


def reserved(console: Console, level: Json) -> Locator:
    return console.room.get_by_test_id(f"reserved-{level['id']}")


def card(console: Console, hold: Json) -> Locator:
    return console.room.get_by_test_id(f"hold-{hold['id']}")


async def held(shop: Shop, *levels: Json, quantity: int = 2, ttl: int = 900, **more: str) -> Json:
    lines = [
        {"sku": level["sku"], "location": level["location"], "quantity": quantity}
        for level in levels
    ]
    body = {"lines": lines, "ttl_seconds": ttl} | more
    return made(await shop.client.post("/api/v1/stock/holds", json=body, headers=keyed()), 201)


async def current(shop: Shop, hold: Json) -> Json:
    return made(await shop.client.get(f"/api/v1/stock/holds/{hold['id']}"), 200)


async def test_from_making_it_to_handing_over(visit: Visit, shop: Shop, people: People) -> None:
    first, second = await shop.level(10), await shop.level(10)
    watcher, keeper = await visit(people.viewer), await visit(people.admin)
    await watcher.open()
    await expect(reserved(watcher, first)).to_have_text("—")
    await keeper.open("/holds")

    # N opens the dialog; more is wanted than there is, and the line that lacks says so.
    await keeper.page.keyboard.press("n")
    dialog = keeper.dialog
    lines = dialog.get_by_role("group")
    await _fill(lines.nth(0), first, 3)
    await dialog.get_by_role("button", name="Add line").click()
    await _fill(lines.nth(1), second, 11)
    await dialog.get_by_label("Reference").fill("order 7")
    await dialog.get_by_role("button", name="Hold", exact=True).click()
    await expect(dialog).to_contain_text("Nothing was held: Not enough available.")
    await expect(lines.nth(1).get_by_role("alert")).to_contain_text("10 available")
    assert (await shop.current(first))["reserved"] == 0
    await lines.nth(1).get_by_label("Quantity").fill("4")
    await dialog.get_by_role("button", name="Hold", exact=True).click()
    await expect(dialog).to_have_count(0)

    await expect(reserved(watcher, first)).to_have_attribute("data-flash", "up")
    await expect(reserved(watcher, first)).to_have_text("3")
    await watcher.expect_available(first, "7")

    mine = keeper.room.locator("[data-hold]").first
    await expect(mine).to_contain_text("order 7")
    countdown = mine.get_by_test_id("countdown")
    await expect(countdown).to_contain_text("Expires in 14:5")
    before = await countdown.inner_text()
    await expect(countdown).not_to_have_text(before)

    # C on the card: all that is left stands there already; of one line less is handed over.
    await mine.focus()
    await keeper.page.keyboard.press("c")
    await dialog.get_by_label(f"Quantity: {second['sku']}").fill("1")
    await dialog.get_by_role("button", name="Commit", exact=True).click()
    await expect(dialog).to_have_count(0)
    await expect(mine).to_have_attribute("data-state", "held")
    await watcher.expect_available(second, "6")
    await expect(reserved(watcher, second)).to_have_text("3")
    assert (await shop.current(first))["on_hand"] == 7

    await mine.get_by_role("button", name="Commit").click()
    await dialog.get_by_role("button", name="Commit", exact=True).click()
    await expect(keeper.room.get_by_text("Nothing is on hold")).to_be_visible()
    await expect(reserved(watcher, second)).to_have_text("—")
    assert (await shop.current(second))["on_hand"] == 6
    await keeper.room.get_by_role("radio", name="Committed").click()
    await expect(mine).to_have_attribute("data-state", "committed")


async def _fill(line: Locator, level: Json, quantity: int) -> None:
    await line.get_by_label("SKU").fill(level["sku"])
    await line.get_by_label("Location").select_option(level["location"])
    await line.get_by_label("Quantity").fill(str(quantity))


async def test_what_others_do_to_a_hold(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(20)
    console = await visit(people.admin)
    await console.open("/holds")
    hold = await held(shop, level, quantity=5, reference="order 9")
    await expect(card(console, hold)).to_be_visible()
    path = f"/api/v1/stock/holds/{hold['id']}"
    line = {"sku": level["sku"], "location": level["location"], "quantity": 2}
    made(
        await shop.client.post(f"{path}/commit", json={"lines": [line]}, headers=keyed()),
        200,
    )
    await expect(card(console, hold).get_by_role("row").last).to_contain_text("52—3")
    made(await shop.client.post(f"{path}/release", json={}, headers=keyed()), 200)
    await expect(card(console, hold)).to_have_count(0)


async def test_its_time_runs_out(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(20)
    console = await visit(people.admin)
    await console.open("/holds")
    hold = await held(shop, level, ttl=5)
    longer = await held(shop, level, ttl=50)
    countdown = card(console, longer).get_by_test_id("countdown")
    await expect(countdown).to_have_attribute("data-tone", "soon")
    await card(console, longer).get_by_role("button", name="Extend").click()
    await console.page.get_by_role("menuitem", name="30 min").click()
    await expect(countdown).to_have_attribute("data-tone", "calm")
    await expect(countdown).to_contain_text("Expires in 29:5")

    # It stays in its place, faint, as long as the pointer is in the list.
    await expect(console.room.locator("li[inert]")).to_have_count(1)
    assert (await current(shop, hold))["state"] == "expired"
    await console.room.get_by_role("radio", name="Expired").click()
    await expect(card(console, hold)).to_have_attribute("data-state", "expired")

    await console.room.get_by_role("radio", name="All").click()
    await expect(console.room.locator("[data-hold]").first).to_have_attribute("data-state", "held")
    await card(console, longer).get_by_role("button", name="Release").click()
    await console.dialog.get_by_role("button", name="Release", exact=True).click()
    await expect(card(console, longer)).to_have_attribute("data-state", "released")
    assert (await shop.current(level))["reserved"] == 0


async def test_a_viewer_only_looks(visit: Visit, shop: Shop, people: People) -> None:
    hold = await held(shop, await shop.level(10))
    console = await visit(people.viewer)
    await console.open(f"/holds?hold={hold['id']}")
    await expect(card(console, hold)).to_be_visible()
    for name in ("Commit", "Extend", "Release", "New hold"):
        await expect(console.room.get_by_role("button", name=name)).to_have_count(0)


async def test_no_grave_barriers(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(10)
    hold = await held(shop, level, ttl=55, reference="order 7")
    console = await visit(people.admin, reduced_motion="reduce", color_scheme="light")
    await console.open("/holds?state=all")
    await expect(card(console, hold)).to_be_visible()
    await expect_no_barriers(console, "holds")
    await card(console, hold).get_by_role("button", name="Commit").click()
    await console.dialog.get_by_label("Quantity").fill("3")
    await expect_no_barriers(console, "commit")
    await console.page.keyboard.press("Escape")  # Leaves the field; the text stays.
    await expect(console.dialog.get_by_label("Quantity")).to_have_value("3")
    await console.page.keyboard.press("Escape")
    await console.page.get_by_role("button", name="New hold").click()
    await console.dialog.get_by_role("button", name="Hold", exact=True).click()
    await expect(console.dialog.get_by_text("Enter the SKU.")).to_be_visible()
    await expect_no_barriers(console, "new hold")


async def test_on_a_phone(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(10, name="A mug with a very long name indeed, 300 ml, blue")
    hold = await held(shop, level, reference="https://shop.example/orders/1234567890/lines/1")
    console = await visit(people.admin, **PHONE)
    await console.open("/holds")
    await expect(card(console, hold)).to_be_visible()
    await expect_no_sideways_scroll(console)
    await console.page.get_by_role("button", name="New hold").tap()
    await console.dialog.get_by_role("button", name="Add line").tap()
    await expect_no_sideways_scroll(console)
    await console.dialog.get_by_role("button", name="Close").tap()
    await card(console, hold).get_by_role("button", name="Commit").tap()
    await expect_no_sideways_scroll(console)
    await console.dialog.get_by_role("button", name="Commit", exact=True).tap()
    await expect(card(console, hold)).to_have_count(0)
    assert (await shop.current(level))["on_hand"] == 8
