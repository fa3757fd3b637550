"""Is the demo shop one that a person would believe, and is it opened once?"""

from app.catalog.gtin import has_valid_check_digit
from app.cli.check.command import compare
from app.cli.demo import load_demo, open_demo_shop
from app.cli.demo_goods import PLACES, goods
from app.core.settings import Settings
from app.feed.unit_of_work import Journal
from tests.fixtures.records import Records

STATUSES = "SELECT status, count(*) FROM stock_levels GROUP BY status"
LEVELS = """
    SELECT sku, code, on_hand, reorder_point, target_level, stock_levels.version, amount
    FROM stock_levels
    JOIN items ON items.id = stock_levels.item_id
    JOIN locations ON locations.id = location_id
    JOIN prices ON prices.item_id = items.id AND price_list = 'default'
    ORDER BY sku, code
"""
NEGATIVE = """
    SELECT count(*) FROM (
        SELECT sum(delta_on_hand) OVER (PARTITION BY level_id ORDER BY occurred_at, id) AS balance
        FROM stock_movements
    ) AS running WHERE balance < 0
"""


async def test_a_believable_shop(
    own_journal: Journal, own_settings: Settings, own_records: Records
) -> None:
    assert await open_demo_shop(own_journal)
    items = await own_records.value("SELECT count(*) FROM items")
    assert 60 <= items <= 120
    assert await own_records.value("SELECT count(*) FROM locations") == len(PLACES) == 3
    assert await own_records.value("SELECT count(DISTINCT time_zone) FROM locations") > 1
    assert await own_records.value("SELECT count(DISTINCT category) FROM items") > 10
    assert (
        await own_records.value("SELECT count(*) FROM prices WHERE price_list = 'default'") == items
    )
    assert await own_records.value("SELECT count(*) FROM price_changes WHERE version > 1") > 20
    statuses = {row["status"]: row["count"] for row in await own_records.rows(STATUSES)}
    assert set(statuses) == {"ok", "low", "out", "over"}
    assert statuses["ok"] > 0.7 * sum(statuses.values())
    assert statuses["out"] < 0.1 * sum(statuses.values())
    assert await own_records.value("SELECT count(*) FROM stock_movements") > 800
    kinds = await own_records.rows("SELECT DISTINCT kind FROM stock_movements")
    assert {row["kind"] for row in kinds} == {"receive", "sale", "return", "damage", "adjust"}
    assert await own_records.value(NEGATIVE) == 0
    late = "SELECT count(*) FROM stock_movements WHERE occurred_at > now()"
    assert await own_records.value(late) == 0
    verdict = await compare(own_settings)
    assert verdict.is_good


async def test_an_open_shop_is_left_alone(own_settings: Settings, own_records: Records) -> None:
    assert await load_demo(own_settings)
    before = await own_records.traces()
    assert not await load_demo(own_settings)
    assert await own_records.traces() == before


async def test_it_is_the_same_every_time(own_journal: Journal, own_records: Records) -> None:
    await open_demo_shop(own_journal)
    first = await own_records.rows(LEVELS)
    await own_records.rows("TRUNCATE items, locations RESTART IDENTITY CASCADE")
    await own_records.rows("DELETE FROM price_lists WHERE code <> 'default' RETURNING code")
    await open_demo_shop(own_journal)
    assert await own_records.rows(LEVELS) == first


def test_goods_are_well_formed() -> None:
    every = list(goods())
    assert len({good.sku for good in every}) == len({good.barcode for good in every}) == len(every)
    assert all(has_valid_check_digit(good.barcode) for good in every)
    assert all(" · " in good.name for good in every)
