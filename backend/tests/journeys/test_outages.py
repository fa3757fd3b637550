"""When something dies, does the screen say so, and is it right again without a reload?"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import expect

from app.cli.accounts import auth_service
from app.cli.embedded.postgres import EmbeddedPostgres
from app.cli.embedded.secrets import load_secrets
from app.cli.embedded.valkey import EmbeddedValkey
from app.cli.migrations import migrate
from app.cli.services import services
from app.core.settings import Settings
from tests.factories.shop import Shop
from tests.fixtures.application import PASSWORD, People, Person
from tests.journeys.conftest import Visit, client_of
from tests.journeys.server import Server


@pytest.fixture
def second_server(module_settings: Settings, web_app: Path, tmp_path: Path) -> Iterator[Server]:
    """Another process on the same database, as behind a load balancer."""
    server = Server(module_settings, web_app, tmp_path / "second.log")
    server.start()
    yield server
    server.stop()


async def test_the_server_is_killed_and_started_again(
    visit: Visit, server: Server, second_server: Server, shop: Shop, people: People
) -> None:
    level = await shop.level(50)
    await shop.price(level, "1000")
    console = await visit(people.admin)
    await console.open()
    await console.expect_available(level, "50")
    await expect(console.price(level)).to_have_text("¥1,000")
    stay = await console.stays_open()

    server.kill()
    await console.expect_connection("stale")
    await expect(console.badge).to_contain_text("Stale since")
    await console.record(level, "sale", 1)
    await expect(console.toasts.get_by_text("The server cannot be reached.")).to_be_visible()
    await console.expect_available(level, "50")
    drawer = await console.open_item(level)
    await expect(drawer).to_contain_text("The server cannot be reached.")
    async with client_of(second_server, people.admin) as client:
        meanwhile = Shop(client)
        await meanwhile.move(level, "sale", 8)
        await meanwhile.price(level, "1100")
        assert (await meanwhile.current(level))["available"] == 42
        await expect(console.badge).to_have_attribute("data-state", "stale")

        server.start()
        await console.expect_connection("live")
        await console.expect_available(level, "42")
        await expect(console.price(level)).to_have_text("¥1,100")
        # Also what was first asked for while nobody answered.
        await expect(drawer.get_by_test_id(f"available-{level['id']}")).to_have_text("42")
        await meanwhile.move(level, "receive", 2)
        await console.expect_available(level, "44")

    # Whichever of the two numbered the changes: the other one goes on.
    second_server.kill()
    await shop.move(level, "sale", 4)
    await console.expect_available(level, "40")
    await console.expect_connection("live")
    await stay.expect_no_reload()


@dataclass(frozen=True)
class Machinery:
    """A database and a cache that a journey may stop, and a server on them."""

    server: Server
    database: EmbeddedPostgres
    cache: EmbeddedValkey
    admin: Person


@pytest.fixture
async def machinery(
    web_app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Machinery]:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    # Outside of pytest's own directories, which the servers' account cannot enter.
    data_dir = Path(tempfile.mkdtemp(prefix="tanamori-test-"))
    try:
        with services(Settings(data_dir=data_dir)) as settings:
            await asyncio.to_thread(migrate, settings)
            server = Server(settings, web_app, tmp_path / "server.log")
            server.start()
            secrets = load_secrets(data_dir)
            yield Machinery(
                server,
                EmbeddedPostgres.locate(data_dir, secrets),
                EmbeddedValkey.locate(data_dir, secrets),
                await _first_person(settings),
            )
            server.stop()
    finally:
        shutil.rmtree(data_dir, ignore_errors=True)


async def _first_person(settings: Settings) -> Person:
    email = "admin@shop.test"
    async with auth_service(settings) as auth:
        await auth.add_user(email=email, name="Admin", password=PASSWORD, role="admin")
        return Person(email, "admin", await auth.login(email, PASSWORD))


async def test_the_cache_is_away_and_the_database_starts_again(
    visit: Visit, machinery: Machinery
) -> None:
    server = machinery.server
    async with client_of(server, machinery.admin) as client:
        shop = Shop(client)
        level = await shop.level(50)
        console = await visit(machinery.admin, server=server)
        await console.open()
        await console.expect_available(level, "50")
        stay = await console.stays_open()

        await asyncio.to_thread(machinery.cache.stop)
        await shop.move(level, "sale", 1)
        await console.expect_available(level, "49")
        await console.expect_connection("live")

        await asyncio.to_thread(machinery.cache.ensure_running)
        await shop.move(level, "sale", 1)
        await console.expect_available(level, "48")

        await asyncio.to_thread(machinery.database.stop)
        await console.record(level, "sale", 3)
        unconfirmed = console.toasts.get_by_text(f"{level['sku']}: not confirmed yet")
        await expect(unconfirmed).to_be_visible()
        await console.expect_available(level, "48")

        # Nobody knows whether it was done, so that very movement is offered, and none like it.
        await asyncio.to_thread(machinery.database.ensure_running)
        await console.toasts.get_by_role("button", name="Send again").click()
        await expect(console.toasts.get_by_text(f"{level['sku']}: −3 recorded")).to_be_visible()
        await expect(unconfirmed).to_have_count(0)
        await console.expect_available(level, "45")
        await shop.move(level, "receive", 10)
        await console.expect_available(level, "55")
        await console.expect_connection("live")
        await stay.expect_no_reload()


async def test_the_status_page_says_what_is_away(visit: Visit, machinery: Machinery) -> None:
    console = await visit(machinery.admin, server=machinery.server)
    await console.open("/status")
    await console.expect_system("ok")

    await asyncio.to_thread(machinery.cache.stop)
    await console.expect_system("degraded")
    await expect(console.room).to_contain_text("Redis does not answer.")
    await console.expect_connection("live")

    await asyncio.to_thread(machinery.cache.ensure_running)
    await console.expect_system("ok")
