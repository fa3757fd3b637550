"""Is the right row found among thousands, without a page that grows with them?"""

import pytest
from playwright.async_api import expect

from app.core.settings import Settings
from tests.factories.shop import Shop
from tests.fixtures.application import People
from tests.journeys.conftest import Visit
from tests.journeys.console import Console
from tests.journeys.shelves import COUNT, LOCATIONS, SHELVES, Shelf, fill

# A screen of rows and some above and below it.
ROWS_MAX = 80
PAGE = 100
# Scrolls on until this row exists; tells how many rows there were at most meanwhile.
SCROLL_TO = """
(wanted) => {
  const rows = [...document.querySelectorAll("#content [role=row][aria-rowindex]")];
  window.rowsAtMost = Math.max(window.rowsAtMost ?? 0, rows.length);
  const pane = document.querySelector("#content [role=table]").parentElement;
  pane.scrollTo(0, pane.scrollHeight);
  const last = Math.max(...rows.map((row) => Number(row.getAttribute("aria-rowindex"))));
  return last >= wanted && window.rowsAtMost;
}
"""


@pytest.fixture(scope="module", autouse=True)
async def full_shelves(module_settings: Settings) -> None:
    await fill(module_settings.asyncpg_dsn)


async def test_scrolling_through_all_of_them(visit: Visit, shop: Shop, people: People) -> None:
    console = await visit(people.admin)
    await console.open()
    await _expect_rows(console, SHELVES[:5])
    table = console.room.get_by_role("table")
    await expect(table).to_have_attribute("aria-rowcount", "-1")

    for count in range(PAGE, COUNT + 1, PAGE):
        most = await console.page.wait_for_function(SCROLL_TO, arg=count + 1)
        assert await most.json_value() < ROWS_MAX
    await expect(table).to_have_attribute("aria-rowcount", str(COUNT + 1))
    last = SHELVES[-3]
    (found,) = (await shop.client.get("/api/v1/stock/levels", params={"sku": last.sku})).json()[
        "items"
    ]
    await console.expect_available(found, f"{last.available:,}")
    await shop.move(found, "sale", 5)
    await console.expect_flash(console.available(found), "down")
    await console.expect_available(found, f"{last.available - 5:,}")
    await shop.move(found, "return", 5)
    await console.expect_flash(console.available(found), "up")
    await console.expect_available(found, f"{last.available:,}")


async def test_sorting(visit: Visit, people: People) -> None:
    console = await visit(people.viewer)
    await console.open()
    head = console.room.get_by_role("button", name="Sort by Available")
    await head.click()
    await _expect_rows(console, [shelf for shelf in SHELVES if shelf.available == 0][:5])
    await head.click()
    richest = sorted(SHELVES, key=lambda shelf: shelf.available, reverse=True)
    await _expect_rows(console, richest[:5])
    await expect(console.room.get_by_role("columnheader", name="Available")).to_have_attribute(
        "aria-sort", "descending"
    )


async def test_filters_and_search(visit: Visit, people: People) -> None:
    console = await visit(people.viewer)
    page = console.page
    await console.open()
    low = [shelf for shelf in SHELVES if shelf.status == "low"]
    await console.room.get_by_role("radio", name="Low").click()
    await _expect_rows(console, low[:5])
    low = [shelf for shelf in low if shelf.location == "OSA"]
    await console.room.get_by_label("Filter by location").select_option(LOCATIONS["OSA"])
    await _expect_all_rows(console, low)
    low = [shelf for shelf in low if shelf.category == "Cups"]
    await console.room.get_by_label("Filter by category").select_option("Cups")
    await _expect_all_rows(console, low)

    # The address is the view: it can be sent to somebody.
    await page.reload()
    await console.expect_connection("live")
    await _expect_all_rows(console, low)

    await page.keyboard.press("/")
    await page.keyboard.type("teapot")
    await expect(page.get_by_text("Nothing matches")).to_be_visible()
    await page.get_by_role("button", name="Clear filters").click()
    await _expect_rows(console, SHELVES[:5])

    await page.keyboard.press("/")
    await page.keyboard.type("teapot")
    teapots = [shelf for shelf in SHELVES if "Teapot" in shelf.name]
    await _expect_all_rows(console, teapots)

    await console.room.get_by_role("button", name=f"Open {teapots[0].sku}").focus()
    await page.keyboard.press("ArrowDown")
    second = console.room.get_by_role("button", name=f"Open {teapots[1].sku}")
    await expect(second).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(console.dialog).to_contain_text(teapots[1].name)
    await page.go_back()
    await expect(console.dialog).to_have_count(0)
    await _expect_all_rows(console, teapots)


async def _expect_all_rows(console: Console, shelves: list[Shelf]) -> None:
    """These rows are all that there are."""
    await expect(console.room.get_by_role("table")).to_have_attribute(
        "aria-rowcount", str(len(shelves) + 1)
    )
    await _expect_rows(console, shelves[:5])


async def _expect_rows(console: Console, shelves: list[Shelf]) -> None:
    """The table begins with these rows."""
    for index, shelf in enumerate(shelves):
        row = console.room.locator(f"[role=row][aria-rowindex='{index + 2}']")
        await expect(row).to_contain_text(shelf.sku)
        await expect(row.locator("[data-testid^=available-]")).to_have_text(f"{shelf.available:,}")
