"""What stands on long shelves: 2,000 levels whose every property follows from their number."""

from dataclasses import dataclass

import asyncpg

COUNT = 2_000
REORDER_POINT = 20
LOCATIONS = {"TYO": "Tokyo", "OSA": "Osaka"}
CATEGORIES = ("Bowls", "Cups", "Plates")

STATEMENTS = (
    """
    INSERT INTO locations (code, name, time_zone, code_key, code_order)
    SELECT code, name, 'Asia/Tokyo', lower(code), lower(code)
    FROM unnest($1::text[], $2::text[]) AS place (code, name)
    """,
    """
    INSERT INTO items (sku, name, category, sku_key, sku_order, category_key, search_text)
    SELECT sku, name, category, lower(sku), lower(sku), lower(category),
           lower(sku || E'\n' || name)
    FROM unnest($1::text[], $2::text[], $3::text[]) AS item (sku, name, category)
    """,
    """
    INSERT INTO stock_levels (item_id, location_id, on_hand, reorder_point)
    SELECT items.id, locations.id, on_hand, $4
    FROM unnest($1::text[], $2::text[], $3::bigint[]) AS level (sku, code, on_hand)
    JOIN items USING (sku) JOIN locations USING (code)
    """,
    """
    INSERT INTO stock_movements (level_id, kind, delta_on_hand, on_hand_after, reserved_after,
                                 version, actor, occurred_at)
    SELECT id, 'receive', on_hand, on_hand, 0, version, $1, now()
    FROM stock_levels WHERE on_hand > 0
    """,
)


@dataclass(frozen=True)
class Shelf:
    """One level, by its number from 1."""

    number: int

    @property
    def sku(self) -> str:
        return f"S-{self.number:04}"

    @property
    def name(self) -> str:
        return f"{'Teapot' if self.number % 100 == 0 else 'Dish'} {self.number}"

    @property
    def category(self) -> str:
        return CATEGORIES[self.number % 3]

    @property
    def location(self) -> str:
        return "TYO" if self.number % 7 else "OSA"

    @property
    def available(self) -> int:
        return {0: 0, 1: 10}.get(self.number % 10, 100 + self.number)

    @property
    def status(self) -> str:
        return {0: "out", 10: "low"}.get(self.available, "ok")


SHELVES = [Shelf(number) for number in range(1, COUNT + 1)]


async def fill(dsn: str) -> None:
    """Fill a migrated database without items; by the database itself, which takes no time."""
    skus = [shelf.sku for shelf in SHELVES]
    values = (
        (list(LOCATIONS), list(LOCATIONS.values())),
        (skus, [shelf.name for shelf in SHELVES], [shelf.category for shelf in SHELVES]),
        (
            skus,
            [shelf.location for shelf in SHELVES],
            [shelf.available for shelf in SHELVES],
            REORDER_POINT,
        ),
        ("keeper@shop.test",),
    )
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            for statement, parameters in zip(STATEMENTS, values, strict=True):
                await connection.execute(statement, *parameters)
    finally:
        await connection.close()
