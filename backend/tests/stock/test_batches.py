"""Many movements in one request: each for itself, or all of them or none."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.clock import now
from app.core.schema import rfc3339
from app.stock.types import BATCH_ROWS_MAX
from tests.factories.shop import Json, Shop, keyed
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

BATCH = "movements/batch"


def ago(hours: float) -> str:
    return rfc3339(now() - timedelta(hours=hours))


def row(level: Json, kind: str, quantity: Any, **fields: Any) -> Json:
    place = {"sku": level["sku"], "location": level["location"]}
    return place | {"kind": kind, "quantity": quantity} | fields


async def batch(shop: Shop, mode: str, *rows: Json, key: str | None = None) -> Json:
    return await shop.write(BATCH, {"mode": mode, "movements": rows}, key=key)


async def test_each_row_for_itself(shop: Shop, records: Records) -> None:
    level, other, archived = await shop.level(3), await shop.level(5), await shop.level(5)
    await shop.archive(archived)
    before = await records.traces()
    answer = await batch(
        shop,
        "each",
        row(level, "sale", 2),
        row(level, "sale", 2),
        row({**level, "sku": "nobody"}, "sale", 1),
        row({**level, "location": "nowhere"}, "sale", 1),
        row(archived, "sale", 1),
        row(other, "sale", 1, expected_on_hand=4),
        row(other, "adjust", -1, reason="lost", reference="urn:doc:1"),
        row(level, "sale", 1),
    )
    assert [result["row"] for result in answer["results"]] == list(range(8))
    statuses = [result["status"] for result in answer["results"]]
    assert statuses == ["applied"] + ["refused"] * 5 + ["applied"] * 2
    assert (answer["mode"], answer["applied"], answer["refused"]) == ("each", 3, 5)
    problems = [result["problem"] for result in answer["results"]]
    assert [problem and problem["code"] for problem in problems] == [
        None,
        "insufficient_stock",
        "item_not_found",
        "location_not_found",
        "item_archived",
        "stale_version",
        None,
        None,
    ]
    assert problems[1]["current"]["on_hand"] == 1
    assert problems[5]["current"] == other
    for result, problem in zip(answer["results"], problems, strict=True):
        assert (result["movement"] is None) == (result["level"] is None) == (problem is not None)
    changed = {name: value - before[name] for name, value in (await records.traces()).items()}
    # One key for the whole, beside those of the rows in the ledger.
    expected = {"movements": 3, "changes": 3, "level_versions": 3, "keys": 1}
    assert {name: count for name, count in changed.items() if count} == expected
    assert (await shop.current(level))["on_hand"] == 0
    assert await records.crooked() == []


async def test_all_or_nothing_is_the_default(shop: Shop, records: Records) -> None:
    level, other = await shop.level(10), await shop.level(10)
    before = await records.traces()
    rows = [row(level, "sale", 4), row(other, "receive", 5), row(level, "sale", 6)]
    answer = await shop.write(BATCH, {"movements": rows})
    assert (answer["mode"], answer["applied"], answer["refused"]) == ("all_or_nothing", 3, 0)
    assert [result["movement"]["on_hand_after"] for result in answer["results"]] == [6, 15, 0]
    assert [result["level"]["version"] for result in answer["results"]] == [2, 2, 3]
    changed = {name: value - before[name] for name, value in (await records.traces()).items()}
    expected = {"movements": 3, "changes": 3, "level_versions": 3}
    assert {name: count for name, count in changed.items() if count} == expected
    assert await records.crooked() == []


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"quantity": 11}, 409, "insufficient_stock"),
        ({"expected_on_hand": 9}, 409, "stale_version"),
        ({"kind": "receive", "quantity": 10**12}, 409, "balance_out_of_bounds"),
        ({"sku": "nobody"}, 404, "item_not_found"),
        ({"location": "nowhere"}, 404, "location_not_found"),
    ],
)
async def test_one_refused_row_refuses_all(
    shop: Shop, records: Records, fields: Json, status: int, code: str, late: bool
) -> None:
    level, other = await shop.level(10), await shop.level(10)
    if code == "balance_out_of_bounds":
        statement = "UPDATE stock_levels SET on_hand = on_hand + $1 WHERE id = $2"
        await records.rows(statement, 10**15 - 10, level["id"])
    rows = [row(other, "sale", 1), row(other, "sale", 1), row(level, "sale", 1) | fields]
    if late:
        rows.append(row(other, "count", 4, occurred_at=ago(1)))
    before = await records.traces()
    refused = await shop.try_write(BATCH, {"movements": [*rows, row(other, "sale", 1)]})
    problem = assert_problem(refused, status, code)
    assert problem["row"] == 2
    assert await records.traces() == before
    assert await shop.current(other) == other
    if code == "balance_out_of_bounds":
        await records.rows(statement, 10 - 10**15, level["id"])


async def test_a_refused_row_says_what_the_rows_before_it_took(
    shop: Shop, records: Records
) -> None:
    level = await shop.level(10)
    before = await records.traces()
    rows = [row(level, "sale", 6), row(level, "sale", 6)]
    problem = (await shop.try_write(BATCH, {"movements": rows})).json()
    assert (problem["row"], problem["current"]) == (1, level)
    assert "12 are wanted together" in problem["detail"]
    rows = [row(level, "sale", 6), row(level, "sale", 1, expected_on_hand=10)]
    problem = (await shop.try_write(BATCH, {"movements": rows})).json()
    assert (problem["code"], problem["current"]) == ("stale_version", level)
    assert "4 are on hand, not 10" in problem["detail"]
    assert await records.traces() == before


async def test_rows_are_taken_in_their_order(shop: Shop) -> None:
    level = await shop.level(0 + 1)
    rows = [row(level, "sale", 1), row(level, "receive", 2), row(level, "sale", 2)] * 50
    for mode in ("each", "all_or_nothing"):
        await shop.move(level, "receive", 49)
        answer = await batch(shop, mode, *rows)
        assert answer["refused"] == 0
        versions = [result["level"]["version"] for result in answer["results"]]
        assert versions == list(range(versions[0], versions[0] + 150))
        await shop.count(level, 1)


async def test_a_list_longer_than_a_commit_keeps_its_order(shop: Shop, records: Records) -> None:
    """What came in by the first rows goes out by the last, whatever is locked meanwhile."""
    first = await shop.level(1)
    items = [await shop.item() for _ in range(5)]
    place = {"location": first["location"]}
    levels = [{"sku": item["sku"]} | place for item in items]
    for level in levels:
        await shop.count(level, 0)
    coming = [row(level, "receive", 60) for level in levels]
    filling = [row(first, "adjust", 1)] * 251
    going = [row(level, "sale", 1) for level in levels for _ in range(60)]

    async def send() -> Json:
        return await batch(shop, "each", *coming, *filling, *going)

    async with records.locked(first):
        sending = asyncio.create_task(send())
        await asyncio.sleep(0.3)
    answer = await sending
    assert answer["refused"] == 0, "a sale came before its goods"
    assert await records.crooked() == []


@pytest.mark.parametrize("mode", ["each", "all_or_nothing"])
async def test_late_rows_and_counts(shop: Shop, records: Records, mode: str) -> None:
    item, location = await shop.item(), await shop.location()
    place = {"sku": item["sku"], "location": location["code"]}
    answer = await batch(
        shop,
        mode,
        row(place, "receive", 20, occurred_at=ago(10)),
        row(place, "sale", 2, occurred_at=ago(2)),
        row(place, "count", 15, occurred_at=ago(4)),
        row(place, "sale", 3, occurred_at=ago(6)),
        row(place, "sale", 1),
        row(place, "count", 12, reason="stocktake"),
        row(place, "sale", 4),
    )
    assert answer["refused"] == 0
    after = [result["level"]["on_hand"] for result in answer["results"]]
    assert after == [20, 18, 13, 13, 12, 12, 8]
    counts = [result["count"] for result in answer["results"]]
    assert [bool(count) for count in counts] == [False, False, True, False, False, True, False]
    assert (counts[2]["later_movements"], counts[2]["later_delta"]) == (1, -2)
    absorbed = [result["absorbed"] for result in answer["results"]]
    assert [bool(one) for one in absorbed] == [False] * 3 + [True] + [False] * 3
    assert absorbed[3]["count_id"] == answer["results"][2]["movement"]["id"]
    assert await shop.current(answer["results"][0]["level"]) == answer["results"][6]["level"]
    assert await records.crooked() == []


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("mode", ["each", "all_or_nothing"])
async def test_the_same_batch_again_is_the_same_answer(
    shop: Shop, records: Records, mode: str, late: bool
) -> None:
    level, other = await shop.level(10), await shop.level(10)
    fields = {"occurred_at": ago(1)} if late else {}
    rows = [row(level, "sale", 2, **fields), row(other, "sale", 3), row(level, "count", 5)]
    body, key = {"mode": mode, "movements": rows}, f"batch-{mode}-{late}"
    first = await shop.try_write(BATCH, body, key=key)
    assert first.status_code == 200
    assert "idempotent-replayed" not in first.headers
    await shop.move(level, "receive", 7)
    before = await records.traces()
    again = await shop.try_write(BATCH, body, key=key)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    for others in (rows[1:], [*rows, rows[0]], [rows[1], rows[0], rows[2]]):
        refused = await shop.try_write(BATCH, body | {"movements": others}, key=key)
        assert_problem(refused, 422, "idempotency_key_reused")
    assert await records.traces() == before


async def test_refused_rows_are_asked_anew_when_the_batch_comes_again(
    shop: Shop, records: Records
) -> None:
    level = await shop.level(3)
    rows = [row(level, "sale", 2), row(level, "sale", 2)]
    first = await batch(shop, "each", *rows, key="partly-1")
    assert [result["status"] for result in first["results"]] == ["applied", "refused"]
    await shop.move(level, "receive", 1)
    second = await batch(shop, "each", *rows, key="partly-1")
    assert second["results"][0] == first["results"][0]
    assert second["results"][1]["status"] == "applied"
    assert (await shop.current(level))["on_hand"] == 0
    assert await records.crooked() == []


async def test_a_batch_of_which_nothing_is_known(shop: Shop, records: Records) -> None:
    """Nothing waits for rows that have no level; and others are served afterwards."""
    level = await shop.level(10)
    answer = await batch(
        shop, "each", *(row({**level, "sku": f"nobody-{n}"}, "sale", 1) for n in range(3))
    )
    assert (answer["applied"], answer["refused"]) == (0, 3)
    moves = (shop.move(level, "sale", 1) for _ in range(4))
    await asyncio.gather(*moves, shop.level(2), shop.level(3))
    assert await records.crooked() == []


@pytest.mark.parametrize("mode", ["each", "all_or_nothing"])
async def test_as_many_rows_as_a_batch_may_have(shop: Shop, records: Records, mode: str) -> None:
    level, other = await shop.level(BATCH_ROWS_MAX), await shop.level(BATCH_ROWS_MAX)
    rows = [row((level, other)[n % 2], "sale", 1) for n in range(BATCH_ROWS_MAX)]
    answer = await batch(shop, mode, *rows)
    assert answer["applied"] == BATCH_ROWS_MAX
    half = BATCH_ROWS_MAX // 2
    for one in (level, other):
        assert (await shop.current(one))["on_hand"] == BATCH_ROWS_MAX - half
    assert await records.crooked() == []


BAD: list[tuple[Any, str]] = [
    ({"movements": []}, "movements"),
    ({"movements": None}, "movements"),
    ({"movements": {}}, "movements"),
    ({}, "movements"),
    ({"mode": "some"}, "mode"),
    ({"mode": None}, "mode"),
    ({"rows": []}, "rows"),
]
BAD_ROWS: list[tuple[Json, str]] = [
    ({"quantity": 0}, "quantity"),
    ({"quantity": -1}, "quantity"),
    ({"quantity": -1, "kind": "count"}, "quantity"),
    ({"quantity": 1.0}, "quantity"),
    ({"quantity": 10**30}, "quantity"),
    ({"quantity": None}, "quantity"),
    ({"kind": "reserve"}, "kind"),
    ({"kind": "transfer_out"}, "kind"),
    ({"sku": ""}, "sku"),
    ({"sku": "A\0"}, "sku"),
    ({"location": "two words"}, "location"),
    ({"occurred_at": "2999-01-01T00:00:00Z"}, "occurred_at"),
    ({"expected_on_hand": 1.0}, "expected_on_hand"),
    ({"counted": 4}, "counted"),
]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        *((body, field) for body, field in BAD),
        *(
            ({"movements": [{}, wrong]}, f"movements.1.{field}" if field else field)
            for wrong, field in BAD_ROWS
        ),
    ],
)
async def test_bad_batches_are_named_and_leave_nothing(
    shop: Shop, records: Records, wrong: Any, field: str
) -> None:
    level = await shop.level(5)
    right = row(level, "sale", 1)
    if wrong.get("movements"):
        wrong = {"movements": [right | one for one in wrong["movements"]]}
    elif wrong:
        wrong = {"movements": [right]} | wrong
    before = await records.traces()
    response = await shop.try_write(BATCH, wrong)
    assert_problem(response, 422, "invalid", field)
    assert await records.traces() == before


@pytest.mark.parametrize("rows", [BATCH_ROWS_MAX + 1, 3_000])
async def test_more_rows_than_a_batch_may_have(shop: Shop, records: Records, rows: int) -> None:
    level = await shop.level(5)
    before = await records.traces()
    response = await shop.try_write(BATCH, {"movements": [row(level, "sale", 1)] * rows})
    assert_problem(response, 422, "invalid", "movements")
    assert await records.traces() == before


async def test_who_may_send_a_batch(
    shop: Shop, viewer: AsyncClient, anonymous: AsyncClient
) -> None:
    body = {"movements": [row(await shop.level(5), "sale", 1)]}
    path = f"/api/v1/stock/{BATCH}"
    assert_problem(await viewer.post(path, json=body, headers=keyed()), 403, "forbidden")
    assert_problem(await anonymous.post(path, json=body, headers=keyed()), 401, "unauthenticated")
    assert_problem(await shop.client.post(path, json=body), 400, "idempotency_key_required")
