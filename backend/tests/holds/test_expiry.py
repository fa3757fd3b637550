"""What is held too long is free again by itself, within a second of its time."""

import asyncio
import time
from datetime import datetime

import pytest

from app.core.clock import now
from app.feed.unit_of_work import Journal
from app.holds.expiry import HoldExpiry
from app.stock.engine.commands import Applied, Line, StockCommand
from tests.factories.shop import Json, Shop
from tests.fixtures.feed import until
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records
from tests.fixtures.stock import stocked, writing

# A second by its promise; the machine may be busy besides.
PATIENCE_SECONDS = 3.0


def line(level: Json, quantity: int) -> Json:
    return {"sku": level["sku"], "location": level["location"], "quantity": quantity}


async def held(shop: Shop, *lines: Json, ttl_seconds: int = 1) -> Json:
    return await shop.write("holds", {"lines": lines, "ttl_seconds": ttl_seconds})


async def over(shop: Shop, hold: Json) -> Json:
    """The hold, once it is settled; fails when that takes too long."""
    while (found := await shop.read(f"holds/{hold['id']}"))["state"] == "held":
        late = (now() - datetime.fromisoformat(hold["expires_at"])).total_seconds()
        assert late < PATIENCE_SECONDS
        await asyncio.sleep(0.05)
    return dict(found)


async def test_it_is_free_again_in_time(shop: Shop, records: Records) -> None:
    level, other = await shop.level(10), await shop.level(5)
    hold = await held(shop, line(level, 4), line(other, 5), line(level, 2))
    assert_problem(await shop.try_move(other, "sale", 1), 409, "insufficient_stock")
    done = await over(shop, hold)
    assert (done["state"], done["version"]) == ("expired", 2)
    assert done["settled_at"] >= done["expires_at"] == hold["expires_at"]
    assert [one["released"] for one in done["lines"]] == [4, 5, 2]
    assert (await shop.current(level))["available"] == 10
    await shop.move(other, "sale", 5)
    (movement,) = (await shop.read("movements", level_id=level["id"], limit=1))["items"]
    assert (movement["kind"], movement["actor"]) == ("release", "system")
    assert (movement["reason"], movement["delta_reserved"]) == ("expired", -6)
    assert await records.crooked() == []


