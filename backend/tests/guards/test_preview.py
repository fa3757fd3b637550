"""What would a guard have caught? Held against a history that is written down line by line."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.clock import now
from app.guards.queries import PAGE_ROWS
from tests.factories.shop import Json, Shop, made, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

GUARDS = "/api/v1/price-guards"
PRICE = """
INSERT INTO prices (item_id, price_list, currency, own, base, amount, since, settled_at)
VALUES ($1, $2, $3, $4, $4, $4, $5, $5) RETURNING id
"""
STEPS = """
INSERT INTO price_changes (price_id, item_id, price_list, currency, before, amount, base, version,
                           actor, occurred_at)
SELECT $1, $2, $3, $4, lag(amount) OVER (ORDER BY version), amount, amount, version, 'somebody',
       occurred_at
FROM unnest(CAST($5 AS numeric[]), CAST($6 AS timestamptz[]))
     WITH ORDINALITY AS given (amount, occurred_at, version)
ORDER BY version
RETURNING id
"""

_numbers = count(1)


@pytest.fixture
def category() -> str:
    """A category that no other test uses, so that counts are exact."""
    return f"Preview {next(_numbers)}"


class History:
    """Prices with the past that a test gives them."""

    def __init__(self, shop: Shop, records: Records) -> None:
        self._shop = shop
        self._records = records

    async def price(
        self,
        steps: Sequence[tuple[float, str]],
        *,
        item: Json | None = None,
        price_list: str = "default",
        currency: str = "JPY",
        **fields: Any,
    ) -> tuple[Json, list[int]]:
        """An item, and the ids of its steps: so many days ago, this price."""
        item = item or await self._shop.item(**fields)
        amounts = [Decimal(amount) for _, amount in steps]
        moments = [now() - timedelta(days=days) for days, _ in steps]
        key = (item["id"], price_list, currency)
        price = await self._records.value(PRICE, *key, amounts[-1], moments[-1])
        rows = await self._records.rows(STEPS, price, *key, amounts, moments)
        return item, [row["id"] for row in rows]


@pytest.fixture(scope="module")
def history(shop: Shop, records: Records) -> History:
    return History(shop, records)


async def preview(client: AsyncClient, **guard: Any) -> Json:
    return made(await client.post(f"{GUARDS}/preview", json={"name": "Trial"} | guard), 200)


def found(answer: Json) -> tuple[int, int, Json, list[int]]:
    """How many changes it speaks about, how many it caught, by rule, and which."""
    caught = [row["change"]["id"] for row in answer["caught"]]
    return answer["changes"], answer["caught_total"], answer["by_rule"], caught


TEA = [(40, "1000"), (20, "1400"), (10, "1000"), (5, "1300"), (1, "130")]


async def test_what_a_guard_would_have_caught(
    history: History, viewer: AsyncClient, records: Records, category: str
) -> None:
    item, steps = await history.price(TEA, category=f"{category}/Green")
    before = await records.traces()
    up = await preview(viewer, category=category, max_increase_percent="29.99", mode="block")
    # 40 days are too long ago.
    assert found(up) == (4, 2, {"max_increase": 2}, [steps[3], steps[1]])
    change, (hit,) = up["caught"][0]["change"], up["caught"][0]["hits"]
    assert (change["sku"], change["before"], change["amount"]) == (item["sku"], "1000", "1300")
    assert (hit["guard_name"], hit["guard_id"], hit["mode"]) == ("Trial", 0, "block")
    assert (hit["limit"], hit["value"], hit["amount"]) == ("29.99", "30.00", "1300")
    exactly = await preview(viewer, category=category, max_increase_percent="30")
    assert found(exactly) == (4, 1, {"max_increase": 1}, [steps[1]])
    assert found(await preview(viewer, category=category, max_increase_percent="40"))[1] == 0
    slip = await preview(
        viewer, category=category, refuse_scale=True, max_decrease_percent="50", days=2
    )
    assert found(slip) == (1, 1, {"scale": 1, "max_decrease": 1}, [steps[4]])
    longer = {"category": category, "floor": "1001", "currency": "JPY", "days": 60}
    assert found(await preview(viewer, **longer)) == (
        *(5, 3, {"floor": 3}),
        [steps[4], steps[2], steps[0]],
    )
    assert await records.traces() == before


async def test_which_prices_break_it_now(
    history: History, admin: AsyncClient, category: str
) -> None:
    item, _ = await history.price(TEA, category=category)
    await history.price([(400, "2000")], category=category)
    gone, _ = await history.price([(400, "1")], category=category)
    made(await admin.post(f"/api/v1/items/{gone['id']}/archive"), 200)
    answer = await preview(admin, category=category, floor="131", currency="JPY")
    assert (answer["prices"], answer["breaking_total"]) == (2, 1)
    (row,) = answer["breaking"]
    assert (row["price"]["sku"], row["price"]["amount"]) == (item["sku"], "130")
    assert [(hit["rule"], hit["limit"], hit["value"]) for hit in row["hits"]] == [
        ("floor", "131", "130")
    ]
    # As they stand, prices are no steps.
    steps = await preview(admin, category=category, max_decrease_percent="1", refuse_scale=True)
    assert (steps["caught_total"], steps["breaking_total"]) == (2, 0)
    fine = await preview(admin, category=category, floor="130", currency="JPY")
    assert (fine["prices"], fine["breaking_total"], fine["breaking"]) == (2, 0, [])


async def test_only_prices_in_scope_count(
    history: History, admin: AsyncClient, records: Records, category: str
) -> None:
    await records.rows("INSERT INTO price_lists (code, name) VALUES ('web', 'Web')")
    item, _ = await history.price([(3, "100")], category=category)
    await history.price([(3, "1.00")], item=item, currency="USD")
    await history.price([(3, "100")], item=item, price_list="web")
    await history.price([(3, "100")], category=f"{category}/Deeper")
    await history.price([(3, "100")], category=f"{category}s")
    scopes: list[tuple[Json, int]] = [
        ({"category": category}, 4),
        ({"category": category.upper()}, 4),
        ({"category": f"{category}/Deeper"}, 1),
        ({"item_id": item["id"]}, 3),
        ({"item_id": item["id"], "price_list": "default"}, 2),
        ({"item_id": item["id"], "price_list": "web", "currency": "JPY"}, 1),
        ({"item_id": item["id"], "currency": "USD"}, 1),
        ({"item_id": item["id"], "currency": "EUR"}, 0),
        ({"item_id": item["id"], "category": "Elsewhere"}, 0),
    ]
    for scope, there in scopes:
        answer = await preview(admin, **scope)
        assert (answer["changes"], answer["prices"]) == (there, there), scope
        assert (answer["caught_total"], answer["breaking_total"]) == (0, 0)


async def test_the_cost_is_that_of_today(
    shop: Shop, history: History, admin: AsyncClient, category: str
) -> None:
    item, steps = await history.price(
        [(3, "1000"), (2, "2000")],
        category=category,
        cost={"amount": "800", "currency": "JPY"},
    )
    await history.price([(3, "10.00")], item=item, currency="USD")
    await history.price([(3, "10")], category=category)
    margin = {"category": category, "min_margin_percent": "25"}
    answer = await preview(admin, **margin)
    assert found(answer) == (4, 1, {"margin": 1}, [steps[0]])
    (hit,) = answer["caught"][0]["hits"]
    assert (hit["limit"], hit["value"]) == (None, None)
    assert (answer["prices"], answer["breaking_total"]) == (3, 0)
    body = {"cost": {"amount": "1600", "currency": "JPY"}}
    made(await patch_current(admin, f"/api/v1/items/{item['id']}", body), 200)
    answer = await preview(admin, **margin)
    assert found(answer) == (4, 2, {"margin": 2}, steps[::-1])
    assert (answer["prices"], answer["breaking_total"]) == (3, 1)


async def test_it_stands_in_for_another_among_the_others(
    history: History, admin: AsyncClient, category: str
) -> None:
    item, steps = await history.price([(3, "1000"), (2, "2000")], category=category)
    _, other = await history.price([(3, "1000"), (2, "2000")], category=category)

    async def set_guard(**fields: Any) -> Json:
        return made(await admin.post(GUARDS, json={"name": "Set"} | fields), 201)

    strict = await set_guard(category=category, max_increase_percent="1")
    trial = {"category": category, "max_increase_percent": "50"}
    # What the others forbid is not its own catch.
    await set_guard(category=category, ceiling="1", currency="JPY")
    assert found(await preview(admin, category=category, refuse_zero=True)) == (4, 0, {}, [])
    # One for the same prices gives way, named or not.
    for replaces in (None, strict["id"]):
        answer = await preview(admin, **trial, replaces=replaces)
        assert found(answer) == (4, 2, {"max_increase": 2}, [other[1], steps[1]])
        assert answer["caught"][0]["hits"][0]["guard_id"] == (replaces or 0)
    # A milder one that is closer lifts nothing.
    closer = await set_guard(item_id=item["id"], max_increase_percent="200")
    assert found(await preview(admin, **trial))[1] == 2
    wide = {"category": category, "ceiling": "1999", "currency": "JPY", "price_list": "default"}
    assert found(await preview(admin, **wide))[1] == 2
    assert found(await preview(admin, **trial, replaces=closer["id"]))[1] == 2
    # A guard that is switched off is tried as if it were on.
    assert found(await preview(admin, **trial, active=False))[1] == 2


async def test_everything_is_counted_and_the_newest_are_shown(
    history: History, admin: AsyncClient, category: str
) -> None:
    rows = PAGE_ROWS * 2 + 1
    _, steps = await history.price(
        [(20 - number / 100, str(number % 2 + 1)) for number in range(rows)], category=category
    )
    answer = await preview(admin, category=category, ceiling="1", currency="JPY")
    assert answer["changes"] == rows
    assert (answer["caught_total"], answer["by_rule"]) == (PAGE_ROWS, {"ceiling": PAGE_ROWS})
    newest = steps[1::2][::-1][:50]
    assert [row["change"]["id"] for row in answer["caught"]] == newest


async def test_at_most_50_prices_are_shown(
    history: History, admin: AsyncClient, category: str
) -> None:
    for _ in range(51):
        await history.price([(400, "1")], category=category)
    answer = await preview(admin, category=category, floor="2", currency="JPY")
    assert (answer["prices"], answer["breaking_total"], len(answer["breaking"])) == (51, 51, 50)
    assert (answer["changes"], answer["caught"]) == (0, [])


async def test_a_guard_to_replace_has_to_exist(admin: AsyncClient) -> None:
    response = await admin.post(f"{GUARDS}/preview", json={"name": "x", "replaces": 987_654_321})
    assert_problem(response, 404, "guard_not_found")
