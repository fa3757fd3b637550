"""The files of the web app, and how long a browser may keep them."""

from pathlib import Path

from httpx import AsyncClient

from app.core.settings import Settings
from tests.fixtures.application import People, running
from tests.fixtures.problems import assert_problem


async def test_pages_are_asked_for_again_and_hashed_files_are_kept(anonymous: AsyncClient) -> None:
    for path, title in (("/", "Tanamori"), ("/login", "Log in")):
        page = await anonymous.get(path)
        assert (page.status_code, title in page.text) == (200, True), path
        assert page.headers["cache-control"] == "no-cache"
        assert page.headers["x-frame-options"] == "DENY"
    script = await anonymous.get("/_next/static/a1b2.js")
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_a_page_that_is_not_there(anonymous: AsyncClient) -> None:
    for path in ("/nothing", "/_next/static/gone.js", "/../settings.py", "/..%2f..%2fmain.py"):
        page = await anonymous.get(path)
        assert page.status_code == 404, path
        assert "immutable" not in page.headers.get("cache-control", "")
    assert (await anonymous.post("/login")).status_code == 405


async def test_without_a_build_the_api_serves(
    own_settings: Settings, people: People, tmp_path: Path
) -> None:
    settings = own_settings.model_copy(update={"web_root": tmp_path / "never-built"})
    async with running(settings, people) as application:
        client = await application.client(people.viewer)
        assert (await client.get("/api/v1/items")).status_code == 200
        assert_problem(await client.get("/"), 404, "not_found")
