"""How long does it take from a click in one page until a figure glows in another?"""

from playwright.async_api import Page

from tests.factories.shop import Json

# Both pages ask the same clock of the same machine, each inside itself: no message to the test and
# back is in the figure.
NOTE_CLICK = """
() => document.addEventListener(
  "click",
  (event) => { if (event.target.closest("[type=submit]")) window.clickedAt = Date.now(); },
  { capture: true, once: true },
)
"""
NOTE_FLASH = """
(cell) => {
  window.flashedAt = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector(`${cell}[data-flash]`)) return;
      watch.disconnect();
      resolve(Date.now());
    });
    watch.observe(document.body, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["data-flash"],
    });
  });
}
"""


class ClickToFlash:
    """One measurement, from the next submit in one page to the glow of a level in another."""

    def __init__(self, clicked: Page, flashing: Page) -> None:
        self._clicked = clicked
        self._flashing = flashing

    @classmethod
    async def watch(cls, clicked: Page, flashing: Page, level: Json) -> "ClickToFlash":
        await clicked.evaluate(NOTE_CLICK)
        await flashing.evaluate(NOTE_FLASH, f"[data-testid='available-{level['id']}']")
        return cls(clicked, flashing)

    async def milliseconds(self) -> int:
        """Waits for the glow. It stands in the page then, to be painted in the next frame."""
        flashed = int(await self._flashing.evaluate("window.flashedAt"))
        return flashed - int(await self._clicked.evaluate("window.clickedAt"))
