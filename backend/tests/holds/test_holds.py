"""Units that are promised: to one at a time, all lines or none, and only as long as it lasts."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.holds.types import LINES_MAX, TTL_SECONDS_MAX
from tests.factories.shop import Json, Shop, keyed
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records


def line(level: Json, quantity: Any = 2) -> Json:
    return {"sku": level["sku"], "location": level["location"], "quantity": quantity}


def hold_of(*lines: Json, ttl_seconds: Any = 600, **fields: Any) -> Json:
    return {"lines": list(lines), "ttl_seconds": ttl_seconds} | fields


async def figures(shop: Shop, level: Json) -> tuple[int, int, int]:
    now = await shop.current(level)
    return now["on_hand"], now["reserved"], now["available"]


def changed(before: Json, after: Json) -> Json:
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


async def test_what_is_held_can_not_be_sold(shop: Shop, records: Records) -> None:
    level, other = await shop.level(10), await shop.level(5)
    before = await records.traces()
    body = hold_of(line(level, 7), line(other, 5), reference="order 7", reason="sample")
    hold = await shop.write("holds", body)
    assert (hold["state"], hold["version"], hold["settled_at"]) == ("held", 1, None)
    assert (hold["reference"], hold["actor"]) == ("order 7", "admin@shop.test")
    made, expires = (datetime.fromisoformat(hold[name]) for name in ("created_at", "expires_at"))
    assert expires - made == timedelta(seconds=600)
    assert [one["line"] for one in hold["lines"]] == [1, 2]
    assert hold["lines"][0] == {
        "line": 1,
        "level_id": level["id"],
        "item_id": level["item_id"],
        "sku": level["sku"],
        "item_name": level["name"],
        "location": level["location"],
        "quantity": 7,
        "committed": 0,
        "released": 0,
        "remaining": 7,
    }
    expected = {"movements": 2, "changes": 2, "level_versions": 2, "holds": 1, "hold_versions": 1}
    assert changed(before, await records.traces()) == expected
    assert await figures(shop, level) == (10, 7, 3)
    assert (await shop.current(other))["status"] == "out"
    assert_problem(await shop.try_move(level, "sale", 4), 409, "insufficient_stock")
    await shop.move(level, "sale", 3)
    (movement,) = (await shop.read("movements", level_id=other["id"], limit=1))["items"]
    assert (movement["kind"], movement["hold_id"]) == ("reserve", hold["id"])
    assert (movement["delta_on_hand"], movement["delta_reserved"]) == (0, 5)
    assert (movement["reference"], movement["reason"]) == ("order 7", "sample")
    assert await shop.read(f"holds/{hold['id']}") == hold
    assert await records.crooked() == []


async def test_all_lines_or_none(shop: Shop, records: Records) -> None:
    level, other = await shop.level(10), await shop.level(5)
    before = await records.traces()
    refused = await shop.try_write("holds", hold_of(line(level), line(other, 6), line(level)))
    problem = assert_problem(refused, 409, "insufficient_stock")
    assert (problem["line"], problem["current"]) == (1, other)
    unknown = await shop.try_write("holds", hold_of(line(level), line({**other, "sku": "nobody"})))
    assert assert_problem(unknown, 404, "item_not_found", "sku")["line"] == 1
    assert await records.traces() == before


async def test_two_lines_of_one_item_are_checked_together(shop: Shop, records: Records) -> None:
    """A bundle that has the same mug twice."""
    level = await shop.level(5)
    before = await records.traces()
    refused = await shop.try_write("holds", hold_of(line(level, 3), line(level, 3)))
    problem = assert_problem(refused, 409, "insufficient_stock")
    assert (problem["line"], problem["current"]) == (1, level)
    assert "5 of" in problem["detail"]
    assert "6 are wanted together" in problem["detail"]
    assert await records.traces() == before
    hold = await shop.write("holds", hold_of(line(level, 3), line(level, 2)))
    assert await figures(shop, level) == (5, 5, 0)
    part = await shop.write(f"holds/{hold['id']}/commit", {"lines": [line(level, 4)]})
    assert [one["committed"] for one in part["lines"]] == [3, 1]
    assert [one["remaining"] for one in part["lines"]] == [0, 1]
    assert await records.crooked() == []


async def test_orders_compete_fairly_for_the_last_units(shop: Shop, records: Records) -> None:
    """Whoever gets one line gets all of them; nobody gets half an order."""
    level, other = await shop.level(12), await shop.level(12)
    bodies = [hold_of(line(level, 1), line(other, 1)), hold_of(line(other, 1), line(level, 1))]
    answers = await asyncio.gather(
        *(shop.try_write("holds", bodies[number % 2]) for number in range(30))
    )
    assert sorted(answer.status_code for answer in answers) == [201] * 12 + [409] * 18
    for one in (level, other):
        assert await figures(shop, one) == (12, 12, 0)
    assert await records.crooked() == []


async def test_goods_leave_with_the_commit(shop: Shop, records: Records) -> None:
    level, other = await shop.level(10), await shop.level(5)
    body = hold_of(line(level, 7), line(other, 5), reference="order 7")
    hold = await shop.write("holds", body)
    before = await records.traces()
    done = await shop.write(f"holds/{hold['id']}/commit")
    assert (done["state"], done["version"]) == ("committed", 2)
    assert done["settled_at"] >= done["created_at"]
    assert [(one["committed"], one["remaining"]) for one in done["lines"]] == [(7, 0), (5, 0)]
    expected = {"movements": 2, "changes": 2, "level_versions": 2, "hold_versions": 1}
    assert changed(before, await records.traces()) == expected
    assert await figures(shop, level) == (3, 0, 3)
    assert await figures(shop, other) == (0, 0, 0)
    (movement,) = (await shop.read("movements", level_id=level["id"], limit=1))["items"]
    assert (movement["kind"], movement["reference"]) == ("commit", "order 7")
    assert (movement["delta_on_hand"], movement["delta_reserved"]) == (-7, -7)
    assert await records.crooked() == []


async def test_a_part_leaves_and_the_rest_stays_held(shop: Shop, records: Records) -> None:
    level, other = await shop.level(10), await shop.level(5)
    hold = await shop.write("holds", hold_of(line(level, 7), line(other, 5)))
    path = f"holds/{hold['id']}"
    part = await shop.write(f"{path}/commit", {"lines": [line(level, 3)]})
    assert (part["state"], part["version"], part["settled_at"]) == ("held", 2, None)
    assert await figures(shop, level) == (7, 4, 3)
    rest = await shop.write(f"{path}/release", {"lines": [line(level, 4)], "reason": "customer"})
    assert (rest["state"], rest["version"]) == ("held", 3)
    assert await figures(shop, level) == (7, 0, 7)
    last = await shop.write(f"{path}/commit", {"lines": [line(other, 5)]})
    assert (last["state"], last["version"]) == ("committed", 4)
    found = [(one["committed"], one["released"], one["remaining"]) for one in last["lines"]]
    assert found == [(3, 4, 0), (5, 0, 0)]
    assert await records.crooked() == []


async def test_the_rest_may_be_freed_at_once(shop: Shop, records: Records) -> None:
    level, other = await shop.level(10), await shop.level(5)
    hold = await shop.write("holds", hold_of(line(level, 7), line(other, 5)))
    body = {"lines": [line(level, 3)], "release_rest": True}
    done = await shop.write(f"holds/{hold['id']}/commit", body)
    assert done["state"] == "committed"
    found = [(one["committed"], one["released"], one["remaining"]) for one in done["lines"]]
    assert found == [(3, 4, 0), (0, 5, 0)]
    assert await figures(shop, level) == (7, 0, 7)
    assert await figures(shop, other) == (5, 0, 5)
    assert await records.crooked() == []


async def test_release(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    hold = await shop.write("holds", hold_of(line(level, 7)))
    done = await shop.write(f"holds/{hold['id']}/release", {"reason": "cancelled"})
    assert (done["state"], done["version"]) == ("released", 2)
    assert await figures(shop, level) == (10, 0, 10)
    assert await records.crooked() == []


@pytest.mark.parametrize("first", ["commit", "release"])
@pytest.mark.parametrize("second", ["commit", "release", "extend"])
async def test_what_is_over_is_over(shop: Shop, records: Records, first: str, second: str) -> None:
    level = await shop.level(10)
    hold = await shop.write("holds", hold_of(line(level, 7)))
    done = await shop.write(f"holds/{hold['id']}/{first}")
    before = await records.traces()
    body = {"ttl_seconds": 60} if second == "extend" else {}
    refused = await shop.try_write(f"holds/{hold['id']}/{second}", body)
    assert assert_problem(refused, 409, "hold_settled")["current"] == done
    assert await records.traces() == before


async def test_of_two_commits_at_once_one_takes_effect(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    hold = await shop.write("holds", hold_of(line(level, 7)))
    path = f"holds/{hold['id']}/commit"
    answers = await asyncio.gather(*(shop.try_write(path) for _ in range(8)))
    codes = sorted((one.status_code, one.json().get("code", "")) for one in answers)
    assert codes == [(200, "")] + [(409, "hold_settled")] * 7
    assert await figures(shop, level) == (3, 0, 3)
    assert await records.crooked() == []


async def test_parts_at_once_never_take_more_than_is_held(shop: Shop, records: Records) -> None:
    level = await shop.level(20)
    hold = await shop.write("holds", hold_of(line(level, 7)))
    parts = {"lines": [line(level, 2)]}
    answers = await asyncio.gather(
        *(
            shop.try_write(f"holds/{hold['id']}/{('commit', 'release')[number % 2]}", parts)
            for number in range(8)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [409] * 5
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {
        "hold_exceeded"
    }
    assert (await shop.current(level))["reserved"] == 1
    assert await records.crooked() == []


@pytest.mark.parametrize("what", ["commit", "release"])
async def test_no_more_than_is_held(shop: Shop, records: Records, what: str) -> None:
    level, other = await shop.level(10), await shop.level(10)
    hold = await shop.write("holds", hold_of(line(level, 3), line(level, 2)))
    before = await records.traces()
    for lines in (
        [line(level, 6)],
        [line(level, 3), line(level, 3)],
        [line(level, 1), line(other, 1)],
        [line({**level, "location": "nowhere"}, 1)],
    ):
        refused = await shop.try_write(f"holds/{hold['id']}/{what}", {"lines": lines})
        assert assert_problem(refused, 409, "hold_exceeded")["current"] == hold
    assert await records.traces() == before


async def test_extending_counts_from_now(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    hold = await shop.write("holds", hold_of(line(level), ttl_seconds=3_000))
    before = await records.traces()
    longer = await shop.write(f"holds/{hold['id']}/extend", {"ttl_seconds": 3_600}, key="longer")
    made, expires = (datetime.fromisoformat(longer[name]) for name in ("created_at", "expires_at"))
    assert timedelta(seconds=3_600) <= expires - made < timedelta(seconds=3_660)
    assert (longer["state"], longer["version"]) == ("held", 2)
    assert changed(before, await records.traces()) == {"hold_versions": 1, "keys": 1}
    again = await shop.write(f"holds/{hold['id']}/extend", {"ttl_seconds": 3_600}, key="longer")
    assert again == longer
    shorter = await shop.write(f"holds/{hold['id']}/extend", {"ttl_seconds": 1_200})
    assert shorter["expires_at"] < hold["expires_at"]


async def test_what_is_archived_can_be_freed_and_handed_over(shop: Shop, records: Records) -> None:
    level, other = await shop.level(10), await shop.level(10)
    holds = [await shop.write("holds", hold_of(line(one, 4))) for one in (level, other)]
    for one in (level, other):
        await records.archive(one["item_id"])
    before = await records.traces()
    assert_problem(await shop.try_write("holds", hold_of(line(level))), 409, "item_archived")
    assert await records.traces() == before
    assert (await shop.write(f"holds/{holds[0]['id']}/release"))["state"] == "released"
    assert (await shop.write(f"holds/{holds[1]['id']}/commit"))["state"] == "committed"
    assert await figures(shop, level) == (10, 0, 10)
    assert await figures(shop, other) == (6, 0, 6)
    assert await records.crooked() == []


async def test_the_list(shop: Shop) -> None:
    level, other = await shop.level(10), await shop.level(10)
    holds = [
        await shop.write("holds", hold_of(line(one, 1), reference=f"list {number}"))
        for number, one in enumerate((level, other, level))
    ]
    done = await shop.write(f"holds/{holds[0]['id']}/release")

    async def ids(**query: Any) -> list[int]:
        return [hold["id"] for hold in (await shop.read("holds", **query))["items"]]

    first, second, third = (hold["id"] for hold in holds)
    assert await ids(level_id=level["id"]) == [third, first]
    assert await ids(sku=level["sku"].lower(), state="held") == [third]
    assert await ids(location=other["location"].lower()) == [second]
    assert await ids(reference="list 0") == [first]
    assert (await shop.read("holds", state="released", level_id=level["id"]))["items"] == [done]
    page = await shop.read("holds", level_id=level["id"], limit=1)
    assert page["items"] == [holds[2]]
    rest = await shop.read("holds", level_id=level["id"], limit=1, cursor=page["next_cursor"])
    assert (rest["items"], rest["next_cursor"]) == ([done], None)


async def test_a_hold_that_is_not_there(shop: Shop) -> None:
    path = f"holds/{2**53 - 1}"
    assert_problem(await shop.client.get(f"/api/v1/stock/{path}"), 404, "hold_not_found")
    for what, body in (("commit", {}), ("release", {}), ("extend", {"ttl_seconds": 5})):
        assert_problem(await shop.try_write(f"{path}/{what}", body), 404, "hold_not_found")
    assert_problem(await shop.try_write("holds/0/commit"), 422, "invalid", "hold_id")


PLACE = {"sku": "A-1", "location": "L-1"}
BAD: list[tuple[Json, str]] = [
    ({"lines": []}, "lines"),
    ({"lines": None}, "lines"),
    ({"lines": {}}, "lines"),
    ({"lines": [PLACE]}, "lines.0.quantity"),
    ({"lines": [PLACE | {"quantity": 0}]}, "lines.0.quantity"),
    ({"lines": [PLACE | {"quantity": -1}]}, "lines.0.quantity"),
    ({"lines": [PLACE | {"quantity": 1.0}]}, "lines.0.quantity"),
    ({"lines": [PLACE | {"quantity": 10**30}]}, "lines.0.quantity"),
    ({"lines": [PLACE | {"quantity": True}]}, "lines.0.quantity"),
    ({"lines": [PLACE | {"quantity": 1, "sku": ""}]}, "lines.0.sku"),
    ({"lines": [PLACE | {"quantity": 1, "location": "a b"}]}, "lines.0.location"),
    ({"lines": [PLACE | {"quantity": 1, "kind": "sale"}]}, "lines.0.kind"),
    ({"lines": [PLACE | {"quantity": 1}] * (LINES_MAX + 1)}, "lines"),
    ({"lines": [PLACE | {"quantity": 1}] * 10_000}, "lines"),
    ({"ttl_seconds": 0}, "ttl_seconds"),
    ({"ttl_seconds": -1}, "ttl_seconds"),
    ({"ttl_seconds": 1.5}, "ttl_seconds"),
    ({"ttl_seconds": "60"}, "ttl_seconds"),
    ({"ttl_seconds": None}, "ttl_seconds"),
    ({"ttl_seconds": TTL_SECONDS_MAX + 1}, "ttl_seconds"),
    ({"ttl_seconds": 365 * 86_400}, "ttl_seconds"),
    ({"ttl_seconds": 10**30}, "ttl_seconds"),
    ({"reference": "x" * 501}, "reference"),
    ({"reason": "\0"}, "reason"),
    ({"expires_at": "2026-12-01T00:00:00Z"}, "expires_at"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_holds_are_named_and_leave_nothing(
    shop: Shop, records: Records, wrong: Json, field: str
) -> None:
    before = await records.traces()
    body = hold_of(PLACE | {"quantity": 1}) | wrong
    assert_problem(await shop.try_write("holds", body), 422, "invalid", field)
    assert await records.traces() == before


@pytest.mark.parametrize(
    ("what", "body", "field"),
    [
        ("commit", {"lines": []}, "lines"),
        ("commit", {"lines": [PLACE | {"quantity": 0}]}, "lines.0.quantity"),
        ("commit", {"lines": [PLACE | {"quantity": 1}] * (LINES_MAX + 1)}, "lines"),
        ("commit", {"release_rest": "perhaps"}, "release_rest"),
        ("commit", {"ttl_seconds": 5}, "ttl_seconds"),
        ("release", {"lines": []}, "lines"),
        ("release", {"release_rest": True}, "release_rest"),
        ("extend", {}, "ttl_seconds"),
        ("extend", {"ttl_seconds": 0}, "ttl_seconds"),
        ("extend", {"ttl_seconds": 365 * 86_400}, "ttl_seconds"),
    ],
)
async def test_bad_steps_are_named_and_leave_nothing(
    shop: Shop, records: Records, what: str, body: Json, field: str
) -> None:
    hold = await shop.write("holds", hold_of(line(await shop.level(5))))
    before = await records.traces()
    refused = await shop.try_write(f"holds/{hold['id']}/{what}", body)
    assert_problem(refused, 422, "invalid", field)
    assert await records.traces() == before


async def test_a_hold_of_as_many_lines_as_there_may_be(shop: Shop, records: Records) -> None:
    level, other = await shop.level(LINES_MAX), await shop.level(LINES_MAX)
    lines = [line((level, other)[number % 2], 1) for number in range(LINES_MAX)]
    hold = await shop.write("holds", hold_of(*lines, ttl_seconds=TTL_SECONDS_MAX))
    assert [one["line"] for one in hold["lines"]] == list(range(1, LINES_MAX + 1))
    assert await shop.read(f"holds/{hold['id']}") == hold
    done = await shop.write(f"holds/{hold['id']}/commit")
    assert all(one["committed"] == 1 for one in done["lines"])
    assert await records.crooked() == []


async def test_who_may_hold(shop: Shop, viewer: AsyncClient, anonymous: AsyncClient) -> None:
    hold = await shop.write("holds", hold_of(line(await shop.level(5))))
    for path in ("holds", f"holds/{hold['id']}/commit", f"holds/{hold['id']}/extend"):
        whole = f"/api/v1/stock/{path}"
        body = {} if path == "holds" else {"ttl_seconds": 5}
        assert_problem(await viewer.post(whole, json=body, headers=keyed()), 403, "forbidden")
        refused = await anonymous.post(whole, json=body, headers=keyed())
        assert_problem(refused, 401, "unauthenticated")
    assert (await viewer.get(f"/api/v1/stock/holds/{hold['id']}")).json() == hold
