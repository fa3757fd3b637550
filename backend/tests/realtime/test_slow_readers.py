"""Who does not read: closed in time, at the price of one buffer, and to the harm of nobody else."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest
from websockets.exceptions import ConnectionClosed

from app.cli.worker import WEBSOCKET_PROTOCOL
from app.core.settings import Settings
from app.feed.change import Change, Channel
from app.realtime import session, socket_protocol, watch
from app.realtime.hub import connection, metrics
from app.realtime.hub.cohort import PAGE_CHARACTERS_MAX
from app.realtime.hub.connection import Connection
from app.realtime.hub.wire import BUFFER_BYTES_MAX, QueueWire
from app.realtime.protocol import CloseCode
from tests.faults.stalled import Stalled, masked
from tests.fixtures.application import People
from tests.fixtures.feed import until
from tests.fixtures.stream import Frame, Served, Socket, served

INVENTORY = "inventory:updates"
STOCK_PROTOCOL = "websockets-sansio"
PING = 0x89
CHANGE_BYTES = 10_000
# More than the system keeps by itself for a reader that does not read.
BATCHES, BATCH = 12, 100
GRACEFUL_SECONDS = 1


async def announce(server: Served, count: int, *, first: int = 1) -> None:
    changes = [
        Change(Channel.INVENTORY, "test.changed", "k", number, {"pad": "x" * CHANGE_BYTES})
        for number in range(first, first + count)
    ]
    async with server.app.state.context.journal.unit_of_work() as work:
        work.record(*changes)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stands still is found out soon."""
    monkeypatch.setattr(watch, "TURN_SECONDS", 0.05)
    monkeypatch.setattr(connection, "STREAM_SECONDS_MAX", 0.5)


@asynccontextmanager
async def following(server: Served) -> AsyncIterator[Socket]:
    async with server.socket(person=server.people.viewer) as socket:
        await socket.subscribe("s", INVENTORY)
        yield socket


async def standing(server: Served, stack: AsyncExitStack, **message: str) -> Connection:
    """A new reader that asks for everything and reads nothing."""
    manager = server.app.state.websockets
    known = set(manager.connections)
    stalled = await Stalled.follow(server.origin, server.people.viewer.bearer, **message)
    stack.callback(stalled.close)

    def subscribed() -> list[Connection]:
        return [
            each
            for name, each in manager.connections.items()
            if name not in known and each.subscriptions
        ]

    await until(lambda: bool(subscribed()))
    (found,) = subscribed()
    return found


@pytest.mark.parametrize("protocol", [WEBSOCKET_PROTOCOL, STOCK_PROTOCOL])
async def test_who_never_reads_is_closed_and_the_others_have_everything(
    own_settings: Settings, people: People, protocol: str
) -> None:
    """Also where the server knows nothing of our protocol."""
    before = metrics.SLOW_CLOSES.count
    async with served(own_settings, people, protocol=protocol) as server, AsyncExitStack() as stack:
        manager = server.app.state.websockets
        reader = await stack.enter_async_context(following(server))
        still = [await standing(server, stack) for _ in range(3)]
        assert isinstance(still[0].wire, QueueWire) == (protocol == STOCK_PROTOCOL)
        reading = asyncio.create_task(
            reader.until("s", lambda changes: len(changes) == BATCHES * BATCH)
        )
        most = 0
        for turn in range(BATCHES):
            await announce(server, BATCH, first=turn * BATCH)
            most = max(most, *(each.wire.buffered for each in still))
        seen = await reading
        assert [change["version"] for change in seen] == list(range(BATCHES * BATCH))
        await until(lambda: len(manager.connections) == 1)
        assert metrics.SLOW_CLOSES.count == before + 3
        # A page that had begun before it was full, and what the last of its changes is beyond it.
        assert most <= BUFFER_BYTES_MAX + PAGE_CHARACTERS_MAX + 2 * CHANGE_BYTES
        await announce(server, 1)
        await reader.until("s", lambda changes: len(changes) == BATCHES * BATCH + 1)


async def test_a_transport_that_nobody_reads_from_is_not_waited_for(
    own_settings: Settings, people: People
) -> None:
    async with served(own_settings, people) as server, AsyncExitStack() as stack:
        still = await standing(server, stack)
        wire = still.wire
        assert isinstance(wire, socket_protocol.SocketProtocol)
        await announce(server, 600)
        await until(lambda: wire.blocked)
        await until(wire.transport.is_closing)
        await until(lambda: not wire.connections)
        assert wire.buffered == 0


