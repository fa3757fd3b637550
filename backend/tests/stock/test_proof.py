"""The proof: a thousand buyers, a hundred units, two API processes, one of them killed.

Through HTTP, with everything on. Buyers want one to three units, buy at once or hold first; some
send each request to both processes at once, some hang up and come back, some let their hold expire.
In the middle of it one process is killed (SIGKILL), and whoever waited for it goes on at the other
with the same keys. When the holds of those who left have expired, whoever was refused comes again.

Then exactly what there was is sold, each key has one result, the ledger adds up to the balance and
was never below zero, and the feed tells each movement once.

What it rests on, and what shows when that is taken away (the second half of this module does):

- the guard in ``stock_apply`` and, behind it, the CHECK ``never_negative``: without both, more is
  sold than there was; without the guard alone, requests fail;
- the look for known keys in ``stock_apply`` and, behind it, the unique index of the ledger: without
  both, a key sells twice; without the look alone, requests fail.

``TANAMORI_PROOF_BUYERS`` and ``TANAMORI_PROOF_ROUNDS`` make it longer.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from httpx import AsyncClient

from app.cli.check.command import compare
from app.core.settings import Settings
from tests.factories.shop import Shop
from tests.fixtures.application import People
from tests.fixtures.databases import administer
from tests.fixtures.records import Records
from tests.journeys.server import Server
from tests.stock.buyers import Market, crowd

BUYERS = int(os.environ.get("TANAMORI_PROOF_BUYERS", "1000"))
ROUNDS = int(os.environ.get("TANAMORI_PROOF_ROUNDS", "1"))
UNITS = 100
# For the proof that it can fail: too little for all, or so much that nobody is refused.
FEW_BUYERS, FEW_UNITS, ENOUGH_UNITS = 120, 40, 1_000
# The kill comes when so many units are known to be sold, so most are still to be had.
KILL_AT_UNITS = 20
SEED = 20261122
EXPIRY_SECONDS = 30

SOLD = """
SELECT idempotency_key AS key, sum(-delta_on_hand)::int AS units FROM stock_movements
WHERE level_id = $1 AND kind IN ('sale', 'commit') GROUP BY idempotency_key
"""
LEDGER = """
SELECT sum(delta_on_hand)::int AS on_hand, sum(delta_reserved)::int AS reserved,
       min(on_hand_after - reserved_after)::int AS least_available,
       min(reserved_after)::int AS least_reserved
FROM stock_movements WHERE level_id = $1
"""
LEVEL = "SELECT on_hand, reserved FROM stock_levels WHERE id = $1"
OPEN_HOLDS = """
SELECT count(*) FROM holds WHERE state = 'held' AND EXISTS (
    SELECT FROM stock_movements WHERE hold_id = holds.id AND level_id = $1)
