"""How does a page feel, and what does it hold in memory? A browser says it.

A process of its own (``python -m benchmarks.screen_page``), because only who measures screens needs
the package that steers a browser. It reads one JSON object per line and answers each with one:
``open`` shows the stock table and waits until it is live, ``begin`` and ``end`` watch its main
thread in between (Long Tasks and requestAnimationFrame), ``heap`` collects the garbage first.
"""

import asyncio
import json
import sys
from typing import Any

from playwright.async_api import CDPSession, Page, async_playwright

from app.http.cookies import SESSION_COOKIE

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that nobody looks at is throttled.
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
]
DESK = {"width": 1440, "height": 900}
PATIENCE_MS = 60_000
COLLECTIONS = 3
BADGE = "[data-testid=connection-badge][data-state=live]"
OPENERS = "#content [role=row] button[aria-label^='Open ']"

WATCH = """() => {
  const seen = { tasks: [], frames: 0, began: performance.now(), over: false };
  seen.observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
  });
  seen.observer.observe({ type: "longtask" });
  const frame = () => { seen.frames += 1; if (!seen.over) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  window.benchSeen = seen;
}"""
SEEN = """() => {
  const seen = window.benchSeen;
  seen.over = true;
  for (const entry of seen.observer.takeRecords()) seen.tasks.push(entry.duration);
  seen.observer.disconnect();
  const seconds = (performance.now() - seen.began) / 1000;
  return {
    seconds,
    long_tasks: seen.tasks.length,
    longest_ms: Math.max(0, ...seen.tasks),
    blocked_ms: seen.tasks.reduce((sum, each) => sum + each, 0),
    frames_per_second: seen.frames / seconds,
  };
}"""


class Screen:
    """One page in one browser."""

    def __init__(self, page: Page, devtools: CDPSession) -> None:
        self._page = page
        self._devtools = devtools

    async def obey(self, command: dict[str, Any]) -> dict[str, Any]:
        match command["do"]:
            case "open":
                return await self._open(command["address"])
            case "begin":
                await self._page.evaluate(WATCH)
                return {}
            case "end":
                seen: dict[str, Any] = await self._page.evaluate(SEEN)
                return seen
            case "heap":
                return await self._heap()
            case unknown:
                raise ValueError(unknown)

    async def _open(self, address: str) -> dict[str, Any]:
        await self._page.goto(address)
        await self._page.wait_for_selector(BADGE)
        await self._page.wait_for_selector(OPENERS)
        openers = await self._page.query_selector_all(OPENERS)
        labels = [await opener.get_attribute("aria-label") or "" for opener in openers]
        return {"skus": sorted({label.removeprefix("Open ") for label in labels})}

    async def _heap(self) -> dict[str, Any]:
        for _ in range(COLLECTIONS):
            await self._devtools.send("HeapProfiler.collectGarbage")
        used = await self._devtools.send("Runtime.getHeapUsage")
        live = await self._page.locator(BADGE).count()
        return {"used_bytes": used["usedSize"], "live": live}


async def serve(job: dict[str, Any]) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=job["browser"], args=FLAGS)
        context = await browser.new_context(viewport=DESK, locale="en-US")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        cookie = {"name": SESSION_COOKIE, "value": job["token"], "url": job["address"]}
        await context.add_cookies([cookie])  # type: ignore[list-item]
        page = await context.new_page()
        screen = Screen(page, await context.new_cdp_session(page))
        while line := await asyncio.to_thread(sys.stdin.readline):
            print(json.dumps(await screen.obey(json.loads(line))), flush=True)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(serve(json.loads(sys.stdin.readline())))
