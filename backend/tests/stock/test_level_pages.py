"""Pages of levels by a value that moves between one page and the next."""

from random import Random
from typing import Any

import asyncpg
import pytest
from httpx import AsyncClient

from app.core.settings import Settings
from app.db.read_position import ReadPosition
from tests.factories.shop import Json, Shop, made

LEVELS = "/api/v1/stock/levels"
MOVING = ["available", "on_hand", "updated_at"]
BOTH_WAYS = MOVING + [f"-{sort}" for sort in MOVING]


@pytest.fixture
async def place(shop: Shop) -> str:
    """A location with twelve levels, some of them equal."""
    location = await shop.location()
    for number in range(12):
        item = await shop.item()
        level = {"sku": item["sku"], "location": location["code"]}
        await shop.move(level, "receive", 20 + number // 2)
    return str(location["code"])


async def read_page(client: AsyncClient, **query: Any) -> Json:
    return made(await client.get(LEVELS, params=query), 200)


async def stir(shop: Shop, rows: list[Json], random: Random) -> None:
    """Move some levels far to the front or the back, and edit the thresholds of another."""
    for row in random.sample(rows, 4):
        await shop.move(row, *random.choice([("sale", 9), ("receive", 90)]))
    await shop.thresholds(random.choice(rows), reorder_point=random.randrange(50))


class TestPagesOfMovingLevels:
    @pytest.mark.parametrize("sort", BOTH_WAYS)
    async def test_reader_sees_each_level_once_in_the_order_of_the_first_page(
        self, shop: Shop, viewer: AsyncClient, place: str, sort: str
    ) -> None:
        random = Random(sort)
        whole = (await read_page(viewer, location=place, sort=sort, limit=500))["items"]
        query: Json = {"location": place, "sort": sort, "limit": 3}
        seen: list[int] = []
        while True:
            page = await read_page(viewer, **query)
            seen += [row["id"] for row in page["items"]]
            if page["next_cursor"] is None:
                break
            query["cursor"] = page["next_cursor"]
            await stir(shop, whole, random)
        assert seen == [row["id"] for row in whole]

    async def test_row_of_a_later_page_has_its_present_figures(
        self, shop: Shop, viewer: AsyncClient, place: str
    ) -> None:
        first = await read_page(viewer, location=place, sort="available", limit=11)
        (last,) = [
            row
            for row in (await read_page(viewer, location=place, sort="available"))["items"]
            if row["id"] not in {seen["id"] for seen in first["items"]}
        ]
        moved = (await shop.move(last, "sale", 20))["level"]
        second = await read_page(
            viewer, location=place, sort="available", limit=11, cursor=first["next_cursor"]
        )
        assert [(row["id"], row["available"]) for row in second["items"]] == [
            (last["id"], moved["available"])
        ]

    async def test_write_begun_before_the_first_page_and_committed_after_it_moves_no_row(
        self, viewer: AsyncClient, place: str, module_settings: Settings
    ) -> None:
        whole = (await read_page(viewer, location=place, sort="available"))["items"]
        last = whole[-1]
        writer = await asyncpg.connect(module_settings.asyncpg_dsn)
        try:
            transaction = writer.transaction()
            await transaction.start()
            await writer.execute(
                """
                WITH moved AS (
                    UPDATE stock_levels SET on_hand = 1, version = version + 1,
                           updated_at = clock_timestamp()
                    WHERE id = $1 RETURNING id, version, updated_at
                )
                INSERT INTO stock_movements (level_id, kind, delta_on_hand, on_hand_after,
                    reserved_after, version, actor, occurred_at, recorded_at)
                SELECT id, 'adjust', 1 - $2, 1, 0, version, 'test', updated_at, updated_at
                FROM moved
                """,
                last["id"],
                last["on_hand"],
            )
            first = await read_page(viewer, location=place, sort="available", limit=6)
            await transaction.commit()
        finally:
            await writer.close()
        second = await read_page(
            viewer, location=place, sort="available", limit=6, cursor=first["next_cursor"]
        )
        seen = [row["id"] for row in first["items"] + second["items"]]
        assert seen == [row["id"] for row in whole]

    @pytest.mark.parametrize(
        "position",
        ["", "x", "1:2:3@1", "5:4:@1", "1:9:4,3@1", "1:9:9@1", "1:2:@", "1:2:@-1", "1:2:@1e3"],
    )
    async def test_position_that_was_not_issued_is_rejected(self, position: str) -> None:
        with pytest.raises(Exception, match="cursor"):
            ReadPosition.decode(position)
