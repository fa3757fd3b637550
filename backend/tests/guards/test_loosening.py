"""Which changes of a guard let it allow more, and who agrees to them."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.price_room import APPROVALS, GUARDS, PriceRoom
from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

GUARD: Json = {
    "name": "Steps",
    "mode": "approve",
    "category": "Loose/Tea",
    "max_increase_percent": "30",
    "max_decrease_percent": "30",
    "floor": "100",
    "ceiling": "9000",
    "currency": "JPY",
    "min_margin_percent": "10",
    "refuse_zero": True,
    "refuse_scale": True,
    "window_hours": 24,
}
LOOSER: list[dict[str, Any]] = [
    {"mode": "warn"},
    {"max_increase_percent": "30.01"},
    {"max_increase_percent": None},
    {"max_decrease_percent": "31"},
    {"floor": "99"},
    {"floor": None},
    {"ceiling": "9001"},
    {"min_margin_percent": "9"},
    {"refuse_zero": False},
    {"refuse_scale": None},
    {"window_hours": 23},
    {"active": False},
    {"category": "Loose/Tea/Green"},
    {"category": "Loose/Coffee"},
    {"price_list": "default"},
    # Stricter in one place does not make up for another.
    {"max_decrease_percent": "1", "floor": "99"},
]
STRICTER: list[dict[str, Any]] = [
    {"mode": "block"},
    {"max_increase_percent": "29"},
    {"floor": "101"},
    {"ceiling": "8999"},
    {"min_margin_percent": "11"},
    {"window_hours": 48},
    {"category": "Loose"},
    {"category": None},
    {"category": "LOOSE/TEA"},
    {"name": "Other", "reason": "tidied up"},
]


@pytest.fixture
async def guard(admin: AsyncClient, records: Records) -> Json:
    """A guard that no other test has left behind."""
    for row in made(await admin.get(GUARDS, params={"limit": 200}), 200)["items"]:
        if not row["is_default"]:
            await records.value(
                "UPDATE price_guards SET removed_at = now() WHERE id = $1 RETURNING id", row["id"]
            )
    return made(await admin.post(GUARDS, json=GUARD), 201)


class TestReplace:
    @pytest.mark.parametrize("change", LOOSER, ids=str)
    async def test_change_that_allows_more_waits(
        self, admin: AsyncClient, guard: Json, change: Json
    ) -> None:
        answer = await admin.put(f"{GUARDS}/{guard['id']}", json=GUARD | change)
        proposal = made(answer, 202)
        assert (proposal["kind"], proposal["state"]) == ("guard", "pending")
        assert proposal["guard"]["guard_id"] == guard["id"]
        assert set(change) <= {field["field"] for field in proposal["guard"]["fields"]}
        assert made(await admin.get(f"{GUARDS}/{guard['id']}"), 200) == guard
        again = made(await admin.put(f"{GUARDS}/{guard['id']}", json=GUARD | change), 202)
        assert again["id"] == proposal["id"]

    @pytest.mark.parametrize("change", STRICTER, ids=str)
    async def test_change_that_allows_no_more_happens(
        self, admin: AsyncClient, guard: Json, change: Json
    ) -> None:
        answer = await admin.put(f"{GUARDS}/{guard['id']}", json=GUARD | change)
        assert made(answer, 200)["version"] == 2

    async def test_margin_is_not_told(self, admin: AsyncClient, guard: Json) -> None:
        change = {"min_margin_percent": "7.77"}
        answer = await admin.put(f"{GUARDS}/{guard['id']}", json=GUARD | change)
        assert made(answer, 202)["guard"]["fields"] == [
            {"field": "min_margin_percent", "before": None, "after": None}
        ]
        assert "7.77" not in answer.text

    async def test_approval_carries_it_out(
        self, admin: AsyncClient, approver: AsyncClient, guard: Json
    ) -> None:
        answer = await admin.put(f"{GUARDS}/{guard['id']}", json=GUARD | {"mode": "warn"})
        path = f"{APPROVALS}/{made(answer, 202)['id']}/approve"
        own = await admin.post(path, json={"confirm_alone": True, "reason": "x"}, headers=keyed())
        assert assert_problem(own, 403, "own_proposal")["can_confirm_alone"] is False
        made(await approver.post(path, json={}, headers=keyed()), 200)
        assert made(await admin.get(f"{GUARDS}/{guard['id']}"), 200)["mode"] == "warn"

    async def test_approval_after_another_change_is_refused(
        self, admin: AsyncClient, approver: AsyncClient, guard: Json
    ) -> None:
        answer = await admin.put(f"{GUARDS}/{guard['id']}", json=GUARD | {"mode": "warn"})
        made(await admin.put(f"{GUARDS}/{guard['id']}", json=GUARD | {"mode": "block"}), 200)
        path = f"{APPROVALS}/{made(answer, 202)['id']}/approve"
        late = await approver.post(path, json={}, headers=keyed())
        assert_problem(late, 409, "stale_version")
        assert made(await admin.get(f"{GUARDS}/{guard['id']}"), 200)["mode"] == "block"


async def test_the_default_guard_covers_every_list(shop: Shop, admin: AsyncClient) -> None:
    (default,) = [
        row
        for row in made(await admin.get(GUARDS, params={"limit": 200}), 200)["items"]
        if row["is_default"]
    ]
    assert (default["mode"], default["refuse_zero"], default["refuse_scale"]) == (
        "approve",
        True,
        True,
    )
    room = PriceRoom(shop, admin)
    item = await room.priced("1000")
    code = (await room.price_list())["code"]
    await room.set(item, "1000", price_list=code)
    for price_list in ("default", code):
        for amount, status in (("5000", 202), ("200", 202), ("0", 202), ("4999", 200)):
            answer = await room.try_set(item, amount, price_list=price_list)
            assert answer.status_code == status, (price_list, amount)
