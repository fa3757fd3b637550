"""The wire is cut in the middle of a commit: what was sent takes effect once, and is answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest

from app.core.errors import Unavailable
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal
from app.stock.types import MovementCommand
from app.stock.writer import StockWriter
from tests.fixtures.network import Cut, Wire, wire
from tests.fixtures.records import Records
from tests.fixtures.stock import request_of, stocked, writing

MARKER = "sent-over-a-bad-wire"


@asynccontextmanager
async def over_a_wire(settings: Settings) -> AsyncIterator[tuple[StockWriter, Wire]]:
    address = urlsplit(settings.asyncpg_dsn)
    assert address.hostname is not None
    assert address.port is not None
    async with wire(address.hostname, address.port, MARKER.encode()) as between:
        port = f":{address.port}/"
        url = settings.database_url.replace(port, f":{between.port}/")
        database = Database(settings.model_copy(update={"database_url": url}))
        async with writing(Journal(database)) as writer:
            yield writer, between
        await database.close()


def sale(quantity: int = 1) -> MovementCommand:
    return MovementCommand("A", "TYO-1", "sale", MARKER, -quantity)


@pytest.mark.parametrize("cut", ["asked", "answered"])
async def test_one_cut_is_not_even_noticed(
    own_journal: Journal, own_settings: Settings, own_records: Records, cut: Cut
) -> None:
    await stocked(own_journal, "A")
    async with over_a_wire(own_settings) as (writer, between):
        between.cuts.append(cut)
        answer = await writer.record(request_of("once"), sale())
        assert between.done == [cut]
        assert answer.status == 201
        assert answer.replayed == (cut == "answered"), "the second try finds what the first did"
        again = await writer.record(request_of("once"), sale())
        assert (again.body, again.replayed) == (answer.body, True)
    assert await own_records.value("SELECT on_hand FROM stock_levels") == 99
    assert await own_records.crooked() == []


@pytest.mark.parametrize("cuts", [["asked", "asked"], ["answered", "answered"]])
async def test_after_two_cuts_the_caller_is_told_and_the_key_tells_what_was_done(
    own_journal: Journal, own_settings: Settings, own_records: Records, cuts: list[Cut]
) -> None:
    await stocked(own_journal, "A")
    async with over_a_wire(own_settings) as (writer, between):
        between.cuts += cuts
        with pytest.raises(Unavailable):
            await writer.record(request_of("twice"), sale())
        answer = await writer.record(request_of("twice"), sale())
        assert answer.replayed == ("answered" in cuts)
    assert await own_records.value("SELECT on_hand FROM stock_levels") == 99
    assert await own_records.value("SELECT count(*) FROM stock_movements") == 2


async def test_a_crowd_over_a_bad_wire(
    own_journal: Journal, own_settings: Settings, own_records: Records
) -> None:
    await stocked(own_journal, "A", on_hand=60)
    async with over_a_wire(own_settings) as (writer, between):
        between.cuts += ["asked", "answered", "answered", "asked", "answered"]

        async def buy(number: int) -> bool:
            for _ in range(9):
                try:
                    answer = await writer.record(request_of(f"b{number}"), sale())
                except Unavailable:
                    await asyncio.sleep(0.01)
                else:
                    return answer.status == 201
            return False

        for start in (0, 20, 40):
            assert all(await asyncio.gather(*(buy(n) for n in range(start, start + 20))))
    assert between.cuts == []
    assert await own_records.value("SELECT on_hand FROM stock_levels") == 0
    keys = "SELECT count(DISTINCT idempotency_key) FROM stock_movements WHERE kind = 'sale'"
    assert await own_records.value(keys) == 60
    assert await own_records.crooked() == []
