"""A shop that is filled in a moment, and bulks that are worked off by hand."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import text

from app.core.page import Cursor
from app.feed.idempotency import KeyedRequest
from app.feed.unit_of_work import Journal
from app.pricing.engine.gate import next_sale_id, open_book, write_book
from app.pricing.engine.layers import Sale, SaleWords, Worth
from app.pricing.engine.steps import Key, Origin
from app.pricing.proposals import Proposer
from app.pricing.recheck import recheck_prices
from app.repricing.runner import RepricingRunner
from app.repricing.schemas import BulkApply, BulkCreate, BulkOut, BulkRow, BulkUndo
from app.repricing.service import RepricingService
from app.stock.service import units_on_hand

ACTOR = "pricer@shop.test"
OTHER = "approver@shop.test"
CURRENCY = "JPY"

_numbers = count(1)

ITEMS = """
INSERT INTO items (sku, name, category, tags, cost_amount, cost_currency,
                   sku_key, sku_order, category_key, tag_keys, search_text)
SELECT 'P-' || lpad(n::text, 6, '0'), 'Cup number ' || n, 'Cups/Kind ' || n % 3,
       ARRAY[CASE WHEN n % 2 = 1 THEN 'odd' ELSE 'even' END],
       CASE WHEN n % 5 > 0 THEN 50 + n % 40 END, CASE WHEN n % 5 > 0 THEN 'JPY' END,
       'p-' || lpad(n::text, 6, '0'), 'p-' || lpad(n::text, 6, '0'), 'cups/kind ' || n % 3,
       ARRAY[CASE WHEN n % 2 = 1 THEN 'odd' ELSE 'even' END],
       'p-' || lpad(n::text, 6, '0') || E'\\ncup number ' || n
FROM generate_series(1, :items) AS n ORDER BY n
"""
REST = (
    """
    INSERT INTO locations (code, name, time_zone, code_key, code_order)
    VALUES ('MAIN', 'Main', 'Asia/Tokyo', 'main', 'main')
    """,
    """
    INSERT INTO stock_levels (item_id, location_id, on_hand)
    SELECT items.id, locations.id, items.id % 7 FROM items, locations
    """,
    """
    INSERT INTO prices (item_id, currency, own, base, amount, since, settled_at)
    SELECT id, 'JPY', 100 + id, 100 + id, 100 + id, now(), now() FROM items ORDER BY id
    """,
    """
    INSERT INTO price_changes (price_id, item_id, price_list, currency, amount, base, version,
                               actor, occurred_at)
    SELECT id, item_id, price_list, currency, amount, base, 1, 'somebody', since FROM prices
    """,
)
GUARD = """
INSERT INTO price_guards (name, mode, updated_by, currency, floor, ceiling, max_increase_percent,
                          max_decrease_percent, min_margin_percent)
