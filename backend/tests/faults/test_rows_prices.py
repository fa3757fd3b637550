"""The row of the matrix in which a sale is due while nobody leads (docs/faults.md)."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.core.clock import now
from app.core.schema import rfc3339
from app.feed.change import Channel
from tests.factories.price_room import PriceRoom
from tests.faults.checker import assert_kept
from tests.faults.house import House, Process
from tests.faults.scene import Scene
from tests.faults.test_rows_leader import TAKEOVER_SECONDS, another_leads
from tests.fixtures.feed import until

SECOND = timedelta(seconds=1)
TOLD = """
SELECT version, cause->'change'->>'occurred_at' AS occurred_at FROM feed
WHERE channel = 'price:updates' AND after->>'item_id' = $1::text AND cause->>'kind' = $2
ORDER BY seq
"""


async def reached(moment: datetime) -> None:
    await asyncio.sleep(max((moment - now()).total_seconds(), 0))


async def visitor(scene: Scene, process: Process) -> PriceRoom:
    shop = scene.shop(scene.house.places.index(process))
    return PriceRoom(shop, shop.client)


@pytest.mark.parametrize("ends", [False, pytest.param(True, marks=pytest.mark.faults_long)])
async def test_row_24_leader_killed_before_a_sale_starts(
    scene: Scene, house: House, ends: bool
) -> None:
    """Or, one leader later, before it ends."""
    leader, _ = await house.leader()
    (other,) = house.others(leader)
    room = await visitor(scene, other)
    item = await room.priced("1000")
    await scene.follow(other, leader, channel=Channel.PRICES)
    start = now().replace(microsecond=0) + 3 * SECOND
    window: dict[str, Any] = {"starts_at": rfc3339(start)}
    end = start + 30 * SECOND
    if ends:
        window["ends_at"] = rfc3339(end)
    await room.sale(item, amount="700", **window)
    planned = [(start, "1000", "700", "sale_started")]
    await _killed_before(house, leader, start, room, item, "700")
    if ends:
        await asyncio.to_thread(_begin_again, leader)
        planned.append((end, "700", "1000", "sale_ended"))
        leader, _ = await house.leader()
        (other,) = house.others(leader)
        room = await visitor(scene, other)
        await _killed_before(house, leader, end, room, item, "1000")
    for moment, _, _, cause in planned:
        await until(lambda cause=cause: _told(house, item, cause))  # type: ignore[misc]
        (told,) = await house.records.rows(TOLD, str(item["id"]), cause)
        assert told["occurred_at"] == rfc3339(moment)
    rows = (await room.history(item))[::-1][1:]
    seen = [(row["occurred_at"], row["before"], row["amount"], row["cause"]) for row in rows]
    assert seen == [(rfc3339(moment), *step) for moment, *step in planned]
    assert_kept(await scene.settle(), "I2 I3 I8")


async def _killed_before(
    house: House, leader: Process, moment: datetime, room: PriceRoom, item: Any, amount: str
) -> None:
    await reached(moment - SECOND)
    leader.kill()
    await reached(moment)
    # Whoever reads is told what it is by now, whether somebody leads or not.
    assert await room.amount(item) == amount
    await another_leads(house, leader, TAKEOVER_SECONDS)


def _begin_again(process: Process) -> None:
    process.begin()
    process.wait_until_ready()


async def _told(house: House, item: Any, cause: str) -> bool:
    return bool(await house.records.rows(TOLD, str(item["id"]), cause))
