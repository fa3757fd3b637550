"""The proof: a thousand buyers, a hundred units, two API processes, one of them killed.

Through HTTP, with everything on. Buyers want one to three units, buy at once or hold first; some
send each request to both processes at once, some hang up and come back, some let their hold expire.
In the middle of it one process is killed (SIGKILL), and whoever waited for it goes on at the other
with the same keys. When the holds of those who left have expired, whoever was refused comes again.

Then exactly what there was is sold, each key has one result, the ledger adds up to the balance and
was never below zero, and the feed tells each movement once.

What it rests on, and what shows when that is taken away (the second half of this module does):

- the guard in ``stock_apply`` and, behind it, the CHECK ``never_negative``: more is sold than was
  there; without the guard alone, requests fail;
- the look for known keys after the locks in ``stock_apply`` and, behind it, the unique index of the
  ledger: a key sells twice; without the look alone, requests fail.

``TANAMORI_PROOF_BUYERS`` and ``TANAMORI_PROOF_ROUNDS`` make it longer.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
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
OPEN_HOLDS = "SELECT count(*) FROM holds WHERE state = 'held'"


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
    # Nothing is left to luck here: a commit waits for the disk, as it does in a shop.
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
        victim.kill()
    await asyncio.gather(*tasks)


async def expired(house: House) -> None:
    async with asyncio.timeout(EXPIRY_SECONDS):
        while await house.records.value(OPEN_HOLDS):  # noqa: ASYNC110 - a table
            await asyncio.sleep(0.1)


async def come_again(market: Market, dice: Random) -> None:
    """Whoever was refused asks once more, for what the expired holds left; under new keys."""
    waiting, market.refused = market.refused, []
    buyers = crowd(market, len(waiting), dice)
    for buyer, quantity in zip(buyers, waiting, strict=True):
        buyer.way, buyer.quantity = "sale", quantity
    await asyncio.gather(*(buyer.buy() for buyer in buyers))


async def judge(house: House, market: Market, level_id: int, units: int) -> None:
    """Everything that was promised, in the tables and in the answers."""
    (level,) = await house.records.rows(LEVEL, level_id)
    (ledger,) = await house.records.rows(LEDGER, level_id)
    differing = {key for key, bodies in market.answers.items() if len(bodies) > 1}
    assert not differing, "a key has one result"
    sold = {row["key"]: row["units"] for row in await house.records.rows(SOLD, level_id)}
    assert sold == market.sold, "what was sold is what buyers were told, key by key"
    remainder = level["on_hand"]
    assert market.sold_units + remainder == units, "exactly what there was"
    assert all(remainder < quantity for quantity in market.refused), "nobody is refused in vain"
    assert level == {"on_hand": ledger["on_hand"], "reserved": ledger["reserved"]}
    assert level["reserved"] == 0
    assert ledger["least_available"] >= 0, "never below zero"
    assert ledger["least_reserved"] >= 0
    await house.records.settled()
    verdict = await compare(house.settings, drained_wanted=True)
    assert verdict.is_good, [one.examples for one in verdict.findings if one.differences]


async def sale(
    house: House, buyers: int, units: int, dice: Random, victim: Server | None = None
) -> Market:
    market, level_id = await house.market(units)
    await rush(market, buyers, dice, victim)
    await expired(house)
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
        "units sold": market.sold_units,
        "sales": len(market.sold),
        "refused at last": len(market.refused),
        "holds left to expire": market.left,
        "requests": market.requests,
        "answers replayed": market.replayed,
        "outcomes unknown, asked again": market.unknown,
        "of these, hung up by the buyer": market.hung_up,
        "seconds": f"{seconds:.1f}",
    }
    return "\n".join(f"{name:<32}{value:>8}" for name, value in lines.items())
