"""Things of the trade, made over HTTP as a caller makes them; each with a name of its own."""

from itertools import count
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from app.catalog.gtin import check_digit

Json = dict[str, Any]

_numbers = count(1)


def new_gtin() -> str:
    """A GTIN-13 that no other item has."""
    body = f"49{next(_numbers):010}"
    return f"{body}{check_digit(body)}"


def keyed(key: str | None = None) -> dict[str, str]:
    """The header of a write that takes effect once."""
    return {"Idempotency-Key": key or uuid4().hex}


class Shop:
    """What tests need before they can begin; every call must succeed."""

    def __init__(self, client: AsyncClient) -> None:
        self.client = client

    async def item(self, **fields: Any) -> Json:
        number = next(_numbers)
        body = {"sku": f"A-{number}", "name": f"Mug {number}"} | fields
        return made(await self.client.post("/api/v1/items", json=body), 201)

    async def location(self, **fields: Any) -> Json:
        number = next(_numbers)
        body = {"code": f"L-{number}", "name": f"Shelf {number}", "time_zone": "Asia/Tokyo"}
        return made(await self.client.post("/api/v1/locations", json=body | fields), 201)

    async def move(
        self, level: Json, kind: str, quantity: int, *, key: str | None = None, **fields: Any
    ) -> Json:
        """Move ``level``; its ``sku`` and ``location`` are all that is used of it."""
        return made(await self.try_move(level, kind, quantity, key=key, **fields), 201)

    async def try_move(
        self, level: Json, kind: str, quantity: Any, *, key: str | None = None, **fields: Any
    ) -> Response:
        body = {"sku": level["sku"], "location": level["location"]}
        return await self.client.post(
            "/api/v1/stock/movements",
            json=body | {"kind": kind, "quantity": quantity} | fields,
            headers=keyed(key),
        )

    async def try_write(
        self, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> Response:
        """A keyed write of the stock rooms; ``path`` follows ``/api/v1/stock/``."""
        content = {} if body is None else {"json": body}
        return await self.client.post(
            f"/api/v1/stock/{path}", headers=keyed(key) | headers, **content
        )

    async def write(self, path: str, body: Any = None, *, key: str | None = None) -> Json:
        return made(await self.try_write(path, body, key=key), 200, 201)

    async def count(self, level: Json, counted: int, **fields: Any) -> Json:
        """Count ``level``; its ``sku`` and ``location`` are all that is used of it."""
        body = {"sku": level["sku"], "location": level["location"], "counted": counted}
        return await self.write("counts", body | fields)

    async def reverse(self, result: Json, **fields: Any) -> Json:
        """Take back the movement of a result."""
        return await self.write(f"movements/{result['movement']['id']}/reverse", fields)

    async def read(self, path: str, **query: Any) -> Any:
        return made(await self.client.get(f"/api/v1/stock/{path}", params=query), 200)

    async def level(self, on_hand: int = 10, **item: Any) -> Json:
        """A new item with stock at a new location."""
        created, location = await self.item(**item), await self.location()
        place = {"sku": created["sku"], "location": location["code"]}
        moved: Json = (await self.move(place, "receive", on_hand))["level"]
        return moved

    async def thresholds(self, level: Json, **fields: Any) -> Json:
        path = f"/api/v1/stock/levels/{level['id']}"
        return made(await patch_current(self.client, path, fields), 200)

    async def current(self, level: Json) -> Json:
        return made(await self.client.get(f"/api/v1/stock/levels/{level['id']}"), 200)

    async def archive(self, level: Json) -> None:
        """Count the level to zero and archive its item."""
        await self.count(level, 0)
        made(await self.client.post(f"/api/v1/items/{level['item_id']}/archive"), 200)

    async def price(self, item: Json, amount: str, currency: str = "JPY", **fields: Any) -> Json:
        """Set the base price of ``item`` (or of a level's item)."""
        body = {"amount": amount, "currency": currency} | fields
        path = f"/api/v1/prices/{item.get('item_id', item['id'])}/base"
        return made(await self.client.put(path, json=body, headers=keyed()), 200)


async def patch_current(
    client: AsyncClient, path: str, fields: Json, headers: dict[str, str] | None = None
) -> Response:
    """PATCH what is at ``path`` as it is now; a refusal other than of the version is returned."""
    sent = headers or {}
    version = 0
    while True:
        named = {"If-Match": f'"{version}"'} | sent
        response = await client.patch(path, json=fields, headers=named)
        if response.status_code != 412 or "If-Match" in sent:
            return response
        # It may change again between the two requests.
        version = response.json()["current"]["version"]


def made(response: Response, *statuses: int) -> Json:
    assert response.status_code in statuses, response.text
    body: Json = response.json()
    return body
