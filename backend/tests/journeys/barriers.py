"""What keeps somebody out: barriers that axe finds, and a phone that scrolls sideways."""

from functools import cache
from typing import Any

from playwright.async_api import expect

from app.core.settings import REPOSITORY_ROOT
from tests.journeys.console import Console

AXE = REPOSITORY_ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
# Whatever is worse than an inconvenience. Only colours differ between day and night.
RUN_AXE = """
async (rules) => {
  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations, passes } = await axe.run(document, { resultTypes: ["violations"], ...only });
  const grave = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  return {
    checked: passes.length,
    grave: grave.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
    ),
  };
}
"""
AT_REST = """
() => document.getAnimations().every(
  (each) => !(each instanceof CSSTransition) || each.playState !== "running"
)
"""
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


@cache
def _axe() -> str:
    assert AXE.exists(), "axe-core is not installed: cd frontend && npm install"
    return AXE.read_text(encoding="utf-8")


async def expect_no_barriers(console: Console, name: str) -> None:
    """By day and by night; ``name`` says which view it was."""
    page = console.page
    await page.evaluate(_axe())
    # A glow is a colour on its way to another.
    await expect(page.locator("[data-flash]")).to_have_count(0)
    for scheme, rules in (("light", []), ("dark", ["color-contrast"])):
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await expect(page.locator("html")).to_have_attribute("data-theme", scheme)
        # A colour that is still on its way is neither of the two.
        await page.wait_for_function(AT_REST)
        result = await page.evaluate(RUN_AXE, rules)
        assert result["checked"] > 0, f"{name}, {scheme}: axe found nothing to check"
        assert not result["grave"], f"{name}, {scheme}: {result['grave']}"
    await page.emulate_media(color_scheme="light")


async def expect_no_sideways_scroll(console: Console) -> None:
    page_width, window_width = await console.page.evaluate(WIDTHS)
    assert page_width <= window_width
    assert window_width == PHONE["viewport"]["width"]
