"""Evidence over HTTP: what is answered, to whom, and what is refused."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from httpx import AsyncClient

from tests.evidence.conftest import Ask, Past
from tests.evidence.timelines import moment
from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

Evidence = Callable[..., Awaitable[Json]]
START = "2025-03-10T00:00:00Z"


async def test_the_answer_lists_what_it_rests_on(item_with_past: Past, evidence: Evidence) -> None:
    item = await item_with_past(
        (moment("2024-06-01"), "120.00", "base"),
        (moment("2025-02-20"), "100.00", "base"),
        (moment("2025-03-10"), "75.00", "sale"),
    )
    found = await evidence(item, law="eu", at=START)
    assert {
        name: found[name] for name in ("law", "sku", "price_list", "currency", "time_zone")
    } == {
        "law": "eu",
        "sku": item["sku"],
        "price_list": "default",
        "currency": "EUR",
        "time_zone": "UTC",
    }
    assert (found["prior"], found["reduced"]) == ("100.00", "75.00")
    assert (found["reduction_percent"], found["holds"], found["reasons"]) == ("25.00", True, [])
    assert found["window_starts_at"] == "2025-02-08T00:00:00.000000Z"
    assert found["window_ends_at"] == found["reduction_starts_at"] == "2025-03-10T00:00:00.000000Z"
    assert found["on_sale_since"] == "2024-06-01T00:00:00.000000Z"
    first, second = found["intervals"]
    assert first | {"change_id": 0} == {
        "amount": "120.00",
        "because": "base",
        "starts_at": "2025-02-08T00:00:00.000000Z",
        "ends_at": "2025-02-20T00:00:00.000000Z",
        "carried_in": True,
        "change_id": 0,
        "recorded_at": "2024-06-01T00:00:00.000000Z",
        "decides": False,
        "confirmed_alone": False,
    }
    assert (second["carried_in"], second["decides"]) == (False, True)
    assert second["ends_at"] == found["window_ends_at"]


async def test_a_reduction_that_is_none_does_not_hold(
    item_with_past: Past, evidence: Evidence
) -> None:
    """The case of the bananas: 1.29 a month ago, 1.69 last week, 1.29 in the advertisement."""
    item = await item_with_past(
        (moment("2025-01-01"), "1.29", "base"),
        (moment("2025-03-01"), "1.69", "base"),
        (moment("2025-03-10"), "1.29", "sale"),
    )
    found = await evidence(item, law="eu", at=START)
    assert (found["prior"], found["reduced"]) == ("1.29", "1.29")
    assert (found["holds"], found["reduction_percent"]) == (False, None)
    assert found["reasons"] == ["not_lower"]
    # In Japan 1.69 was in force for too short a time, and 1.29 is not lower than 1.29.
    found = await evidence(item, law="jp", at=START)
    assert (found["prior"], found["holds"]) == ("1.29", False)
    assert found["reasons"] == ["not_lower"]


async def test_the_two_laws_differ(item_with_past: Past, evidence: Evidence) -> None:
    item = await item_with_past(
        (moment("2024-01-01"), "1000", "base"),
        (moment("2025-03-01"), "700", "sale"),
        (moment("2025-03-02"), "1000", "base"),
        (moment("2025-03-10"), "800", "sale"),
        currency="JPY",
    )
    eu, jp = [await evidence(item, law=law, at=START) for law in ("eu", "jp")]
    assert (eu["prior"], eu["reasons"]) == ("700", ["not_lower"])
    assert (jp["prior"], jp["holds"], jp["reduction_percent"]) == ("1000", True, "20.00")


async def test_a_running_sale_is_found_without_being_told(
    shop: Shop, admin: AsyncClient, evidence: Evidence
) -> None:
    item = await shop.item()
    await shop.price(item, "10.00", "EUR")
    await asyncio.sleep(0.05)
    sale = made(
        await admin.post(
            f"/api/v1/prices/{item['id']}/sales",
            json={"name": "Now", "percent_off": "20", "currency": "EUR"},
            headers=keyed(),
        ),
        201,
    )["sale"]
    found = await evidence(item)
    assert found["reduction_starts_at"] == sale["starts_at"]
    assert (found["prior"], found["reduced"], found["holds"]) == ("10.00", "8.00", True)
    assert found["reasons"] == ["new_item"]


async def test_a_planned_sale_is_judged_before_it_starts(
    shop: Shop, admin: AsyncClient, evidence: Evidence
) -> None:
    item = await shop.item()
    await shop.price(item, "10.00", "EUR")
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(days=40)
    for number, (days, amount) in enumerate([(20, "6.00"), (0, "8.00")]):
        body = {
            "name": f"Plan {number}",
            "amount": amount,
            "currency": "EUR",
            "starts_at": (start - timedelta(days=days)).isoformat(),
            "ends_at": (start - timedelta(days=days - 1)).isoformat(),
        }
        path = f"/api/v1/prices/{item['id']}/sales"
        made(await admin.post(path, json=body, headers=keyed()), 201)
    found = await evidence(item, at=start.isoformat())
    assert (found["reduced"], found["prior"], found["holds"]) == ("8.00", "6.00", False)
    assert found["reasons"] == ["not_lower", "still_open"]
    planned = [interval["change_id"] is None for interval in found["intervals"]]
    assert planned == [False, True, True]
    assert found["intervals"][1]["recorded_at"] is None


async def test_a_sale_whose_start_is_not_written_down_yet(
    shop: Shop, admin: AsyncClient, records: Records, evidence: Evidence
) -> None:
    """The clock of the leader may be late; the price is not, and neither is its evidence."""
    item = await shop.item()
    await shop.price(item, "10.00", "EUR")
    body = {
        "name": "Soon",
        "amount": "8.00",
        "currency": "EUR",
        "starts_at": "2099-01-01T00:00:00Z",
    }
    path = f"/api/v1/prices/{item['id']}/sales"
    sale = made(await admin.post(path, json=body, headers=keyed()), 201)["sale"]
    start = await records.value(
        "UPDATE price_sales SET starts_at = clock_timestamp() WHERE id = $1 RETURNING starts_at",
        sale["id"],
    )
    found = await evidence(item)
    steps = await records.value(
        "SELECT count(*) FROM price_changes WHERE item_id = $1 AND because = 'sale'", item["id"]
    )
    assert steps == 0
    assert datetime.fromisoformat(found["reduction_starts_at"]) == start
    assert (found["prior"], found["reduced"], found["holds"]) == ("10.00", "8.00", True)


async def test_without_a_reduction_it_says_what_would_hold_now(
    shop: Shop, evidence: Evidence
) -> None:
    item = await shop.item()
    await shop.price(item, "10.00", "EUR")
    found = await evidence(item)
    assert (found["prior"], found["reduced"], found["holds"]) == ("10.00", None, False)
    assert found["reasons"] == ["new_item", "no_reduction"]
    assert found["reduction_starts_at"] == found["computed_at"]


async def test_progressive_reductions(item_with_past: Past, evidence: Evidence) -> None:
    item = await item_with_past(
        (moment("2024-06-01"), "100.00", "base"),
        (moment("2025-03-01"), "90.00", "sale"),
        (moment("2025-03-10"), "60.00", "sale"),
    )
    found = await evidence(item, at=START)
    assert (found["prior"], found["reduction_percent"]) == ("90.00", "33.33")
    found = await evidence(item, at=START, progressive="true")
    assert (found["prior"], found["reduction_percent"]) == ("100.00", "40.00")
    assert found["reduction_starts_at"] == "2025-03-01T00:00:00.000000Z"
    assert found["reasons"] == ["carried_forward", "progressive"]


async def test_the_zone_of_the_list_counts_the_days(
    shop: Shop, admin: AsyncClient, records: Records, item_with_past: Past, evidence: Evidence
) -> None:
    await records.rows("UPDATE price_lists SET time_zone = 'Europe/London' WHERE code = 'default'")
    try:
        item = await item_with_past(
            (moment("2025-01-01"), "60.00", "base"),
            (moment("2025-10-10T09:30"), "100.00", "base"),
            (moment("2025-11-09T10:00"), "80.00", "sale"),
        )
        found = await evidence(item, at="2025-11-09T10:00:00+00:00")
    finally:
        await records.rows("UPDATE price_lists SET time_zone = 'UTC' WHERE code = 'default'")
    assert found["time_zone"] == "Europe/London"
    assert found["window_starts_at"] == "2025-10-10T09:00:00.000000Z"
    assert (found["prior"], found["holds"]) == ("60.00", False)


async def test_what_was_told_afterwards_is_marked(
    item_with_past: Past, evidence: Evidence, records: Records
) -> None:
    item = await item_with_past((moment("2024-06-01"), "100.00", "base"))
    await records.rows(
        "INSERT INTO price_changes (price_id, item_id, price_list, currency, amount, base, "
        "version, actor, occurred_at) SELECT price_id, item_id, price_list, currency, 90, 90, "
        "2000, 'test', $2 FROM price_changes WHERE item_id = $1 LIMIT 1",
        item["id"],
        moment("2025-03-01"),
    )
    found = await evidence(item, at=START)
    assert (found["prior"], found["reasons"]) == ("90.00", ["not_lower", "recorded_later"])


async def test_what_is_refused(shop: Shop, ask: Ask, anonymous: AsyncClient) -> None:
    item = await shop.item()
    assert_problem(await ask(item), 409, "no_base_price")
    await shop.price(item, "10.00", "EUR")
    assert_problem(await ask(item, currency="USD"), 409, "no_base_price")
    assert_problem(await ask(item, price_list="nowhere"), 404, "price_list_not_found")
    assert_problem(await ask({"id": 10**12}), 404, "item_not_found")
    for name, value in [
        ("law", "us"),
        ("currency", "XXX"),
        ("at", "2025-03-10"),
        ("at", "2025-03-10T00:00:00"),
        ("at", "0001-01-01T00:00:00Z"),
        ("at", "9999-12-31T23:59:59.999999Z"),
        ("price_list", "No Such"),
        ("progressive", "perhaps"),
    ]:
        assert_problem(await ask(item, **{name: value}), 422, "invalid", name)
    path = f"/api/v1/prices/{item['id']}/evidence"
    assert_problem(await anonymous.get(path), 401, "unauthenticated")
    assert_problem(await anonymous.get(f"{path}.csv"), 401, "unauthenticated")


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z"])
@pytest.mark.parametrize("law", ["eu", "jp"])
async def test_moments_far_away_are_answered(
    shop: Shop, evidence: Evidence, at: str, law: str
) -> None:
    item = await shop.item()
    await shop.price(item, "10.00", "EUR")
    found = await evidence(item, at=at, law=law)
    assert not found["holds"]
    assert "no_reduction" in found["reasons"]
