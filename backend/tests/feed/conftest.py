"""The parts of the feed, running one by one, and changes to feed them with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from redis.asyncio import Redis

from app.feed.change import Change, Channel, Position
from app.feed.frames import Batch
from app.feed.relay import Relay
from app.feed.sequencer import Consumer, Sequencer
from app.feed.unit_of_work import Journal

PATIENCE_SECONDS = 15.0


def change(key: str, version: int, channel: Channel = Channel.INVENTORY, **after: Any) -> Change:
    return Change(channel, "test.changed", key, version, {"key": key, **after})


async def announce(journal: Journal, *changes: Change) -> None:
    """Commit changes, as a use case would."""
    async with journal.unit_of_work() as work:
        work.record(*changes)


async def until(done: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait until something has come true."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            answer = done()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.01)


class Heard:
    """A listener that writes everything down."""

    def __init__(self) -> None:
        self.starts: dict[Channel, Position] = {}
        self.seqs: dict[Channel, list[int]] = {channel: [] for channel in Channel}
        self.changes: list[dict[str, Any]] = []
        self.losses: list[tuple[Channel, Position]] = []

    def started(self, channel: Channel, position: Position) -> None:
        self.starts[channel] = position

    def delivered(self, channel: Channel, batch: Batch) -> None:
        self.seqs[channel] += [change["seq"] for change in batch.changes]
        self.changes += batch.changes

    def lost(self, channel: Channel, position: Position) -> None:
        self.losses.append((channel, position))


@asynccontextmanager
async def leading(
    journal: Journal, redis: Any, *consumers: Consumer, elected: bool = True
) -> AsyncIterator[Sequencer]:
    """A sequencer that runs; ``elected`` waits until it leads."""
    sequencer = Sequencer(journal, redis, consumers)
    async with running(sequencer.run()):
        if elected:
            await until(lambda: sequencer.leading)
        yield sequencer


@asynccontextmanager
async def relaying(journal: Journal, redis: Any) -> AsyncIterator[tuple[Relay, Heard]]:
    """A relay that runs and knows where it stands."""
    heard = Heard()
    relay = Relay(journal.database, redis, heard)
    async with running(relay.run()):
        await until(relay.ready.is_set)
        yield relay, heard


@asynccontextmanager
async def running(work: Any) -> AsyncIterator[asyncio.Task[None]]:
    task: asyncio.Task[None] = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(redis_url)
    yield client
    await client.aclose()


@pytest.fixture
async def no_redis() -> AsyncIterator[Redis]:
    """A client of a server that is not there (nobody may listen on port 1)."""
    client = Redis.from_url("redis://127.0.0.1:1/0", retry=None)
    yield client
    await client.aclose()
