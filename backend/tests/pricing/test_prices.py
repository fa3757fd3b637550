"""Prices over HTTP: exact amounts, their timeline, and what is refused without a trace."""

import json
from decimal import Decimal
from typing import Any

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import AMOUNT_MAX, CURRENCY_EXPONENTS, at_scale, plain
from app.pricing.engine.amounts import percent_between
from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

PRICES = "/api/v1/prices"


def base(item: Json) -> str:
    return f"{PRICES}/{item['id']}/base"


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("1980", "JPY", "1980"),
        ("1980.0", "JPY", "1980"),
        (1980, "JPY", "1980"),
        ("19.8", "USD", "19.80"),
        ("1.234", "KWD", "1.234"),
        ("1", "JPY", "1"),
        ("1000", "USD", "1000.00"),
        ("999999999999", "KWD", "999999999999.000"),
    ],
)
async def test_an_amount_is_kept_exactly(
    shop: Shop, viewer: AsyncClient, amount: Any, currency: str, written: str
) -> None:
    item = await shop.item()
    result = await shop.price(item, amount, currency, reason="spring")
    price, change = result["price"], result["change"]
    assert (price["amount"], price["currency"], price["version"]) == (written, currency, 1)
    assert (change["before"], change["amount"]) == (None, written)
    assert (change["change_percent"], change["reason"]) == (None, "spring")
    assert change["actor"] == "admin@shop.test"
    read = await viewer.get(f"{PRICES}/{item['id']}")
    shown = read.json()
    effective = shown["effective"]
    assert (effective["amount"], effective["currency"]) == (written, currency)
    assert (effective["because"], effective["sale_id"]) == ("base", None)
    assert [layer["amount"] for layer in shown["layers"]] == [written]
    assert read.headers["etag"] == '"1"'


