"""Items that never moved are found where the stock is searched."""

from typing import Any

from httpx import AsyncClient

from app.stock.schemas import UNSTOCKED_MAX
from tests.factories.shop import Json, Shop, made

LEVELS = "/api/v1/stock/levels"


async def search(client: AsyncClient, **query: Any) -> Json:
    return made(await client.get(LEVELS, params=query), 200)


def skus(rows: list[Json]) -> list[str]:
    return [row["sku"] for row in rows]


async def test_search_lists_active_items_without_a_level(
    shop: Shop, viewer: AsyncClient, admin: AsyncClient
) -> None:
    await shop.item(sku="NV-10", category="Never")
    await shop.item(sku="NV-2", category="Never/Ever")
    gone = await shop.item(sku="NV-3", category="Never")
    made(await admin.post(f"/api/v1/items/{gone['id']}/archive"), 200)
    level = await shop.level(sku="NV-1", category="Never")
    for query in ({"q": "nv-"}, {"category": "NEVER"}):
        page = await search(viewer, **query)
        assert skus(page["items"]) == ["NV-1"]
        assert skus(page["unstocked"]) == ["NV-2", "NV-10"]
    found = await search(viewer, sku="nv-2")
    assert (skus(found["items"]), skus(found["unstocked"])) == ([], ["NV-2"])
    assert skus((await search(viewer, q="nv-", status="out"))["unstocked"]) == ["NV-2", "NV-10"]
    assert (await search(viewer, q="nv-", status="ok"))["unstocked"] == []
    assert (await search(viewer, item_id=level["item_id"]))["unstocked"] == []


async def test_search_in_a_location_lists_what_is_not_stocked_there(
    shop: Shop, viewer: AsyncClient
) -> None:
    level, other = await shop.level(sku="NT-1"), await shop.location()
    assert skus((await search(viewer, q="NT-1", location=other["code"]))["unstocked"]) == ["NT-1"]
    assert (await search(viewer, q="NT-1", location=level["location"]))["unstocked"] == []


async def test_list_without_a_search_and_later_pages_have_none(
    shop: Shop, viewer: AsyncClient
) -> None:
    for number in range(UNSTOCKED_MAX + 2):
        await shop.item(sku=f"NB-{number}")
    for number in range(2):
        await shop.level(sku=f"NB-L{number}")
    assert (await search(viewer))["unstocked"] == []
    first = await search(viewer, q="NB-", limit=1)
    assert skus(first["unstocked"]) == [f"NB-{number}" for number in range(UNSTOCKED_MAX)]
    second = await search(viewer, q="NB-", limit=1, cursor=first["next_cursor"])
    assert second["unstocked"] == []
