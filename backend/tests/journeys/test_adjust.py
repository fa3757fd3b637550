"""Is the figure on hand corrected where it stands, and never over somebody else's change?"""

from typing import Any

from playwright.async_api import Locator, expect

from tests.factories.shop import Json, Shop, keyed, patch_current
from tests.fixtures.application import People
from tests.fixtures.feed import until
from tests.journeys.barriers import PHONE, expect_no_barriers, expect_no_sideways_scroll
from tests.journeys.conftest import Visit
from tests.journeys.console import Console

COUNTS = "**/api/v1/stock/counts"


def on_hand(console: Console, level: Json) -> Locator:
    return console.room.get_by_test_id(f"on-hand-{level['id']}")


def field(console: Console) -> Locator:
    return console.page.get_by_label("Change or count")


async def arrives(shop: Shop, level: Json, on_hand: int) -> None:
    """The page shows a figure before the server has it."""

    async def is_there() -> bool:
        return bool((await shop.current(level))["on_hand"] == on_hand)

    await until(is_there)


async def ledger(shop: Shop, level: Json) -> list[Json]:
    found = await shop.client.get("/api/v1/stock/movements", params={"level_id": level["id"]})
    items: list[Json] = found.json()["items"]
    return items


async def test_by_so_many_and_to_what_was_counted(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(9)
    console = await visit(people.admin)
    keyboard = console.page.keyboard
    await console.open()

    # From the row by its key; the arrow leads from the name of the row to the figure.
    await console.room.get_by_role("button", name=f"Open {level['sku']}").focus()
    await keyboard.press("e")
    await expect(field(console)).to_be_focused()
    await keyboard.type("+3")
    editor = console.page.get_by_role("dialog", name=f"Change {level['sku']}")
    await expect(editor).to_contain_text("9")
    await expect(editor).to_contain_text("12")
    await expect(editor).to_contain_text("(+3)")
    await editor.get_by_label("Reason").select_option("found")
    await field(console).press("Enter")
    await expect(editor).to_have_count(0)
    await expect(on_hand(console, level)).to_have_text("12")
    await expect(console.toasts.get_by_text(f"{level['sku']}: +3, now 12")).to_be_visible()

    figure = console.room.get_by_role("button", name=f"On hand of {level['sku']}")
    await expect(figure).to_be_focused()
    await keyboard.press("Enter")
    await keyboard.type("+1")
    await keyboard.press("Escape")
    await expect(field(console)).to_have_count(0)
    await expect(figure).to_be_focused()

    await figure.click()
    await keyboard.type("7")
    await keyboard.press("Enter")
    await expect(on_hand(console, level)).to_have_text("7")
    await expect(console.toasts.get_by_text(f"{level['sku']}: counted 7")).to_be_visible()
    count, adjustment, _ = await ledger(shop, level)
    assert (count["kind"], count["counted"], count["delta_on_hand"]) == ("count", 7, -5)
    assert (adjustment["kind"], adjustment["delta_on_hand"]) == ("adjust", 3)
    assert adjustment["reason"] == "found"


async def test_what_was_typed_wrong_is_not_sent(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(9)
    console = await visit(people.admin)
    await console.open()
    await on_hand(console, level).click()
    save = console.page.get_by_role("button", name="Save", exact=True)
    for text in ("", "1.5", "+0", "all"):
        await field(console).fill(text)
        await expect(save).to_be_disabled()
    await expect(console.page.get_by_text("Whole numbers: +5, −3, or 12")).to_be_visible()

    # The level's balance is the server's to refuse; the number comes back.
    await field(console).fill("-10")
    await expect(console.page.get_by_text("Goes below zero")).to_be_visible()
    await save.click()
    await expect(console.toasts.get_by_text("Not enough available.")).to_be_visible()
    await expect(on_hand(console, level)).to_have_text("9")
    assert await shop.current(level) == level


async def test_a_change_while_somebody_types(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(9)
    console = await visit(people.admin)
    await console.open()
    await on_hand(console, level).click()
    await field(console).fill("+3")
    await shop.move(level, "sale", 2)
    await expect(console.page.get_by_text("Changed meanwhile: was 9, now 7.")).to_be_visible()

    # Enter does not confirm unseen: it leads to the choice, and a second one takes it.
    on_top = console.page.get_by_role("button", name="Apply on top: 7 → 10")
    await field(console).press("Enter")
    await expect(on_top).to_be_focused()
    await console.page.keyboard.press("Enter")
    await expect(on_hand(console, level)).to_have_text("10")
    await arrives(shop, level, 10)


async def test_a_change_while_it_is_sent(visit: Visit, shop: Shop, people: People) -> None:
    level, other = await shop.level(9), await shop.level(5)
    console = await visit(people.admin)
    await console.open()
    let_go = await console.hold_movements()
    await on_hand(console, level).click()
    await field(console).fill("+3")
    await field(console).press("Enter")
    await expect(on_hand(console, level)).to_have_text("12")
    await shop.move(level, "sale", 2)
    let_go()
    # The number goes back to what is true, and the editor asks once more.
    await expect(console.page.get_by_text("Changed meanwhile: was 9, now 7.")).to_be_visible()
    await expect(on_hand(console, level)).to_have_text("7")
    await console.page.get_by_role("button", name="Apply on top: 7 → 10").click()
    await expect(on_hand(console, level)).to_have_text("10")

    # While another figure is being edited, a toast asks instead.
    await console.page.unroute_all()
    let_go = await console.hold_movements()
    await on_hand(console, level).click()
    await field(console).fill("-1")
    await field(console).press("Enter")
    await on_hand(console, other).click()
    await field(console).fill("+")
    await shop.move(level, "receive", 5)
    let_go()
    await console.toasts.get_by_role("button", name="Apply on top: 15 → 14").click()
    await expect(on_hand(console, level)).to_have_text("14")
    await arrives(shop, level, 14)
    assert (await shop.current(other))["on_hand"] == 5


async def test_a_deficit_is_shown_as_one(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(2)
    locations = (await shop.client.get("/api/v1/locations")).json()["items"]
    (place,) = (each for each in locations if each["code"] == level["location"])
    patched = await patch_current(
        shop.client, f"/api/v1/locations/{place['id']}", {"allow_backorder": True}
    )
    assert patched.status_code == 200, patched.text
    console = await visit(people.admin, locale="ja-JP")
    await console.open()
    await shop.move(level, "sale", 5)
    await console.expect_available(level, "3 不足")
    await console.page.get_by_role("button", name="言語").click()
    await console.page.get_by_role("menuitemradio", name="English").click()
    await console.expect_available(level, "3 short")


async def test_every_figure_explains_itself(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(20)
    body = {"sku": level["sku"], "location": level["location"]}
    await _post(shop, "/api/v1/stock/counts", body | {"counted": 12})
    await shop.move(level, "receive", 5)
    sale = (await shop.move(level, "sale", 7, reference="order 7"))["movement"]
    hold = await _post(
        shop,
        "/api/v1/stock/holds",
        {"lines": [body | {"quantity": 3}], "ttl_seconds": 900, "reference": "order 8"},
    )
    console = await visit(people.admin)
    await console.open()
    drawer = await console.open_item(level)
    why = drawer.get_by_test_id(f"explanation-{level['id']}")
    for words in ("Counted", "Goods received (1)", "+5", "Sale (1)", "−7", "On hand10"):
        await expect(why).to_contain_text(words)
    await expect(why).to_contain_text(f"Hold #{hold['id']} · order 8")
    await expect(why.get_by_test_id("countdown")).to_contain_text("14:")
    await expect(why).to_contain_text("Available7")

    # A figure leads to its lines, a line can be taken back, and both lines know each other.
    await why.get_by_role("button", name="Show these lines: Sale").click()
    line = drawer.get_by_test_id(f"line-{sale['id']}")
    await expect(line).to_contain_text("order 7")
    await line.get_by_role("button", name=f"Take back line #{sale['id']}").click()
    confirm = console.page.get_by_role("dialog", name="Take back: Sale −7")
    await expect(confirm).to_contain_text(f"A new line +7 is written that points to #{sale['id']}.")
    await expect(confirm).to_contain_text("17")
    await confirm.get_by_role("button", name="Take back").click()
    await expect(confirm).to_have_count(0)
    reversal = (await ledger(shop, level))[0]
    assert (reversal["reverses_id"], reversal["delta_on_hand"]) == (sale["id"], 7)
    await expect(line).to_contain_text(f"taken back by #{reversal['id']}")
    await expect(line.get_by_role("button", name="Take back line")).to_have_count(0)
    back = drawer.get_by_test_id(f"line-{reversal['id']}")
    await back.get_by_role("button", name=f"takes back #{sale['id']}").click()
    await expect(line).to_be_focused()
    await drawer.get_by_role("tab", name="Levels").click()
    await expect(why).to_contain_text("On hand17")

    await why.get_by_role("link", name=f"Hold #{hold['id']}").click()
    await expect(console.room.get_by_test_id(f"hold-{hold['id']}").first).to_be_visible()


async def _post(shop: Shop, path: str, body: Json) -> Any:
    answer = await shop.client.post(path, json=body, headers=keyed())
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_no_grave_barriers(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(9)
    console = await visit(people.admin, reduced_motion="reduce", color_scheme="light")
    await console.open()
    await on_hand(console, level).click()
    await field(console).fill("+3")
    await expect_no_barriers(console, "editor")
    await shop.move(level, "sale", 2)
    await expect(console.page.get_by_text("Changed meanwhile")).to_be_visible()
    await expect_no_barriers(console, "editor, changed meanwhile")
    await console.page.keyboard.press("Escape")
    drawer = await console.open_item(level)
    await expect(drawer.get_by_test_id(f"explanation-{level['id']}")).to_be_visible()
    await expect_no_barriers(console, "explanation")
    await drawer.get_by_role("tab", name="Movements").click()
    await drawer.get_by_role("button", name="Take back line").first.click()
    await expect(console.page.get_by_role("dialog", name="Take back")).to_be_visible()
    await expect_no_barriers(console, "taking back")


async def test_on_a_phone(visit: Visit, shop: Shop, people: People) -> None:
    level = await shop.level(9)
    console = await visit(people.admin, **PHONE)
    await console.open()
    await console.room.get_by_role("button", name=f"On hand of {level['sku']}").tap()
    sheet = console.dialog
    await sheet.get_by_role("radio", name="Take away").tap()
    await field(console).press_sequentially("4")
    await expect(sheet).to_contain_text("(−4)")
    await expect_no_sideways_scroll(console)
    await sheet.get_by_role("button", name="Save").tap()
    await expect(sheet).to_have_count(0)
    await expect(on_hand(console, level)).to_have_text("5")
    await arrives(shop, level, 5)
