"""Can a delivery, a count and a transfer be worked off with a scanner alone, and on a phone?"""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.factories.shop import Json, Shop
from tests.fixtures.application import People
from tests.journeys.barriers import PHONE, expect_no_barriers, expect_no_sideways_scroll
from tests.journeys.conftest import Visit
from tests.journeys.console import Console

BATCH = "**/api/v1/stock/movements/batch"


@pytest.fixture
async def mug(shop: Shop) -> Json:
    """Ten of an item with a label of its own."""
    return await shop.level(10, barcode=str(uuid4().int)[:10])


@pytest.fixture
async def bowl(shop: Shop, mug: Json) -> Json:
    """Another item at the same location."""
    item = await shop.item()
    place = {"sku": item["sku"], "location": mug["location"]}
    moved: Json = (await shop.move(place, "receive", 5))["level"]
    return moved


async def _scan(page: Page, *codes: str) -> None:
    """As a wedge scanner does: a code and Enter, wherever the focus is."""
    for code in codes:
        await page.keyboard.type(code)
        await page.keyboard.press("Enter")


def _line(console: Console, level: Json) -> Locator:
    return console.room.get_by_test_id(f"line-{level['sku']}")


def _number(console: Console, level: Json) -> Locator:
    return _line(console, level).get_by_role("textbox")


async def _looked_up(console: Console, *levels: Json) -> None:
    """What is sent sooner is told that it is not known yet."""
    for level in levels:
        await expect(_line(console, level)).to_contain_text(level["name"])


def _card(console: Console, there: Json) -> Locator:
    """The transfer that goes there."""
    cards = console.room.get_by_role("list", name="Transfers").get_by_role("listitem")
    return cards.filter(has_text=there["name"])


async def test_movements(visit: Visit, people: People, shop: Shop, mug: Json, bowl: Json) -> None:
    console = await visit(people.admin)
    page, room = console.page, console.room
    await console.open("/desk")
    await room.get_by_label("What happened").select_option("sale")
    await room.get_by_label("Location").select_option(mug["location"])
    await room.get_by_label("What happened").focus()
    await room.get_by_label("Scan or type a code").focus()

    await _scan(page, mug["barcode"], mug["sku"].lower(), "no-such-code", bowl["sku"])
    await expect(_number(console, mug)).to_have_value("2")
    await expect(_number(console, bowl)).to_have_value("1")
    await expect(room.get_by_role("alert")).to_contain_text("no-such-code")
    await expect(_line(console, mug)).to_contain_text("Available 10")
    await page.keyboard.press("Escape")
    await expect(room.get_by_text("No item has this code")).to_have_count(0)

    # Down is the number of the last scan; Enter goes back to the scan field.
    await page.keyboard.press("ArrowDown")
    await expect(_number(console, bowl)).to_be_focused()
    await page.keyboard.type("6")
    await page.keyboard.press("Enter")
    await expect(room.get_by_label("Scan or type a code")).to_be_focused()
    await page.reload()
    await console.expect_connection("live")
    await expect(_number(console, bowl)).to_have_value("6")

    await _looked_up(console, bowl)
    await page.keyboard.press("Control+Enter")
    await expect(_line(console, bowl)).to_contain_text("Not enough here: 5 available.")
    recorded = room.get_by_role("region", name="Recorded from this sheet")
    await expect(recorded).to_contain_text(mug["sku"])
    await expect(recorded).to_contain_text("now 8 on hand")
    await expect(_line(console, mug)).to_have_count(0)

    # A scanner that types into the number of a line is heard, and the number stays.
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("5")
    await page.wait_for_timeout(100)
    await _scan(page, mug["barcode"])
    await expect(_number(console, bowl)).to_have_value("5")
    await expect(_number(console, mug)).to_have_value("1")
    await _looked_up(console, mug, bowl)
    await page.keyboard.press("Control+Enter")
    await expect(room.get_by_text("All recorded.")).to_be_visible()
    assert (await shop.current(mug))["on_hand"] == 7
    assert (await shop.current(bowl))["on_hand"] == 0


async def test_a_lost_answer_counts_once(
    visit: Visit, people: People, shop: Shop, mug: Json
) -> None:
    console = await visit(people.admin)
    page, room = console.page, console.room
    await console.open("/desk")
    await room.get_by_label("Location").select_option(mug["location"])
    keys: list[str | None] = []

    async def lose_the_answer(route: Route) -> None:
        keys.append(route.request.headers.get("idempotency-key"))
        await route.fetch()  # It is recorded, and nobody hears of it.
        await route.abort("connectionreset")

    await page.route(BATCH, lose_the_answer)
    await room.get_by_label("Scan or type a code").focus()
    await _scan(page, mug["barcode"], mug["barcode"], mug["barcode"])
    await expect(_number(console, mug)).to_have_value("3")
    await _looked_up(console, mug)
    await page.keyboard.press("Control+Enter")
    await expect(room.get_by_role("region", name="No answer yet")).to_be_visible()
    await expect(_number(console, mug)).to_be_disabled()
    await page.unroute(BATCH)

    # The page is loaded again, and what was sent goes out by itself, under its key.
    async with page.expect_request(BATCH) as again:
        await page.reload()
    assert {*keys, (await again.value).headers.get("idempotency-key")} == {keys[0]}
    await expect(room.get_by_text("All recorded.")).to_be_visible()
    assert (await shop.current(mug))["on_hand"] == 13


