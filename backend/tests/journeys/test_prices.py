"""Can no price go wrong by accident, and does everyone see the right one at once?"""

from typing import Any

import pytest
from httpx import AsyncClient
from playwright.async_api import expect

from tests.factories.price_room import PriceRoom, remove_guard
from tests.factories.shop import Json, Shop
from tests.fixtures.application import People
from tests.journeys.barriers import PHONE, expect_no_barriers, expect_no_sideways_scroll
from tests.journeys.conftest import Visit, client_of
from tests.journeys.console import Console
from tests.journeys.prices import (
    effective,
    go_to,
    in_tokyo,
    open_price,
    proposal_about,
    stocked,
    table_of,
)
from tests.journeys.server import Server

PAGES = ("Calendar", "Approvals", "Guards", "Bulk changes", "Price lists")


@pytest.fixture(scope="module")
def room(shop: Shop, admin: AsyncClient) -> PriceRoom:
    return PriceRoom(shop, admin)


async def test_a_missing_digit_waits_for_somebody_else(
    visit: Visit, people: People, room: PriceRoom
) -> None:
    item = await stocked(room, "1980")
    await room.guard(item, "block", refuse_scale=True, name="No slips")
    manager = await visit(people.admin)
    approver, watcher = await visit(people.other_admin), await visit(people.viewer)
    await manager.open(table_of(item))
    await approver.open("/prices/approvals")
    await watcher.open(table_of(item))
    await expect(effective(watcher, item)).to_have_text("¥1,980")

    drawer = await open_price(manager, item)
    await drawer.get_by_label("New price").fill("198")
    blocked = drawer.get_by_test_id("blocked")
    await expect(blocked).to_contain_text(
        "5 times the price before or more, or a fifth of it or less"
    )
    await expect(blocked).to_contain_text("No slips")
    ask = drawer.get_by_role("button", name="Ask for approval")
    await ask.click()
    await expect(blocked).to_contain_text("Give a reason.")
    await blocked.get_by_label("Why it is meant nevertheless").fill("clearance of the last ones")
    await ask.click()
    waits = f"{item['sku']}: the price waits for somebody else's approval"
    await expect(manager.toasts.get_by_text(waits)).to_be_visible()

    card = proposal_about(approver, item)
    for words in ("¥1,980", "¥198", "−90%", "40", "¥79,200", "¥7,920", "clearance of the last"):
        await expect(card).to_contain_text(words)
    await expect(effective(watcher, item)).to_have_text("¥1,980")
    await manager.page.keyboard.press("Escape")
    await go_to(manager, "Approvals")
    own = proposal_about(manager, item)
    await expect(own).to_contain_text("somebody else has to approve it")
    await expect(own.get_by_role("button", name="Approve")).to_have_count(0)
    refused = await room.try_decide({"id": await own.get_attribute("data-proposal")}, "approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "own_proposal")

    await card.get_by_role("button", name="Approve").click()
    await approver.dialog.get_by_role("button", name="Approve", exact=True).click()
    await expect(effective(watcher, item)).to_have_attribute("data-flash", "down")
    await expect(effective(watcher, item)).to_have_text("¥198")
    told = manager.toasts.get_by_text(f"Your price was approved: {item['sku']}: ¥1,980 → ¥198")
    await expect(told).to_be_visible()
    await expect(own).to_have_attribute("data-state", "approved")
    (step, *_) = await room.history(item)
    assert (step["actor"], step["approved_by"]) == (people.admin.email, people.other_admin.email)


async def test_sales_begin_overlap_and_end(visit: Visit, people: People, room: PriceRoom) -> None:
    item = await stocked(room, "2000")
    window = {"starts_at": in_tokyo(1), "ends_at": in_tokyo(6), "time_zone": "Asia/Tokyo"}
    later = await room.sale(item, name="Week sale", percent_off="10", **window)
    manager, watcher = await visit(people.admin), await visit(people.viewer)
    await manager.open(table_of(item))
    await watcher.open(table_of(item))

    drawer = await open_price(manager, item, "Layers")
    await drawer.get_by_role("button", name="Add sale").click()
    dialog = manager.page.get_by_role("dialog", name="New sale")
    await dialog.get_by_label("Name").fill("Three days")
    await dialog.get_by_label("Percent off the base price").fill("25")
    await dialog.get_by_label("Priority").fill("5")
    # An hour that no clock shows there.
    await dialog.get_by_label("Time zone").select_option("Europe/London")
    await dialog.get_by_label("Starts").fill("2027-03-28T01:30")
    await dialog.get_by_role("button", name="Save sale").click()
    skipped = "The clocks in Europe/London skip this time. Choose another."
    await expect(dialog.get_by_text(skipped)).to_be_visible()
    await dialog.get_by_label("Time zone").select_option("Asia/Tokyo")
    await dialog.get_by_label("Starts").fill("")
    await dialog.get_by_label("Ends").fill(in_tokyo(3))
    await dialog.get_by_role("button", name="Save sale").click()
    await expect(dialog).to_have_count(0)
    await expect(effective(watcher, item)).to_have_attribute("data-flash", "down")
    await expect(effective(watcher, item)).to_have_text("¥1,500")
    wins = "While both run, Three days wins."
    await expect(drawer.get_by_test_id(f"sale-{later['id']}")).to_contain_text(wins)

    await watcher.page.goto(f"{watcher.address}/prices/calendar?from={in_tokyo(1)[:10]}")
    bars = watcher.room.locator("[data-bar]")
    await expect(bars).to_have_count(2)
    await expect(bars.filter(has_text="Three days")).to_have_attribute("data-state", "running")
    hidden = watcher.room.get_by_role("button", name="another sale wins for a part of the time")
    await expect(hidden).to_contain_text("Week sale")

    await drawer.get_by_role("button", name="End Three days now").click()
    await manager.page.get_by_role("button", name="End now", exact=True).click()
    await expect(bars.filter(has_text="Three days")).to_have_attribute("data-state", "ended")
    await expect(hidden).to_have_count(0)
    await manager.page.keyboard.press("Escape")
    await expect(effective(manager, item)).to_have_text("¥2,000")
    assert await room.amount(item) == "2000"


async def test_history_the_way_back_and_evidence(
    visit: Visit, people: People, room: PriceRoom
) -> None:
    item = await stocked(room, "1000")
    await room.set(item, "1200", reason="supplier price rise")
    await room.set(item, "900", reason="a slip")
    console = await visit(people.admin)
    await console.open(table_of(item))

    drawer = await open_price(console, item, "History")
    chart = drawer.get_by_role("figure", name="Price over time")
    await expect(chart.locator("path.recharts-area-curve")).to_be_visible()
    steps = drawer.get_by_role("list", name="Price history").locator("li")
    await expect(steps).to_have_count(3)
    await expect(steps.nth(0)).to_contain_text("a slip")
    await expect(steps.nth(0)).to_contain_text("−25%")
    await expect(steps.nth(0).get_by_role("button", name="Revert")).to_have_count(0)
    await steps.nth(1).get_by_role("button", name="Revert to this").click()
    dialog = console.page.get_by_role("dialog", name="Set the base price back to ¥1,200")
    await dialog.get_by_role("button", name="Revert").click()
    await expect(dialog.get_by_text("Give a reason.")).to_be_visible()
    await dialog.get_by_label("Reason").fill("back to the list")
    await dialog.get_by_role("button", name="Revert").click()
    await expect(steps).to_have_count(4)
    await expect(steps.nth(0)).to_contain_text("back to the list")
    await expect(effective(console, item)).to_have_text("¥1,200")

    await drawer.get_by_role("tab", name="Evidence").click()
    panel = drawer.get_by_role("tabpanel", name="Evidence")
    await expect(panel).to_contain_text("No reduction is running at present.")
    await panel.get_by_role("radio", name="Japan: double price").click()
    await expect(panel).to_contain_text("The eight weeks before")
    file = await panel.get_by_role("link", name="Download CSV").get_attribute("href")
    answer = await console.context.request.get(f"{console.address}{file}")
    assert answer.headers["content-type"].startswith("text/csv")
    assert item["sku"] in await answer.text()


async def test_many_prices_change_and_go_back(
    visit: Visit, people: People, room: PriceRoom
) -> None:
    items = [await stocked(room, amount, on_hand=10) for amount in ("1984", "990", "500")]
    console = await visit(people.admin)
    await console.open("/prices/bulk")
    page = console.room
    await page.get_by_role("button", name="New bulk change").click()
    await page.get_by_label("SKUs").fill("\n".join(item["sku"] for item in items))
    await expect(page.get_by_text("3 SKUs")).to_be_visible()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("radio", name="Lower").click()
    await page.get_by_label("By", exact=True).fill("10")
    await page.get_by_label("Rounding", exact=True).select_option("To ¥10")
    await page.get_by_label("Reason").fill("autumn")
    await page.get_by_role("button", name="Make the preview").click()

    totals = page.get_by_role("region", name="What would change")
    await expect(totals).to_contain_text("Prices chosen3")
    await expect(totals).to_contain_text("Lowered3")
    await expect(totals).to_contain_text("¥34,740 → ¥31,300")
    rows = page.get_by_role("table", name="Rows").get_by_role("row")
    await expect(rows.filter(has_text="¥1,984")).to_contain_text("¥1,790")
    assert await room.amount(items[0]) == "1984"

    await page.get_by_role("button", name="Apply").click()
    await expect(console.dialog).to_contain_text("3 prices are set at once.")
    await console.dialog.get_by_role("button", name="Apply", exact=True).click()
    await expect(page.get_by_text("3 prices were set.")).to_be_visible()
    assert [await room.amount(item) for item in items] == ["1790", "890", "450"]

    await room.set(items[1], "950", reason="somebody else")
    await page.get_by_role("button", name="Undo").click()
    await console.dialog.get_by_label("Reason").fill("not meant")
    await console.dialog.get_by_role("button", name="Undo", exact=True).click()
    await expect(page.get_by_text("2 prices were set back.")).to_be_visible()
    await expect(page.get_by_text("1 price was kept")).to_be_visible()
    await page.get_by_role("button", name="Show them").click()
    await expect(rows.filter(has_text=items[1]["sku"])).to_contain_text("Kept")
    assert [await room.amount(item) for item in items] == ["1984", "950", "500"]


async def agree(approver: Console, title: str) -> None:
    """Approve the proposal of this name."""
    card = approver.room.get_by_role("article", name=title)
    await card.get_by_role("button", name=f"Approve {title}").click()
    await approver.dialog.get_by_role("button", name="Approve", exact=True).click()
    await expect(card).to_have_count(0)


async def test_a_guard_is_tried_on_the_past(visit: Visit, people: People, room: PriceRoom) -> None:
    item = await stocked(room, "1000")
    await room.set(item, "500")
    await room.set(item, "490")
    console, watcher = await visit(people.admin), await visit(people.viewer)
    await console.open("/prices/guards")
    await watcher.open("/prices/guards")
    page = console.room
    await page.get_by_role("button", name="New guard").click()
    tried = page.get_by_role("region", name="What would this have caught?")
    await expect(tried).to_contain_text("Set a rule")
    await page.get_by_label("Name").fill("No falls")
    await page.get_by_role("radio", name="Item").click()
    await page.get_by_label("Item", exact=True).fill(item["sku"])
    await expect(page.get_by_role("paragraph").filter(has_text=item["name"])).to_be_visible()
    await page.get_by_label("Largest decrease").fill("20")
    await expect(tried).to_contain_text("1 of 3 price changes would have been caught")
    await expect(tried).to_contain_text("Falls by 50%; at most 20%")
    await page.get_by_role("button", name="Save guard").click()
    line = page.get_by_role("button", name="No falls")
    await expect(line).to_contain_text(f"Item {item['sku']}")
    await expect(line).to_contain_text("Down at most 20%")
    refused = await room.try_set(item, "300")
    assert refused.status_code == 202

    seen = watcher.room.get_by_role("button", name="No falls")
    await expect(seen).to_contain_text("Down at most 20%")
    await line.click()
    await page.get_by_label("Largest decrease").fill("25")
    await page.get_by_role("button", name="Save guard").click()
    # It allows more than before, so a second person has to agree.
    waits = console.toasts.get_by_text("waits for somebody else's approval")
    await expect(waits).to_be_visible()
    second = await visit(people.other_admin)
    await second.open("/prices/approvals")
    await agree(second, "Let the guard No falls allow more")
    await expect(seen).to_contain_text("Down at most 25%")
    await line.click()
    await page.get_by_role("button", name="Remove").click()
    await console.dialog.get_by_role("button", name="Remove").click()
    await agree(second, "Remove the guard No falls")
    await expect(console.toasts.get_by_text("No falls: removed")).to_be_visible()
    await expect(seen).to_have_count(0)
    await expect(line).to_have_count(0)


async def test_a_list_follows_another_one(
    visit: Visit, people: People, room: PriceRoom, server: Server
) -> None:
    item = await stocked(room, "1985")
    console, watcher = await visit(people.admin), await visit(people.viewer)
    await console.open("/prices/lists")
    await watcher.open("/prices/lists")
    page = console.room
    await page.get_by_role("button", name="New price list").click()
    dialog = console.dialog
    await dialog.get_by_label("Name").fill("Web shop")
    await dialog.get_by_label("Code").fill("web-shop")
    await dialog.get_by_label("Percent", exact=True).fill("10")
    await dialog.get_by_label("Round to").fill("10")
    await expect(dialog.get_by_role("status")).to_contain_text("10% less than")
    await dialog.get_by_label("Channel").fill("web")
    await dialog.get_by_role("button", name="Save list").click()
    await expect(dialog).to_have_count(0)
    row = page.get_by_test_id("list-web-shop")
    await expect(row).to_contain_text("rounded to")
    await expect(row).to_contain_text("Channel web")
    await expect(watcher.room.get_by_test_id("list-web-shop")).to_contain_text("10% less than")
    assert await room.amount(item, price_list="web-shop") == "1790"

    guard = await room.guard(None, "block", price_list="web-shop", floor="1700", name="Web floor")
    await watcher.open("/prices?in=web-shop")
    await page.get_by_role("button", name="Edit Web shop").click()
    await dialog.get_by_label("Percent", exact=True).fill("50")
    await dialog.get_by_role("button", name="Save list").click()
    await expect(dialog.get_by_test_id("blocked")).to_contain_text("Web floor")
    await dialog.get_by_label("Why it is meant nevertheless").fill("agreed")
    await dialog.get_by_role("button", name="Ask for approval").click()
    await expect(console.toasts.get_by_text("nothing has changed yet")).to_be_visible()
    await expect(row).to_contain_text("10% less")
    async with client_of(server, people.other_admin) as second:
        await remove_guard(room.client, second, guard)

    await page.get_by_role("button", name="Edit Web shop").click()
    await dialog.get_by_label("Percent", exact=True).fill("20")
    await dialog.get_by_role("button", name="Save list").click()
    await expect(effective(watcher, item, "web-shop")).to_have_text("¥1,590")
    await go_to(watcher, "Price lists")
    await expect(watcher.room.get_by_test_id("list-web-shop")).to_contain_text("20% less")
    for name in ("New price list", "Edit Web shop"):
        await expect(watcher.room.get_by_role("button", name=name)).to_have_count(0)


@pytest.fixture(scope="module")
async def busy(room: PriceRoom) -> Json:
    """An item with something of everything: a sale, a guard that it breaks, what waits."""
    item = await stocked(room, "1500")
    await room.sale(item, name="Happy week", percent_off="40", ends_at=in_tokyo(2), priority=1)
    await room.sale(item, name="Under it", percent_off="10", ends_at=in_tokyo(3))
    await room.guard(item, "approve", max_decrease_percent="10", floor="1000", name="Not so fast")
    await room.propose(item, "1300")
    await room.try_bulk(item, "-5")
    parent = {"parent": "default", "rule": {"kind": "percent", "value": "-5"}}
    await room.price_list(name="A list with quite a long name", **parent)
    return item


async def test_no_grave_barriers(visit: Visit, people: People, busy: Json) -> None:
    quiet: dict[str, Any] = {"reduced_motion": "reduce", "color_scheme": "light"}
    console = await visit(people.other_admin, **quiet)
    await console.open(table_of(busy))
    await expect(effective(console, busy)).to_be_visible()
    await expect_no_barriers(console, "prices")
    drawer = await open_price(console, busy)
    await drawer.get_by_label("New price").fill("200")
    await expect(drawer.get_by_test_id("preview")).to_be_visible()
    await expect_no_barriers(console, "drawer, Price")
    for tab in ("Layers", "History", "Evidence"):
        await drawer.get_by_role("tab", name=tab).click()
        await expect(drawer.get_by_role("tabpanel", name=tab)).to_be_visible()
        await expect(drawer.locator(".animate-pulse")).to_have_count(0)
        await expect_no_barriers(console, f"drawer, {tab}")
    await console.page.keyboard.press("Escape")
    for page in PAGES:
        await go_to(console, page)
        await expect(console.room.locator(".animate-pulse")).to_have_count(0)
        await expect_no_barriers(console, page)
    await console.room.get_by_role("button", name="New price list").click()
    await console.dialog.get_by_role("button", name="Save list").click()
    await expect(console.dialog.get_by_text("Give the list a name.")).to_be_visible()
    await expect_no_barriers(console, "new list")


async def test_on_a_phone_in_japanese(visit: Visit, people: People, busy: Json) -> None:
    console = await visit(people.other_admin, **PHONE, locale="ja-JP", color_scheme="dark")
    await console.open(table_of(busy))
    await expect(effective(console, busy)).to_be_visible()
    await expect(console.page.locator("html")).to_have_attribute("data-theme", "dark")
    await expect_no_sideways_scroll(console)
    await _walk_drawer(console, busy)
    tabs = console.page.get_by_role("navigation", name="価格")
    for name in ("カレンダー", "承認", "ガード", "一括変更", "価格表"):
        await tabs.get_by_role("link", name=name).tap()
        link = tabs.get_by_role("link", name=name)
        await expect(link).to_have_attribute("aria-current", "page")
        await expect(console.room.locator(".animate-pulse")).to_have_count(0)
        await expect_no_sideways_scroll(console)
    await console.room.get_by_role("button", name="価格表を追加").tap()
    await console.dialog.get_by_role("button", name="価格表を保存").tap()
    await expect(console.dialog.get_by_text("名前を入力してください。")).to_be_visible()
    await expect_no_sideways_scroll(console)


async def _walk_drawer(console: Console, item: Json) -> None:
    name = f"{item['sku']} の価格（default）を開く"
    await console.room.get_by_role("button", name=name).tap()
    for tab in ("価格の構成", "履歴", "表示根拠", "価格"):
        await console.dialog.get_by_role("tab", name=tab, exact=True).tap()
        panel = console.dialog.get_by_role("tabpanel", name=tab, exact=True)
        await expect(panel).to_be_visible()
        await expect_no_sideways_scroll(console)
    await console.dialog.get_by_label("新しい価格").fill("200")
    await expect(console.dialog.get_by_test_id("preview")).to_be_visible()
    await console.dialog.get_by_role("button", name="閉じる").tap()
