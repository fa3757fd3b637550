"""Whatever anybody sends to any operation, the answer is one of those that the contract names."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from httpx import AsyncClient, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.main import app
from app.realtime.protocol import CloseCode
from tests.factories.shop import keyed
from tests.fixtures.application import Application
from tests.fixtures.feed import running

DOCUMENT: dict[str, Any] = app.openapi()
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
# Ending the session of the one who asks is no use here, and logging in takes its time on purpose.
LEFT_OUT = {"/api/v1/auth/logout", "/api/v1/auth/login", "/api/v1/users"}

WORDS = st.sampled_from(
    "A-1 L-1 sale adjust JPY USD default 0 1 19.80 Asia/Tokyo 2026-03-01T09:30:00Z "
    "4901234567894 inventory:updates open archived sku -sku low".split()
)
TEXTS = WORDS | st.text(max_size=30) | st.text(st.characters(min_codepoint=0, max_codepoint=160))
NUMBERS = st.integers() | st.integers(-(10**40), 10**40) | st.floats()
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)

OPERATIONS = [
    (method, path)
    for path, item in DOCUMENT["paths"].items()
    for method in item
    if path.startswith("/api/") and path not in LEFT_OUT
]


PLACE = {"sku": "A-1", "location": "L-1"}
LINE = PLACE | {"quantity": 1}
ROW = LINE | {"kind": "sale"}
# Bodies that are right until a field or two of them is replaced.
RIGHT: dict[str, dict[str, Any]] = {
    "Decision": {"reason": "not now"},
    "MovementCreate": ROW,
    "BatchCreate": {"movements": [ROW, ROW | {"kind": "count"}], "mode": "each"},
    "CountCreate": PLACE | {"counted": 10**9},
    "MovementReverse": {"reason": "correction"},
    "ReasonCreate": {"code": "sample", "name": "Sample"},
    "HoldCreate": {"lines": [LINE], "ttl_seconds": 60},
    "HoldCommit": {"lines": [LINE], "release_rest": True},
    "HoldRelease": {"lines": [LINE]},
    "HoldExtend": {"ttl_seconds": 60},
    "TransferCreate": {
        "from_location": "L-1",
        "to_location": "L-2",
        "lines": [{"sku": "A-1", "quantity": 1}],
    },
    "TransferReceive": {"lines": [{"sku": "A-1", "quantity": 1}], "close": True},
    "StockLevelUpdate": {"reorder_point": 5},
    "BasePriceSet": {"amount": "19.80", "currency": "USD"},
    "PricePreviewRequest": {"item_id": 1, "amount": "19.80", "currency": "USD"},
    "PriceRevert": {"change_id": 1, "reason": "too dear"},
    "PriceListCreate": {"code": "dealers", "name": "Dealers", "parent": "default"},
    "PriceListUpdate": {"name": "Dealers"},
    "SaleCreate": {"name": "Autumn", "currency": "USD", "percent_off": "10"},
    "SaleUpdate": {"percent_off": "5"},
    "SaleRemove": {"reason": "sold out"},
    "GuardCreate": {"name": "Steps", "max_decrease_percent": "30"},
    "GuardUpdate": {"name": "Steps", "max_decrease_percent": "40"},
    "GuardPreviewRequest": {"name": "Steps", "max_decrease_percent": "30", "days": 30},
    "Approval": {"reason": "fine"},
    "Rejection": {"reason": "too dear"},
    "BulkCreate": {
        "currency": "USD",
        "filter": {"category": "Cups"},
        "rule": {"kind": "percent", "value": "10"},
        "rounding": {"to": "1", "ending": "0.99"},
        "reason": "spring",
    },
    "BulkApply": {"override_reason": "meant so"},
    "BulkUndo": {"reason": "too early"},
    "ItemCreate": {"sku": "B-1", "name": "B"},
    "ItemUpdate": {"name": "B"},
    "LocationCreate": {"code": "M-1", "name": "M", "time_zone": "UTC"},
    "LocationUpdate": {"name": "M"},
}


def bodies(operation: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What is asked for, with a field or two gone wrong; and now and then no object at all."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return st.none()
    # A body that may be left out stands in a list of alternatives.
    schema = content["schema"].get("anyOf", [content["schema"]])[0]
    name = schema["$ref"].rpartition("/")[2]
    fields = st.sampled_from(sorted(SCHEMAS[name]["properties"]))
    wrong = st.dictionaries(fields, VALUES, max_size=2)
    return wrong.map(lambda replaced: RIGHT[name] | replaced) | VALUES


def queries(operation: dict[str, Any]) -> st.SearchStrategy[dict[str, str]]:
    """One or two of the filters, whatever they are set to."""
    parameters = [item for item in operation.get("parameters", []) if item["in"] == "query"]
    if not parameters:
        return st.just({})
    names = st.sampled_from([item["name"] for item in parameters])
    right = {
        "at": "2026-03-01T09:30:00Z",
        "channel": "inventory:updates",
        "price_list": "default",
        "currency": "JPY",
    }
    needed = {item["name"]: right[item["name"]] for item in parameters if item["required"]}
    values = TEXTS | NUMBERS.map(str)
    return st.dictionaries(names, values, max_size=2).map(lambda drawn: needed | drawn)


@pytest.fixture(scope="module", autouse=True)
async def something_there(admin: AsyncClient) -> None:
    await admin.post("/api/v1/items", json={"sku": "A-1", "name": "A"})
    for code in ("L-1", "L-2"):
        location = {"code": code, "name": "L", "time_zone": "UTC"}
        await admin.post("/api/v1/locations", json=location)
    # The ids of these are 1, as those of the paths often are.
    receive = ROW | {"kind": "receive", "quantity": 10**9}
    for path, body in (
        ("movements", receive),
        ("holds", RIGHT["HoldCreate"] | {"ttl_seconds": 3_600}),
        ("transfers", RIGHT["TransferCreate"]),
    ):
        response = await admin.post(f"/api/v1/stock/{path}", json=body, headers=keyed())
        assert response.status_code == 201, response.text


@pytest.fixture(scope="module", autouse=True)
async def nothing_goes_on_for_ever(application: Application) -> AsyncIterator[None]:
    """The event stream ends when the server says so; these clients would never hang up."""
    manager = application.app.state.websockets

    async def hang_up() -> None:
        while True:
            for reader in list(manager.connections.values()):
                reader.close(CloseCode.RESTART, "enough")
            await asyncio.sleep(0.01)

    async with running(hang_up()):
        yield


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@given(data=st.data())
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
async def test_every_answer_is_one_of_the_contract(
    admin: AsyncClient, method: str, path: str, data: st.DataObject
) -> None:
    operation = DOCUMENT["paths"][path][method]
    place = quote(data.draw(st.just("1") | NUMBERS.map(str) | TEXTS), safe="") or "1"
    query = urlencode(data.draw(queries(operation)))
    body = data.draw(bodies(operation))
    headers = {"Content-Type": "application/json"} | keyed()
    if version := data.draw(st.none() | st.integers(-1, 10**20)):
        headers["If-Match"] = f'"{version}"'
    response = await admin.request(
        method,
        re.sub(r"{\w+}", place, path) + f"?{query}",
        content=None if body is None else json.dumps(body).encode(),
        headers=headers,
    )
    assert_declared(response, operation)


def assert_declared(response: Response, operation: dict[str, Any]) -> None:
    status = str(response.status_code)
    # A path that does not lead to this operation (a slash, a dot) leads to no other harm.
    assert status in set(operation["responses"]) | {"404", "405", "307"}, response.text
    if response.status_code >= 400:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["code"]
