"""What a person sees and does at the console, in the words of a person."""

import asyncio
from collections.abc import Awaitable, Callable

from playwright.async_api import BrowserContext, Locator, Page, Route, expect

from tests.factories.shop import Json

# Everything is on this machine; the machine may be busy with much else.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)

MOVEMENTS = "**/api/v1/stock/movements"


class Console:
    """One tab of one person."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    async def open(self, path: str = "/") -> None:
        """Go there and wait until the page is live."""
        await self.page.goto(f"{self.address}{path}")
        await self.expect_connection("live")

    async def another_tab(self) -> "Console":
        return Console(await self.context.new_page(), self.address)

    # What one looks at.

    @property
    def room(self) -> Locator:
        """The page itself, without what lies over it."""
        return self.page.locator("#content")

    @property
    def rows(self) -> Locator:
        """The rows that exist in the table, without its head."""
        return self.room.locator("[role=row][aria-rowindex]")

    @property
    def badge(self) -> Locator:
        return self.page.get_by_test_id("connection-badge")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def toasts(self) -> Locator:
        return self.page.get_by_role("status")

    def available(self, level: Json) -> Locator:
        return self.room.get_by_test_id(f"available-{level['id']}")

    def price(self, level: Json) -> Locator:
        return self.room.get_by_test_id(f"price-{level['item_id']}")

    def pane(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name)

    async def expect_connection(self, state: str) -> None:
        await expect(self.badge).to_have_attribute("data-state", state)

    async def expect_system(self, state: str) -> None:
        """What the status page says of the whole."""
        await expect(self.room.get_by_test_id("system-state")).to_have_attribute(
            "data-state", state
        )

    async def expect_available(self, level: Json, number: str) -> None:
        await expect(self.available(level)).to_have_text(number)

    async def expect_flash(self, cell: Locator, direction: str) -> None:
        await expect(cell).to_have_attribute("data-flash", direction)

    async def stays_open(self) -> "Stay":
        """From now on it can be told whether the page was loaded again."""
        return await Stay.begin(self.page)

    # What one does.

    async def open_item(self, level: Json, tab: str | None = None) -> Locator:
        await self.room.get_by_role("button", name=f"Open {level['sku']}").first.click()
        if tab:
            await self.dialog.get_by_role("tab", name=tab).click()
        return self.dialog

    async def fill_movement(self, level: Json, kind: str, quantity: int | str) -> Locator:
        """Open the dialog and fill it in; returns the button that records."""
        await self.page.get_by_role("button", name="Record movement").first.click()
        dialog = self.dialog
        await dialog.get_by_label("SKU").fill(level["sku"])
        await dialog.get_by_label("Location").select_option(level["location"])
        await dialog.get_by_label("What happened").select_option(kind)
        await dialog.get_by_label("Quantity").fill(str(quantity))
        return dialog.get_by_role("button", name="Record", exact=True)

    async def record(self, level: Json, kind: str, quantity: int) -> None:
        await (await self.fill_movement(level, kind, quantity)).click()
        await expect(self.dialog).to_have_count(0)

    async def hold_movements(self) -> Callable[[], None]:
        """Movements leave this page and arrive only when the function given back is called."""
        let_go = asyncio.Event()

        async def hold(route: Route) -> None:
            await let_go.wait()
            await route.continue_()

        await self.page.route(MOVEMENTS, hold)
        return let_go.set

    async def lose_answers(self) -> Callable[[], Awaitable[None]]:
        """Movements arrive and are done, but the page never hears so, until told otherwise."""

        async def lose(route: Route) -> None:
            await route.fetch()
            await route.abort()

        await self.page.route(MOVEMENTS, lose)
        return lambda: self.page.unroute(MOVEMENTS, lose)


class Stay:
    """Tells whether a page was loaded again since."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._loads: list[str] = []
        page.on("domcontentloaded", lambda each: self._loads.append(each.url))

    @classmethod
    async def begin(cls, page: Page) -> "Stay":
        await page.evaluate("window.stayed = true")
        return cls(page)

    async def expect_no_reload(self) -> None:
        assert self._loads == []
        assert await self._page.evaluate("window.stayed === true")


async def log_in(page: Page, email: str, password: str) -> None:
    """By the keyboard alone; the first field has the focus already."""
    await expect(page.get_by_label("E-mail")).to_be_focused()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type(email)
    await page.keyboard.press("Tab")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type(password)
    await page.keyboard.press("Enter")
