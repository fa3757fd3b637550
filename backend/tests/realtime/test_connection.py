"""A socket's mailbox and its subscriptions, without a network: bounded, and never stuck."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect, WebSocketState

from app.auth.types import Principal
from app.core.clock import now
from app.feed.change import Change, Channel, Position
from app.feed.frames import Batch
from app.feed.unit_of_work import Journal
from app.realtime import connection as connections
from app.realtime.connection import Connection, Subscription
from app.realtime.protocol import CloseCode
from app.realtime.websocket_manager import REPLAY_PAGE, WebSocketManager
from tests.fixtures.feed import announce, leading
from tests.fixtures.records import Records

INVENTORY = Channel.INVENTORY
PRINCIPAL = Principal(1, 1, "a@shop.test", "A", "viewer", now())


class Wire:
    """The other side: it reads when it is let, and may hang up."""

    def __init__(self) -> None:
        self.application_state = WebSocketState.CONNECTED
        self.frames: list[dict[str, Any]] = []
        self.closed: tuple[int, str] | None = None
        self.reading = asyncio.Event()
        self.reading.set()
        self.gone = False

    async def send_text(self, frame: str) -> None:
        await self.reading.wait()
        if self.gone:
            raise WebSocketDisconnect(1006)
        self.frames.append(json.loads(frame))

    async def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)
        self.application_state = WebSocketState.DISCONNECTED


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Wire, Connection, "asyncio.Task[None]"]]:
    wire = Wire()
    connection = Connection(wire, PRINCIPAL)  # type: ignore[arg-type]
    writer = asyncio.create_task(connection.write())
    yield wire, connection, writer
    wire.reading.set()
    connection.close(CloseCode.RESTART, "the test is over")
    async with asyncio.timeout(5):
        await writer


def frame(number: int, size: int = 0) -> str:
    return json.dumps({"n": number, "pad": "x" * size})


async def turns() -> None:
    """Let every task take its turn."""
    for _ in range(10):
        await asyncio.sleep(0)


def texts(*seqs: int) -> list[str]:
    return [f'{{"seq":{seq}}}' for seq in seqs]


def batch(from_seq: int, to_seq: int) -> Batch:
    return Batch("now", from_seq, to_seq, texts(*range(from_seq, to_seq + 1)))


async def test_frames_go_out_in_order() -> None:
    async with connected() as (wire, connection, _):
        for number in range(5):
            connection.post(frame(number))
        await connection.drained()
        assert [sent["n"] for sent in wire.frames] == [0, 1, 2, 3, 4]


async def test_a_reader_that_is_too_slow_is_told_to_resume() -> None:
    async with connected() as (wire, connection, writer):
        wire.reading.clear()
        for number in range(40):
            connection.post(frame(number, connections.MAILBOX_BYTES_MAX // 20))
        assert len(connection._mailbox) == 0, "what is too much is not kept"
        wire.reading.set()
        await writer
        assert wire.closed is not None
        assert wire.closed[0] == CloseCode.SLOW
        assert len(wire.frames) <= 1


async def test_what_was_said_before_the_end_arrives_before_it() -> None:
    async with connected() as (wire, connection, writer):
        connection.post(frame(1))
        connection.close(4401, "over")
        connection.close(4400, "too late to count")
        connection.post(frame(2))
        await writer
        assert [sent["n"] for sent in wire.frames] == [1]
        assert wire.closed == (4401, "over")


async def test_nobody_waits_for_a_reader_that_has_gone() -> None:
    async with connected() as (wire, connection, writer):
        wire.reading.clear()
        for number in range(3):
            connection.post(frame(number))
        await turns()
        waiting = asyncio.create_task(connection.drained())
        await turns()
        wire.gone = True
        wire.reading.set()
        await writer
        async with asyncio.timeout(1):
            await waiting
            await connection.drained()


def follower(connection: Connection, manager: WebSocketManager) -> Subscription:
    return connection.subscriptions["s"]


@pytest.fixture
async def manager(own_journal: Journal) -> WebSocketManager:
    manager = WebSocketManager(own_journal.database)
    for channel in Channel:
        manager.started(channel, Position("now", 0))
    return manager


async def subscribed(manager: WebSocketManager, connection: Connection, **position: Any) -> None:
    place = {"epoch": None, "since": None} | position
    await manager.subscribe(connection, "s", INVENTORY, **place)


async def test_a_socket_that_is_here_before_the_relay_waits_for_it(own_journal: Journal) -> None:
    """Else it would join at one head and be served from a later one, with a hole between."""
    manager = WebSocketManager(own_journal.database)
    async with connected() as (wire, connection, _):
        early = asyncio.create_task(subscribed(manager, connection))
        await asyncio.sleep(0.05)
        assert not wire.frames
        manager.started(INVENTORY, Position("now", 7))
        await early
        manager.delivered(INVENTORY, batch(8, 9))
        await connection.drained()
        ok, changes = wire.frames
        assert (ok["seq"], changes["prev"], changes["seq"]) == (7, 7, 9)


async def test_what_comes_during_a_replay_is_held_back_within_a_bound(
    manager: WebSocketManager,
) -> None:
    async with connected() as (wire, connection, writer):
        await subscribed(manager, connection)
        subscription = follower(connection, manager)
        subscription.replaying = True
        manager.delivered(INVENTORY, batch(1, 2))
        manager.delivered(INVENTORY, batch(3, 3))
        assert [held[:2] for held in subscription.held] == [(1, 2), (3, 3)]
        manager._release(connection, subscription)
        await connection.drained()
        assert [sent["seq"] for sent in wire.frames if sent["type"] == "changes"] == [2, 3]
        subscription.replaying = True
        subscription.held_bytes = connections.MAILBOX_BYTES_MAX
        manager.delivered(INVENTORY, batch(4, 4))
        await writer
        assert wire.closed is not None
        assert wire.closed[0] == CloseCode.SLOW
        assert not subscription.held


async def test_a_loss_overtakes_a_replay(manager: WebSocketManager) -> None:
    async with connected() as (wire, connection, _):
        await subscribed(manager, connection)
        subscription = follower(connection, manager)
        subscription.replaying = True
        manager.delivered(INVENTORY, batch(1, 2))
        manager.lost(INVENTORY, Position("restored", 1))
        manager.delivered(INVENTORY, Batch("restored", 2, 2, texts(2)))
        await connection.drained()
        kinds = [sent["type"] for sent in wire.frames]
        assert kinds == ["ok", "reset", "ok", "changes"]
        assert (wire.frames[2]["seq"], wire.frames[3]["prev"]) == (1, 1)


async def test_a_slow_replay_holds_no_connection_of_the_database(
    own_journal: Journal, own_records: Records, no_redis: Any
) -> None:
    database = own_journal.database
    count = 2 * REPLAY_PAGE + 10
    changes = [Change(INVENTORY, "t", "k", n, {"n": n}) for n in range(1, count + 1)]
    await announce(own_journal, *changes)
    async with leading(own_journal, no_redis):
        await own_records.settled()
    epoch = await own_records.value("SELECT epoch FROM streams WHERE channel = $1", INVENTORY)
    manager = WebSocketManager(database)
    manager.started(INVENTORY, Position(epoch, count))
    async with connected() as (wire, connection, _):
        wire.reading.clear()
        replay = asyncio.create_task(subscribed(manager, connection, epoch=epoch, since=0))
        await asyncio.sleep(0.5)
        assert not replay.done(), "the replay waits for its reader"
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
        manager.delivered(INVENTORY, Batch(epoch, count + 1, count + 1, texts(count + 1)))
        wire.reading.set()
        await replay
        await connection.drained()
        seqs = [
            change["seq"]
            for sent in wire.frames
            if sent["type"] == "changes"
            for change in sent["changes"]
        ]
        assert seqs == list(range(1, count + 2))
