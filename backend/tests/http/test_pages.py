"""The pages that the server itself writes: the API's documentation and the list of problems."""

import re

import pytest
from httpx import AsyncClient

from tests.fixtures.problems import assert_problem


@pytest.mark.parametrize("page", ["/docs", "/redoc"])
async def test_the_documentation_needs_no_other_server(anonymous: AsyncClient, page: str) -> None:
    html = (await anonymous.get(page)).text
    sources = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert sources
    for source in sources:
        assert source.startswith("/"), source
        assert (await anonymous.get(source)).status_code == 200, source


async def test_a_problem_links_to_its_own_words(anonymous: AsyncClient) -> None:
    problem = assert_problem(await anonymous.get("/api/v1/items"), 401, "unauthenticated")
    page, _, anchor = problem["type"].partition("#")
    answer = await anonymous.get(page)
    assert answer.status_code == 200
    assert f'<dt id="{anchor}"><code>unauthenticated</code> · 401</dt>' in answer.text


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
async def test_health_answers_head(anonymous: AsyncClient, path: str) -> None:
    answer = await anonymous.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
