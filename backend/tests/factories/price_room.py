"""Prices, sales, price lists, guards and decisions, made over HTTP as a caller makes them."""

from itertools import count
from typing import Any

from httpx import AsyncClient, Response

from tests.factories.shop import Json, Shop, keyed, made, patch_current

PRICES = "/api/v1/prices"
SALES = f"{PRICES}/sales"
LISTS = "/api/v1/price-lists"
GUARDS = "/api/v1/price-guards"
APPROVALS = "/api/v1/price-approvals"
GUARD_FACTS = frozenset(
    {"id", "sku", "is_default", "updated_by", "version", "created_at", "updated_at"}
)
BULKS = "/api/v1/price-bulks"

_numbers = count(1)


async def remove_guard(first: AsyncClient, second: AsyncClient, guard: Json) -> None:
    """A guard in force goes when somebody wants it and somebody else agrees."""
    proposal = made(await first.delete(f"{GUARDS}/{guard['id']}"), 202)
    path = f"{APPROVALS}/{proposal['id']}/approve"
    made(await second.post(path, json={}, headers=keyed()), 200)


class PriceRoom:
    """Writes as ``client``; what must be there before is made by ``shop``.

    Calls that begin with ``try_`` give the answer as it is, the others must succeed.
    """

    def __init__(self, shop: Shop, client: AsyncClient) -> None:
        self.shop = shop
        self.client = client

    def of(self, client: AsyncClient) -> "PriceRoom":
        """The same room, for somebody else."""
        return PriceRoom(self.shop, client)

    async def priced(self, amount: str = "1000", currency: str = "JPY", **item: Any) -> Json:
        """A new item with a base price."""
        created = await self.shop.item(**item)
        await self.shop.price(created, amount, currency)
        return created

    async def guard(self, item: Json | None, mode: str = "block", **rules: Any) -> Json:
        """A guard of one item, or of what ``rules`` name; floor and ceiling in JPY."""
        place = {} if item is None else {"item_id": item["id"]}
        if {"floor", "ceiling"} & rules.keys():
            place["currency"] = "JPY"
        body = {"name": f"Guard {next(_numbers)}", "mode": mode} | place | rules
        return made(await self.shop.client.post(GUARDS, json=body), 201)

    async def reguard(self, guard: Json, **changed: Any) -> Json:
        """The guard as it was, but for this."""
        kept = {name: value for name, value in guard.items() if name not in GUARD_FACTS}
        path = f"{GUARDS}/{guard['id']}"
        return made(await self.shop.client.put(path, json=kept | changed), 200)

    async def try_set(
        self,
        item: Json,
        amount: Any,
        currency: str = "JPY",
        *,
        key: str | None = None,
        headers: dict[str, str] | None = None,
        **fields: Any,
    ) -> Response:
        body = {"amount": amount, "currency": currency} | fields
        return await self.client.put(
            f"{PRICES}/{item['id']}/base", json=body, headers=keyed(key) | (headers or {})
        )

    async def set(self, item: Json, amount: str, currency: str = "JPY", **fields: Any) -> Json:
        return made(await self.try_set(item, amount, currency, **fields), 200)

    async def propose(self, item: Json, amount: str, **fields: Any) -> Json:
        """A base price that waits for somebody else."""
        proposal: Json = made(await self.try_set(item, amount, **fields), 202)["proposal"]
        return proposal

    async def try_revert(self, item: Json, change_id: int, **fields: Any) -> Response:
        body = {"change_id": change_id, "reason": "a mistake"} | fields
        path = f"{PRICES}/{item['id']}/revert"
        return await self.client.post(path, json=body, headers=keyed())

    async def try_sale(self, item: Json, *, key: str | None = None, **fields: Any) -> Response:
        worth = {} if {"amount", "percent_off"} & fields.keys() else {"percent_off": "10"}
        body = {"name": "Spring sale", "currency": "JPY"} | worth | fields
        path = f"{PRICES}/{item['id']}/sales"
        return await self.client.post(path, json=body, headers=keyed(key))

    async def sale(self, item: Json, **fields: Any) -> Json:
        created: Json = made(await self.try_sale(item, **fields), 201)["sale"]
        return created

    async def try_edit_sale(
        self, sale: Json, *, headers: dict[str, str] | None = None, **fields: Any
    ) -> Response:
        path = f"{SALES}/{sale['id']}"
        if "expected_version" in fields:
            return await self.client.patch(path, json=fields, headers=keyed() | (headers or {}))
        return await patch_current(self.client, path, fields, keyed() | (headers or {}))

    async def try_end_sale(self, sale: Json, **fields: Any) -> Response:
        return await self.client.post(f"{SALES}/{sale['id']}/end", json=fields, headers=keyed())

    async def try_remove_sale(self, sale: Json, **headers: str) -> Response:
        return await self.client.delete(f"{SALES}/{sale['id']}", headers=keyed() | headers)

    async def try_list(self, **fields: Any) -> Response:
        number = next(_numbers)
        body = {"code": f"list-{number}", "name": f"List {number}"} | fields
        return await self.client.post(LISTS, json=body, headers=keyed())

    async def price_list(self, **fields: Any) -> Json:
        created: Json = made(await self.try_list(**fields), 201)["price_list"]
        return created

    async def try_edit_list(self, code: str, **fields: Any) -> Response:
        path = f"{LISTS}/{code}"
        if "expected_version" in fields:
            return await self.client.patch(path, json=fields, headers=keyed())
        return await patch_current(self.client, path, fields, keyed())

    async def try_decide(
        self, proposal: Json, decision: str, *, key: str | None = None, **fields: Any
    ) -> Response:
        """``decision``: approve, reject or withdraw."""
        body = {"reason": "looked at"} | fields
        path = f"{APPROVALS}/{proposal['id']}/{decision}"
        return await self.client.post(path, json=body, headers=keyed(key))

    async def decide(self, proposal: Json, decision: str) -> Json:
        return made(await self.try_decide(proposal, decision), 200)

    async def proposal(self, proposal: Json) -> Json:
        """As it stands now."""
        return made(await self.client.get(f"{APPROVALS}/{proposal['id']}"), 200)

    async def look(self, item: Json, **query: Any) -> Json:
        """Everything that makes the price of the item."""
        return made(await self.client.get(f"{PRICES}/{item['id']}", params=query), 200)

    async def amount(self, item: Json, **query: Any) -> str | None:
        """The effective price."""
        effective: Json | None = (await self.look(item, **query))["effective"]
        return None if effective is None else str(effective["amount"])

    async def look_at_sale(self, sale: Json) -> Json:
        return made(await self.client.get(f"{SALES}/{sale['id']}"), 200)

    async def history(self, item: Json, **query: Any) -> list[Json]:
        path = f"{PRICES}/{item['id']}/history"
        rows: list[Json] = made(await self.client.get(path, params=query), 200)["items"]
        return rows

    async def try_bulk(self, item: Json, percent: str, **fields: Any) -> Response:
        """Order the preview of a change of this item's price."""
        body = {
            "currency": "JPY",
            "filter": {"skus": [item["sku"]]},
            "rule": {"kind": "percent", "value": percent},
            "reason": "spring",
        } | fields
        return await self.client.post(BULKS, json=body, headers=keyed())

    async def try_move_bulk(self, bulk: Json, step: str, **fields: Any) -> Response:
        """``step``: apply, undo or discard."""
        path = f"{BULKS}/{bulk['id']}/{step}"
        return await self.client.post(path, json=fields, headers=keyed())

    async def look_at_bulk(self, bulk: Json) -> Json:
        return made(await self.client.get(f"{BULKS}/{bulk['id']}"), 200)
