"""Prices as they are read: previews, earlier and later moments, filters, and who sees the cost."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.clock import now
from app.core.schema import rfc3339
from tests.factories.price_room import PRICES, PriceRoom
from tests.factories.shop import Json, keyed, made
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

SOON = rfc3339(now() + timedelta(days=1))
COST = {"amount": "600", "currency": "JPY"}


async def preview(room: PriceRoom, item: Json, amount: Any, **fields: Any) -> Json:
    body = {"item_id": item["id"], "amount": amount, "currency": "JPY"} | fields
    return made(await room.client.post(f"{PRICES}/preview", json=body), 200)


@pytest.mark.parametrize("mode", ["warn", "approve", "block"])
async def test_a_preview_says_what_would_come_and_keeps_nothing(
    room: PriceRoom, viewer: AsyncClient, records: Records, mode: str
) -> None:
    item, parent = await room.shop.item(), (await room.price_list())["code"]
    rule = {"kind": "percent", "value": "-10"}
    child = (await room.price_list(parent=parent, rule=rule))["code"]
    await room.set(item, "1000", price_list=parent)
    await room.guard(item, mode, floor="500")
    place = await room.shop.location()
    await room.shop.move({"sku": item["sku"], "location": place["code"]}, "receive", 3)
    before = await records.traces()
    shown = await preview(room.of(viewer), item, "550", price_list=parent)
    assert (shown["outcome"], [hit["rule"] for hit in shown["hits"]]) == (mode, ["floor"])
    lines = {line["price_list"]: line for line in shown["lines"]}
    told = {code: (line["before"], line["amount"]) for code, line in lines.items()}
    assert told == {parent: ("1000", "550"), child: ("900", "495")}
    # The rule that the child breaks stands beside the child alone.
    assert (lines[parent]["hits"], len(lines[child]["hits"])) == ([], 1)
    assert shown["lines"][0]["price_list"] == child
    assert (shown["impact"]["items"], shown["impact"]["units_on_hand"]) == (1, 3)
    assert (await preview(room, item, "560", price_list=parent))["outcome"] == "pass"
    assert await records.traces() == before


async def test_what_a_preview_refuses(room: PriceRoom, records: Records) -> None:
    item = await room.priced()
    before = await records.traces()
    for wrong, field in (
        ({"amount": "-1"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "1e20"}, "amount"),
        ({"amount": "0.5"}, "amount"),
        ({"currency": "XXX"}, "currency"),
        ({"item_id": 0}, "item_id"),
    ):
        body = {"item_id": item["id"], "amount": "1", "currency": "JPY"} | wrong
        answer = await room.client.post(f"{PRICES}/preview", json=body)
        assert_problem(answer, 422, "invalid", field)
    body = {"item_id": 2**50, "amount": "1", "currency": "JPY"}
    answer = await room.client.post(f"{PRICES}/preview", json=body)
    assert_problem(answer, 404, "item_not_found")
    assert await records.traces() == before
    made(await room.shop.client.post(f"/api/v1/items/{item['id']}/archive"), 200)
    answer = await room.client.post(f"{PRICES}/preview", json=body | {"item_id": item["id"]})
    assert_problem(answer, 409, "item_archived")


async def test_going_back_to_an_earlier_price(room: PriceRoom, records: Records) -> None:
    item, other = await room.priced("1000"), await room.priced("5")
    (first,) = await room.history(item)
    await room.set(item, "1200")
    back = made(await room.try_revert(item, first["id"]), 200)
    assert (back["price"]["amount"], back["price"]["version"]) == ("1000", 3)
    change = back["change"]
    assert (change["cause"], change["reason"]) == ("revert", "a mistake")
    assert change["reference"] == f"price-change:{first['id']}"
    assert [step["amount"] for step in await room.history(item)] == ["1000", "1200", "1000"]
    before = await records.traces()
    (elsewhere,) = await room.history(other)
    for change_id in (elsewhere["id"], 2**50):
        answer = await room.try_revert(item, change_id)
        assert_problem(answer, 404, "price_change_not_found")
    late = await room.try_revert(item, first["id"], expected_version=1)
    assert_problem(late, 409, "stale_version")
    path = f"{PRICES}/{item['id']}/revert"
    silent = await room.client.post(path, json={"change_id": first["id"]}, headers=keyed())
    assert_problem(silent, 422, "invalid", "reason")
    assert await records.traces() == before


async def test_going_back_to_a_step_of_a_sale_is_refused(room: PriceRoom) -> None:
    item = await room.priced("1000")
    sale = await room.sale(item, amount="800")
    made(await room.try_end_sale(sale), 200)
    ended, started, _ = await room.history(item)
    for step in (ended, started):
        assert_problem(await room.try_revert(item, step["id"]), 422, "invalid", "change_id")
    assert await room.amount(item) == "1000"


async def test_going_back_below_a_running_sale_sets_the_base_of_that_step(room: PriceRoom) -> None:
    item = await room.priced("1000")
    await room.sale(item, percent_off="10")
    await room.set(item, "900")
    step = (await room.history(item))[0]
    assert (step["amount"], step["base"]) == ("810", "900")
    await room.set(item, "1100")
    price = made(await room.try_revert(item, step["id"]), 200)["price"]
    assert (price["amount"], price["base"], price["because"]) == ("810", "900", "sale")


async def test_the_price_at_another_moment(room: PriceRoom) -> None:
    item = await room.shop.item()
    never = rfc3339(now())
    await room.set(item, "1000")
    first = await room.look(item)
    await room.sale(item, amount="900")
    planned = await room.sale(item, percent_off="50", starts_at=SOON, priority=1)
    early = first["prices"][0]["since"]
    past = (await room.look(item, at=early))["effective"]
    assert (past["amount"], past["because"], past["at"]) == ("1000", "base", early)
    assert await room.amount(item) == "900"
    coming = (await room.look(item, at=planned["starts_at"], quantity=3))["effective"]
    assert (coming["amount"], coming["sale_id"], coming["quantity"]) == ("500", planned["id"], 3)
    assert (await room.look(item, at=never))["effective"] is None
    bad = (
        ({"at": "2026-01-01T00:00:00"}, "at"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"at": "9999-12-31T23:59:59-14:00"}, "at"),
        ({"quantity": 0}, "quantity"),
    )
    for wrong, field in bad:
        answer = await room.client.get(f"{PRICES}/{item['id']}", params=wrong)
        assert_problem(answer, 422, "invalid", field)
    unknown = await room.client.get(f"{PRICES}/{item['id']}", params={"price_list": "nowhere"})
    assert_problem(unknown, 404, "price_list_not_found")


async def test_changes_by_their_weight(room: PriceRoom, viewer: AsyncClient) -> None:
    item, code = await room.shop.item(), (await room.price_list())["code"]
    for amount in ("10000", "10499", "11023", "11022", "11022", "9368", "9368"):
        await room.set(item, amount, price_list=code)

    async def found(**query: str) -> list[tuple[str, str | None]]:
        asked = {"price_list": code} | query
        rows = made(await viewer.get(f"{PRICES}/changes", params=asked), 200)["items"]
        return [(row["amount"], row["significance"]) for row in rows]

    assert await found() == [
        ("9368", "major"),
        ("11022", "minor"),
        # 4.991 % and 4.99 % are minor; 15.006 % is major.
        ("11023", "minor"),
        ("10499", "minor"),
        ("10000", None),
    ]
    assert await found(significance="major") == [("9368", "major")]
    assert await found(min_percent="15") == [("9368", "major")]
    assert await found(significance="minor", min_percent="1") == [
        ("11023", "minor"),
        ("10499", "minor"),
    ]
    answer = await viewer.get(f"{PRICES}/changes", params={"significance": "huge"})
    assert_problem(answer, 422, "invalid", "significance")


@pytest.mark.parametrize(
    ("amount", "significance"),
    [("1049", "minor"), ("1050", "significant"), ("1149", "significant"), ("1150", "major"),
     ("951", "minor"), ("950", "significant"), ("850", "major")],
)  # fmt: skip
async def test_how_much_a_step_weighs(room: PriceRoom, amount: str, significance: str) -> None:
    item = await room.priced("1000")
    assert (await room.set(item, amount))["change"]["significance"] == significance


async def test_the_table_by_what_makes_a_price(room: PriceRoom, viewer: AsyncClient) -> None:
    category = "Reading"
    plain, reduced = [await room.priced(category=category) for _ in range(2)]
    await room.sale(reduced, amount="900")
    await room.set(plain, "1500")
    await room.guard(plain, "warn", ceiling="1000")
    await room.set(plain, "1600")

    async def found(**query: Any) -> list[Json]:
        asked = {"category": category} | query
        rows: list[Json] = made(await viewer.get(PRICES, params=asked), 200)["items"]
        return rows

    assert {row["item_id"] for row in await found()} == {plain["id"], reduced["id"]}
    (row,) = await found(because="sale")
    assert (row["amount"], row["base"], row["sale"]["name"]) == ("900", "1000", "Spring sale")
    (row,) = await found(breaks_guard=True)
    assert (row["item_id"], row["hits"][0]["rule"]) == (plain["id"], "ceiling")
    last = row["last_change"]
    assert (last["before"], last["change_percent"], last["significance"]) == (
        "1500",
        "6.67",
        "significant",
    )


async def test_cost_and_margin_need_their_permission(
    room: PriceRoom, viewer: AsyncClient, records: Records
) -> None:
    item = await room.priced("1000", cost=COST, category="Costly")
    await room.guard(item, "approve", min_margin_percent="20")
    proposal = await room.propose(item, "610")
    whole, part = room, room.of(viewer)
    for reader, cost, margin in ((whole, COST, "40.00"), (part, None, None)):
        shown = await reader.look(item)
        assert (shown["cost"], shown["margin_percent"]) == (cost, margin)
        rows = made(await reader.client.get(PRICES, params={"category": "Costly"}), 200)["items"]
        assert [(row["cost"], row["margin_percent"]) for row in rows] == [(cost, margin)]
    for reader, before, after in ((whole, "40.00", "1.64"), (part, None, None)):
        impact = (await reader.proposal(proposal))["impact"]
        told = (impact["margin_percent_before"], impact["margin_percent_after"])
        assert told == (before, after)
        impact = (await preview(reader, item, "610"))["impact"]
        told = (impact["margin_percent_before"], impact["margin_percent_after"])
        assert told == (before, after)
    await records.settled()
    frames = "SELECT after::text || cause::text AS said FROM feed WHERE channel = 'price:updates'"
    said = "".join(row["said"] for row in await records.rows(frames))
    assert "margin_percent_before" in said
    assert not any(secret in said for secret in ('"600"', '"40.00"', '"1.64"'))


async def test_a_margin_does_not_tell_the_cost(room: PriceRoom, viewer: AsyncClient) -> None:
    """Who may not see the cost cannot find it by asking what breaks the margin."""
    item = await room.priced("1000", cost=COST)
    await room.guard(item, "approve", min_margin_percent="20")
    asked = room.of(viewer)
    answers = [await preview(asked, item, amount) for amount in ("749", "750", "751")]
    assert [answer["hits"] for answer in answers] == [[], [], []]
    assert {answer["outcome"] for answer in answers} == {"pass"}
    shown = await asked.look(item)
    assert "margin" not in [limit["rule"] for limit in shown["guard"]]
    assert (await preview(room, item, "749"))["outcome"] == "approve"
