"""What stands on the shelves while it is measured?

A shop as large as wanted, loaded by the database itself: one location and ``items`` items, each
with a category, a base price, ample stock and the line of the ledger that explains the stock.
Item number n has the id n and the SKU ``BENCH-n``.
"""

import asyncio
import time
from dataclasses import dataclass, fields, replace

import asyncpg

LOCATION = "MAIN"
CATEGORIES = 50
# More than any run could sell.
OPENING = 1_000_000_000
OWN_PARTS = {"opening": str(OPENING), "categories": str(CATEGORIES), "location": LOCATION}

STATEMENTS = (
    """
    INSERT INTO locations (code, name, time_zone, code_key, code_order)
    VALUES ('{location}', 'Main', 'Asia/Tokyo', lower('{location}'), lower('{location}'))
    """,
    """
    INSERT INTO items (sku, name, description, category, tags,
                       sku_key, sku_order, category_key, tag_keys, search_text)
    SELECT 'BENCH-' || n, 'Article number ' || n, 'Made to be counted.',
           'Category ' || 1 + n % {categories}, ARRAY['bench'],
           'bench-' || n, 'bench-' || lpad(length(n::text)::text, 3, '0') || n,
           'category ' || 1 + n % {categories}, ARRAY['bench'],
           'bench-' || n || E'\\narticle number ' || n
    FROM generate_series(1, {items}) AS n ORDER BY n
    """,
    """
    INSERT INTO stock_levels (item_id, location_id, on_hand, reorder_point)
    SELECT items.id, locations.id, {opening}, 10 FROM items, locations ORDER BY items.id
    """,
    """
    INSERT INTO stock_movements (level_id, kind, delta_on_hand, on_hand_after, reserved_after,
                                 version, actor, occurred_at)
    SELECT id, 'receive', on_hand, on_hand, 0, version, 'bench@localhost', now()
    FROM stock_levels ORDER BY id
    """,
    """
    INSERT INTO prices (item_id, currency, own, base, amount, since, settled_at)
    SELECT id, 'JPY', price, price, price, now(), now()
    FROM (SELECT id, 100 + id % 9000 AS price FROM items) AS priced ORDER BY id
    """,
    """
    INSERT INTO price_changes (price_id, item_id, price_list, currency, amount, base, version,
                               actor, occurred_at)
    SELECT id, item_id, price_list, currency, amount, base, version, 'bench@localhost', since
    FROM prices ORDER BY id
    """,
)

# In one snapshot; a movement is a row of the ledger, and a hold writes one per line.
TALLY = """
    SELECT count(*) AS movements, sum(delta_on_hand) AS moved, sum(delta_reserved) AS kept,
           count(DISTINCT request_key) AS keys,
           (SELECT sum(on_hand) FROM stock_levels) AS on_hand,
           (SELECT sum(reserved) FROM stock_levels) AS reserved,
           (SELECT sum(version) FROM stock_levels) AS versions,
           (SELECT count(*) FROM feed WHERE channel = 'inventory:updates')
         + (SELECT count(*) FROM outbox WHERE channel = 'inventory:updates') AS changes
    FROM stock_movements
"""

LAST_CHANGE = """
    SELECT before, after, cause FROM feed
    WHERE channel = 'inventory:updates' ORDER BY seq DESC LIMIT 1
"""
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Tally:
    """What a database holds: rows and keys of the ledger, sums of both, and changes.

    ``moved`` and ``kept`` are the ledger's sums, ``on_hand`` and ``reserved`` those of the levels.
    ``changes`` are those told to ``inventory:updates``, numbered already or not.
    """

    movements: int
    moved: int
    on_hand: int
    versions: int
    keys: int
    changes: int
    kept: int = 0
    reserved: int = 0

    def since(self, before: "Tally") -> "Tally":
        """What was added in between."""
        names = [field.name for field in fields(self)]
        return Tally(*(getattr(self, name) - getattr(before, name) for name in names))

    def with_changes(self, count: int) -> "Tally":
        """The same with so many more changes."""
        return replace(self, changes=self.changes + count)


async def open_shop(dsn: str, items: int) -> None:
    """Fill a migrated, empty database."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            for statement in STATEMENTS:
                await connection.execute(statement.format(items=items, **OWN_PARTS))
        await connection.execute("VACUUM (ANALYZE)")
    finally:
        await connection.close()


async def tally(dsn: str) -> Tally:
    """Count what the database holds now, in one snapshot."""
    connection = await asyncpg.connect(dsn)
    try:
        row = await connection.fetchrow(TALLY)
        return Tally(**{name: int(value or 0) for name, value in row.items()})
    finally:
        await connection.close()


async def clear_outbox(dsn: str) -> int:
    """Forget the changes that nobody carries away in a database without a server; how many."""
    connection = await asyncpg.connect(dsn)
    try:
        count = int(await connection.fetchval("SELECT count(*) FROM outbox"))
        await connection.execute("TRUNCATE outbox")
        return count
    finally:
        await connection.close()


async def wait_for_feed(dsn: str, seconds: float) -> float | None:
    """How long the feed took to carry the outbox away; None when it did not in this time."""
    began = time.monotonic()
    connection = await asyncpg.connect(dsn)
    try:
        while await connection.fetchval("SELECT EXISTS (SELECT FROM outbox)"):
            if time.monotonic() - began > seconds:
                return None
            await asyncio.sleep(POLL_SECONDS)
        return time.monotonic() - began
    finally:
        await connection.close()


async def last_change(dsn: str) -> dict[str, str]:
    """The newest change as the feed keeps it: ``before``, ``after``, ``cause``."""
    connection = await asyncpg.connect(dsn)
    try:
        row = await connection.fetchrow(LAST_CHANGE)
        return {name: str(value) for name, value in row.items()}
    finally:
        await connection.close()
