"""The shop at a glance, counted against what was done to it."""

from datetime import UTC, datetime

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from app.db.base import Record
from app.overview import queries, service
from tests.factories.shop import Shop, made, patch_current
from tests.fixtures.application import Application
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

OVERVIEW = "/api/v1/overview"


async def test_an_empty_shop(viewer: AsyncClient, anonymous: AsyncClient) -> None:
    overview = made(await viewer.get(OVERVIEW), 200)
    del overview["at"]
    assert overview == {
        "items": 0,
        "locations": 0,
        "levels": 0,
        "units_on_hand": 0,
        "low": 0,
        "out": 0,
        "open_alerts": 0,
        "movements_today": 0,
        "stock_value": [],
    }
    assert_problem(await anonymous.get(OVERVIEW), 401, "unauthenticated")


async def test_counts_and_exact_sums(own_application: Application, own_records: Records) -> None:
    client = await own_application.client(own_application.people.admin)
    shop = Shop(client)
    mug, bowl, gone = await shop.level(10), await shop.level(7), await shop.level(100)
    await shop.price(mug, "1980")
    await shop.price(bowl, "0.10", "USD")
    await shop.price(bowl, "300")
    await shop.price(gone, "5")
    await shop.thresholds(mug, reorder_point=10)
    await shop.move(bowl, "sale", 7)
    await shop.archive(gone)
    locations = made(await client.get("/api/v1/locations"), 200)["items"]
    await patch_current(client, f"/api/v1/locations/{locations[2]['id']}", {"active": False})
    await own_records.rows(
        "UPDATE stock_levels SET on_hand = 1000000000000000 WHERE id = $1", mug["id"]
    )
    await own_records.rows("UPDATE price_guards SET active = false")
    await shop.price(mug, "999999999999")
    overview = made(await client.get(OVERVIEW), 200)
    assert overview["items"] == 2
    assert overview["locations"] == 2
    assert overview["levels"] == 2
    assert overview["units_on_hand"] == 10**15
    assert (overview["low"], overview["out"]) == (0, 1)
    assert overview["movements_today"] == 5
    assert overview["stock_value"] == [{"amount": str(999_999_999_999 * 10**15), "currency": "JPY"}]


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        (None, datetime(2100, 1, 1, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2099, 12, 31, 15, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2099, 12, 31, 8, tzinfo=UTC)),
    ],
)
async def test_today_begins_at_midnight_where_the_reader_is(
    viewer: AsyncClient, monkeypatch: pytest.MonkeyPatch, zone: str | None, midnight: datetime
) -> None:
    asked: list[datetime] = []
    count_rest = queries.count_rest

    async def watched(session: AsyncSession, *, midnight: datetime) -> Record:
        asked.append(midnight)
        return await count_rest(session, midnight=midnight)

    monkeypatch.setattr(service, "now", lambda: datetime(2100, 1, 1, 0, 30, tzinfo=UTC))
    monkeypatch.setattr(queries, "count_rest", watched)
    overview = made(await viewer.get(OVERVIEW, params={"time_zone": zone} if zone else {}), 200)
    assert (asked, overview["movements_today"]) == ([midnight], 0)


async def test_an_unknown_zone_is_refused(viewer: AsyncClient) -> None:
    answer = await viewer.get(OVERVIEW, params={"time_zone": "Mars"})
    assert_problem(answer, 422, "invalid", "time_zone")


async def test_what_is_recorded_late_belongs_to_its_own_day(
    viewer: AsyncClient, shop: Shop
) -> None:
    level = await shop.level(10)
    before = made(await viewer.get(OVERVIEW), 200)["movements_today"]
    await shop.move(level, "sale", 1, occurred_at="2026-01-05T12:00:00Z")
    await shop.move(level, "sale", 1)
    assert made(await viewer.get(OVERVIEW), 200)["movements_today"] == before + 1
