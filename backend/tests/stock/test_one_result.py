"""Has each key one result, whatever it was first used for and whatever happened since?"""

from collections.abc import Callable
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.shop import Shop, keyed, made
from tests.fixtures.problems import assert_problem

Json = dict[str, Any]
Request = tuple[str, Json]


def movement(level: Json, target: str) -> Request:
    return "movements", _line(level) | {"kind": "sale"}


def hold(level: Json, target: str) -> Request:
    return "holds", {"lines": [_line(level)], "ttl_seconds": 600}


def transfer(level: Json, target: str) -> Request:
    lines = [{"sku": level["sku"], "quantity": 1}]
    places = {"from_location": level["location"], "to_location": target}
    return "transfers", places | {"lines": lines}


def each(level: Json, target: str) -> Request:
    return "movements/batch", {"mode": "each", "movements": [_line(level) | {"kind": "sale"}]}


def whole(level: Json, target: str) -> Request:
    return "movements/batch", {"movements": [_line(level) | {"kind": "sale"}]}


def _line(level: Json) -> Json:
    return {"sku": level["sku"], "location": level["location"], "quantity": 1}


REQUESTS = (movement, hold, whole, transfer, each)
PAIRS = [(one, other) for one in REQUESTS for other in REQUESTS if one is not other]


@pytest.mark.parametrize(("one", "other"), PAIRS)
async def test_a_key_is_used_for_one_request(
    admin: AsyncClient,
    shop: Shop,
    one: Callable[[Json, str], Request],
    other: Callable[[Json, str], Request],
) -> None:
    level, target = await shop.level(10), (await shop.location())["code"]
    headers = keyed()
    (path, body), (other_path, other_body) = one(level, target), other(level, target)
    first = await admin.post(f"/api/v1/stock/{path}", json=body, headers=headers)
    assert first.is_success, first.text
    before = await shop.current(level)
    second = await admin.post(f"/api/v1/stock/{other_path}", json=other_body, headers=headers)
    assert_problem(second, 422, "idempotency_key_reused")
    assert await shop.current(level) == before


async def test_a_part_of_a_hold_keeps_its_answer_when_it_is_extended(
    admin: AsyncClient, shop: Shop
) -> None:
    level = await shop.level(10)
    body = {"lines": [_line(level) | {"quantity": 3}], "ttl_seconds": 600}
    held = made(await admin.post("/api/v1/stock/holds", json=body, headers=keyed()), 201)
    path, headers = f"/api/v1/stock/holds/{held['id']}", keyed()
    part = {"lines": [_line(level)]}
    first = await admin.post(f"{path}/commit", json=part, headers=headers)
    made(await admin.post(f"{path}/extend", json={"ttl_seconds": 900}, headers=keyed()), 200)
    again = await admin.post(f"{path}/commit", json=part, headers=headers)
    assert again.headers["idempotent-replayed"] == "true"
    # How long it is kept is told as of now, and with it the version; what became of it, as then.
    now = {"version", "expires_at"}
    then = {name: value for name, value in made(first, 200).items() if name not in now}
    assert {name: value for name, value in again.json().items() if name not in now} == then