VALUES (:name, :mode, 'somebody', 'JPY', :floor, :ceiling, :increase, :decrease, :margin)
"""


class Workshop:
    """One shop, its bulks, and a runner that works when it is told to."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.service = RepricingService(journal, Proposer(units_on_hand))
        self.runner = self.new_runner()

    def new_runner(self) -> RepricingRunner:
        """Another leader."""
        return RepricingRunner(self.journal, leading=lambda: True)

    async def fill(self, items: int) -> None:
        await self.do(ITEMS, items=items)
        for statement in REST:
            await self.do(statement)
        await self.do("UPDATE price_guards SET active = false")

    async def guard(self, mode: str, **limits: Any) -> None:
        rules = ("floor", "ceiling", "increase", "decrease", "margin")
        known = dict.fromkeys(rules) | limits
        await self.do("UPDATE price_guards SET removed_at = now() WHERE removed_at IS NULL")
        await self.do(GUARD, name=f"Guard {next(_numbers)}", mode=mode, **known)

    async def recheck(self) -> None:
        """What the leader does after a guard was edited."""
        async with self.journal.unit_of_work() as work:
            every = (await work.session.execute(text("SELECT id FROM items"))).scalars().all()
            await recheck_prices(work, every, actor="approver", reason="the guard changed")

    async def sell(self, item_id: int, amount: Decimal) -> None:
        """Start a sale."""
        async with self.journal.unit_of_work() as work:
            book = await open_book(work.session, [item_id])
            number = await next_sale_id(work.session)
            worth = Worth(amount, None)
            sale = Sale(number, "Sale", worth, book.moment, None, "UTC", words=SaleWords(ACTOR))
            key = Key(item_id, "default", CURRENCY)
            book.adopt(book.plan_sale(key, sale, Origin("sale_started", ACTOR)))
            await write_book(work, book)

    async def do(self, statement: str, **values: Any) -> None:
        async with self.journal.unit_of_work() as work:
            await work.session.execute(text(statement), values)

    async def rows(self, statement: str, **values: Any) -> Sequence[Any]:
        async with self.journal.database.session() as session:
            return (await session.execute(text(statement), values)).all()

    async def bases(self, price_list: str = "default") -> list[Decimal]:
        """Base prices by item."""
        found = await self.rows(
            "SELECT base FROM prices WHERE price_list = :list ORDER BY item_id", list=price_list
        )
        return [row.base for row in found]

    async def work_off(self, runner: RepricingRunner | None = None) -> int:
        """Page by page until nothing is to be done; how many pages."""
        pages = 0
        while await (runner or self.runner).turn():
            pages += 1
        return pages

    async def preview(self, **fields: Any) -> BulkOut:
        """Order a preview, and let it be worked out."""
        body = BulkCreate.model_validate({"currency": CURRENCY, "reason": "spring"} | fields)
        ordered = await self.service.preview_bulk(
            body, request=request(), actor=ACTOR, with_cost=True
        )
        bulk = BulkOut.model_validate_json(ordered.body)
        await self.work_off()
        return await self.get(bulk.id)

    async def get(self, bulk_id: int) -> BulkOut:
        return await self.service.get_bulk(bulk_id, with_cost=True)

    async def apply(self, bulk: BulkOut, *, finish: bool = True, **fields: Any) -> BulkOut:
        body = BulkApply(**fields)
        await self.service.apply_bulk(bulk.id, body, request=request(), actor=ACTOR, with_cost=True)
        if finish:
            await self.work_off()
        return await self.get(bulk.id)

    async def undo(self, bulk: BulkOut, *, finish: bool = True) -> BulkOut:
        body = BulkUndo(reason="a mistake")
        await self.service.undo_bulk(bulk.id, body, request=request(), actor=OTHER, with_cost=True)
        if finish:
            await self.work_off()
        return await self.get(bulk.id)

    async def discard(self, bulk: BulkOut) -> BulkOut:
        await self.service.discard_bulk(bulk.id, request=request(), actor=ACTOR, with_cost=True)
        return await self.get(bulk.id)

    async def list_rows(self, bulk: BulkOut, **asked: Any) -> list[BulkRow]:
        """All of them, page by page."""
        known = {"state": None, "hits": False, "order": "sku", "with_cost": True, "limit": 100}
        cursor, seen = None, []
        while True:
            page = await self.service.list_rows(bulk.id, cursor=cursor, **(known | asked))
            seen += page.items
            if page.next_cursor is None:
                return seen
            cursor = Cursor.decode(page.next_cursor)

    async def states(self, bulk: BulkOut) -> dict[str, int]:
        found = await self.rows(
            "SELECT state, count(*) AS n FROM price_bulk_rows WHERE bulk_id = :id GROUP BY state",
            id=bulk.id,
        )
        return {row.state: row.n for row in found}


def request() -> KeyedRequest:
    return KeyedRequest("user:1", uuid4().hex, b"asked")


def percent(value: str) -> dict[str, Any]:
    return {"rule": {"kind": "percent", "value": value}}


def tenth_more(old: Decimal) -> Decimal:
    """Ten percent more, in yen."""
    return (old * 11 / 10).quantize(Decimal(1), "ROUND_HALF_UP")
