"""Who listens in this process, when they are told, and how they are sent away."""

import asyncio
import time
from typing import Any

import pytest

from app.core.clock import now
from app.core.schema import rfc3339
from app.feed.change import Channel, Position
from app.realtime import websocket_manager
from app.realtime.hub.connection import Connection
from app.realtime.protocol import CloseCode, SubMessage
from app.realtime.websocket_manager import RETURN_SECONDS_MIN, WebSocketManager
from tests.realtime.hub.readers import INVENTORY, PRINCIPAL, FakeWire, batch_of, text_of


def started(**options: Any) -> WebSocketManager:
    manager = WebSocketManager(**options)
    for channel in Channel:
        manager.started(channel, Position("e0", 0), batch_of("e0", 1, []))
    return manager


def joined(manager: WebSocketManager) -> tuple[FakeWire, Connection]:
    wire = FakeWire()
    connection = Connection(wire, PRINCIPAL)
    manager.join(connection)
    return wire, connection


def sub(**position: Any) -> SubMessage:
    return SubMessage(type="sub", id="s", channel=INVENTORY, **position)


def deliver(manager: WebSocketManager, *seqs: int, epoch: str = "e0") -> None:
    manager.delivered(INVENTORY, batch_of(epoch, seqs[0], [text_of(seq) for seq in seqs]))


async def test_who_is_here_before_the_relay_waits_for_it() -> None:
    """Else it would join at one head and be served from a later one, with a hole between."""
    manager = WebSocketManager(tick_seconds=0)
    wire, connection = joined(manager)
    early = asyncio.create_task(manager.subscribe(connection, sub()))
    await asyncio.sleep(0.01)
    assert not wire.sent
    manager.started(INVENTORY, Position("e0", 7), batch_of("e0", 7, [text_of(7)]))
    await early
    deliver(manager, 8, 9)
    ok, changes = wire.words
    assert (ok["seq"], changes["prev"], changes["seq"]) == (7, 7, 9)


async def test_the_time_before_the_start_is_remembered() -> None:
    manager = WebSocketManager(tick_seconds=0)
    wire, connection = joined(manager)
    history = batch_of("e0", 5, [text_of(seq) for seq in (5, 6, 7)])
    manager.started(INVENTORY, Position("e0", 7), history)
    await manager.subscribe(connection, sub(epoch="e0", since=4))
    assert [word["type"] for word in wire.words] == ["ok", "changes"]
    await manager.subscribe(connection, sub(epoch="e0", since=3))
    assert [word["type"] for word in wire.words[2:]] == ["reset", "ok"]
    assert wire.words[2]["reason"] == "too_far"


async def test_what_falls_into_one_tick_goes_out_together() -> None:
    manager = started(tick_seconds=0.05)
    wire, connection = joined(manager)
    await manager.subscribe(connection, sub())
    began = time.monotonic()
    deliver(manager, 1)
    assert wire.words[-1]["seq"] == 1, "the first after a rest does not wait"
    for seq in range(2, 6):
        deliver(manager, seq)
    assert wire.words[-1]["seq"] == 1
    async with asyncio.timeout(2):
        while wire.words[-1]["seq"] == 1:  # noqa: ASYNC110 - a wire has no event
            await asyncio.sleep(0.005)
    assert time.monotonic() - began >= 0.05
    assert [word["seq"] for word in wire.words] == [0, 1, 5]


async def test_a_loss_overtakes_what_was_not_told_yet() -> None:
    manager = started(tick_seconds=60)
    wire, connection = joined(manager)
    await manager.subscribe(connection, sub())
    deliver(manager, 1)
    deliver(manager, 2)
    manager.lost(INVENTORY, Position("e1", 1))
    deliver(manager, 2, epoch="e1")
    manager.flush()
    kinds = [word["type"] for word in wire.words]
    assert kinds == ["ok", "changes", "reset", "ok", "changes"]
    reset, ok, changes = wire.words[2:]
    assert (reset["reason"], ok["epoch"], ok["seq"]) == ("epoch", "e1", 1)
    assert (changes["prev"], changes["seq"]) == (1, 2)
    if manager._timer:
        manager._timer.cancel()


