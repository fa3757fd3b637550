"""A hot route answers as the declared one: status, headers and body, over a real connection."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from httpx import AsyncClient, Response

from app.feed.idempotency import Answer
from app.holds.service import HoldsService
from app.stock.service import StockService
from tests.factories.shop import Json, Shop, keyed
from tests.fixtures.records import Records
from tests.fixtures.stream import Served

PLACE = {"sku": "A-1", "location": "L-1"}
ROW = PLACE | {"kind": "sale", "quantity": 1}
LINE = PLACE | {"quantity": 2}
HOLD = {"lines": [LINE, LINE | {"sku": "Blue mug"}], "ttl_seconds": 60}

BAD: list[tuple[str, Any]] = [
    *(
        ("movements", ROW | wrong)
        for wrong in (
            {"quantity": 0},
            {"quantity": -1},
            {"quantity": 1.0},
            {"quantity": 10**30},
            {"quantity": "1"},
            {"kind": "count"},
            {"sku": ""},
            {"sku": "nobody-sells-this"},
            {"sku": "A\0"},
            {"location": "two words"},
            {"location": "nowhere"},
            {"reason": "x" * 201},
            {"expected_on_hand": 1},
            {"note": 1},
            {"quantity": 10**9},
        )
    ),
    ("movements", []),
    ("movements", None),
    ("movements/batch", {"movements": []}),
    ("movements/batch", {"movements": [ROW] * 1_001}),
    ("movements/batch", {"movements": [ROW, ROW | {"quantity": 0}]}),
    ("movements/batch", {"movements": [ROW, ROW | {"quantity": 10**9}]}),
    ("movements/batch", {"movements": [ROW], "mode": "some"}),
    ("movements/batch", {"movements": [ROW | {"sku": "nobody"}]}),
    ("holds", HOLD | {"lines": []}),
    ("holds", HOLD | {"ttl_seconds": 0}),
    ("holds", HOLD | {"lines": [LINE] * 101}),
    ("holds", HOLD | {"lines": [LINE | {"quantity": 10**9}]}),
    ("holds", HOLD | {"lines": [LINE, LINE | {"location": "nowhere"}]}),
]


@pytest.fixture(scope="module")
async def caller(server: Served) -> AsyncIterator[AsyncClient]:
    """Over a real connection: what is simulated hands bodies on in pieces."""
    async with server.client(server.people.admin) as client:
        shop = Shop(client)
        await shop.location(code="L-1")
        for sku in ("A-1", "Blue mug"):
            await shop.item(sku=sku)
            await shop.move({"sku": sku, "location": "L-1"}, "receive", 50)
        yield client


def forget_everybody(server: Served) -> None:
    server.app.state.auth._cache.clear()


async def post(client: AsyncClient, path: str, raw: bytes, **headers: str) -> Response:
    sent = keyed() | {"Content-Type": "application/json"} | headers
    return await client.post(f"/api/v1/stock/{path}", content=raw, headers=sent)


def without_id(response: Response) -> tuple[Json, dict[str, str]]:
    """What a response says, but for what is new each time."""
    body: Json = response.json()
    if response.status_code >= 400:
        assert body.pop("request_id") == response.headers["x-request-id"]
    changing = {"date", "x-request-id", "content-length", "idempotent-replayed"}
    kept = {name: value for name, value in response.headers.items() if name not in changing}
    return body, kept


@pytest.mark.parametrize(("path", "body"), BAD)
async def test_the_same_problem_however_it_is_read(
    server: Served, caller: AsyncClient, records: Records, path: str, body: Any
) -> None:
    raw = json.dumps(body).encode()
    before = await records.traces()
    await caller.get("/api/v1/locations")
    hot = await post(caller, path, raw)
    forget_everybody(server)
    cold = await post(caller, path, raw)
    other = await post(caller, path, raw, **{"Content-Type": "application/json; charset=utf-8"})
    assert hot.status_code == cold.status_code == other.status_code >= 400, hot.text
    assert without_id(hot) == without_id(cold) == without_id(other)
    assert await records.traces() == before


@pytest.mark.parametrize("raw", [b"", b"{", b"null", b'{"sku": "\xff"}', b"\xef\xbb\xbf{}"])
@pytest.mark.parametrize("path", ["movements", "movements/batch", "holds"])
async def test_what_is_no_json_is_refused_alike(
    server: Served, caller: AsyncClient, path: str, raw: bytes
) -> None:
    await caller.get("/api/v1/locations")
    hot = await post(caller, path, raw)
    forget_everybody(server)
    cold = await post(caller, path, raw)
    assert hot.status_code == cold.status_code
    assert 400 <= hot.status_code < 500
    assert without_id(hot) == without_id(cold)


@pytest.mark.parametrize(
    "headers",
    [
        {"Idempotency-Key": ""},
        {"Idempotency-Key": "x" * 256},
        {"Authorization": "Bearer guess"},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic eDp5"},
        {"Content-Type": "text/plain"},
        {"If-Match": '"99"'},
        {"If-Match": "seven"},
        {"X-Request-Id": "mine-1"},
        {"Origin": "https://elsewhere.example"},
    ],
)
async def test_unusual_headers_mean_what_they_mean_elsewhere(
    server: Served, caller: AsyncClient, headers: dict[str, str]
) -> None:
    raw = json.dumps(ROW | {"quantity": 10**9}).encode()
    await caller.get("/api/v1/locations")
    hot = await post(caller, "movements", raw, **headers)
    forget_everybody(server)
    cold = await post(caller, "movements", raw, **headers)
    assert hot.status_code == cold.status_code >= 400
    assert without_id(hot) == without_id(cold)
    if "X-Request-Id" in headers:
        assert hot.headers["x-request-id"] == cold.headers["x-request-id"] == "mine-1"


@pytest.mark.parametrize("path", ["movements", "movements/batch", "holds"])
async def test_who_may_not_is_refused_by_the_declared_route(server: Served, path: str) -> None:
    async with server.client(server.people.viewer) as viewer, server.client() as anonymous:
        for _ in range(2):
            raw = json.dumps(ROW).encode()
            assert (await post(viewer, path, raw)).status_code == 403
            assert (await post(anonymous, path, raw)).status_code == 401


@pytest.mark.parametrize(
    ("path", "body"),
    [("movements", ROW), ("movements/batch", {"movements": [ROW, ROW]}), ("holds", HOLD)],
)
async def test_a_key_means_the_same_on_both_ways(
    server: Served, caller: AsyncClient, path: str, body: Json
) -> None:
    raw = json.dumps(body).encode()
    key = keyed()
    await caller.get("/api/v1/locations")
    hot = await post(caller, path, raw, **key)
    forget_everybody(server)
    cold = await post(caller, path, raw, **key)
    assert hot.status_code == cold.status_code < 300
    assert cold.content == hot.content
    assert without_id(cold) == without_id(hot)
    assert "idempotent-replayed" not in hot.headers
    assert cold.headers["idempotent-replayed"] == "true"
    unusual = await post(caller, path, raw + b" ", **key)
    assert unusual.status_code == 422


async def test_the_usual_form_takes_the_short_way(
    server: Served, caller: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the tests above would compare the declared route with itself."""

    async def never(*_: Any, **__: Any) -> Answer:
        raise AssertionError("the declared route was asked")

    await caller.get("/api/v1/locations")
    for service in (StockService, HoldsService):
        for method in ("record_movement", "record_batch", "hold"):
            if hasattr(service, method):
                monkeypatch.setattr(service, method, never)
    for path, body in (("movements", ROW), ("movements/batch", {"movements": [ROW]})):
        assert (await post(caller, path, json.dumps(body).encode())).status_code < 300
    assert (await post(caller, "holds", json.dumps(HOLD).encode())).status_code == 201
