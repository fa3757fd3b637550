"""Sales over HTTP: what they make of a price, who may make them, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.clock import now
from app.core.schema import rfc3339
from tests.factories.price_room import SALES, PriceRoom
from tests.factories.shop import Json, keyed, made
from tests.fixtures.application import Hire
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

SOON = rfc3339(now() + timedelta(days=1))
LATER = rfc3339(now() + timedelta(days=2))
PAST = rfc3339(now() - timedelta(days=1))
NEXT_YEAR = now().year + 1


def last_sunday(month: int) -> date:
    """When clocks in London change; both months have 31 days."""
    last = date(NEXT_YEAR, month, 31)
    return last - timedelta(days=last.isoweekday() % 7)


async def test_a_sale_that_runs_makes_the_price(room: PriceRoom) -> None:
    item = await room.priced("1000")
    result = made(await room.try_sale(item, percent_off="15", reason="spring"), 201)
    sale, price = result["sale"], result["price"]
    assert (sale["state"], sale["price"], sale["base"]) == ("running", "850", "1000")
    assert (sale["percent_off"], sale["amount"], sale["ends_at"]) == ("15", None, None)
    assert (sale["reason"], sale["overlaps"], sale["hits"]) == ("spring", [], [])
    assert (price["amount"], price["base"], price["because"]) == ("850", "1000", "sale")
    assert price["sale"] == {"id": sale["id"], "name": "Spring sale", "ends_at": None}
    assert result["proposal"] is None
    step, first = await room.history(item)
    assert (step["before"], step["amount"], step["cause"]) == ("1000", "850", "sale_started")
    assert (step["sale_id"], step["significance"]) == (sale["id"], "major")
    assert first["because"] == "base"
    # As it is in the list, alone and on the drawer.
    assert await room.look_at_sale(sale) == sale
    shown = await room.look(item)
    assert [(layer["kind"], layer["state"]) for layer in shown["layers"]] == [
        ("base", "outranked"),
        ("sale", "in_force"),
    ]
    assert [step["kind"] for step in shown["effective"]["trail"]] == ["base", "sale"]


async def test_a_planned_sale_makes_it_later(room: PriceRoom) -> None:
    item = await room.priced("1000")
    sale = await room.sale(item, amount="700", starts_at=SOON, ends_at=LATER)
    assert (sale["state"], sale["price"]) == ("scheduled", "700")
    assert await room.amount(item) == "1000"
    assert (await room.look(item))["prices"][0]["next_change_at"] == sale["starts_at"]
    during = sale["starts_at"]
    shown = (await room.look(item, at=during))["effective"]
    assert (shown["amount"], shown["because"], shown["sale_id"]) == ("700", "sale", sale["id"])
    assert await room.amount(item, at=sale["ends_at"]) == "1000"
    assert len(await room.history(item)) == 1


async def test_the_highest_priority_wins_then_the_later_start(room: PriceRoom) -> None:
    item = await room.priced("1000")
    first = await room.sale(item, amount="900")
    second = await room.sale(item, amount="950")
    assert second["overlaps"] == [first["id"]]
    assert await room.amount(item) == "950"
    third = await room.sale(item, amount="800", priority=1)
    await room.sale(item, amount="990")
    assert await room.amount(item) == "800"
    made(await room.try_end_sale(third, reason="sold out"), 200)
    assert await room.amount(item) == "990"
    assert (await room.look_at_sale(third))["state"] == "ended"
    assert_problem(await room.try_edit_sale(third, priority=2), 409, "sale_over")
    assert_problem(await room.try_end_sale(third), 409, "sale_over")
    assert_problem(await room.try_remove_sale(third), 409, "sale_over")


async def test_more_units_have_a_price_of_their_own(room: PriceRoom) -> None:
    item = await room.priced("1000")
    tiers = [
        {"min_quantity": 5, "percent_off": "20"},
        {"min_quantity": 10, "amount": "700"},
    ]
    await room.sale(item, percent_off="10", tiers=tiers)
    amounts = [await room.amount(item, quantity=quantity) for quantity in (1, 4, 5, 9, 10, 99)]
    assert amounts == ["900", "900", "800", "800", "700", "700"]
    trail = (await room.look(item, quantity=5))["effective"]["trail"]
    assert (trail[-1]["kind"], trail[-1]["amount"]) == ("tier", "800")


@pytest.mark.parametrize(
    ("currency", "amount", "rounding", "made_of_it"),
    [
        ("JPY", "1999", None, "1799"),
        ("JPY", "1999", {"to": "10"}, "1800"),
        ("USD", "19.99", None, "17.99"),
        ("USD", "19.99", {"to": "1", "ending": "0.99"}, "17.99"),
        ("USD", "21.00", {"to": "1", "ending": "0.99", "direction": "down"}, "17.99"),
        ("KWD", "1.999", None, "1.799"),
    ],
)
async def test_percent_is_rounded_to_the_currency(
    room: PriceRoom, currency: str, amount: str, rounding: Any, made_of_it: str
) -> None:
    item = await room.priced(amount, currency)
    sale = await room.sale(item, currency=currency, rounding=rounding)
    assert sale["price"] == await room.amount(item, currency=currency) == made_of_it
    assert sale["rounding"] == (
        None if rounding is None else {"ending": "0", "direction": "nearest"} | rounding
    )


async def test_only_what_is_sent_of_a_sale_changes(room: PriceRoom) -> None:
    item = await room.priced("1000")
    sale = await room.sale(item, starts_at=SOON, ends_at=LATER, priority=3)
    edited = made(await room.try_edit_sale(sale, amount="800"), 200)["sale"]
    moved = {"amount": "800", "percent_off": None, "price": "800", "version": sale["version"] + 1}
    assert edited == sale | moved | {"updated_at": edited["updated_at"]}
    # The window's end is taken away, and it starts at once.
    begun = made(await room.try_edit_sale(sale, ends_at=None, starts_at=PAST), 200)
    assert (begun["sale"]["state"], begun["sale"]["ends_at"]) == ("running", None)
    assert (begun["price"]["amount"], await room.amount(item)) == ("800", "800")
    other = made(await room.try_edit_sale(sale, percent_off="50"), 200)["price"]
    assert other["amount"] == "500"
    assert_problem(await room.try_edit_sale(sale, starts_at=SOON), 422, "invalid", "starts_at")
    causes = [step["cause"] for step in await room.history(item)]
    assert causes == ["sale_edited", "sale_edited", "base_price"]


async def test_a_sale_is_taken_away(room: PriceRoom) -> None:
    item = await room.priced("1000")
    running = await room.sale(item, amount="900")
    gone = made(await room.try_remove_sale(running), 200)
    assert (gone["sale"]["state"], gone["price"]["amount"]) == ("removed", "1000")
    planned = await room.sale(item, amount="900", starts_at=SOON)
    # What has not begun has no end: it is taken away.
    ended = made(await room.try_end_sale(planned, reason="not this year"), 200)
    assert ended["sale"]["state"] == "removed"
    assert [step["amount"] for step in await room.history(item)] == ["1000", "900", "1000"]
    listed = made(await room.client.get(SALES, params={"item_id": item["id"]}), 200)["items"]
    assert listed == []
    asked = {"item_id": item["id"], "state": "removed"}
    listed = made(await room.client.get(SALES, params=asked), 200)["items"]
    assert {row["id"] for row in listed} == {running["id"], planned["id"]}


async def test_a_base_price_under_a_percent_moves_it(room: PriceRoom) -> None:
    item = await room.priced("1000")
    await room.sale(item, percent_off="10")
    result = await room.set(item, "2000")
    assert (result["price"]["amount"], result["price"]["base"]) == ("1800", "2000")
    assert result["change"]["change_percent"] == "100.00"


WORTH = {"amount": "900"}
BAD: list[tuple[Json, str]] = [
    ({"amount": None, "percent_off": None}, "amount"),
    ({"amount": "900", "percent_off": "10"}, "amount"),
    ({"amount": "-1"}, "amount"),
    ({"amount": "NaN"}, "amount"),
    ({"amount": "1e20"}, "amount"),
    ({"amount": "900.5"}, "amount"),
    ({"amount": None, "percent_off": "0"}, "percent_off"),
    ({"amount": None, "percent_off": "-5"}, "percent_off"),
    ({"amount": None, "percent_off": "100.01"}, "percent_off"),
    ({"amount": None, "percent_off": "NaN"}, "percent_off"),
    ({"starts_at": LATER, "ends_at": SOON}, "ends_at"),
    ({"starts_at": SOON, "ends_at": SOON}, "ends_at"),
    ({"starts_at": rfc3339(now() - timedelta(days=2)), "ends_at": PAST}, "ends_at"),
    ({"starts_at": "tomorrow morning"}, "starts_at"),
    ({"starts_at": "2026-13-01T00:00:00"}, "starts_at"),
    ({"time_zone": "Europe/Atlantis"}, "time_zone"),
    ({"time_zone": "../../etc/passwd"}, "time_zone"),
    ({"tiers": [{"min_quantity": 5, "amount": "1"}, {"min_quantity": 3, "amount": "2"}]}, "tiers"),
    ({"tiers": [{"min_quantity": 5, "amount": "1"}, {"min_quantity": 5, "amount": "2"}]}, "tiers"),
    ({"tiers": [{"min_quantity": 1, "amount": "1"}]}, "tiers.0.min_quantity"),
    ({"tiers": [{"min_quantity": 2}]}, "tiers.0.amount"),
    ({"tiers": [{"min_quantity": 2, "amount": "1.5"}]}, "tiers.0.amount"),
    ({"rounding": {"to": "0"}}, "rounding.to"),
    ({"rounding": {"to": "1", "ending": "1"}}, "rounding.ending"),
    ({"priority": -1}, "priority"),
    ({"priority": True}, "priority"),
    ({"name": ""}, "name"),
    ({"currency": "XXX"}, "currency"),
    ({"price": "900"}, "price"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_sales(
    room: PriceRoom, priced: Json, records: Records, wrong: Json, field: str
) -> None:
    before = await records.traces()
    assert_problem(await room.try_sale(priced, **WORTH | wrong), 422, "invalid", field)
    assert await records.traces() == before


@pytest.fixture(scope="module")
async def priced(room: PriceRoom) -> Json:
    """An item with a price, for those who change nothing."""
    return await room.priced("1000")


@pytest.mark.parametrize(
    ("currency", "finest", "too_fine"),
    [("JPY", "4", "3.9"), ("USD", "4.99", "4.989"), ("KWD", "4.999", "4.9989")],
)
async def test_no_more_decimals_than_the_currency_has(
    room: PriceRoom, records: Records, currency: str, finest: str, too_fine: str
) -> None:
    item = await room.priced("5", currency)
    sale = await room.sale(item, currency=currency, amount=finest)
    before = await records.traces()
    late = await room.try_edit_sale(sale, amount=too_fine)
    assert_problem(late, 422, "invalid", "amount")
    new = await room.try_sale(item, currency=currency, amount=too_fine)
    assert_problem(new, 422, "invalid", "amount")
    assert await records.traces() == before


async def test_an_hour_that_does_not_exist(room: PriceRoom, priced: Json, records: Records) -> None:
    text = f"{last_sunday(3)}T01:30:00"
    before = await records.traces()
    answer = await room.try_sale(priced, starts_at=text, time_zone="Europe/London")
    problem = assert_problem(answer, 422, "invalid", "starts_at")
    assert "02:30" in problem["errors"][0]["message"]
    assert await records.traces() == before
    sale = await room.sale(priced, starts_at=f"{text}+00:00", time_zone="Europe/London")
    assert sale["starts_local"] == f"{last_sunday(3)}T02:30:00+01:00"


@pytest.mark.parametrize(("offset", "utc"), [("+01:00", "00:30"), ("+00:00", "01:30")])
async def test_an_hour_that_occurs_twice(
    room: PriceRoom, priced: Json, records: Records, offset: str, utc: str
) -> None:
    text = f"{last_sunday(10)}T01:30:00"
    before = await records.traces()
    answer = await room.try_sale(priced, ends_at=text, time_zone="Europe/London")
    problem = assert_problem(answer, 422, "invalid", "ends_at")
    assert f"{text}{offset}" in problem["errors"][0]["message"]
    assert await records.traces() == before
    sale = await room.sale(priced, ends_at=f"{text}{offset}", time_zone="Europe/London")
    assert sale["ends_at"].startswith(f"{last_sunday(10)}T{utc}:00")
    assert sale["ends_local"] == f"{text}{offset}"


async def test_a_local_time_is_that_of_the_list(room: PriceRoom) -> None:
    listed = await room.price_list(time_zone="Asia/Tokyo")
    item = await room.shop.item()
    await room.set(item, "1000", price_list=listed["code"])
    text = f"{NEXT_YEAR}-01-01T00:00:00"
    sale = await room.sale(item, price_list=listed["code"], starts_at=text)
    assert (sale["time_zone"], sale["starts_local"]) == ("Asia/Tokyo", f"{text}+09:00")
    assert sale["starts_at"].startswith(f"{NEXT_YEAR - 1}-12-31T15:00:00")


async def test_what_a_sale_needs(room: PriceRoom, priced: Json, records: Records) -> None:
    bare, archived = await room.shop.item(), await room.priced()
    closed = (await room.price_list())["code"]
    made(await room.try_edit_list(closed, active=False), 200)
    dollars = (await room.price_list(currency="USD"))["code"]
    await room.shop.client.post(f"/api/v1/items/{archived['id']}/archive")
    before = await records.traces()
    assert_problem(await room.try_sale(bare), 409, "no_base_price")
    assert_problem(await room.try_sale(priced, currency="USD"), 409, "no_base_price")
    assert_problem(await room.try_sale(archived), 409, "item_archived")
    assert_problem(await room.try_sale({"id": 2**50}), 404, "item_not_found")
    unknown = await room.try_sale(priced, price_list="nowhere")
    assert_problem(unknown, 404, "price_list_not_found")
    assert_problem(await room.try_sale(priced, price_list=closed), 409, "price_list_inactive")
    assert_problem(await room.try_sale(priced, price_list=dollars), 409, "currency_mismatch")
    nobody = {"id": 2**50}
    assert_problem(await room.client.get(f"{SALES}/{2**50}"), 404, "sale_not_found")
    assert_problem(await room.try_edit_sale(nobody, priority=1), 404, "sale_not_found")
    assert_problem(await room.try_end_sale(nobody), 404, "sale_not_found")
    assert_problem(await room.try_remove_sale(nobody), 404, "sale_not_found")
    assert await records.traces() == before


async def test_a_sale_changes_only_as_it_was_seen(room: PriceRoom, records: Records) -> None:
    item = await room.priced()
    sale = await room.sale(item, starts_at=SOON)
    seen = sale["version"]
    before = await records.traces()
    late = await room.try_edit_sale(sale, priority=1, expected_version=seen + 1)
    assert assert_problem(late, 409, "stale_version")["current"]["version"] == seen
    late = await room.try_edit_sale(sale, priority=1, headers={"If-Match": f'"{seen + 1}"'})
    assert_problem(late, 412, "precondition_failed")
    late = await room.try_end_sale(sale, expected_version=seen + 1)
    assert_problem(late, 409, "stale_version")
    late = await room.try_remove_sale(sale, **{"If-Match": f'"{seen + 1}"'})
    assert_problem(late, 412, "precondition_failed")
    empty = await room.try_edit_sale(sale, reason="no change")
    assert_problem(empty, 422, "invalid")
    assert await records.traces() == before
    fits = {"headers": {"If-Match": f'"{seen}"'}, "expected_version": seen}
    made(await room.try_edit_sale(sale, priority=1, **fits), 200)


async def test_the_same_key_makes_one_sale(room: PriceRoom, records: Records) -> None:
    item = await room.priced()
    key = keyed()["Idempotency-Key"]
    first = await room.try_sale(item, key=key)
    before = await records.traces()
    again = await room.try_sale(item, key=key)
    assert (again.status_code, again.json()) == (201, first.json())
    other = await room.try_sale(item, key=key, percent_off="11")
    assert_problem(other, 422, "idempotency_key_reused")
    path = f"/api/v1/prices/{item['id']}/sales"
    assert_problem(await room.client.post(path, json={}), 400, "idempotency_key_required")
    assert await records.traces() == before


async def test_who_may_make_sales(
    room: PriceRoom, hire: Hire, viewer: AsyncClient, anonymous: AsyncClient, records: Records
) -> None:
    item = await room.priced()
    sale = await room.sale(item, starts_at=SOON)
    people = [viewer, await hire("operator")]
    before = await records.traces()
    for person in people:
        other = room.of(person)
        for answer in (
            await other.try_sale(item),
            await other.try_edit_sale(sale, priority=1),
            await other.try_end_sale(sale),
            await other.try_remove_sale(sale),
        ):
            assert_problem(answer, 403, "forbidden")
        assert await other.look_at_sale(sale) == sale
    assert_problem(await room.of(anonymous).try_sale(item), 401, "unauthenticated")
    assert await records.traces() == before


async def test_the_calendar(room: PriceRoom) -> None:
    category = "Calendar"
    goods = [await room.priced(category=category) for _ in range(3)]
    planned = [await room.sale(item, starts_at=SOON, ends_at=LATER) for item in goods]
    running = await room.sale(goods[0], name="Runs already")
    whole: Json = {"category": category, "limit": 2}
    rows, query = [], whole
    while True:
        page = made(await room.client.get(SALES, params=query), 200)
        rows += page["items"]
        if page["next_cursor"] is None:
            break
        query = whole | {"cursor": page["next_cursor"]}
    ids = [row["id"] for row in rows]
    assert ids == [running["id"], *(sale["id"] for sale in planned)]
    narrow = {"category": category, "starts_before": rfc3339(now()), "ends_after": rfc3339(now())}
    met = made(await room.client.get(SALES, params=narrow), 200)["items"]
    assert [row["id"] for row in met] == [running["id"]]
    for name in ("starts_before", "ends_after"):
        beyond = await room.client.get(SALES, params={name: "9999-12-31T23:59:59-14:00"})
        assert_problem(beyond, 422, "invalid", name)
    asked = {"category": category, "state": ["scheduled"]}
    met = made(await room.client.get(SALES, params=asked), 200)["items"]
    assert [row["id"] for row in met] == ids[1:]