async def test_a_mistake_of_ours_is_told_as_a_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else those who had not been told yet would go on without what they missed."""
    manager = started(tick_seconds=60)
    readers = [joined(manager) for _ in range(2)]
    for name, (_, connection) in zip("ab", readers, strict=True):
        await manager.subscribe(connection, sub().model_copy(update={"id": name}))
    deliver(manager, 1)
    deliver(manager, 2)
    feed = manager.feeds[INVENTORY]
    with monkeypatch.context() as patch:
        calls: list[int] = []

        def failing(*_: Any) -> None:
            calls.append(1)
            raise ZeroDivisionError

        patch.setattr(feed, "_tell", failing)
        manager.flush()
        assert calls == [1]
    deliver(manager, 3)
    manager.flush()
    for wire, _ in readers:
        kinds = [word["type"] for word in wire.words]
        assert kinds == ["ok", "changes", "reset", "ok", "changes"]
        assert [wire.words[3]["seq"], wire.words[4]["prev"], wire.words[4]["seq"]] == [2, 2, 3]


async def test_who_is_ahead_of_this_process_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment ago another process told it what this one has not heard of yet."""
    monkeypatch.setattr(websocket_manager, "AHEAD_SECONDS", 0.3)
    manager = started(tick_seconds=0)
    wire, connection = joined(manager)
    coming = asyncio.create_task(manager.subscribe(connection, sub(epoch="e0", since=2)))
    await asyncio.sleep(0.05)
    assert not wire.sent
    deliver(manager, 1, 2, 3)
    await coming
    assert [word["type"] for word in wire.words] == ["ok", "changes"]
    assert (wire.words[0]["seq"], wire.words[1]["seq"]) == (2, 3)
    # What nobody ever told does not come; and who has gone is not waited for.
    began = time.monotonic()
    await manager.subscribe(connection, sub(epoch="e0", since=99))
    assert wire.words[-2] == {"type": "reset", "id": "s", "reason": "ahead"}
    assert time.monotonic() - began >= 0.3
    monkeypatch.setattr(websocket_manager, "AHEAD_SECONDS", 60)
    leaving = asyncio.create_task(manager.subscribe(connection, sub(epoch="e0", since=99)))
    await asyncio.sleep(0.03)
    connection.close(CloseCode.RESTART, "gone")
    async with asyncio.timeout(1):
        await leaving


async def test_everybody_is_sent_away_and_does_not_come_back_in_one_moment() -> None:
    manager = started()
    wires = [joined(manager)[0] for _ in range(40)]
    manager.drain()
    waits = []
    for wire in wires:
        bye, *more = wire.words
        assert not more
        assert bye["type"] == "bye"
        assert wire.closing is not None
        assert wire.closing[0] == CloseCode.RESTART
        waits.append(bye["retry_after_ms"])
    assert len(set(waits)) > 20
    assert all(100 <= wait <= RETURN_SECONDS_MIN * 1000 for wait in waits)
    assert manager.is_full, "nobody new comes in any more"


async def test_many_come_back_over_a_longer_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_manager, "RETURNS_PER_SECOND", 10)
    manager = started()
    wires = [joined(manager)[0] for _ in range(60)]
    manager.drain()
    waits = [wire.words[0]["retry_after_ms"] for wire in wires]
    assert 3_000 < max(waits) <= 6_000


async def test_nothing_is_left_of_who_leaves() -> None:
    manager = started(tick_seconds=0)
    _, connection = joined(manager)
    for name in "abc":
        await manager.subscribe(connection, sub().model_copy(update={"id": name}))
    connection.wire.end(1012, "gone")
    deliver(manager, 1)
    manager.leave(connection)
    manager.leave(connection)
    assert not manager.connections
    feed = manager.feeds[INVENTORY]
    assert feed.subscriptions == feed.trailing == len(feed._cohorts) == 0


async def test_who_says_how_far_they_have_read_is_measured() -> None:
    manager = started(tick_seconds=0)
    _, connection = joined(manager)
    await manager.subscribe(connection, sub())
    happened = text_of(1).replace("2026-03-01T09:30:00.123456Z", rfc3339(now()))
    manager.delivered(INVENTORY, batch_of("e0", 1, [happened]))
    feed = manager.feeds[INVENTORY]
    for seq in (1, 0, 99):
        manager.acknowledge(connection, "s", seq)
    manager.acknowledge(connection, "unknown", 1)
    assert len(feed._acknowledged._seconds) == 1