async def test_in_mode_latest_one_may_be_slow_for_longer(
    own_settings: Settings, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LATEST_SECONDS_MAX", 2.0)
    async with served(own_settings, people) as server, AsyncExitStack() as stack:
        patient = await standing(server, stack, mode="latest")
        strict = await standing(server, stack)
        for turn in range(8):
            await announce(server, BATCH, first=turn * BATCH)
        manager = server.app.state.websockets
        await until(lambda: strict.id not in manager.connections)
        if patient.wire.blocked:
            assert patient.id in manager.connections
            (subscription,) = patient.subscriptions.values()
            assert len(subscription.kept) <= 1
            await until(lambda: patient.id not in manager.connections)


async def test_who_only_asks_is_not_answered_for_ever(
    own_settings: Settings, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pings, whose answers nobody reads, do not fill the memory (nor do messages)."""
    monkeypatch.setattr(connection, "STREAM_SECONDS_MAX", 60)
    monkeypatch.setattr(session, "MESSAGES_MAX", 10**9)
    monkeypatch.setattr(socket_protocol, "FRAMES_MAX", 10**9)
    loop = asyncio.get_running_loop()
    async with served(own_settings, people) as server:
        stalled = await Stalled.follow(server.origin, server.people.viewer.bearer)
        manager = server.app.state.websockets
        await until(lambda: bool(manager.connections))
        (asking,) = manager.connections.values()
        flood = masked(PING, b"p" * 125) * 400
        most = 0
        # More than what all buffers on the way hold.
        for _ in range(400):
            await loop.sock_sendall(stalled._raw, flood)
            most = max(most, asking.wire.buffered)
            await asyncio.sleep(0)
        assert asking.wire.blocked
        assert most <= 2 * BUFFER_BYTES_MAX
        stalled.close()
        await until(lambda: not manager.connections)


async def test_a_replay_of_everything_fits_into_the_messages_of_any_client(
    own_settings: Settings, people: People
) -> None:
    """`websockets`, as it comes, takes no message of more than 1 MiB."""
    count = 10_000
    async with served(own_settings, people) as server, server.client(people.admin) as client:
        changes = [
            Change(Channel.INVENTORY, "test.changed", "k", number, {"pad": "x" * 400})
            for number in range(count)
        ]
        async with server.app.state.context.journal.unit_of_work() as work:
            work.record(*changes)
        feed = server.app.state.websockets.feeds[Channel.INVENTORY]
        await until(lambda: bool(feed.head.seq == count))
        async with server.socket(person=people.viewer) as socket:
            await socket.subscribe("s", INVENTORY, epoch=feed.head.epoch, since=0)
            seen = await socket.until("s", lambda found: len(found) == count)
        assert [change["seq"] for change in seen] == list(range(1, count + 1))
        # And no message is larger than it must be for that.
        told = [frame for frame in socket.frames if frame["type"] == "changes"]
        assert len(told) >= count // 500
        assert (await client.get("/health/ready")).is_success


@pytest.mark.parametrize("protocol", [WEBSOCKET_PROTOCOL, STOCK_PROTOCOL])
async def test_a_server_that_goes_waits_for_nobody(
    own_settings: Settings, people: People, monkeypatch: pytest.MonkeyPatch, protocol: str
) -> None:
    """Those who read are told when to come back; those who do not are left."""
    monkeypatch.setattr(connection, "STREAM_SECONDS_MAX", 60)
    async with AsyncExitStack() as running, AsyncExitStack() as stack:
        server = await running.enter_async_context(served(own_settings, people, protocol=protocol))
        readers = [await stack.enter_async_context(following(server)) for _ in range(8)]
        still = [await standing(server, stack) for _ in range(2)]
        reading = asyncio.gather(*(everything(reader) for reader in readers))
        await announce(server, 800)
        await until(lambda: all(each.wire.blocked for each in still))
        began = time.monotonic()
        await running.aclose()
        assert time.monotonic() - began < GRACEFUL_SECONDS + 3
        last = await reading
        for each in still:
            if isinstance(each.wire, socket_protocol.SocketProtocol):
                await until(lambda wire=each.wire: not wire.connections)  # type: ignore[misc]
    codes = {reader.connection.close_code for reader in readers}
    assert codes == {CloseCode.RESTART}
    if protocol == WEBSOCKET_PROTOCOL:
        waits = [frame["retry_after_ms"] for frame in last]
        assert len(set(waits)) > 1, "not all in the same moment"
        assert all(100 <= wait <= 500 for wait in waits)


async def everything(reader: Socket) -> Frame:
    """Read until the end; the last frame."""
    with suppress(ConnectionClosed):
        while True:
            await reader.hear("never said")
    return reader.frames[-1]
