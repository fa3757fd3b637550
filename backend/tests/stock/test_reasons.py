"""The words for why stock was corrected: those built in, and those of the shop."""

from typing import Any

import pytest
from httpx import AsyncClient

from app.stock.types import BUILT_IN_REASONS
from tests.factories.shop import Shop, made
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

REASONS = "/api/v1/stock/reasons"


async def add(client: AsyncClient, code: Any, name: Any = "Words") -> Any:
    return await client.post(REASONS, json={"code": code, "name": name})


async def test_some_are_built_in(viewer: AsyncClient) -> None:
    page = made(await viewer.get(REASONS), 200)
    assert page["next_cursor"] is None
    built_in = {row["code"]: row["name"] for row in page["items"] if row["built_in"]}
    assert built_in == BUILT_IN_REASONS


async def test_a_shop_adds_its_own(admin: AsyncClient, shop: Shop, records: Records) -> None:
    before = await records.traces()
    added = made(await add(admin, "window_display", "In the window"), 201)
    assert added == {"code": "window_display", "name": "In the window", "built_in": False}
    after = await records.traces()
    assert {name for name in after if after[name] != before[name]} == {"reasons"}
    codes = [row["code"] for row in made(await admin.get(REASONS), 200)["items"]]
    assert codes == sorted(codes)
    assert "window_display" in codes
    level = await shop.level(5)
    moved = await shop.move(level, "adjust", -1, reason="window_display")
    assert moved["movement"]["reason"] == "window_display"
    # Nobody is kept from words of their own.
    assert (await shop.move(level, "adjust", -1, reason="Ann took one"))["movement"]["reason"]


@pytest.mark.parametrize("code", ["found", "twice"])
async def test_a_code_is_given_once(admin: AsyncClient, records: Records, code: str) -> None:
    await add(admin, "twice", "The first")
    before = await records.traces()
    assert_problem(await add(admin, code, "The second"), 409, "reason_taken", "code")
    assert await records.traces() == before
    names = {row["code"]: row["name"] for row in made(await admin.get(REASONS), 200)["items"]}
    assert names["twice"] == "The first"
    assert names["found"] == BUILT_IN_REASONS["found"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"code": "", "name": "x"}, "code"),
        ({"code": "Upper", "name": "x"}, "code"),
        ({"code": "two words", "name": "x"}, "code"),
        ({"code": "1st", "name": "x"}, "code"),
        ({"code": "ü", "name": "x"}, "code"),
        ({"code": "a" * 41, "name": "x"}, "code"),
        ({"code": "a\n", "name": "x\0"}, "name"),
        ({"code": None, "name": "x"}, "code"),
        ({"code": "a", "name": ""}, "name"),
        ({"code": "a", "name": "   "}, "name"),
        ({"code": "a", "name": "x" * 101}, "name"),
        ({"code": "a"}, "name"),
        ({"code": "a", "name": "x", "built_in": True}, "built_in"),
    ],
)
async def test_bad_reasons_are_named_and_leave_nothing(
    admin: AsyncClient, records: Records, body: dict[str, Any], field: str
) -> None:
    before = await records.traces()
    assert_problem(await admin.post(REASONS, json=body), 422, "invalid", field)
    assert await records.traces() == before


async def test_who_may_add_one(viewer: AsyncClient, anonymous: AsyncClient) -> None:
    assert_problem(await add(viewer, "mine"), 403, "forbidden")
    assert_problem(await add(anonymous, "mine"), 401, "unauthenticated")
    assert_problem(await anonymous.get(REASONS), 401, "unauthenticated")
