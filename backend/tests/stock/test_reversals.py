"""A mistake is taken back by a second line that points to the first; nothing is edited."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.shop import Json, Shop, keyed
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records


def reverse_of(movement_id: Any) -> str:
    return f"movements/{movement_id}/reverse"


async def newest(shop: Shop, level: Json) -> Json:
    found: list[Json] = (await shop.read("movements", level_id=level["id"], limit=1))["items"]
    return found[0]


@pytest.mark.parametrize(
    ("kind", "quantity"),
    [("receive", 4), ("sale", 4), ("return", 4), ("damage", 4), ("adjust", -4), ("adjust", 4)],
)
async def test_each_kind_can_be_taken_back(
    shop: Shop, records: Records, kind: str, quantity: int
) -> None:
    level = await shop.level(10)
    moved = await shop.move(level, kind, quantity, reason="lost", reference="urn:doc:1")
    before = await records.traces()
    back = await shop.reverse(moved, reason="correction", reference="urn:doc:2")
    first, second = moved["movement"], back["movement"]
    assert (second["kind"], second["reverses_id"]) == (kind, first["id"])
    assert second["delta_on_hand"] == -first["delta_on_hand"]
    assert (second["reason"], second["reference"]) == ("correction", "urn:doc:2")
    assert (back["level"]["on_hand"], back["level"]["version"]) == (10, 3)
    changed = {name: value - before[name] for name, value in (await records.traces()).items()}
    expected = {"movements": 1, "changes": 1, "level_versions": 1}
    assert {name: count for name, count in changed.items() if count} == expected
    assert await newest(shop, level) == second
    assert await records.crooked() == []


async def test_without_a_body_it_keeps_the_reference(shop: Shop) -> None:
    level = await shop.level(10)
    moved = await shop.move(level, "sale", 4, reference="urn:doc:1")
    response = await shop.try_write(reverse_of(moved["movement"]["id"]))
    assert response.status_code == 201
    movement = response.json()["movement"]
    assert (movement["reason"], movement["reference"]) == (None, "urn:doc:1")


async def test_what_was_taken_back_is_not_taken_back_again(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    moved = await shop.move(level, "sale", 4)
    path = reverse_of(moved["movement"]["id"])
    first = await shop.try_write(path, key="back-1")
    before = await records.traces()
    problem = assert_problem(await shop.try_write(path), 409, "already_reversed")
    assert problem["current"] == first.json()["level"]
    again = await shop.try_write(path, key="back-1")
    assert (again.content, again.headers["idempotent-replayed"]) == (first.content, "true")
    assert await records.traces() == before


async def test_of_a_crowd_one_takes_it_back(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    moved = await shop.move(level, "sale", 4)
    path = reverse_of(moved["movement"]["id"])
    answers = await asyncio.gather(*(shop.try_write(path) for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 11
    assert (await shop.current(level))["on_hand"] == 10
    assert await records.crooked() == []


async def test_a_reversal_is_not_taken_back(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    back = await shop.reverse(await shop.move(level, "sale", 4))
    before = await records.traces()
    refused = await shop.try_write(reverse_of(back["movement"]["id"]))
    assert_problem(refused, 409, "not_reversible")
    assert await records.traces() == before


async def test_what_a_count_balanced_is_taken_back_with_the_count(
    shop: Shop, records: Records
) -> None:
    level = await shop.level(10)
    await shop.count(level, 9)
    await shop.move(level, "sale", 4, occurred_at="2026-11-01T09:30:00Z")
    (balance,) = (
        line
        for line in (await shop.read("movements", level_id=level["id"]))["items"]
        if line["count_id"] is not None
    )
    before = await records.traces()
    assert_problem(await shop.try_write(reverse_of(balance["id"])), 409, "not_reversible")
    assert await records.traces() == before


async def test_documents_take_back_their_own_lines(shop: Shop, records: Records) -> None:
    level, goal = await shop.level(10), await shop.location()
    line = {"sku": level["sku"], "quantity": 2}
    hold = await shop.write(
        "holds", {"lines": [line | {"location": level["location"]}], "ttl_seconds": 600}
    )
    lines = [await newest(shop, level)]
    await shop.write(
        f"holds/{hold['id']}/commit",
        {"lines": [line | {"location": level["location"], "quantity": 1}]},
    )
    lines.append(await newest(shop, level))
    await shop.write(f"holds/{hold['id']}/release")
    lines.append(await newest(shop, level))
    way = {"from_location": level["location"], "to_location": goal["code"]}
    await shop.write("transfers", way | {"lines": [line], "arrived": True})
    lines += (await shop.read("movements", sku=level["sku"], limit=2))["items"]
    kinds = [line["kind"] for line in lines]
    assert kinds == ["reserve", "commit", "release", "transfer_in", "transfer_out"]
    before = await records.traces()
    for one in lines:
        assert_problem(await shop.try_write(reverse_of(one["id"])), 409, "not_reversible")
    assert await records.traces() == before


async def test_goods_that_are_gone_can_not_be_taken_back(shop: Shop, records: Records) -> None:
    level = await shop.level(0 + 1)
    received = await shop.move(level, "receive", 5)
    await shop.move(level, "sale", 3)
    before = await records.traces()
    refused = await shop.try_write(reverse_of(received["movement"]["id"]))
    problem = assert_problem(refused, 409, "insufficient_stock")
    assert problem["current"]["on_hand"] == 3
    assert "5 are wanted" in problem["detail"]
    assert await records.traces() == before


async def test_nothing_is_taken_back_where_it_is_archived(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    moved = await shop.move(level, "sale", 3)
    await shop.archive(level)
    before = await records.traces()
    refused = await shop.try_write(reverse_of(moved["movement"]["id"]))
    assert_problem(refused, 409, "item_archived")
    assert await records.traces() == before


@pytest.mark.parametrize("movement_id", ["0", "-1", "x", str(2**53), "1" * 40])
async def test_ids_that_are_none(shop: Shop, movement_id: str) -> None:
    response = await shop.try_write(reverse_of(movement_id))
    assert_problem(response, 422, "invalid", "movement_id")


async def test_a_movement_that_is_not_there(shop: Shop) -> None:
    assert_problem(await shop.try_write(reverse_of(2**53 - 1)), 404, "movement_not_found")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": "x" * 201}, "reason"),
        ({"reason": "\0"}, "reason"),
        ({"reference": "x" * 501}, "reference"),
        ({"quantity": 1}, "quantity"),
        ({"occurred_at": "2026-11-01T09:30:00Z"}, "occurred_at"),
    ],
)
async def test_bad_bodies(shop: Shop, records: Records, wrong: dict[str, Any], field: str) -> None:
    moved = await shop.move(await shop.level(10), "sale", 1)
    before = await records.traces()
    response = await shop.try_write(reverse_of(moved["movement"]["id"]), wrong)
    assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before


async def test_one_key_for_two_reversals(shop: Shop) -> None:
    level = await shop.level(10)
    one, other = [await shop.move(level, "sale", 1) for _ in range(2)]
    await shop.write(reverse_of(one["movement"]["id"]), key="two-backs")
    refused = await shop.try_write(reverse_of(other["movement"]["id"]), key="two-backs")
    assert_problem(refused, 422, "idempotency_key_reused")


async def test_who_may_take_back(shop: Shop, viewer: AsyncClient, anonymous: AsyncClient) -> None:
    moved = await shop.move(await shop.level(10), "sale", 1)
    path = f"/api/v1/stock/{reverse_of(moved['movement']['id'])}"
    assert_problem(await viewer.post(path, headers=keyed()), 403, "forbidden")
    assert_problem(await anonymous.post(path, headers=keyed()), 401, "unauthenticated")
    assert_problem(await shop.client.post(path), 400, "idempotency_key_required")
