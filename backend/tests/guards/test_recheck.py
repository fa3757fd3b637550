"""Are prices looked at again when a guard, a cost, or a category is another?"""

import asyncio

import pytest
from httpx import AsyncClient

from app.guards import recheck
from app.pricing.engine import queries
from tests.factories.price_room import remove_guard
from tests.factories.shop import Shop, made, patch_current
from tests.fixtures.application import Application
from tests.fixtures.feed import until
from tests.fixtures.records import Records

GUARDS = "/api/v1/price-guards"
PRICES = "/api/v1/prices"


async def broken(client: AsyncClient, *items: str) -> set[str]:
    page = (await client.get(PRICES, params={"breaks_guard": True})).json()
    return {row["sku"] for row in page["items"]} & set(items)


async def test_after_a_guard_page_by_page(
    shop: Shop,
    admin: AsyncClient,
    approver: AsyncClient,
    records: Records,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recheck, "PAGE_ITEMS", 1)
    cheap, dear = await shop.item(), await shop.item()
    await shop.price(cheap, "10")
    await shop.price(dear, "1000")
    skus = (cheap["sku"], dear["sku"])
    floor = {"name": "floor", "mode": "warn", "floor": "100", "currency": "JPY"}
    guard = (await admin.post(GUARDS, json=floor)).json()

    async def is_broken(*expected: str) -> bool:
        return await broken(admin, *skus) == set(expected)

    await until(lambda: is_broken(cheap["sku"]))
    await admin.put(f"{GUARDS}/{guard['id']}", json=floor | {"floor": "2000"})
    await until(lambda: is_broken(*skus))
    await remove_guard(admin, approver, guard)
    await until(is_broken)

    async def nothing_waits() -> bool:
        return bool(await records.value("SELECT count(*) = 0 FROM price_rechecks"))

    await until(nothing_waits)


async def test_after_a_cost(shop: Shop, admin: AsyncClient) -> None:
    item = await shop.item()
    await shop.price(item, "1000")
    margin = {"name": "margin", "mode": "block", "min_margin_percent": "20", "item_id": item["id"]}
    made(await admin.post(GUARDS, json=margin), 201)
    path = f"/api/v1/items/{item['id']}"
    cost = {"cost": {"amount": "900", "currency": "JPY"}}
    assert (await patch_current(admin, path, cost)).status_code == 200
    price = (await admin.get(f"{PRICES}/{item['id']}")).json()
    assert [hit["rule"] for hit in price["hits"]] == ["margin"]
    # Nobody's price changes because a cost did.
    assert price["effective"]["amount"] == "1000"
    cost = {"cost": {"amount": "700", "currency": "JPY"}}
    assert (await patch_current(admin, path, cost)).status_code == 200
    price = (await admin.get(f"{PRICES}/{item['id']}")).json()
    assert price["hits"] == []


async def test_after_a_category(shop: Shop, admin: AsyncClient) -> None:
    item = await shop.item(category="Watched/Not")
    await shop.price(item, "1000")
    floor = {"name": "floor", "mode": "block", "floor": "2000", "currency": "JPY"}
    made(await admin.post(GUARDS, json=floor | {"category": "Watched/Closely"}), 201)
    # For some days the guards of the category that it left still hold.
    for category, rules in (("Watched/Closely/Too", ["floor"]), ("Watched/Not", ["floor"])):
        path = f"/api/v1/items/{item['id']}"
        assert (await patch_current(admin, path, {"category": category})).status_code == 200
        price = (await admin.get(f"{PRICES}/{item['id']}")).json()
        assert [hit["rule"] for hit in price["hits"]] == rules


async def test_a_cost_and_the_rule_of_a_list_do_not_wait_for_each_other(
    shop: Shop, admin: AsyncClient, application: Application
) -> None:
    """Both take the lists before the items, so that one of them waits, and not both."""
    item = await shop.item()
    await shop.price(item, "1000")
    cost = {"cost": {"amount": "900", "currency": "JPY"}}
    async with application.app.state.context.journal.database.session() as session:
        await queries.lock_lists(session)
        patched = asyncio.create_task(patch_current(admin, f"/api/v1/items/{item['id']}", cost))
        await asyncio.wait([patched], timeout=1)
        assert not patched.done()
        async with asyncio.timeout(1):
            await queries.lock_items(session, [item["id"]])
    assert (await patched).status_code == 200
