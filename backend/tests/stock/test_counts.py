"""A count says what was on the shelf then; what happened later still counts, earlier does not."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.clock import now
from app.core.schema import QUANTITY_MAX, rfc3339
from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

COUNTS = "/api/v1/stock/counts"


def ago(hours: float) -> str:
    return rfc3339(now() - timedelta(hours=hours))


async def shelf(shop: Shop, on_hand: int = 20) -> Json:
    """A level whose goods came ten hours ago."""
    item, location = await shop.item(), await shop.location()
    place = {"sku": item["sku"], "location": location["code"]}
    return dict((await shop.move(place, "receive", on_hand, occurred_at=ago(10)))["level"])


async def as_of(shop: Shop, level: Json, hours: float) -> int:
    (row,) = (
        await shop.read(
            "as-of", at=ago(hours), item_id=level["item_id"], location=level["location"]
        )
    )["items"]
    return int(row["on_hand"])


async def assert_explained(shop: Shop, records: Records, level: Json) -> None:
    """The figures of a level add up, in every view of them."""
    explained = await shop.read(f"levels/{level['id']}/explanation")
    current = await shop.current(level)
    assert explained["level"] == current
    counted = explained["count"]["counted"] if explained["count"] else 0
    parts = sum(part["delta_on_hand"] for part in explained["parts"])
    assert counted + parts == current["on_hand"]
    assert sum(held["quantity"] for held in explained["holds"]) == current["reserved"]
    assert await as_of(shop, level, -0.01) == current["on_hand"]
    assert await records.crooked() == []


async def test_a_count_is_what_is_there(shop: Shop, records: Records) -> None:
    level = await shelf(shop)
    before = await records.traces()
    result = await shop.count(level, 17, reason="stocktake", reference="urn:sheet:1")
    assert (result["movement"]["kind"], result["movement"]["counted"]) == ("count", 17)
    assert (result["movement"]["delta_on_hand"], result["level"]["on_hand"]) == (-3, 17)
    counted_at = result["movement"]["occurred_at"]
    assert result["count"] == {
        "counted": 17,
        "counted_at": counted_at,
        "later_movements": 0,
        "later_delta": 0,
        "on_hand": 17,
        "text": f"counted 17 at {counted_at}, now 17",
    }
    changed = {name: value - before[name] for name, value in (await records.traces()).items()}
    expected = {"movements": 1, "changes": 1, "level_versions": 1}
    assert {name: count for name, count in changed.items() if count} == expected
    await assert_explained(shop, records, level)


async def test_a_count_that_changes_nothing_is_recorded(shop: Shop, records: Records) -> None:
    level = await shelf(shop)
    result = await shop.count(level, 20)
    assert result["movement"]["delta_on_hand"] == 0
    assert result["level"]["version"] == 2
    explained = await shop.read(f"levels/{level['id']}/explanation")
    assert explained["count"]["counted"] == 20
    assert explained["parts"] == []
    await assert_explained(shop, records, level)


async def test_a_first_count_makes_the_level(shop: Shop, records: Records) -> None:
    item, location = await shop.item(), await shop.location()
    place = {"sku": item["sku"], "location": location["code"]}
    result = await shop.count(place, 12)
    assert (result["level"]["on_hand"], result["level"]["version"]) == (12, 1)
    await assert_explained(shop, records, result["level"])


async def test_later_sales_are_applied_after_the_count(shop: Shop, records: Records) -> None:
    level = await shelf(shop)
    await shop.move(level, "sale", 1, occurred_at=ago(6))
    await shop.move(level, "sale", 2, occurred_at=ago(2))
    await shop.move(level, "sale", 3)
    result = await shop.count(level, 15, occurred_at=ago(4))
    count = result["count"]
    assert (count["later_movements"], count["later_delta"], count["on_hand"]) == (2, -5, 10)
    assert count["text"] == (
        f"counted 15 at {count['counted_at']}, 2 later movements applied (-5), now 10"
    )
    assert result["movement"]["delta_on_hand"] == 10 - 14
    assert result["absorbed"] is None
    assert await as_of(shop, level, 5) == 19
    assert await as_of(shop, level, 3) == 15
    assert await as_of(shop, level, 1) == 13
    explained = await shop.read(f"levels/{level['id']}/explanation")
    assert explained["count"]["counted"] == 15
    assert explained["parts"] == [{"kind": "sale", "movements": 2, "delta_on_hand": -5}]
    await assert_explained(shop, records, level)


@pytest.mark.parametrize(
    ("kind", "quantity", "delta"), [("sale", 3, -3), ("return", 3, 3), ("sale", 30, -30)]
)
async def test_what_happened_before_a_count_was_seen_by_it(
    shop: Shop, records: Records, kind: str, quantity: int, delta: int
) -> None:
    """Even more than there is now: the goods were gone when they were counted."""
    level = await shelf(shop)
    count = await shop.count(level, 15, occurred_at=ago(4))
    before = await records.traces()
    late = await shop.move(level, kind, quantity, occurred_at=ago(6))
    assert late["movement"]["delta_on_hand"] == delta
    assert late["absorbed"] == {"count_id": count["movement"]["id"], "delta_on_hand": -delta}
    assert late["level"]["on_hand"] == 15
    assert late["level"]["version"] == count["level"]["version"] + 2
    assert await shop.current(level) == late["level"]
    changed = {name: value - before[name] for name, value in (await records.traces()).items()}
    expected = {"movements": 2, "changes": 2, "level_versions": 2}
    assert {name: count for name, count in changed.items() if count} == expected
    assert await as_of(shop, level, 7) == 20
    assert await as_of(shop, level, 5) == 20 + delta
    assert await as_of(shop, level, 3) == 15
    ledger = (await shop.read("movements", level_id=level["id"]))["items"]
    (balance,) = (line for line in ledger if line["count_id"] is not None)
    assert (balance["kind"], balance["counted"]) == ("count", None)
    assert balance["count_id"] == count["movement"]["id"]
    await assert_explained(shop, records, level)


async def test_after_the_count_a_late_sale_needs_its_goods(shop: Shop, records: Records) -> None:
    level = await shelf(shop)
    await shop.count(level, 2, occurred_at=ago(4))
    before = await records.traces()
    refused = await shop.try_move(level, "sale", 3, occurred_at=ago(2))
    assert_problem(refused, 409, "insufficient_stock")
    assert await records.traces() == before
    assert (await shop.move(level, "sale", 2, occurred_at=ago(2)))["level"]["on_hand"] == 0
    await assert_explained(shop, records, level)


async def test_a_late_count_before_a_count_changes_only_the_past(
    shop: Shop, records: Records
) -> None:
    level = await shelf(shop)
    newer = await shop.count(level, 10, occurred_at=ago(2))
    older = await shop.count(level, 16, occurred_at=ago(6))
    assert older["level"]["on_hand"] == 10
    assert older["absorbed"]["count_id"] == newer["movement"]["id"]
    assert [await as_of(shop, level, hours) for hours in (8, 4, 1)] == [20, 16, 10]
    # Each of these is seen by the first count after it.
    first = await shop.move(level, "sale", 1, occurred_at=ago(7))
    assert first["absorbed"]["count_id"] == older["movement"]["id"]
    second = await shop.move(level, "sale", 2, occurred_at=ago(4))
    assert second["absorbed"]["count_id"] == newer["movement"]["id"]
    assert [await as_of(shop, level, hours) for hours in (8, 6.5, 5, 3, 1)] == [20, 19, 16, 14, 10]
    await assert_explained(shop, records, level)


async def test_a_sale_that_is_taken_back_is_there_again(shop: Shop, records: Records) -> None:
    level = await shelf(shop)
    sale = await shop.move(level, "sale", 3, occurred_at=ago(2), reference="urn:receipt:1")
    back = await shop.reverse(sale, reason="correction")
    assert (back["movement"]["kind"], back["movement"]["delta_on_hand"]) == ("sale", 3)
    assert back["movement"]["reverses_id"] == sale["movement"]["id"]
    assert back["movement"]["reference"] == "urn:receipt:1"
    assert back["movement"]["occurred_at"] == sale["movement"]["occurred_at"]
    assert back["level"]["on_hand"] == 20
    assert await as_of(shop, level, 1) == 20
    await assert_explained(shop, records, level)


async def test_what_a_count_has_seen_stays_when_its_cause_is_taken_back(
    shop: Shop, records: Records
) -> None:
    level = await shelf(shop)
    known = await shop.move(level, "sale", 2, occurred_at=ago(6))
    await shop.count(level, 15, occurred_at=ago(4))
    late = await shop.move(level, "sale", 3, occurred_at=ago(5))
    for sale in (known, late):
        back = await shop.reverse(sale)
        assert back["absorbed"]["delta_on_hand"] == sale["movement"]["delta_on_hand"]
        assert back["level"]["on_hand"] == 15
        await assert_explained(shop, records, level)
    assert [await as_of(shop, level, hours) for hours in (4.5, 3)] == [20, 15]


async def test_a_count_is_taken_back_with_what_was_balanced_against_it(
    shop: Shop, records: Records
) -> None:
    level = await shelf(shop)
    count = await shop.count(level, 15, occurred_at=ago(4))
    await shop.move(level, "sale", 3, occurred_at=ago(6))
    await shop.move(level, "sale", 1, occurred_at=ago(2))
    back = await shop.reverse(count)
    assert back["movement"]["delta_on_hand"] == 5 - 3
    assert back["level"]["on_hand"] == 20 - 3 - 1
    assert [await as_of(shop, level, hours) for hours in (7, 5, 3, 1)] == [20, 17, 17, 16]
    # Now nobody has seen what happens before it.
    late = await shop.move(level, "sale", 2, occurred_at=ago(6))
    assert (late["absorbed"], late["level"]["on_hand"]) == (None, 14)
    await assert_explained(shop, records, level)


async def test_an_older_count_counts_again_when_a_newer_one_is_taken_back(
    shop: Shop, records: Records
) -> None:
    level = await shelf(shop)
    older = await shop.count(level, 16, occurred_at=ago(6))
    newer = await shop.count(level, 10, occurred_at=ago(3))
    await shop.move(level, "sale", 2, occurred_at=ago(4))
    await shop.move(level, "sale", 5, occurred_at=ago(8))
    assert (await shop.current(level))["on_hand"] == 10
    assert (await shop.reverse(newer))["level"]["on_hand"] == 14
    await assert_explained(shop, records, level)
    assert (await shop.reverse(older))["level"]["on_hand"] == 20 - 2 - 5
    await assert_explained(shop, records, level)


async def test_what_is_promised_can_not_be_counted_away(shop: Shop, records: Records) -> None:
    level = await shelf(shop)
    line = {"sku": level["sku"], "location": level["location"], "quantity": 8}
    await shop.write("holds", {"lines": [line], "ttl_seconds": 600})
    before = await records.traces()
    place = {"sku": level["sku"], "location": level["location"]}
    refused = await shop.try_write("counts", place | {"counted": 7})
    problem = assert_problem(refused, 409, "insufficient_stock")
    assert problem["current"]["reserved"] == 8
    assert "8" in problem["detail"]
    assert await records.traces() == before
    assert (await shop.count(level, 8))["level"]["available"] == 0
    await assert_explained(shop, records, level)


async def test_a_count_may_expect_a_balance_or_a_version(
    shop: Shop, admin: AsyncClient, records: Records
) -> None:
    level = await shelf(shop)
    before = await records.traces()
    body = {"sku": level["sku"], "location": level["location"], "counted": 5}
    stale = await shop.try_write("counts", body | {"expected_on_hand": 19})
    assert assert_problem(stale, 409, "stale_version")["current"] == level
    stale = await admin.post(COUNTS, json=body, headers=keyed() | {"If-Match": '"9"'})
    assert assert_problem(stale, 412, "precondition_failed")["current"] == level
    assert await records.traces() == before
    made(await admin.post(COUNTS, json=body, headers=keyed() | {"If-Match": '"1"'}), 201)


@pytest.mark.parametrize("late", [False, True])
async def test_the_same_count_again_is_the_same_answer(
    shop: Shop, records: Records, late: bool
) -> None:
    level = await shelf(shop)
    await shop.move(level, "sale", 1, occurred_at=ago(1))
    if late:
        await shop.count(level, 9, occurred_at=ago(2))
    body = {"sku": level["sku"], "location": level["location"], "counted": 15}
    body |= {"occurred_at": ago(4)}
    first = await shop.try_write("counts", body, key=f"count-{late}")
    assert bool(first.json()["absorbed"]) == late
    await shop.move(level, "receive", 5)
    before = await records.traces()
    again = await shop.try_write("counts", body, key=f"count-{late}")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    other = await shop.try_write("counts", body | {"counted": 14}, key=f"count-{late}")
    assert_problem(other, 422, "idempotency_key_reused")
    assert await records.traces() == before


async def test_a_clock_that_is_a_little_fast_means_now(shop: Shop) -> None:
    level = await shelf(shop)
    result = await shop.count(level, 5, occurred_at=ago(-0.05))
    assert result["movement"]["occurred_at"] == result["movement"]["recorded_at"]
    assert (await shop.move(level, "sale", 1))["level"]["on_hand"] == 4


BAD: list[tuple[dict[str, Any], str]] = [
    ({"counted": -1}, "counted"),
    ({"counted": 1.0}, "counted"),
    ({"counted": "1"}, "counted"),
    ({"counted": True}, "counted"),
    ({"counted": None}, "counted"),
    ({"counted": QUANTITY_MAX + 1}, "counted"),
    ({"counted": 10**30}, "counted"),
    ({"quantity": 1}, "quantity"),
    ({"kind": "count"}, "kind"),
    ({"sku": ""}, "sku"),
    ({"sku": "A\0"}, "sku"),
    ({"location": "two words"}, "location"),
    ({"reason": "x" * 201}, "reason"),
    ({"reference": "x" * 501}, "reference"),
    ({"occurred_at": "2999-01-01T00:00:00Z"}, "occurred_at"),
    ({"occurred_at": "2019-01-01T00:00:00Z"}, "occurred_at"),
    ({"occurred_at": "2026-03-01T09:30:00"}, "occurred_at"),
    ({"expected_on_hand": 1.5}, "expected_on_hand"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_bad_counts_are_named_and_leave_nothing(
    shop: Shop, records: Records, wrong: dict[str, Any], field: str
) -> None:
    before = await records.traces()
    body = {"sku": "A-1", "location": "L-1", "counted": 1} | wrong
    assert_problem(await shop.try_write("counts", body), 422, "invalid", field)
    assert await records.traces() == before


async def test_the_future_can_not_be_counted(shop: Shop, records: Records) -> None:
    level = await shelf(shop)
    before = await records.traces()
    body = {"sku": level["sku"], "location": level["location"], "counted": 1}
    refused = await shop.try_write("counts", body | {"occurred_at": ago(-1)})
    assert_problem(refused, 422, "invalid", "occurred_at")
    refused = await shop.try_write("counts", body | {"occurred_at": ago(24 * 367)})
    assert_problem(refused, 422, "invalid", "occurred_at")
    assert await records.traces() == before


async def test_who_may_count(shop: Shop, viewer: AsyncClient, anonymous: AsyncClient) -> None:
    level = await shelf(shop)
    body = {"sku": level["sku"], "location": level["location"], "counted": 1}
    for client, status in ((viewer, 403), (anonymous, 401)):
        assert (await client.post(COUNTS, json=body, headers=keyed())).status_code == status
    assert_problem(await shop.client.post(COUNTS, json=body), 400, "idempotency_key_required")
