"""Changes of many prices over HTTP: bad input, keys that come twice, who may, and the feed."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from app.feed.change import Channel
from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.application import Hire
from tests.fixtures.feed import until
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

BULKS = "/api/v1/price-bulks"


@pytest.fixture(scope="module")
async def pricer(hire: Hire) -> AsyncClient:
    return await hire("pricer")


async def order(client: AsyncClient, key: str | None = None, **fields: Any) -> Response:
    body = {"currency": "JPY", "reason": "spring", "rule": {"kind": "percent", "value": "10"}}
    return await client.post(BULKS, json=body | fields, headers=keyed(key))


async def post(client: AsyncClient, bulk: Json, step: str, **fields: Any) -> Response:
    body = None if step == "discard" else fields
    return await client.post(f"{BULKS}/{bulk['id']}/{step}", json=body, headers=keyed())


async def once_in(client: AsyncClient, bulk: Json, state: str) -> Json:
    """The bulk, once it has come to this state."""
    found: Json = {}

    async def there() -> bool:
        found.update(made(await client.get(f"{BULKS}/{bulk['id']}"), 200))
        return bool(found["state"] == state)

    await until(there)
    return found


async def test_from_the_preview_to_the_undo(
    shop: Shop, pricer: AsyncClient, viewer: AsyncClient, records: Records
) -> None:
    items = [await shop.item(tags=["way"]) for _ in range(3)]
    for number, item in enumerate(items, start=1):
        await shop.price(item, str(1_000 * number))
    chosen: Json = {"filter": {"tag": "way"}, "rounding": {"to": "100", "ending": "80"}}
    ordered = made(await order(pricer, name="Spring", **chosen), 202)
    assert (ordered["state"], ordered["totals"], ordered["worst"]) == ("previewing", None, [])
    assert made(await order(pricer, **chosen), 202)["id"] > ordered["id"]
    ready = await once_in(pricer, ordered, "ready")
    assert (ready["name"], ready["total"], ready["totals"]["raised"]) == ("Spring", 3, 3)
    assert ready["rounding"] == {"to": "100", "ending": "80", "direction": "nearest"}
    page = made(await viewer.get(f"{BULKS}/{ready['id']}/rows"), 200)
    assert [row["new"] for row in page["items"]] == ["1080", "2180", "3280"]
    assert [row["margin_percent"] for row in page["items"]] == [None] * 3
    made(await post(pricer, ready, "apply", expected_version=ready["version"]), 202)
    applied = await once_in(pricer, ready, "applied")
    assert (applied["applied"], applied["skipped"]) == (3, 0)
    price = made(await viewer.get(f"/api/v1/prices/{items[0]['id']}"), 200)
    assert price["effective"]["amount"] == "1080"
    made(await post(pricer, ready, "undo", reason="too early"), 202)
    undone = await once_in(pricer, ready, "undone")
    assert (undone["undone"], undone["kept"]) == (3, 0)
    assert undone["version"] > applied["version"]
    listed = made(await viewer.get(BULKS, params={"limit": 500}), 200)["items"]
    assert [bulk["id"] for bulk in listed] == sorted((bulk["id"] for bulk in listed), reverse=True)
    assert undone in [bulk | {"worst": undone["worst"]} for bulk in listed]
    await records.settled()
    told = await records.rows(
        "SELECT version, after FROM feed WHERE channel = $1 AND key = $2 ORDER BY seq",
        Channel.PRICES,
        f"bulk:{ready['id']}",
    )
    versions = [row["version"] for row in told]
    assert versions == sorted(set(versions))


WRONG: list[tuple[str, Json]] = [
    ("rule.value", {"rule": {"kind": "percent", "value": "NaN"}}),
    ("rule.value", {"rule": {"kind": "percent", "value": "1e20"}}),
    ("rule.value", {"rule": {"kind": "set", "value": "100000000000000000000"}}),
    ("rule.value", {"rule": {"kind": "set", "value": "-1"}}),
    ("rule.value", {"rule": {"kind": "set", "value": "19.85"}}),
    ("rule.value", {"rule": {"kind": "amount", "value": "0.5"}}),
    ("rule.column", {"rule": {"kind": "match", "value": "0"}}),
    ("rule.column", {"rule": {"kind": "set", "value": "5", "column": "cost"}}),
    ("rule.price_list", {"rule": {"kind": "match", "value": "0", "column": "price_list"}}),
    ("rule.kind", {"rule": {"kind": "double", "value": "0"}}),
    ("rounding.to", {"rounding": {"to": "0"}}),
    ("rounding.ending", {"rounding": {"to": "10", "ending": "10"}}),
    ("rounding.to", {"rounding": {"to": "0.5"}}),
    ("filter.min_amount", {"filter": {"min_amount": "-1"}}),
    ("filter.min_amount", {"filter": {"min_amount": "Infinity"}}),
    ("filter.max_amount", {"filter": {"min_amount": "10", "max_amount": "9"}}),
    (
        "filter.max_margin_percent",
        {"filter": {"min_margin_percent": "10", "max_margin_percent": "9"}},
    ),
    ("filter.min_margin_percent", {"filter": {"min_margin_percent": "1e-99999"}}),
    ("filter.max_margin_percent", {"filter": {"max_margin_percent": "100.1"}}),
    ("filter.skus", {"filter": {"skus": ["A"] * 1_001}}),
    ("filter.brand", {"filter": {"brand": "x"}}),
    ("currency", {"currency": "XXX"}),
    ("reason", {"reason": " "}),
]


@pytest.mark.parametrize(("field", "fields"), WRONG)
async def test_what_can_never_be_right(
    pricer: AsyncClient, records: Records, field: str, fields: Json
) -> None:
    before = await records.value("SELECT count(*) FROM price_bulks")
    problem = assert_problem(await order(pricer, **fields), 422, "invalid")
    assert any(field in error["field"] for error in problem["errors"]), problem["errors"]
    assert await records.value("SELECT count(*) FROM price_bulks") == before


async def test_lists_that_are_unknown_closed_or_of_another_currency(
    pricer: AsyncClient, records: Records
) -> None:
    await records.rows(
        "INSERT INTO price_lists (code, name, currency, active) VALUES "
        "('dollars', 'Dollars', 'USD', true), ('closed', 'Closed', NULL, false)"
    )
    for code, error, status in (
        ("nowhere", "price_list_not_found", 404),
        ("closed", "price_list_inactive", 409),
        ("dollars", "currency_mismatch", 409),
    ):
        assert_problem(await order(pricer, price_list=code), status, error)
        match = {"kind": "match", "value": "0", "column": "price_list", "price_list": code}
        assert_problem(await order(pricer, rule=match), status, error)


async def test_a_key_takes_effect_once(pricer: AsyncClient, records: Records) -> None:
    empty = {"filter": {"q": "nothing like it"}}
    assert_problem(
        await pricer.post(BULKS, json={}), 400, "idempotency_key_required", "Idempotency-Key"
    )
    first = await order(pricer, "a-bulk", **empty)
    again = await order(pricer, "a-bulk", **empty)
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert_problem(await order(pricer, "a-bulk"), 422, "idempotency_key_reused")
    bulk = await once_in(pricer, first.json(), "ready")
    path = f"{BULKS}/{bulk['id']}/apply"
    once = await pricer.post(path, json={}, headers=keyed("an-apply"))
    await once_in(pricer, bulk, "applied")
    twice = await pricer.post(path, json={}, headers=keyed("an-apply"))
    assert once.json() == twice.json()
    assert_problem(await pricer.post(path, json={}, headers=keyed()), 409, "bulk_not_ready")
    assert await records.value("SELECT applied FROM price_bulks WHERE id = $1", bulk["id"]) == 0


async def test_who_may(
    viewer: AsyncClient, pricer: AsyncClient, anonymous: AsyncClient, hire: Hire
) -> None:
    bulk = made(await order(pricer, filter={"q": "nothing like it"}), 202)
    ready = await once_in(viewer, bulk, "ready")
    for client in (viewer, await hire("operator")):
        assert_problem(await order(client), 403, "forbidden")
        for step, fields in (("apply", {}), ("undo", {"reason": "x"}), ("discard", {})):
            assert_problem(await post(client, ready, step, **fields), 403, "forbidden")
    assert_problem(await order(anonymous), 401, "unauthenticated")
    assert made(await post(pricer, ready, "discard"), 200)["state"] == "discarded"
    assert_problem(await post(pricer, ready, "undo", reason="x"), 409, "bulk_not_ready")


async def test_what_is_not_there(pricer: AsyncClient) -> None:
    nowhere = {"id": 2**52}
    for step, fields in (("apply", {}), ("undo", {"reason": "x"}), ("discard", {})):
        assert_problem(await post(pricer, nowhere, step, **fields), 404, "bulk_not_found")
    for path in ("", "/rows"):
        assert_problem(await pricer.get(f"{BULKS}/{2**52}{path}"), 404, "bulk_not_found")