async def test_what_was_handed_over_in_time_stays_so(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    hold = await held(shop, line(level, 6))
    await shop.write(f"holds/{hold['id']}/commit", {"lines": [line(level, 2)]})
    done = await over(shop, hold)
    (one,) = done["lines"]
    assert (one["committed"], one["released"], one["remaining"]) == (2, 4, 0)
    assert (await shop.current(level))["on_hand"] == 8
    assert await records.crooked() == []


@pytest.mark.parametrize("what", ["commit", "release", "extend"])
async def test_after_its_time_nothing_can_be_done_with_it(
    shop: Shop, records: Records, what: str
) -> None:
    """Whether somebody has cleared it away already, or not yet."""
    level = await shop.level(10)
    hold = await held(shop, line(level, 6))
    rest = (datetime.fromisoformat(hold["expires_at"]) - now()).total_seconds()
    await asyncio.sleep(max(rest, 0) + 0.005)
    body = {"ttl_seconds": 60} if what == "extend" else {}
    refused = await shop.try_write(f"holds/{hold['id']}/{what}", body)
    assert_problem(refused, 409, "hold_expired")
    done = await over(shop, hold)
    refused = await shop.try_write(f"holds/{hold['id']}/{what}", body)
    assert assert_problem(refused, 409, "hold_expired")["current"] == done
    assert (await shop.current(level))["on_hand"] == 10
    assert await records.crooked() == []


async def test_what_was_extended_lasts(shop: Shop) -> None:
    level = await shop.level(10)
    hold = await held(shop, line(level, 6))
    await shop.write(f"holds/{hold['id']}/extend", {"ttl_seconds": 600})
    await asyncio.sleep(1.5)
    assert (await shop.read(f"holds/{hold['id']}"))["state"] == "held"


async def test_archived_goods_are_free_again_too(shop: Shop, records: Records) -> None:
    level = await shop.level(10)
    hold = await held(shop, line(level, 6))
    await records.archive(level["item_id"])
    assert (await over(shop, hold))["state"] == "expired"
    assert (await shop.current(level))["reserved"] == 0
    assert await records.crooked() == []


async def test_many_at_once(own_journal: Journal, own_records: Records) -> None:
    """Two processes that believe that they lead free each of them once."""
    levels = await stocked(own_journal, "A", "B", on_hand=1_000)
    async with writing(own_journal) as one, writing(own_journal) as other:
        lines = [
            Line(level_id=level, kind="reserve", delta_reserved=1) for level in levels.values()
        ]
        place = StockCommand(lines=lines, actor="test", operation="hold", ttl_seconds=1)
        await one.committer.submit_many([place] * 600)
        await own_records.rows("UPDATE holds SET expires_at = now() - interval '1 second'")
        sweeps = [HoldExpiry(own_journal, writer, leading=lambda: True) for writer in (one, other)]
        began = time.monotonic()

        async def freed() -> bool:
            await asyncio.gather(*(sweep.sweep() for sweep in sweeps))
            return not await own_records.value("SELECT count(*) FROM holds WHERE state = 'held'")

        await until(freed)
        assert time.monotonic() - began < 15
        assert await sweeps[0].sweep() == 0
    releases = "SELECT count(*) FROM stock_movements WHERE kind = 'release'"
    assert await own_records.value(releases) == 1_200
    assert await own_records.crooked() == []


async def test_who_does_not_lead_frees_nothing(own_journal: Journal, own_records: Records) -> None:
    levels = await stocked(own_journal, "A")
    async with writing(own_journal) as writer:
        lines = [Line(level_id=levels["A"], kind="reserve", delta_reserved=1)]
        place = StockCommand(lines=lines, actor="test", operation="hold", ttl_seconds=1)
        await writer.committer.submit(place)
        await own_records.rows("UPDATE holds SET expires_at = now() - interval '1 second'")
        task = asyncio.create_task(HoldExpiry(own_journal, writer, leading=lambda: False).run())
        await asyncio.sleep(0.6)
        task.cancel()
        assert await own_records.value("SELECT state FROM holds") == "held"


async def test_a_hold_that_fails_to_end_holds_up_no_other(
    own_journal: Journal, own_records: Records
) -> None:
    """The first level is locked for long; the second hold ends in time."""
    levels = await stocked(own_journal, "A", "B")
    async with writing(own_journal) as writer:
        for level in levels.values():
            lines = [Line(level_id=level, kind="reserve", delta_reserved=1)]
            await writer.committer.submit(
                StockCommand(lines=lines, actor="test", operation="hold", ttl_seconds=1)
            )
        await own_records.rows("UPDATE holds SET expires_at = now() - interval '1 second'")
        async with own_records.locked({"id": levels["A"]}):
            sweeping = asyncio.create_task(
                HoldExpiry(own_journal, writer, leading=lambda: True).sweep()
            )
            expired = "SELECT count(*) = 1 FROM holds WHERE state = 'expired'"
            await until(lambda: own_records.value(expired))
            assert not sweeping.done()
        assert await sweeping == 2
    assert await own_records.crooked() == []


async def test_a_hold_that_is_locked_elsewhere_holds_up_nobody_else(
    own_journal: Journal, own_records: Records
) -> None:
    """Somebody extends it, say, and does not come to an end."""
    levels = await stocked(own_journal, "A", "B")
    async with writing(own_journal) as writer:
        reserve = Line(level_id=levels["A"], kind="reserve", delta_reserved=1)
        placed = await writer.committer.submit(
            StockCommand(lines=[reserve], actor="test", operation="hold", ttl_seconds=60)
        )
        assert isinstance(placed, Applied)
        release = StockCommand(
            lines=[Line(level_id=levels["A"], kind="release", delta_reserved=-1)],
            actor="test",
            operation="settle",
            hold_id=placed.hold_id,
        )
        sale = StockCommand(
            lines=[Line(level_id=levels["B"], kind="sale", delta_on_hand=-1)], actor="test"
        )
        async with own_records.locked({"id": placed.hold_id}, table="holds"):
            settling = asyncio.create_task(writer.committer.submit(release))
            async with asyncio.timeout(5):
                outcomes = await writer.committer.submit_many([sale] * 3)
                assert all(isinstance(outcome, Applied) for outcome in outcomes)
            await asyncio.sleep(1)
            assert not settling.done()
        assert isinstance(await settling, Applied)
    assert await own_records.crooked() == []
