"""When too many wait for one item, the next are told to come again, and lose nothing by it."""

import asyncio
from collections import Counter

import pytest
from httpx import Response

from app.core.settings import Settings
from app.stock.engine import group_commit
from tests.factories.shop import Shop
from tests.fixtures.application import People, running
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records


async def test_too_many_wait(
    own_settings: Settings,
    own_records: Records,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(group_commit, "LANE_MAX", 3)
    async with running(own_settings, people) as application:
        shop = Shop(await application.client(people.admin))
        level, other = await shop.level(50), await shop.level(50)
        refused: list[Response] = []

        async def buy(number: int) -> None:
            while True:
                answer = await shop.try_move(level, "sale", 1, key=f"crowd-{number}")
                if answer.status_code == 201:
                    return
                refused.append(answer)
                await asyncio.sleep(0.05)

        async with own_records.locked(level):
            buying = [asyncio.create_task(buy(number)) for number in range(20)]
            await asyncio.sleep(0.2)
            # Whoever wants something else is served.
            async with asyncio.timeout(5):
                await shop.move(other, "sale", 1)
        await asyncio.gather(*buying)
        codes = Counter(answer.status_code for answer in refused)
        # Who was let in and then found no place any more hears 503.
        assert codes[429] > 0
        assert codes.keys() <= {429, 503}
        for answer in refused:
            if answer.status_code == 429:
                assert_problem(answer, 429, "too_many_requests")
            assert int(answer.headers["retry-after"]) >= 1
        assert (await shop.current(level))["on_hand"] == 30
    assert await own_records.crooked() == []
