"""Journeys: a real browser, a real server, a database of the journey's own.

``./tanamori test`` builds the web app, finds the browser and names it; a mere ``pytest`` skips the
journeys where one of the two is missing.
"""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from app.cli.test import CHROMIUM_NAMES
from app.core.settings import Settings
from app.http.cookies import SESSION_COOKIE
from tests.fixtures.application import People, Person
from tests.journeys.console import PATIENCE_MS, Console
from tests.journeys.server import Server

BROWSER_VARIABLE = "TANAMORI_CHROMIUM"
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1440, "height": 900}

Visit = Callable[..., Awaitable[Console]]
Note = Callable[[str], None]

_reports = pytest.StashKey[dict[str, pytest.TestReport]]()
NOTE = "journey_note"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("journey")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, pytest.TestReport]:
    report: pytest.TestReport = yield
    item.stash.setdefault(_reports, {})[report.when] = report
    return report


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    reports = [report for kind in terminalreporter.stats.values() for report in kind]
    properties = [each for report in reports for each in getattr(report, "user_properties", ())]
    # A report of each phase of a test repeats what the earlier ones said.
    if notes := dict.fromkeys(str(value) for name, value in properties if name == NOTE):
        terminalreporter.section("journeys")
        for note in notes:
            terminalreporter.write_line(note)


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Say something at the end of the run, whether the test passes or not.

    As a property of the test, since that is what a worker hands to the process that reports.
    """
    return lambda text: request.node.user_properties.append((NOTE, text))


@pytest.fixture(scope="session")
def web_app(servers: Settings) -> Path:
    """The built web app."""
    if not (servers.web_root / "index.html").exists():
        _missing("the web app is not built")
    return servers.web_root


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    program = os.environ.get(BROWSER_VARIABLE) or _find_chromium()
    if not program:
        _missing("there is no Chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        await browser.close()


def _find_chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def _missing(what: str) -> None:
    if BROWSER_VARIABLE in os.environ:
        pytest.fail(f"{what}, and yet the journeys are asked for")
    pytest.skip(f"{what}: ./tanamori test --only journeys")


@pytest.fixture(scope="module")
def server(
    module_settings: Settings, web_app: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A served application with the people of the house in it, and empty shelves.

    The journeys of one file share it, so each fills shelves of its own.
    """
    log = tmp_path_factory.mktemp("server") / "server.log"
    server = Server(module_settings, web_app, log)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
async def admin(server: Server, people: People) -> AsyncIterator[AsyncClient]:
    """The served application as a program sees it; ``shop`` is filled through it."""
    async with client_of(server, people.admin) as client:
        yield client


@asynccontextmanager
async def client_of(server: Server, person: Person) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(
        base_url=server.address, headers=person.bearer, timeout=30, trust_env=False
    ) as client:
        yield client


@pytest.fixture
async def visit(
    browser: Browser, request: pytest.FixtureRequest, note: Note
) -> AsyncIterator[Visit]:
    """Open a browser of its own for somebody: ``await visit(person)``, logged in already.

    They visit ``server`` unless another one is named.

    A page that throws fails its journey; a journey that fails leaves pictures of its pages.
    """
    contexts: list[BrowserContext] = []
    thrown: list[str] = []

    async def arrive(
        person: Person | None = None, *, server: Server | None = None, **options: Any
    ) -> Console:
        address = (server or request.getfixturevalue("server")).address
        context = await browser.new_context(
            **{"viewport": DESK, "locale": "en-US", "timezone_id": "Asia/Tokyo"} | options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda error: thrown.append(str(error.error)))
        context.on("console", lambda said: _note_violation(said.text, thrown))
        if person:
            cookie = {"name": SESSION_COOKIE, "value": person.token, "url": address}
            await context.add_cookies([cookie])  # type: ignore[list-item]
        return Console(await context.new_page(), address)

    yield arrive
    pages = [page for context in contexts for page in context.pages]
    if _has_failed(request.node):
        note(f"pictures of {request.node.name}: {await _take_pictures(pages)}")
    for context in contexts:
        await context.close()
    assert not thrown, f"a page threw: {thrown}"


def _note_violation(said: str, thrown: list[str]) -> None:
    # A page that loads or runs what its policy forbids says so here.
    if "Content Security Policy" in said or "Permissions policy" in said:
        thrown.append(said)


def _has_failed(node: pytest.Item) -> bool:
    report = node.stash.get(_reports, {}).get("call")
    return report is not None and report.failed


async def _take_pictures(pages: list[Page]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tanamori-journey-"))
    for number, page in enumerate(pages, start=1):
        await page.screenshot(path=folder / f"{number}.png")
    return folder