BAD: list[tuple[dict[str, Any], str]] = [
    ({"amount": "19.8"}, "amount"),
    ({"amount": "19.805", "currency": "USD"}, "amount"),
    ({"amount": "1.2345", "currency": "KWD"}, "amount"),
    ({"amount": 19.8, "currency": "USD"}, "amount"),
    ({"amount": 1980.0}, "amount"),
    ({"amount": "NaN"}, "amount"),
    ({"amount": float("nan")}, "amount"),
    ({"amount": "Infinity"}, "amount"),
    ({"amount": "-1"}, "amount"),
    ({"amount": "1000000000000"}, "amount"),
    ({"amount": 10**30}, "amount"),
    ({"amount": "1e999999"}, "amount"),
    ({"amount": "1e-999999", "currency": "USD"}, "amount"),
    ({"amount": "1,980"}, "amount"),
    ({"amount": ""}, "amount"),
    ({"amount": True}, "amount"),
    ({"amount": None}, "amount"),
    ({"currency": "jpy"}, "currency"),
    ({"currency": "XXX"}, "currency"),
    ({"currency": None}, "currency"),
    ({"price_list": "Whole sale"}, "price_list"),
    ({"reason": "a" * 201}, "reason"),
    ({"reason": "\0"}, "reason"),
    ({"expected_version": -1}, "expected_version"),
    ({"expected_version": 10**30}, "expected_version"),
    ({"amuont": "1"}, "amuont"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_prices(
    shop: Shop, admin: AsyncClient, records: Records, wrong: dict[str, Any], field: str
) -> None:
    item = await shop.item()
    before = await records.traces()
    response = await admin.put(
        base(item),
        content=json.dumps({"amount": "1980", "currency": "JPY"} | wrong).encode(),
        headers=keyed() | {"Content-Type": "application/json"},
    )
    assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before


async def test_every_change_is_a_step_of_the_timeline(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    item = await shop.item()
    first = await shop.price(item, "1000")
    second = await shop.price(item, "875")
    before = await records.traces()
    same = await shop.price(item, "875.0")
    assert (same["change"], same["price"]) == (None, second["price"])
    assert await records.traces() == before | {"keys": before["keys"] + 1}
    less = await shop.price(item, "700")
    third = await shop.price(item, "1050")
    steps = [first["change"], second["change"], less["change"], third["change"]]
    assert [step["change_percent"] for step in steps] == [None, "-12.50", "-20.00", "50.00"]
    assert [step["before"] for step in steps] == [None, "1000", "875", "700"]
    assert [step["version"] for step in steps] == [1, 2, 3, 4]
    history = f"{PRICES}/{item['id']}/history"
    assert made(await viewer.get(history), 200)["items"] == steps[::-1]
    rows, query = [], {"limit": "1"}
    while True:
        page = made(await viewer.get(history, params=query), 200)
        rows += page["items"]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert rows == steps[::-1]
    assert made(await viewer.get(history, params={"currency": "USD"}), 200)["items"] == []


async def test_changes_of_all_items(shop: Shop, viewer: AsyncClient) -> None:
    item = await shop.item()
    for amount in ("100", "90", "91", "150"):
        await shop.price(item, amount)
    path = f"{PRICES}/changes"
    newest = made(await viewer.get(path, params={"limit": 3}), 200)
    assert [row["amount"] for row in newest["items"]] == ["150", "91", "90"]
    large = made(await viewer.get(path, params={"limit": 2, "min_percent": "9.99"}), 200)
    assert [row["change_percent"] for row in large["items"]] == ["64.84", "-10.00"]
    older = {"cursor": newest["next_cursor"], "limit": 1}
    assert made(await viewer.get(path, params=older), 200)["items"][0]["amount"] == "100"
    for wrong in ("-1", "NaN", "Infinity", "x", "1e-100000", "1e100000", "1e-1000000000"):
        response = await viewer.get(path, params={"min_percent": wrong})
        assert_problem(response, 422, "invalid", "min_percent")


async def test_a_price_per_currency(shop: Shop, viewer: AsyncClient) -> None:
    item = await shop.item()
    await shop.price(item, "1980", "JPY")
    await shop.price(item, "19.80", "USD")
    path = f"{PRICES}/{item['id']}"
    newest = made(await viewer.get(path), 200)
    assert newest["effective"]["currency"] == "USD"
    assert {price["currency"] for price in newest["prices"]} == {"JPY", "USD"}
    yen = made(await viewer.get(path, params={"currency": "JPY"}), 200)
    assert (yen["effective"]["amount"], yen["version"]) == ("1980", 1)
    none = made(await viewer.get(path, params={"currency": "EUR"}), 200)
    assert (none["effective"], none["version"]) == (None, 0)


async def test_the_list_of_prices(shop: Shop, viewer: AsyncClient) -> None:
    made_items = [await shop.item(category="Priced", name=f"priced {n}") for n in range(5)]
    # As text: A-99 comes after A-100.
    items = sorted(made_items, key=lambda item: str(item["sku"]))
    for item in items:
        await shop.price(item, "100")
    whole = made(await viewer.get(PRICES, params={"category": "Priced"}), 200)["items"]
    assert [row["item_id"] for row in whole] == [item["id"] for item in items]
    seen, query = [], {"q": "priced", "limit": "2"}
    while True:
        page = made(await viewer.get(PRICES, params=query), 200)
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == whole
    some = {"item_id": [items[0]["id"], items[3]["id"]]}
    assert made(await viewer.get(PRICES, params=some), 200)["items"] == [whole[0], whole[3]]
    one = {"sku": items[1]["sku"].lower()}
    assert made(await viewer.get(PRICES, params=one), 200)["items"] == [whole[1]]
    for query in ({"item_id": "0"}, {"item_id": "x"}):
        assert (await viewer.get(PRICES, params=query)).status_code == 422


async def test_a_price_is_set_only_on_what_was_seen(
    shop: Shop, admin: AsyncClient, viewer: AsyncClient, anonymous: AsyncClient, records: Records
) -> None:
    item = await shop.item()
    await shop.price(item, "1000", expected_version=0)
    before = await records.traces()
    body = {"amount": "900", "currency": "JPY"}
    late = await admin.put(base(item), json=body | {"expected_version": 0}, headers=keyed())
    assert assert_problem(late, 409, "stale_version")["current"]["amount"] == "1000"
    late = await admin.put(base(item), json=body, headers=keyed() | {"If-Match": '"2"'})
    assert assert_problem(late, 412, "precondition_failed")["current"]["version"] == 1
    # Not even the same amount slips through.
    same = body | {"amount": "1000", "expected_version": 7}
    assert_problem(await admin.put(base(item), json=same, headers=keyed()), 409, "stale_version")
    assert_problem(await viewer.put(base(item), json=body, headers=keyed()), 403, "forbidden")
    refused = await anonymous.put(base(item), json=body, headers=keyed())
    assert_problem(refused, 401, "unauthenticated")
    fresh = await shop.item()
    early = await admin.put(base(fresh), json=body | {"expected_version": 1}, headers=keyed())
    assert assert_problem(early, 409, "stale_version")["current"] is None
    assert await records.traces() == before | {
        "items": before["items"] + 1,
        "item_versions": before["item_versions"] + 1,
        "changes": before["changes"] + 1,
    }
    put = await admin.put(
        base(item), json=body | {"expected_version": 1}, headers=keyed() | {"If-Match": '"1"'}
    )
    assert put.json()["price"]["version"] == 2


async def test_what_is_not_there_or_archived(
    shop: Shop, admin: AsyncClient, records: Records
) -> None:
    item = await shop.item()
    await admin.post(f"/api/v1/items/{item['id']}/archive")
    before = await records.traces()
    body = {"amount": "1", "currency": "JPY"}
    archived = await admin.put(base(item), json=body, headers=keyed())
    assert_problem(archived, 409, "item_archived")
    missing = f"{PRICES}/{2**53 - 1}"
    response = await admin.put(f"{missing}/base", json=body, headers=keyed())
    assert_problem(response, 404, "item_not_found")
    assert_problem(await admin.get(missing), 404, "item_not_found")
    assert_problem(await admin.get(f"{missing}/history"), 404, "item_not_found")
    assert_problem(await admin.get(f"{PRICES}/{10**30}"), 422, "invalid", "item_id")
    assert await records.traces() == before


AMOUNTS = st.decimals(0, AMOUNT_MAX, places=4, allow_nan=False)


@given(AMOUNTS, AMOUNTS)
def test_the_percentage_of_a_step(before: Decimal, amount: Decimal) -> None:
    percent = percent_between(before, amount)
    if before == 0:
        assert percent is None
        return
    assert percent is not None
    exact = (amount - before) / before * 100
    assert abs(percent - exact) <= Decimal("0.005") + abs(exact) * Decimal("1e-20")
    # The column holds 18 digits before the point.
    assert abs(percent) < 10**18


@given(st.sampled_from(sorted(CURRENCY_EXPONENTS)), st.integers(1, 10**31))
def test_sums_of_any_size_are_written_exactly(currency: str, minor_units: int) -> None:
    total = Decimal(f"{minor_units}E-{CURRENCY_EXPONENTS[currency]}")
    written = plain(at_scale(total, currency))
    assert int(written.replace(".", "")) == minor_units


async def test_a_price_of_its_own_is_taken_away(shop: Shop, admin: AsyncClient) -> None:
    item = await shop.item()
    await shop.price(item, "1000")
    rule = {"kind": "percent", "value": "-10"}
    child = {"code": "taken-away", "name": "Child", "parent": "default", "rule": rule}
    made(await admin.post("/api/v1/price-lists", json=child, headers=keyed()), 201)
    await shop.price(item, "700", price_list="taken-away")
    where = {"price_list": "taken-away", "currency": "JPY", "reason": "as the others"}
    key = keyed()
    answer = await admin.delete(base(item), params=where, headers=key)
    result = made(answer, 200)
    again = await admin.delete(base(item), params=where, headers=key)
    assert again.headers["idempotent-replayed"] == "true"
    # What is asked for stands in the query alone.
    for other in (where | {"price_list": "default"}, where | {"reason": "by mistake"}):
        refused = await admin.delete(base(item), params=other, headers=key)
        assert_problem(refused, 422, "idempotency_key_reused")
    assert (result["price"]["amount"], result["price"]["because"]) == ("900", "inherited")
    assert (result["change"]["before"], result["change"]["reason"]) == ("700", "as the others")
    # It comes from the parent again.
    await shop.price(item, "1100")
    shown = await admin.get(f"{PRICES}/{item['id']}", params={"price_list": "taken-away"})
    assert (shown.json()["effective"]["amount"], shown.json()["inherited"]) == ("990", "990")
    for wrong in (where | {"price_list": "default"}, where | {"currency": "USD"}):
        refused = await admin.delete(base(item), params=wrong, headers=keyed())
        assert_problem(refused, 409, "no_base_price")
