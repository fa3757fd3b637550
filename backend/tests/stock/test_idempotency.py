"""A key that is sent twice takes effect once, whatever happens around it."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.shop import Shop, keyed
from tests.fixtures.application import Application
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

MOVEMENTS = "/api/v1/stock/movements"


def sale(level: dict[str, Any], quantity: int = 1) -> dict[str, Any]:
    place = {"sku": level["sku"], "location": level["location"]}
    return place | {"kind": "sale", "quantity": quantity}


def unkeyed_writes(level: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """A write by each of the ways in which keys are read: hot paths and declared routes."""
    line = {"sku": level["sku"], "location": level["location"], "quantity": 1}
    return [
        ("POST", MOVEMENTS, sale(level)),
        ("POST", f"{MOVEMENTS}/batch", {"movements": [sale(level)]}),
        ("POST", "/api/v1/stock/holds", {"lines": [line], "ttl_seconds": 60}),
        ("PUT", f"/api/v1/prices/{level['item_id']}/base", {"amount": "1", "currency": "JPY"}),
    ]


async def test_a_write_without_a_key_is_refused(
    admin: AsyncClient, shop: Shop, records: Records
) -> None:
    level = await shop.level()
    before = await records.traces()
    for method, path, body in unkeyed_writes(level):
        response = await admin.request(method, path, json=body)
        assert_problem(response, 400, "idempotency_key_required", "Idempotency-Key")
    assert await records.traces() == before


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("", "no characters"),
        ("   ", "no characters"),
        ("a" * 256, "256 characters"),
        ("tab\tinside", "U+0009"),
        ("\x7f", "U+007F"),
        ("two words", "“ ”"),
        ("受注-4711", "“受”"),
        ("Auftrag-ü-4711", "“ü”"),
        ("Auftrag-ü-4711".encode("latin-1"), "“ü”"),
        ("key\u00a0", "U+00A0"),
    ],
)
async def test_a_key_outside_visible_ascii_is_refused_with_the_rule(
    admin: AsyncClient, shop: Shop, records: Records, key: str | bytes, fault: str
) -> None:
    level = await shop.level()
    before = await records.traces()
    sent = key if isinstance(key, bytes) else key.encode()
    for method, path, body in unkeyed_writes(level):
        response = await admin.request(
            method, path, json=body, headers=[(b"Idempotency-Key", sent)]
        )
        problem = assert_problem(response, 400, "idempotency_key_invalid", "Idempotency-Key")
        (error,) = problem["errors"]
        assert fault in error["message"]
        assert "1 to 255 visible ASCII characters" in error["message"]
        assert "send the header" not in error["message"]
    assert await records.traces() == before


async def test_two_keys_are_refused(admin: AsyncClient, shop: Shop) -> None:
    level = await shop.level()
    headers = [("Idempotency-Key", "first"), ("Idempotency-Key", "second")]
    response = await admin.post(MOVEMENTS, json=sale(level), headers=headers)
    problem = assert_problem(response, 400, "idempotency_key_invalid", "Idempotency-Key")
    assert "sent 2 times" in problem["errors"][0]["message"]


@pytest.mark.parametrize("key", ["!", "~" * 255, "order/4711#1?x=%20"])
async def test_every_visible_ascii_character_is_a_key(shop: Shop, key: str) -> None:
    level = await shop.level(10)
    for replayed in (None, "true"):
        response = await shop.try_move(level, "sale", 1, key=key)
        assert response.status_code == 201
        assert response.headers.get("idempotent-replayed") == replayed


async def test_the_same_request_gets_the_same_answer_byte_for_byte(
    shop: Shop, records: Records
) -> None:
    level = await shop.level(10)
    first = await shop.try_move(level, "sale", 3, key="same-1")
    await shop.move(level, "sale", 1)
    before = await records.traces()
    for _ in range(3):
        again = await shop.try_move(level, "sale", 3, key="same-1")
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert again.headers["idempotent-replayed"] == "true"
        assert again.headers["content-type"] == first.headers["content-type"]
    assert await records.traces() == before


async def test_another_request_with_the_same_key_is_refused(
    admin: AsyncClient, shop: Shop, records: Records
) -> None:
    level = await shop.level(10)
    await shop.move(level, "sale", 3, key="other-1")
    before = await records.traces()
    assert_problem(
        await shop.try_move(level, "sale", 4, key="other-1"), 422, "idempotency_key_reused"
    )
    place = {"sku": level["sku"], "location": level["location"]}
    line = place | {"quantity": 3}
    for path, body in (
        ("counts", place | {"counted": 3}),
        ("movements/batch", {"movements": [sale(level, 3)]}),
        ("holds", {"ttl_seconds": 60, "lines": [line]}),
    ):
        response = await admin.post(f"/api/v1/stock/{path}", json=body, headers=keyed("other-1"))
        assert_problem(response, 422, "idempotency_key_reused")
    assert await records.traces() == before


async def test_a_refused_request_does_not_use_its_key_up(shop: Shop) -> None:
    level = await shop.level(1)
    assert_problem(
        await shop.try_move(level, "sale", 2, key="refused-1"), 409, "insufficient_stock"
    )
    await shop.move(level, "receive", 1)
    assert (await shop.move(level, "sale", 2, key="refused-1"))["level"]["on_hand"] == 0


async def test_keys_of_two_people_never_meet(application: Application, shop: Shop) -> None:
    level = await shop.level(10)
    other = Shop(await application.client(application.people.other_admin))
    first = await shop.try_move(level, "sale", 1, key="shared-1")
    second = await other.try_move(level, "sale", 1, key="shared-1")
    assert first.status_code == second.status_code == 201
    assert "idempotent-replayed" not in second.headers
    assert second.json()["movement"]["actor"] == "other@shop.test"
    assert (await shop.current(level))["on_hand"] == 8


async def test_while_the_first_runs_the_second_waits_outside(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    async with records.locked(level):
        first = asyncio.create_task(shop.try_move(level, "sale", 1, key="running-1"))
        await asyncio.sleep(0.1)
        second = await shop.try_move(level, "sale", 1, key="running-1")
        assert_problem(second, 409, "idempotency_key_in_progress")
        assert not first.done()
    assert (await first).status_code == 201
    third = await shop.try_move(level, "sale", 1, key="running-1")
    assert third.headers["idempotent-replayed"] == "true"
    assert (await shop.current(level))["on_hand"] == 9


async def test_a_race_with_one_key_has_one_winner(shop: Shop) -> None:
    level = await shop.level(100)
    answers = await asyncio.gather(
        *(shop.try_move(level, "sale", 1, key="race-1") for _ in range(20))
    )
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert (await shop.current(level))["on_hand"] == 99


async def test_prices_are_replayed_too(admin: AsyncClient, shop: Shop, records: Records) -> None:
    item = await shop.item()

    async def put(amount: str) -> Any:
        return await admin.put(
            f"/api/v1/prices/{item['id']}/base",
            json={"amount": amount, "currency": "USD"},
            headers=keyed("price-1"),
        )

    first = await put("19.80")
    await shop.price(item, "21.00", "USD")
    before = await records.traces()
    again = await put("19.80")
    assert (again.content, again.headers["idempotent-replayed"]) == (first.content, "true")
    assert_problem(await put("19.81"), 422, "idempotency_key_reused")
    assert await records.traces() == before
