"""One test's doings in a house: its clients and writers, and the history that they leave."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import count
from random import Random
from typing import Any, Protocol

from httpx import AsyncClient

from app.core.cancellation import cancel_until_done
from app.feed.change import Channel
from tests.factories.shop import Shop
from tests.faults.client import Client
from tests.faults.history import ClientLog, Entry, History, Level, Line, Mode
from tests.faults.house import Process
from tests.faults.writer import Desk
from tests.fixtures.application import People
from tests.fixtures.feed import running
from tests.fixtures.records import Records

SETTLE_SECONDS = 30.0
SEED = 20261123

FEED = """
SELECT s.epoch, f.channel, f.seq, f.type, f.key, f.version,
       CASE WHEN f.type <> 'test.flooded' THEN f.after->>'sku' END AS sku
FROM feed f JOIN streams s USING (channel) ORDER BY f.channel, f.seq
"""
LEDGER = """
SELECT level_id, version, idempotency_key AS key, delta_on_hand, delta_reserved, on_hand_after,
       reserved_after
FROM stock_movements WHERE level_id = ANY ($1) ORDER BY level_id, version
"""
LEVELS = "SELECT id, on_hand, reserved, version FROM stock_levels WHERE id = ANY ($1)"
FLOOD = """
INSERT INTO outbox (channel, type, key, version, after, cause, at)
SELECT 'inventory:updates', 'test.flooded', 'flood-' || $1::bigint || '-' || n % $3::int, n,
       json_build_object('sku', 'FLOOD', 'pad', $4::text), '{}', now()
FROM generate_series(1, $2::int) AS n ORDER BY n
"""
FLOOD_MAX = 1_000_000

_floods = count(1)


class Place(Protocol):
    """Where the application is reached: over a network that may be broken, and past it."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def direct(self) -> str: ...


class Grounds(Protocol):
    """A `House`, or the application inside of the test's own process."""

    @property
    def people(self) -> People: ...
    @property
    def records(self) -> Records: ...
    @property
    def places(self) -> Sequence[Place]: ...


class Scene:
    def __init__(self, house: Grounds, stack: AsyncExitStack) -> None:
        self.house = house
        self.history = History()
        self.dice = Random(SEED)
        self._stack = stack
        self._trades: list[tuple[asyncio.Event, asyncio.Task[None]]] = []
        self._http: list[AsyncClient] = []
        self.clients: list[Client] = []
        # The levels of this scene: what others wrote before is not its business.
        self._own: list[int] = []

    async def prepare(self) -> None:
        for process in self.house.places:
            client = AsyncClient(
                base_url=process.direct,
                headers=self.house.people.admin.bearer,
                timeout=30,
                trust_env=False,
            )
            self._http.append(await self._stack.enter_async_context(client))
        self.desk = Desk(self.history, self._http)

    def shop(self, process: int = 0) -> Shop:
        return Shop(self._http[process])

    async def levels(self, number: int = 3, on_hand: int = 10) -> list[dict[str, Any]]:
        made = [await self.shop().level(on_hand) for _ in range(number)]
        self._own += [level["id"] for level in made]
        return made

    async def follow(
        self,
        *processes: Place,
        name: str | None = None,
        channel: Channel = Channel.INVENTORY,
        mode: Mode = "stream",
        skus: Sequence[str] | None = None,
        wait: bool = True,
        address: str | None = None,
        headers: dict[str, str] | None = None,
        **habits: Any,
    ) -> Client:
        """Somebody who follows a channel at these processes, the first of them first."""
        at = processes or tuple(self.house.places)
        log = ClientLog(
            name or f"client {len(self.clients) + 1} at {at[0].name}",
            channel,
            mode,
            frozenset(skus) if skus is not None else None,
        )
        self.history.clients.append(log)
        addresses = [address] if address else [process.address for process in at]
        headers = headers or self.house.people.viewer.bearer
        client = Client(log, addresses, headers, **habits)
        self.clients.append(client)
        await self._stack.enter_async_context(running(client.run()))
        if wait:
            await client.connects()
        return client

    async def flood(self, size: int, *, pad: int = 20_000, things: int = 40) -> None:
        """Changes of ``size`` bytes together, about a few things, committed at once."""
        first = next(_floods) * FLOOD_MAX
        number = size // pad
        assert number < FLOOD_MAX
        await self.house.records.rows(FLOOD, first, number, things, "x" * pad)

    async def sample(self, process: Process, stop: asyncio.Event) -> None:
        """Measure how much memory a process has, until told to stop."""
        samples = self.history.memory.setdefault(process.name, [])
        while not stop.is_set():
            samples.append(process.rss)
            await asyncio.sleep(0.1)

    def trade(self, levels: Sequence[dict[str, Any]], per_second: float = 30) -> None:
        """Let movements be recorded at this rate until `settle`."""
        stop = asyncio.Event()
        work = self.desk.trade(levels, per_second, stop, self.dice)
        self._trades.append((stop, asyncio.create_task(work)))

    async def close_shop(self) -> None:
        """No new movements; those that are on their way come to their end."""
        for stop, task in self._trades:
            stop.set()
            async with asyncio.timeout(SETTLE_SECONDS):
                await task
        self._trades.clear()

    async def settle(self, seconds: float = SETTLE_SECONDS) -> History:
        """Stop writing, wait until everybody has everything, and write down the tables."""
        await self.close_shop()
        # Who is not up to date by then is the checker's business.
        with suppress(TimeoutError):
            await self.caught_up(seconds)
        await self._read_tables()
        return self.history

    async def caught_up(self, seconds: float = SETTLE_SECONDS) -> None:
        """Wait until everybody has what there is."""
        async with asyncio.timeout(seconds):
            while True:
                await self._read_heads()
                if self._is_quiet():
                    return
                await asyncio.sleep(0.1)

    def _is_quiet(self) -> bool:
        history = self.history
        return not history.waiting and all(
            log.position == history.heads[log.channel] for log in history.clients if log.attached
        )

    async def _read_heads(self) -> None:
        history, records = self.history, self.house.records
        history.waiting = await records.value("SELECT count(*) FROM outbox")
        streams = await records.rows("SELECT * FROM streams")
        history.heads = {Channel(row["channel"]): (row["epoch"], row["head"]) for row in streams}
        history.floors = {Channel(row["channel"]): row["floor"] for row in streams}

    async def _read_tables(self) -> None:
        history, records = self.history, self.house.records
        await self._read_heads()
        history.feed = [
            Entry(**row | {"channel": Channel(row["channel"])}) for row in await records.rows(FEED)
        ]
        history.ledger = [Line(**row) for row in await records.rows(LEDGER, self._own)]
        history.levels = [Level(**row) for row in await records.rows(LEVELS, self._own)]

    async def stop(self) -> None:
        for stop, _ in self._trades:
            stop.set()
        await cancel_until_done([task for _, task in self._trades])


@asynccontextmanager
async def scene_in(house: Grounds) -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        scene = Scene(house, stack)
        await scene.prepare()
        try:
            yield scene
        finally:
            await scene.stop()