async def test_counts(visit: Visit, people: People, shop: Shop, mug: Json, bowl: Json) -> None:
    console = await visit(people.admin)
    page, room = console.page, console.room
    await console.open("/desk?sheet=counts")
    await room.get_by_label("Location").select_option(mug["location"])
    await room.get_by_label("Scan or type a code").focus()
    await _scan(page, bowl["sku"], mug["barcode"])
    await expect(_line(console, mug)).to_contain_text("System 10")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.type("12")
    await page.keyboard.press("Enter")
    await expect(_line(console, mug)).to_contain_text("Difference +2")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.type("0")
    await page.keyboard.press("Enter")
    await expect(_line(console, bowl)).to_contain_text("Difference −5")

    blind = room.get_by_label("Blind count")
    await blind.check()
    await expect(_line(console, mug)).not_to_contain_text("System")

    # Two mugs are sold after they were counted, and before the count is sent.
    await shop.move(mug, "sale", 2)
    await room.get_by_label("Scan or type a code").focus()
    await page.keyboard.press("Control+Enter")
    recorded = room.get_by_role("region", name="Recorded from this sheet")
    await expect(recorded).to_contain_text(
        re.compile(r"Counted 12 at [\d:]+, 1 later movement \(−2\), now 10\.")
    )
    assert (await shop.current(mug))["on_hand"] == 10
    assert (await shop.current(bowl))["on_hand"] == 0


async def test_the_time_of_a_count(visit: Visit, people: People, shop: Shop, mug: Json) -> None:
    # The location's clock counts, which is nine hours ahead of the browser's.
    before = datetime.now(UTC) - timedelta(hours=1)
    there = before.astimezone(ZoneInfo("Asia/Tokyo")).isoformat()
    console = await visit(people.admin, timezone_id="UTC")
    page, room = console.page, console.room
    await console.open("/desk?sheet=counts")
    await room.get_by_label("Location").select_option(mug["location"])
    await room.get_by_label("Scan or type a code").focus()
    await _scan(page, mug["barcode"])
    await _line(console, mug).get_by_role("button", name=f"{mug['sku']} was counted at").click()
    when = _line(console, mug).locator("input[type=datetime-local]")
    await expect(when).to_be_focused()
    await when.fill(there[:16])
    await expect(_line(console, mug)).to_contain_text("On the clock of Asia/Tokyo · Here:")
    await room.get_by_label("Scan or type a code").focus()
    await _scan(page, mug["barcode"])  # A second piece; what somebody said of the time stays.
    await _looked_up(console, mug)
    await expect(_line(console, mug)).to_contain_text("System 10")
    await page.keyboard.press("Control+Enter")
    await expect(room.get_by_text("10 are known here; really 2?")).to_be_visible()
    async with page.expect_request(BATCH) as sent:
        await page.keyboard.press("Control+Enter")
    body: Json = (await sent.value).post_data_json or {}
    (row,) = body["movements"]
    assert (row["kind"], row["quantity"]) == ("count", 2)
    assert row["occurred_at"].startswith(before.isoformat()[:16])


async def test_transfers(visit: Visit, people: People, shop: Shop, mug: Json, bowl: Json) -> None:
    there = await shop.location()
    console = await visit(people.admin)
    page, room = console.page, console.room
    await console.open("/desk?sheet=transfers")
    await room.get_by_role("button", name="New transfer").click()
    await room.get_by_label("From").select_option(mug["location"])
    await room.get_by_label("To", exact=True).select_option(there["code"])
    await room.get_by_label("Scan or type a code").focus()
    await _scan(page, *[mug["barcode"]] * 3, *[bowl["sku"]] * 6)
    await expect(_number(console, bowl)).to_have_value("6")
    await _looked_up(console, mug, bowl)
    await page.keyboard.press("Control+Enter")
    await expect(_line(console, bowl)).to_contain_text("Not enough here: 5 available.")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.type("2")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Control+Enter")

    await _card(console, there).get_by_role("button").first.click()
    await expect(_card(console, there).get_by_text("5 in transit")).to_be_visible()
    assert (await shop.current(mug))["on_hand"] == 7
    await _card(console, there).get_by_role("button", name="Receive part…").click()
    drawer = console.dialog
    await expect(drawer).to_be_visible()
    await _scan(page, mug["barcode"], "not-in-it", mug["barcode"])
    await expect(drawer.get_by_role("alert")).to_contain_text("not-in-it")
    await drawer.get_by_role("button", name="Receive 2 pcs").click()
    await expect(drawer).to_have_count(0)
    await expect(_card(console, there).get_by_text("3 in transit")).to_be_visible()

    await _card(console, there).get_by_role("button", name="Receive part…").click()
    await _scan(page, bowl["sku"])
    await drawer.get_by_label("The rest is missing").check()
    await drawer.get_by_role("button", name="Receive 1 pcs").click()
    await expect(_card(console, there)).to_have_count(0)
    await room.get_by_role("radio", name="Received").click()
    await _card(console, there).get_by_role("button").first.click()
    row = _card(console, there).get_by_role("row").filter(has_text=bowl["sku"])
    await expect(row.get_by_role("cell")).to_have_text(["2", "1", "1"])


