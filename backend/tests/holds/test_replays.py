"""Every step of a hold takes effect once per key, and answers again what it answered first."""

import asyncio
from typing import Any

import pytest
from httpx import Response

from tests.factories.shop import Json, Shop
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

STEPS: dict[str, Json] = {
    "commit": {},
    "release": {},
    "extend": {"ttl_seconds": 900},
}


def line(level: Json, quantity: int) -> Json:
    return {"sku": level["sku"], "location": level["location"], "quantity": quantity}


async def held(shop: Shop, level: Json, quantity: int = 6) -> Json:
    body = {"lines": [line(level, quantity)], "ttl_seconds": 600}
    return await shop.write("holds", body)


def assert_again(first: Response, again: Response) -> None:
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.content == first.content


async def test_placing_it(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    lines = [line(level, 2), line(level, 3)]
    body: Json = {"lines": lines, "ttl_seconds": 600, "reference": "order"}
    first = await shop.try_write("holds", body, key="place-1")
    assert first.status_code == 201
    await shop.write(f"holds/{first.json()['id']}/commit", {"lines": [line(level, 4)]})
    await shop.move(level, "receive", 5)
    before = await records.traces()
    assert_again(first, await shop.try_write("holds", body, key="place-1"))
    for other in (body | {"ttl_seconds": 601}, body | {"lines": lines[:1]}):
        refused = await shop.try_write("holds", other, key="place-1")
        assert_problem(refused, 422, "idempotency_key_reused")
    assert await records.traces() == before


def assert_still(first: Response, again: Response) -> None:
    """The same fact; the hold may have a newer version and another time since."""
    newer = {"version", "expires_at"}
    before, after = (
        {name: value for name, value in answer.json().items() if name not in newer}
        for answer in (first, again)
    )
    assert (again.status_code, after) == (first.status_code, before)
    assert again.headers["idempotent-replayed"] == "true"
    assert again.json()["version"] >= first.json()["version"]


@pytest.mark.parametrize("step", STEPS)
async def test_each_step(shop: Shop, records: Records, step: str) -> None:
    level = await shop.level(10)
    hold = await held(shop, level)
    path, key = f"holds/{hold['id']}/{step}", f"step-{step}"
    first = await shop.try_write(path, STEPS[step], key=key)
    assert first.status_code == 200
    before = await records.traces()
    assert_again(first, await shop.try_write(path, STEPS[step], key=key))
    refused = await shop.try_write(path, STEPS[step] | {"ttl_seconds": 901}, key=key)
    assert refused.status_code == 422
    assert await records.traces() == before


@pytest.mark.parametrize("step", ["commit", "release"])
@pytest.mark.parametrize("later", ["commit", "release", "extend"])
async def test_a_part_is_answered_again_as_it_was(
    shop: Shop, records: Records, step: str, later: str
) -> None:
    """Whatever became of the hold since."""
    level = await shop.level(10)
    hold = await held(shop, level)
    path = f"holds/{hold['id']}"
    body = {"lines": [line(level, 2)]}
    first = await shop.try_write(f"{path}/{step}", body, key=f"part-{step}-{later}")
    assert first.json()["state"] == "held"
    await shop.write(f"{path}/{later}", STEPS[later])
    before = await records.traces()
    assert_still(first, await shop.try_write(f"{path}/{step}", body, key=f"part-{step}-{later}"))
    assert await records.traces() == before


async def test_the_last_part_is_answered_again_too(shop: Shop) -> None:
    level = await shop.level(10)
    hold = await held(shop, level)
    path = f"holds/{hold['id']}"
    answers = []
    for number, quantity in enumerate((1, 2, 3)):
        body = {"lines": [line(level, quantity)]}
        answers.append(await shop.try_write(f"{path}/commit", body, key=f"last-{number}"))
    for number, quantity in enumerate((1, 2, 3)):
        body = {"lines": [line(level, quantity)]}
        again = await shop.try_write(f"{path}/commit", body, key=f"last-{number}")
        assert_still(answers[number], again)
    assert_again(answers[-1], again)


async def test_a_step_of_one_hold_is_not_that_of_another(shop: Shop, records: Records) -> None:
    level = await shop.level(20)
    one, other = await held(shop, level), await held(shop, level)
    await shop.write(f"holds/{one['id']}/commit", key="one-key")
    before = await records.traces()
    for path in (f"holds/{other['id']}/commit", f"holds/{one['id']}/release"):
        refused = await shop.try_write(path, key="one-key")
        assert_problem(refused, 422, "idempotency_key_reused")
    assert await records.traces() == before


async def test_a_refused_step_does_not_use_its_key_up(shop: Shop) -> None:
    level = await shop.level(3)
    body: dict[str, Any] = {"lines": [line(level, 5)], "ttl_seconds": 600}
    refused = await shop.try_write("holds", body, key="refused-hold")
    assert_problem(refused, 409, "insufficient_stock")
    await shop.move(level, "receive", 2)
    assert (await shop.try_write("holds", body, key="refused-hold")).status_code == 201


async def test_a_race_with_one_key_has_one_winner(shop: Shop, records: Records) -> None:
    level = await shop.level(100)
    body = {"lines": [line(level, 1)], "ttl_seconds": 600}

    async def place() -> Response:
        while True:
            answer = await shop.try_write("holds", body, key="hold-race")
            if answer.status_code != 409:
                return answer
            assert answer.json()["code"] == "idempotency_key_in_progress"
            await asyncio.sleep(0.01)

    answers = await asyncio.gather(*(place() for _ in range(12)))
    assert len({answer.content for answer in answers}) == 1
    assert (await shop.current(level))["reserved"] == 1
    path = f"holds/{answers[0].json()['id']}/commit"
    settled = await asyncio.gather(*(shop.try_write(path, key="commit-race") for _ in range(12)))
    assert {answer.status_code for answer in settled} <= {200, 409}
    assert len({answer.content for answer in settled if answer.status_code == 200}) == 1
    assert (await shop.current(level))["on_hand"] == 99
    assert await records.crooked() == []
