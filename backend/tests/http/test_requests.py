"""What holds for every request: its id, its headers, its bounds, and the shape of a refusal."""

import json
from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from tests.factories.shop import Shop, keyed
from tests.fixtures.application import PASSWORD, Application
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

MOVEMENTS = "/api/v1/stock/movements"
ITEMS = "/api/v1/items"


async def test_every_answer_has_an_id_and_guarding_headers(admin: AsyncClient) -> None:
    response = await admin.get(ITEMS)
    assert len(response.headers["x-request-id"]) == 32
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("given", "kept"), [("web-17.a_b", True), ("x" * 64, True), ("x" * 65, False), ("a b", False)]
)
async def test_a_good_request_id_is_kept(admin: AsyncClient, given: str, kept: bool) -> None:
    response = await admin.get(ITEMS, headers={"X-Request-Id": given})
    assert (response.headers["x-request-id"] == given) is kept


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/items/1/nothing", "/api/v1"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
async def test_an_unknown_path_of_the_api(admin: AsyncClient, method: str, path: str) -> None:
    assert_problem(await admin.request(method, path), 404, "not_found")


async def test_a_known_path_with_another_method(admin: AsyncClient) -> None:
    response = await admin.delete(MOVEMENTS)
    assert_problem(response, 405, "method_not_allowed")
    assert set(response.headers["allow"].split(", ")) <= {"GET", "POST"}
    assert_problem(await admin.get("/api/v1/prices/1/base"), 405, "method_not_allowed")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"7", b'"text"', b'{"sku": "A",}', b"\xff\xfe", b"{'sku': 1}"],
)
async def test_a_body_that_is_no_object(admin: AsyncClient, records: Records, body: bytes) -> None:
    before = await records.traces()
    for path in (ITEMS, MOVEMENTS):
        response = await admin.post(
            path, content=body, headers=keyed() | {"Content-Type": "application/json"}
        )
        assert_problem(response, 422, "invalid")
    assert await records.traces() == before


async def test_a_number_of_ten_thousand_digits(admin: AsyncClient, records: Records) -> None:
    before = await records.traces()
    response = await admin.post(
        MOVEMENTS,
        content=b'{"sku":"A","location":"B","kind":"sale","quantity":' + b"9" * 10_000 + b"}",
        headers=keyed() | {"Content-Type": "application/json"},
    )
    assert_problem(response, 422, "invalid")
    assert await records.traces() == before


async def test_endless_nesting(admin: AsyncClient, records: Records) -> None:
    before = await records.traces()
    for depth in (17, 200, 100_000):
        nested = "[" * depth + "]" * depth
        response = await admin.post(
            ITEMS,
            content=f'{{"sku": "deep", "name": "deep", "attributes": {{"a": {nested}}}}}',
            headers={"Content-Type": "application/json"},
        )
        assert_problem(response, 422, "invalid")
    assert await records.traces() == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
async def test_only_json_is_read(admin: AsyncClient, records: Records, kind: str | None) -> None:
    before = await records.traces()
    headers = keyed() | ({"Content-Type": kind} if kind else {})
    body = json.dumps({"sku": "plain", "name": "plain"}).encode()
    response = await admin.post(ITEMS, content=body, headers=headers)
    assert_problem(response, 422, "invalid")
    assert await records.traces() == before


async def test_a_misspelt_field_is_named(admin: AsyncClient) -> None:
    response = await admin.post(ITEMS, json={"sku": "A", "name": "A", "colour": "red"})
    problem = assert_problem(response, 422, "invalid", "colour")
    assert "spelling" in problem["errors"][0]["message"]


@pytest.mark.parametrize("name", ["\ud800", "\0", "a" * 5_000, "", "💥"])
async def test_even_the_strangest_field_is_named(admin: AsyncClient, name: str) -> None:
    body = json.dumps({"sku": "A", "name": "A", name: 1}).encode()
    response = await admin.post(ITEMS, content=body, headers={"Content-Type": "application/json"})
    assert_problem(response, 422, "invalid")


async def chunks(size: int) -> AsyncIterator[bytes]:
    yield b'{"name": "'
    for _ in range(size // 1_000):
        yield b"a" * 1_000
    yield b'"}'


async def test_a_body_that_is_too_large(
    admin: AsyncClient, application: Application, records: Records
) -> None:
    before = await records.traces()
    bytes_max = application.settings.body_bytes_max
    for content in (b'"' + b"a" * bytes_max + b'"', chunks(bytes_max + 1_000)):
        response = await admin.post(
            ITEMS, content=content, headers={"Content-Type": "application/json"}
        )
        assert_problem(response, 413, "body_too_large")
        assert response.headers["connection"] == "close"
    declared = await admin.post(ITEMS, content=b"{}", headers={"Content-Length": str(2**40)})
    assert_problem(declared, 413, "body_too_large")
    assert await records.traces() == before


async def test_a_body_in_pieces_is_put_together(admin: AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for byte in b'{"sku": "pieces-1", "name": "in pieces"}':
            yield bytes([byte])

    response = await admin.post(
        ITEMS, content=pieces(), headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 201


async def test_the_cookie_writes_only_from_our_own_pages(
    application: Application, shop: Shop, records: Records
) -> None:
    browser = await application.client()
    admin = application.people.admin
    await browser.post("/api/v1/auth/login", json={"email": admin.email, "password": PASSWORD})
    body = {"sku": "from-a-page", "name": "from a page"}
    before = await records.traces()
    refused: list[dict[str, str]] = [
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Origin": "http://shop.test.evil.test"},
        {"Origin": "http://shop.test:8001"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
        # A browser adds this by itself where a proxy asks for a password.
        {"Origin": "https://evil.test", "Authorization": "Basic YTpi"},
        {"Authorization": "Bearer"},
    ]
    for headers in refused:
        response = await browser.post(ITEMS, json=body, headers=headers)
        assert_problem(response, 403, "foreign_origin")
    assert await records.traces() == before
    assert (await browser.get(ITEMS, headers={"Origin": "https://evil.test"})).status_code == 200
    allowed = {"Origin": "http://shop.test"}
    assert (await browser.post(ITEMS, json=body, headers=allowed)).status_code == 201
    other = {"Sec-Fetch-Site": "same-origin"}
    body["sku"] = "from-another-page"
    assert (await browser.post(ITEMS, json=body, headers=other)).status_code == 201


async def test_a_token_writes_from_anywhere(admin: AsyncClient) -> None:
    response = await admin.post(
        ITEMS, json={"sku": "any-origin", "name": "a"}, headers={"Origin": "https://partner.test"}
    )
    assert response.status_code == 201
