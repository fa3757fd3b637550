"""Who reads events: how they come back, how they leave, and how the server lets them go."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from app.auth import types
from app.auth.types import READ_SCOPES
from app.core.settings import Settings
from app.feed.change import Change, Channel
from app.realtime import events as event_streams
from app.realtime import watch, websocket_manager
from app.realtime.hub import connection, metrics
from app.realtime.hub.cohort import PAGE_CHARACTERS_MAX
from app.realtime.hub.wire import BUFFER_BYTES_MAX
from tests.fixtures.application import People
from tests.fixtures.events import INVENTORY, PATH, events, unread_events
from tests.fixtures.feed import until
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records
from tests.fixtures.stream import Served, served

# Of the server of these tests, until it breaks off what goes on.
GRACEFUL_SECONDS = 1


async def announce(server: Served, count: int, *, first: int = 1, size: int = 0) -> None:
    changes = [
        Change(Channel.INVENTORY, "test.changed", f"k{number % 5}", number, {"pad": "x" * size})
        for number in range(first, first + count)
    ]
    async with server.app.state.context.journal.unit_of_work() as work:
        work.record(*changes)


ANNOUNCED = """
SELECT head + (SELECT count(*) FROM outbox WHERE channel = $1) FROM streams WHERE channel = $1
"""


async def told_all(server: Served, records: Records) -> tuple[str, int]:
    """Where the process stands, once it has told what was announced."""
    feed = server.app.state.websockets.feeds[Channel.INVENTORY]

    async def is_told() -> bool:
        return bool(feed.head.seq == await records.value(ANNOUNCED, INVENTORY))

    await until(is_told)
    return feed.head.epoch, feed.head.seq


@pytest.fixture(autouse=True)
async def nobody_is_left(server: Served) -> AsyncIterator[None]:
    """Every test leaves the server as it found it: without readers."""
    yield
    manager = server.app.state.websockets
    await until(lambda: not manager.connections)
    for feed in manager.feeds.values():
        assert feed.subscriptions == len(feed._cohorts) == 0


async def test_coming_back_again_and_again_misses_nothing(server: Served, records: Records) -> None:
    """While a writer goes on; each time from the id of the last event."""
    _, start = await told_all(server, records)
    seen: list[int] = []
    last_id = ""

    async def write() -> None:
        for number in range(40):
            await announce(server, 3, first=number)
            await asyncio.sleep(0.01)

    async with events(server) as reader:
        await reader.until("ok")
        last_id = reader.last_id
    writing = asyncio.create_task(write())
    while len(seen) < 120:
        async with events(server, last_id) as reader:
            assert (await reader.next())["type"] == "ok"
            seen += await reader.seqs(min(7, 120 - len(seen)))
            last_id = reader.last_id
    await writing
    assert seen == list(range(start + 1, start + 121))


async def test_a_position_by_name(server: Served, records: Records) -> None:
    epoch, start = await told_all(server, records)
    await announce(server, 3)
    async with events(server, epoch=epoch, since=str(start)) as reader:
        assert (await reader.until("ok"))["seq"] == start
        assert await reader.seqs(3) == [start + 1, start + 2, start + 3]


async def test_what_is_remembered_no_more_is_reset(
    server: Served, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = server.app.state.websockets.feeds[Channel.INVENTORY]
    monkeypatch.setattr(feed.ring, "_entries_max", 2)
    epoch, start = await told_all(server, records)
    await announce(server, 3)
    await told_all(server, records)
    async with events(server, f"{epoch}:{start}") as reader:
        assert (await reader.next()) == {"type": "reset", "id": INVENTORY, "reason": "too_far"}
        ok = await reader.next()
        assert (ok["seq"], reader.last_id) == (start + 3, f"{epoch}:{start + 3}")


async def test_heartbeats_are_comments(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "TURN_SECONDS", 0.05)
    monkeypatch.setattr(watch, "TURNS", 1)
    async with events(server) as reader:
        await reader.until("ok")
        while reader.comments < 3:
            await announce(server, 1)
            await reader.seqs(1)


async def test_those_for_whom_there_was_nothing_are_moved_on(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "TURN_SECONDS", 0.05)
    async with events(server, type="price.changed") as reader:
        ok = await reader.until("ok")
        await announce(server, 5)
        pos = await reader.until("pos")
        assert pos["seq"] > ok["seq"]
        assert reader.last_id == f"{ok['epoch']}:{pos['seq']}"


async def test_the_latest_of_each(server: Served, records: Records) -> None:
    epoch, start = await told_all(server, records)
    await announce(server, 50)
    await told_all(server, records)
    async with events(server, f"{epoch}:{start}", mode="latest") as reader:
        await reader.until("ok")
        told = await reader.until("changes")
    assert told["conflated"]
    assert [change["version"] for change in told["changes"]] == [46, 47, 48, 49, 50]
    assert told["seq"] == start + 50


async def test_who_hangs_up_is_forgotten(server: Served) -> None:
    manager = server.app.state.websockets
    async with events(server) as one, events(server) as other:
        for reader in (one, other):
            await reader.until("ok")
        assert [each.kind for each in manager.connections.values()] == ["events"] * 2
        assert manager.feeds[Channel.INVENTORY].subscriptions == 2
    await until(lambda: not manager.connections)


@pytest.mark.parametrize(
    ("field", "query"),
    [
        ("channel", {}),
        ("channel", {"channel": "users:passwords"}),
        ("since", {"channel": INVENTORY, "since": "-1"}),
        ("mode", {"channel": INVENTORY, "mode": "some"}),
        ("epoch", {"channel": INVENTORY, "epoch": "e" * 65}),
        ("sku.0", {"channel": INVENTORY, "sku": ""}),
        ("type", {"channel": INVENTORY, "type": ["t"] * 21}),
    ],
)
async def test_bad_questions(server: Served, field: str, query: dict[str, str]) -> None:
    async with server.client(server.people.viewer) as client:
        assert_problem(await client.get(PATH, params=query), 422, "invalid", field)


async def test_only_what_one_may_read(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(types.ROLE_SCOPES, "viewer", READ_SCOPES - {"price:read"})
    async with server.client(server.people.viewer) as client:
        answer = await client.get(PATH, params={"channel": "price:updates"})
        assert_problem(answer, 403, "forbidden")
    async with events(server) as reader:
        await reader.until("ok")
    monkeypatch.setitem(types.ROLE_SCOPES, "viewer", READ_SCOPES - {"feed:read"})
    async with server.client(server.people.viewer) as client:
        assert_problem(await client.get(PATH, params={"channel": INVENTORY}), 403, "forbidden")


async def test_when_there_is_no_room(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_manager, "CONNECTIONS_MAX", 1)
    async with events(server) as reader, server.client(server.people.viewer) as client:
        await reader.until("ok")
        answer = await client.get(PATH, params={"channel": INVENTORY})
        assert_problem(answer, 503, "unavailable")


async def test_the_end_of_the_session_is_the_end_of_the_stream(server: Served) -> None:
    manager = server.app.state.websockets
    async with events(server) as reader:
        await reader.until("ok")
        (mine,) = manager.connections.values()
        server.app.state.watch.end(lambda principal: principal is mine.principal)
        assert await reader.find() is None
    async with events(server) as reader:
        await reader.until("ok")


def hasten(patch: pytest.MonkeyPatch) -> None:
    """Let who stands still be found out soon."""
    patch.setattr(watch, "TURN_SECONDS", 0.05)
    patch.setattr(connection, "STREAM_SECONDS_MAX", 0.4)
    patch.setattr(event_streams, "CLOSE_SECONDS", 0.2)


async def test_a_reader_that_does_not_read(
    server: Served, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is let go, it costs no more than one buffer, and the others get everything."""
    hasten(monkeypatch)
    manager = server.app.state.websockets
    before = metrics.SLOW_CLOSES.count
    _, start = await told_all(server, records)
    most = 0
    async with AsyncExitStack() as stack:
        reading = await stack.enter_async_context(events(server))
        await reading.until("ok")
        known = set(manager.connections)
        await stack.enter_async_context(unread_events(server))
        await until(lambda: len(manager.connections) == 2)
        (standing,) = [each for name, each in manager.connections.items() if name not in known]
        seen = asyncio.create_task(reading.seqs(1_000))
        for number in range(10):
            await announce(server, 100, first=100 * number, size=10_000)
            most = max(most, standing.wire.buffered)
        assert await seen == list(range(start + 1, start + 1_001))
        await until(lambda: standing.id not in manager.connections)
        assert len(manager.connections) == 1
    assert metrics.SLOW_CLOSES.count == before + 1
    assert most <= BUFFER_BYTES_MAX + PAGE_CHARACTERS_MAX + 20_000


async def test_a_server_that_goes_says_when_to_come_back(
    own_settings: Settings, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not wait for those who do not read."""
    monkeypatch.setattr(event_streams, "CLOSE_SECONDS", 0.3)
    async with AsyncExitStack() as running, AsyncExitStack() as reading:
        server = await running.enter_async_context(served(own_settings, people))
        readers = [await reading.enter_async_context(events(server)) for _ in range(3)]
        for reader in readers:
            await reader.until("ok")
        await reading.enter_async_context(unread_events(server))
        await until(lambda: len(server.app.state.websockets.connections) == 4)
        await announce(server, 500, size=10_000)
        waiting = asyncio.gather(*(reader.until("bye") for reader in readers))
        began = time.monotonic()
        stopping = asyncio.create_task(running.aclose())
        waits = [bye["retry_after_ms"] for bye in await waiting]
        assert all(wait >= 100 for wait in waits)
        # As a browser understands it, and not all in the same moment.
        assert [reader.retry_ms for reader in readers] == waits
        assert len(set(waits)) > 1
        assert [await reader.find() for reader in readers] == [None] * 3
        await stopping
        assert time.monotonic() - began < GRACEFUL_SECONDS + 2
