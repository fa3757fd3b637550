"""Price lists over HTTP: whose prices come from where, and what is refused without a trace."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.price_room import LISTS, PRICES, PriceRoom
from tests.factories.shop import Json, keyed, made
from tests.fixtures.application import Hire
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

MINUS_TEN: Json = {"kind": "percent", "value": "-10"}


async def opened(room: PriceRoom, amount: str = "1000", currency: str = "JPY") -> tuple[Json, str]:
    """An item that has a price in a list of its own, and that list."""
    item, code = await room.shop.item(), (await room.price_list())["code"]
    await room.set(item, amount, currency, price_list=code)
    return item, code


async def test_a_list_says_everything_that_was_set(room: PriceRoom, viewer: AsyncClient) -> None:
    parent = (await room.price_list())["code"]
    body = {
        "code": "shop-fr",
        "name": "Boutique",
        "currency": "EUR",
        "channel": "web",
        "country": "FR",
        "customer_group": "club",
        "time_zone": "Europe/Paris",
        "parent": parent,
        "rule": {"kind": "percent", "value": "-12.5"},
        "rounding": {"to": "1", "ending": "0.99", "direction": "up"},
    }
    result = made(await room.client.post(LISTS, json=body, headers=keyed()), 201)
    listed = result["price_list"]
    assert {name: listed[name] for name in body} == body
    assert (listed["active"], listed["prices"], listed["version"]) == (True, 0, 1)
    assert (result["changed"], result["hits"], result["proposal"]) == (0, [], None)
    assert made(await viewer.get(f"{LISTS}/shop-fr"), 200) == listed
    codes = [
        row["code"] for row in made(await viewer.get(LISTS, params={"limit": 500}), 200)["items"]
    ]
    assert codes == sorted(codes)
    assert {"default", "shop-fr"} <= set(codes)


@pytest.mark.parametrize(
    ("currency", "amount", "rule", "rounding", "made_of_it"),
    [
        ("JPY", "1980", None, None, "1980"),
        ("JPY", "1985", MINUS_TEN, None, "1787"),
        ("JPY", "1985", MINUS_TEN, {"to": "10"}, "1790"),
        ("JPY", "100", {"kind": "fixed", "value": "-79"}, None, "21"),
        ("USD", "19.99", {"kind": "fixed", "value": "0.01"}, None, "20.00"),
        ("USD", "19.99", MINUS_TEN, {"to": "1", "ending": "0.99"}, "17.99"),
        ("KWD", "1.999", MINUS_TEN, None, "1.799"),
        ("USD", "0.01", MINUS_TEN, None, "0.01"),
    ],
)
async def test_a_price_comes_from_the_parent(
    room: PriceRoom, currency: str, amount: str, rule: Any, rounding: Any, made_of_it: str
) -> None:
    item, parent = await opened(room, amount, currency)
    result = made(await room.try_list(parent=parent, rule=rule, rounding=rounding), 201)
    child = result["price_list"]
    assert (result["changed"], child["prices"], child["own_prices"]) == (1, 1, 0)
    shown = (await room.look(item, price_list=child["code"]))["effective"]
    assert (shown["amount"], shown["because"]) == (made_of_it, "inherited")
    assert (shown["trail"][0]["price_list"], shown["trail"][0]["amount"]) == (parent, amount)
    assert shown["trail"][-1]["amount"] == made_of_it
    (step,) = await room.history(item, price_list=child["code"])
    assert (step["cause"], step["before"], step["amount"]) == ("list_edited", None, made_of_it)


async def test_a_base_price_is_handed_down_and_an_own_one_stays(room: PriceRoom) -> None:
    item, parent = await opened(room)
    child = (await room.price_list(parent=parent, rule=MINUS_TEN))["code"]
    grandchild = (await room.price_list(parent=child, rule=MINUS_TEN))["code"]
    amounts = [await room.amount(item, price_list=code) for code in (parent, child, grandchild)]
    assert amounts == ["1000", "900", "810"]
    await room.set(item, "2000", price_list=parent)
    amounts = [await room.amount(item, price_list=code) for code in (parent, child, grandchild)]
    assert amounts == ["2000", "1800", "1620"]
    await room.set(item, "1500", price_list=child)
    await room.set(item, "3000", price_list=parent)
    amounts = [await room.amount(item, price_list=code) for code in (parent, child, grandchild)]
    assert amounts == ["3000", "1500", "1350"]
    steps = await room.history(item, price_list=grandchild)
    assert [step["amount"] for step in steps] == ["1350", "1620", "810"]
    other = await room.shop.item()
    await room.set(other, "100", price_list=parent)
    assert await room.amount(other, price_list=grandchild) == "81"


async def test_another_rule_changes_every_price_that_comes_by_it(
    room: PriceRoom, viewer: AsyncClient
) -> None:
    item, parent = await opened(room)
    other = await room.shop.item()
    await room.set(other, "555", price_list=parent)
    child = (await room.price_list(parent=parent))["code"]
    await room.set(other, "500", price_list=child)
    result = made(await room.try_edit_list(child, rule=MINUS_TEN, rounding={"to": "50"}), 200)
    assert (result["changed"], result["price_list"]["rule"]) == (1, MINUS_TEN)
    rounding = {"to": "50", "ending": "0", "direction": "nearest"}
    assert result["price_list"]["rounding"] == rounding
    amounts = [await room.amount(each, price_list=child) for each in (item, other)]
    assert amounts == ["900", "500"]
    gone = made(await room.try_edit_list(child, rule=None), 200)["price_list"]
    assert (gone["rule"], gone["rounding"]) == (None, rounding)
    assert await room.amount(item, price_list=child) == "1000"
    named = made(await room.try_edit_list(child, name="Another", channel=None), 200)
    assert (named["changed"], named["price_list"]["name"]) == (0, "Another")
    shown = {"price_list": child, "because": "base"}
    rows = made(await viewer.get(PRICES, params=shown), 200)["items"]
    assert [row["item_id"] for row in rows] == [other["id"]]


async def test_what_is_in_force_in_the_parent_keeps_no_list_from_being_opened(
    room: PriceRoom, records: Records
) -> None:
    parent = (await room.price_list())["code"]
    item = await room.shop.item()
    await room.set(item, "400", price_list=parent)
    await room.guard(item, "block", floor="500")
    child = await room.price_list(parent=parent)
    shown = await room.look(item, price_list=child["code"])
    assert (shown["effective"]["amount"], shown["effective"]["because"]) == ("400", "inherited")
    assert [(hit["rule"], hit["limit"]) for hit in shown["hits"]] == [("floor", "500")]
    # Any other price is news.
    before = await records.traces()
    for rule in ({"kind": "percent", "value": "-1"}, {"kind": "fixed", "value": "1"}):
        assert_problem(await room.try_list(parent=parent, rule=rule), 409, "price_blocked")
    assert await records.traces() == before
    answer = await room.try_edit_list(child["code"], rule=rule, override_reason="the last ones")
    assert made(answer, 202)["proposal"]["lines_total"] == 1


async def test_a_closed_list_takes_no_prices(room: PriceRoom, records: Records) -> None:
    item, code = await opened(room)
    made(await room.try_edit_list(code, active=False), 200)
    before = await records.traces()
    late = await room.try_set(item, "900", price_list=code)
    assert_problem(late, 409, "price_list_inactive")
    unknown = await room.try_set(item, "900", price_list="nowhere")
    assert_problem(unknown, 404, "price_list_not_found")
    assert_problem(await room.client.get(f"{LISTS}/nowhere"), 404, "price_list_not_found")
    assert_problem(await room.try_edit_list("nowhere", name="X"), 404, "price_list_not_found")
    assert await records.traces() == before
    assert await room.amount(item, price_list=code) == "1000"
    made(await room.try_edit_list(code, active=True), 200)
    await room.set(item, "900", price_list=code)


async def test_currencies_fit(room: PriceRoom, records: Records) -> None:
    item = await room.shop.item()
    dollars = (await room.price_list(currency="USD"))["code"]
    child = (await room.price_list(parent=dollars))["code"]
    before = await records.traces()
    wrong = await room.try_set(item, "900", price_list=dollars)
    assert_problem(wrong, 409, "currency_mismatch")
    wrong = await room.try_list(parent=dollars, currency="EUR")
    assert_problem(wrong, 409, "currency_mismatch")
    fixed = {"kind": "fixed", "value": "0.001"}
    wrong = await room.try_list(parent=dollars, currency="USD", rule=fixed)
    assert_problem(wrong, 422, "invalid", "rule.value")
    assert await records.traces() == before
    # Yen in a list of all currencies do not come into one that is in dollars.
    any_parent = (await room.price_list())["code"]
    euros = (await room.price_list(parent=any_parent, currency="USD"))["code"]
    await room.set(item, "900", price_list=any_parent)
    await room.set(item, "9.00", "USD", price_list=any_parent)
    shown = (await room.look(item, price_list=euros))["prices"]
    assert [p["currency"] for p in shown if p["price_list"] == euros] == ["USD"]
    assert child


BAD: list[tuple[Json, str]] = [
    ({"code": "Whole Sale"}, "code"),
    ({"code": ""}, "code"),
    ({"code": "a" * 41}, "code"),
    ({"name": ""}, "name"),
    ({"name": None}, "name"),
    ({"currency": "XXX"}, "currency"),
    ({"country": "fr"}, "country"),
    ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ({"rule": MINUS_TEN}, "parent"),
    ({"rounding": {"to": "10"}}, "parent"),
    ({"parent": "default", "rule": {"kind": "percent", "value": "NaN"}}, "rule.value"),
    ({"parent": "default", "rule": {"kind": "percent", "value": "1e20"}}, "rule.value"),
    ({"parent": "default", "rule": {"kind": "times", "value": "1"}}, "rule.kind"),
    ({"parent": "default", "rounding": {"to": "0"}}, "rounding.to"),
    ({"parent": "default", "rounding": {"to": "-1"}}, "rounding.to"),
    ({"parent": "default", "rounding": {"to": "1", "ending": "1"}}, "rounding.ending"),
    ({"parent": "default", "rounding": {"to": "1", "direction": "out"}}, "rounding.direction"),
    ({"prent": "default"}, "prent"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_lists(room: PriceRoom, records: Records, wrong: Json, field: str) -> None:
    before = await records.traces()
    assert_problem(await room.try_list(**wrong), 422, "invalid", field)
    assert await records.traces() == before


@pytest.mark.parametrize("field", ["name", "time_zone", "active"])
async def test_what_may_not_be_null(room: PriceRoom, records: Records, field: str) -> None:
    code = (await room.price_list())["code"]
    before = await records.traces()
    assert_problem(await room.try_edit_list(code, **{field: None}), 422, "invalid", field)
    assert_problem(await room.try_edit_list(code, reason="nothing"), 422, "invalid")
    assert await records.traces() == before


async def test_lists_come_from_one_another_only_forwards(room: PriceRoom, records: Records) -> None:
    first = (await room.price_list())["code"]
    chain = [first]
    for _ in range(4):
        chain.append((await room.price_list(parent=chain[-1]))["code"])
    before = await records.traces()
    cycle = await room.try_edit_list(first, parent=chain[-1])
    assert_problem(cycle, 409, "price_list_cycle")
    assert_problem(await room.try_edit_list(first, parent=first), 409, "price_list_cycle")
    own = await room.try_list(code="own", parent="own")
    assert_problem(own, 409, "price_list_cycle")
    deep = await room.try_list(parent=chain[-1])
    assert_problem(deep, 422, "invalid", "parent")
    elsewhere = await room.try_edit_list(chain[-1], parent=first)
    assert_problem(elsewhere, 422, "invalid", "parent")
    orphan = await room.try_edit_list(chain[1], parent=None)
    assert_problem(orphan, 422, "invalid", "parent")
    unknown = await room.try_list(parent="nowhere")
    assert_problem(unknown, 404, "price_list_not_found")
    taken = await room.try_list(code=first)
    assert_problem(taken, 409, "price_list_code_taken")
    ruled = await room.try_edit_list(first, rule=MINUS_TEN)
    assert_problem(ruled, 422, "invalid", "rule")
    closed = await room.try_edit_list("default", active=False)
    assert_problem(closed, 422, "invalid", "active")
    assert await records.traces() == before


async def test_a_list_changes_only_as_it_was_seen(room: PriceRoom, records: Records) -> None:
    listed = await room.price_list()
    before = await records.traces()
    late = await room.try_edit_list(listed["code"], name="X", expected_version=2)
    assert assert_problem(late, 409, "stale_version")["current"]["version"] == 1
    headers = keyed() | {"If-Match": '"2"'}
    path = f"{LISTS}/{listed['code']}"
    late = await room.client.patch(path, json={"name": "X"}, headers=headers)
    assert_problem(late, 412, "precondition_failed")
    assert (await room.client.get(path)).headers["etag"] == '"1"'
    assert await records.traces() == before
    edited = made(await room.try_edit_list(listed["code"], name="X", expected_version=1), 200)
    assert edited["price_list"]["version"] == 2


async def test_the_same_key_makes_one_list(room: PriceRoom, records: Records) -> None:
    headers, body = keyed(), {"code": "once", "name": "Once"}
    first = await room.client.post(LISTS, json=body, headers=headers)
    before = await records.traces()
    again = await room.client.post(LISTS, json=body, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    other = await room.client.post(LISTS, json=body | {"name": "Twice"}, headers=headers)
    assert_problem(other, 422, "idempotency_key_reused")
    assert_problem(await room.client.post(LISTS, json=body), 400, "idempotency_key_required")
    assert await records.traces() == before


async def test_who_may_open_lists(
    room: PriceRoom, hire: Hire, viewer: AsyncClient, anonymous: AsyncClient, records: Records
) -> None:
    code = (await room.price_list())["code"]
    people = [viewer, await hire("operator")]
    before = await records.traces()
    for person in people:
        other = room.of(person)
        assert_problem(await other.try_list(), 403, "forbidden")
        assert_problem(await other.try_edit_list(code, name="X"), 403, "forbidden")
    assert_problem(await room.of(anonymous).try_list(), 401, "unauthenticated")
    assert await records.traces() == before


async def test_the_list_that_speaks_most_closely(room: PriceRoom, viewer: AsyncClient) -> None:
    places: dict[str, Json] = {
        "land": {"country": "NZ"},
        "shop": {"channel": "kiosk"},
        "land-shop": {"country": "NZ", "channel": "kiosk"},
        "club": {"customer_group": "crew"},
        "closed": {"customer_group": "crew", "channel": "kiosk", "country": "NZ"},
    }
    for code, place in places.items():
        await room.price_list(code=code, **place)
    made(await room.try_edit_list("closed", active=False), 200)

    async def found(**query: str) -> str:
        answer = made(await viewer.get(f"{LISTS}/resolve", params=query), 200)
        code: str = answer["code"]
        return code

    assert await found(country="NZ") == "land"
    assert await found(channel="kiosk", country="AU") == "shop"
    assert await found(channel="kiosk", country="NZ") == "land-shop"
    assert await found(channel="kiosk", country="NZ", customer_group="crew") == "club"
    assert await found(country="AU") == await found() == "default"