async def test_cancelling_a_transfer(visit: Visit, people: People, shop: Shop, mug: Json) -> None:
    there = await shop.location()
    console = await visit(people.admin)
    page, room = console.page, console.room
    await console.open("/desk?sheet=transfers&new=1")
    await room.get_by_label("From").select_option(mug["location"])
    await room.get_by_label("To", exact=True).select_option(there["code"])
    await room.get_by_label("Scan or type a code").focus()
    await _scan(page, mug["barcode"])
    await expect(_number(console, mug)).to_be_enabled()
    await expect(_line(console, mug)).to_contain_text("Available")
    await page.keyboard.press("Control+Enter")
    await _card(console, there).get_by_role("button").first.click()
    await room.get_by_role("button", name="Cancel transfer").click()
    assert (await shop.current(mug))["on_hand"] == 9
    await room.get_by_role("button", name="Goods go back. Cancel?").click()
    await expect(_card(console, there)).to_have_count(0)
    assert (await shop.current(mug))["on_hand"] == 10


async def test_sheets_on_a_phone(visit: Visit, people: People, shop: Shop, mug: Json) -> None:
    console = await visit(people.admin, **PHONE)
    room = console.room
    await console.open("/desk")
    await room.get_by_label("Location").select_option(mug["location"])
    scan = room.get_by_label("Scan or type a code")
    await scan.fill(mug["sku"])
    await room.get_by_role("button", name="Add", exact=True).tap()
    await expect(_number(console, mug)).to_have_attribute("inputmode", "numeric")
    await room.get_by_role("button", name=re.compile("^One more of")).tap()
    await expect(_number(console, mug)).to_have_value("2")
    await expect_no_sideways_scroll(console)
    for button in await room.get_by_role("button").all():
        box = await button.bounding_box()
        assert box is None or box["height"] >= 44, await button.evaluate("each => each.outerHTML")
    await room.get_by_role("button", name="Record 1 line").tap()
    await expect(room.get_by_text("now 12 on hand")).to_be_visible()
    await expect_no_sideways_scroll(console)


async def test_no_barriers_at_the_desk(visit: Visit, people: People, shop: Shop, mug: Json) -> None:
    there = await shop.location()
    console = await visit(people.admin, reduced_motion="reduce", color_scheme="light")
    page, room = console.page, console.room
    for sheet in ("movements", "counts"):
        await console.open(f"/desk?sheet={sheet}")
        await room.get_by_label("Location").select_option(mug["location"])
        await room.get_by_label("Scan or type a code").focus()
        await _scan(page, mug["barcode"], "no-such-code")
        await expect(room.get_by_role("alert")).to_contain_text("no-such-code")
        await expect(_line(console, mug)).to_contain_text(mug["name"])
        await expect_no_barriers(console, sheet)
        if sheet == "counts":  # Far from what is known: the first press asks.
            await expect(_line(console, mug)).to_contain_text("Difference −10")
            await page.keyboard.press("Control+Enter")
            await expect(room.get_by_text("really 1?")).to_be_visible()
        await page.keyboard.press("Control+Enter")
        await expect(room.get_by_text("All recorded.")).to_be_visible()
        await expect_no_barriers(console, f"{sheet}, recorded")
    await console.open("/desk?sheet=transfers&new=1")
    await room.get_by_label("From").select_option(mug["location"])
    await room.get_by_label("To", exact=True).select_option(there["code"])
    await room.get_by_label("Scan or type a code").focus()
    await _scan(page, mug["barcode"])
    await expect(_line(console, mug)).to_contain_text("Available")
    await expect_no_barriers(console, "new transfer")
    await page.keyboard.press("Control+Enter")
    await _card(console, there).get_by_role("button").first.click()
    await expect_no_barriers(console, "transfers")
    await _card(console, there).get_by_role("button", name="Receive part…").click()
    await expect(console.dialog).to_be_visible()
    await expect_no_barriers(console, "receiving")