"""


@dataclass
class House:
    """Two serving processes on one PostgreSQL and one Redis."""

    settings: Settings
    servers: list[Server]
    people: People

    @property
    def records(self) -> Records:
        return Records(self.settings)

    @asynccontextmanager
    async def shop(self) -> AsyncIterator[Shop]:
        """Through the first server, which is never killed."""
        async with AsyncClient(
            base_url=self.servers[0].address,
            headers=self.people.admin.bearer,
            timeout=30,
            trust_env=False,
        ) as client:
            yield Shop(client)

    async def market(self, units: int) -> tuple[Market, int]:
        """``units`` of a new item, and the id of its level."""
        async with self.shop() as shop:
            level = await shop.level(units)
        ports = [int(server.address.rpartition(":")[2]) for server in self.servers]
        bearer = self.people.admin.bearer
        return Market(ports, bearer, level["sku"], level["location"]), level["id"]


@pytest.fixture
def house(
    own_settings: Settings, people: People, web_root: Path, tmp_path: Path
) -> Iterator[House]:
    # Nothing is left to luck here: a commit waits until it is written, as it does in a shop.
    database = own_settings.database_url.rpartition("/")[2]
    administer(own_settings, f"ALTER DATABASE {database} SET synchronous_commit = on")
    servers = [Server(own_settings, web_root, tmp_path / f"server-{n}.log") for n in (1, 2)]
    try:
        for server in servers:
            server.start()
        yield House(own_settings, servers, people)
    finally:
        for server in servers:
            server.stop()


async def rush(market: Market, buyers: int, dice: Random, victim: Server | None = None) -> None:
    """Everybody connects, then everybody asks at once; the victim dies when some have bought."""
    tasks = [asyncio.create_task(buyer.buy()) for buyer in crowd(market, buyers, dice)]
    # Long enough for most to be connected; the others come a moment later.
    await asyncio.sleep(buyers / 1000)
    market.gate.set()
    if victim is not None:
        async with asyncio.timeout(EXPIRY_SECONDS):
            while market.sold_units < KILL_AT_UNITS:  # noqa: ASYNC110 - what others count
                await asyncio.sleep(0)
        market.sold_at_kill = market.sold_units
        victim.kill()
    await all_of(tasks)


async def all_of(tasks: Sequence[Awaitable[None]]) -> None:
    """Let everybody come to an end before the first error counts."""
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, BaseException):
            raise result


async def expired(house: House, level_id: int) -> None:
    async with asyncio.timeout(EXPIRY_SECONDS):
        while await house.records.value(OPEN_HOLDS, level_id):  # noqa: ASYNC110 - a table
            await asyncio.sleep(0.1)


async def come_again(market: Market, dice: Random) -> None:
    """Whoever was refused asks once more, for what the expired holds left; under new keys."""
    waiting, market.refused = market.refused, []
    buyers = crowd(market, len(waiting), dice)
    for buyer, quantity in zip(buyers, waiting, strict=True):
        buyer.way, buyer.quantity = "sale", quantity
    await all_of([buyer.buy() for buyer in buyers])


async def judge(house: House, market: Market, level_id: int, units: int) -> None:
    """Everything that is promised, in the tables and in the answers."""
    (level,) = await house.records.rows(LEVEL, level_id)
    (ledger,) = await house.records.rows(LEDGER, level_id)
    sold = {row["key"]: row["units"] for row in await house.records.rows(SOLD, level_id)}
    await house.records.settled()
    verdict = await compare(house.settings, drained_wanted=True)
    promises = {
        "each key has one result": all(len(bodies) == 1 for bodies in market.answers.values()),
        "what is sold is what buyers were told, key by key": sold == market.sold,
        "exactly what there was is sold": market.sold_units + level["on_hand"] == units,
        "nobody is refused in vain": all(level["on_hand"] < one for one in market.refused),
        "the ledger adds up to the balance": level
        == {"on_hand": ledger["on_hand"], "reserved": ledger["reserved"]},
        "nothing stays promised": level["reserved"] == 0,
        "never below zero": min(ledger["least_available"], ledger["least_reserved"]) >= 0,
        "the feed tells each movement once": verdict.is_good,
    }
    broken = [promise for promise, kept in promises.items() if not kept]
    assert not broken, (broken, verdict.as_dict())


async def sale(
    house: House,
    buyers: int,
    units: int,
    dice: Random,
    victim: Server | None = None,
    **habits: Any,
) -> Market:
    """One sale from the opening to the verdict; ``habits`` are those of the buyers."""
    market, level_id = await house.market(units)
    market = replace(market, **habits)
    await rush(market, buyers, dice, victim)
    await expired(house, level_id)
    await come_again(market, dice)
    await judge(house, market, level_id, units)
    return market


@pytest.mark.parametrize("number", range(ROUNDS))
async def test_exactly_what_there_was_is_sold(
    house: House, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    market = await sale(house, BUYERS, UNITS, Random(SEED + number), house.servers[1])
    seconds = time.monotonic() - began
    assert market.unknown > market.hung_up, "the kill came when nobody waited for an answer"
    with capsys.disabled():
        print(f"\n{facts(market, seconds)}")


def facts(market: Market, seconds: float) -> str:
    lines: dict[str, Any] = {
        "buyers": BUYERS,
        "units there were": UNITS,
        "units known sold at the kill": market.sold_at_kill,
        "units sold": market.sold_units,
        "sales": len(market.sold),
        "refused at last": len(market.refused),
        "holds left to expire": market.left,
        "requests": market.requests,
        "answers replayed": market.replayed,
        "outcomes unknown, asked again": market.unknown,
        "of these, hung up by the buyer": market.hung_up,
        "found a dead server": market.unreachable,
        "seconds": f"{seconds:.1f}",
    }
    return "\n".join(f"{name:<32}{value:>8}" for name, value in lines.items())


GUARD = ("ELSIF on_hand < reserved AND NOT s_backorder[p]", "ELSIF false")
LOOK = ("WHERE m.request_key = ANY (c_key) AND m.line = 1", "WHERE false")
NO_CHECK = "ALTER TABLE stock_levels DROP CONSTRAINT ck_stock_levels_never_negative"
NO_INDEX = "DROP INDEX uq_stock_movements_request"
# What is taken away, how much there is to sell, and how it shows.
BROKEN = [
    ("the guard", GUARD, None, FEW_UNITS, "status=500"),
    ("the guard and the CHECK", GUARD, NO_CHECK, FEW_UNITS, "never below zero"),
    ("the look", LOOK, None, ENOUGH_UNITS, "status=500"),
    ("the look and the index", LOOK, NO_INDEX, ENOUGH_UNITS, "each key has one result"),
]


async def test_it_fails_without_what_it_rests_on(house: House) -> None:
    records = house.records
    whole = await records.value("SELECT pg_get_functiondef('stock_apply'::regproc)")
    # Everything is sent twice, and only once each: what else goes wrong would hide what matters.
    habits: dict[str, Any] = {"held_seconds": 6, "twice": 1.0, "hasty": 0.0}
    for name, (piece, instead), statement, units, failure in BROKEN:
        assert piece in whole, f"{name} is written differently now"
        await records.rows(whole.replace(piece, instead))
        if statement:
            await records.rows(statement)
        with pytest.raises(AssertionError, match=failure):
            await sale(house, FEW_BUYERS, units, Random(SEED), **habits)
