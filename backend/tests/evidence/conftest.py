"""What the tests of evidence over HTTP share: items whose prices have a past."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from decimal import Decimal
from typing import Protocol

import pytest
from httpx import AsyncClient, Response

from app.pricing.types import Because
from tests.factories.shop import Json, Shop, made
from tests.fixtures.records import Records

# As the import of a file writes it: below what is in the timeline already, at times of its own.
TELL = """
    INSERT INTO price_changes (price_id, item_id, price_list, currency, before, amount, base,
                               because, sale_id, cause, version, actor, occurred_at, recorded_at)
    SELECT id, item_id, price_list, currency, NULL, $2, $2, $3, $4, 'import', $5, 'test', $6, $7
    FROM prices WHERE id = $1
"""


class Past(Protocol):
    def __call__(
        self, *steps: tuple[datetime, str, Because], sku: str | None = None, currency: str = "EUR"
    ) -> Awaitable[Json]: ...


@pytest.fixture
def item_with_past(shop: Shop, records: Records) -> Past:
    """An item with these steps (moment, amount, layer), told as they happened, before its present
    price, which is the last of them."""

    async def make(
        *steps: tuple[datetime, str, Because], sku: str | None = None, currency: str = "EUR"
    ) -> Json:
        item = await shop.item(**({"sku": sku} if sku else {}))
        last = steps[-1][1]
        price = (await shop.price(item, last, currency))["price"]
        for number, (at, amount, because) in enumerate(steps, start=1_000):
            sale = 1 if because == "sale" else None
            values = (price["id"], Decimal(amount), because, sale, number, at, at)
            await records.rows(TELL, *values)
        return item

    return make


Ask = Callable[..., Awaitable[Response]]


@pytest.fixture
def ask(viewer: AsyncClient) -> Ask:
    async def work(item: Json, *, file: bool = False, **query: str) -> Response:
        path = f"/api/v1/prices/{item['id']}/evidence{'.csv' if file else ''}"
        return await viewer.get(path, params=query)

    return work


@pytest.fixture
def evidence(ask: Ask) -> Callable[..., Awaitable[Json]]:
    async def work(item: Json, **query: str) -> Json:
        return made(await ask(item, **query), 200)

    return work
