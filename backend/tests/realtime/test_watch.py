"""The round that a process makes among its readers, without a network."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from app.auth.types import Principal
from app.core.clock import now
from app.feed.change import Channel, Position
from app.realtime import watch
from app.realtime.hub import metrics
from app.realtime.hub.connection import Connection
from app.realtime.protocol import HEARTBEAT_SECONDS, CloseCode, StreamFilter, SubMessage
from app.realtime.watch import TURN_SECONDS, TURNS, Watch
from app.realtime.websocket_manager import WebSocketManager
from tests.fixtures.feed import running, until
from tests.realtime.hub.readers import INVENTORY, PRINCIPAL, FakeWire, batch_of, text_of

LONG = replace(PRINCIPAL, expires_at=now() + timedelta(hours=1))


class House:
    """Readers, and what the database knows of their sessions."""

    def __init__(self) -> None:
        self.manager = WebSocketManager(tick_seconds=0)
        for channel in Channel:
            self.manager.started(channel, Position("e0", 0), batch_of("e0", 1, []))
        self.sessions: dict[int, Principal] = {}
        self.questions: list[Collection[int]] = []
        self.watch = Watch(self.manager, self._find)

    async def _find(self, ids: Collection[int]) -> Mapping[int, Principal]:
        self.questions.append(ids)
        return {each: self.sessions[each] for each in ids if each in self.sessions}

    def reader(self, session_id: int = 1) -> FakeWire:
        principal = replace(LONG, session_id=session_id)
        self.sessions.setdefault(session_id, principal)
        wire = FakeWire()
        self.manager.join(Connection(wire, principal))
        return wire

    def connection(self, wire: FakeWire) -> Connection:
        (found,) = [each for each in self.manager.connections.values() if each.wire is wire]
        return found


@pytest.fixture
async def house() -> House:
    return House()


async def test_everybody_hears_one_heartbeat_in_so_many_turns(house: House) -> None:
    wires = [house.reader() for _ in range(50)]
    spread = []
    for turn in range(TURNS):
        house.watch.go_round(turn)
        spread.append(sum(len(wire.sent) for wire in wires))
    assert TURNS * TURN_SECONDS == HEARTBEAT_SECONDS
    assert [[word["type"] for word in wire.words] for wire in wires] == [["hb"]] * 50
    assert max(spread) == 50
    assert spread[0] < 25, "not all in the same turn"


async def test_who_does_not_read_is_not_told_that_we_are_here(house: House) -> None:
    wire = house.reader()
    wire.block()
    for turn in range(TURNS):
        house.watch.go_round(turn)
    assert not wire.sent


async def test_whose_session_runs_out_is_closed_without_a_question(house: House) -> None:
    wire, other = house.reader(), house.reader()
    connection = house.connection(wire)
    connection.principal = replace(LONG, expires_at=now() - timedelta(milliseconds=1))
    house.watch.go_round(0)
    assert wire.closing is not None
    assert wire.closing[0] == CloseCode.UNAUTHENTICATED
    assert not other.closed
    assert not house.questions


async def test_one_question_for_all(house: House) -> None:
    wires = [house.reader(session_id) for session_id in (1, 1, 2, 3)]
    del house.sessions[2]
    house.sessions[3] = replace(house.sessions[3], role="admin")
    await house.watch.recheck()
    assert house.questions == [{1, 2, 3}]
    codes = [wire.closing and wire.closing[0] for wire in wires]
    assert codes == [None, None, CloseCode.UNAUTHENTICATED, CloseCode.PERMISSIONS]


async def test_whatever_fails_it_goes_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is sent away because the database is; and who has to go goes when it is back."""
    monkeypatch.setattr(watch, "TURN_SECONDS", 0.01)
    monkeypatch.setattr(watch, "TURNS", 1)
    failures = [OSError("away"), ZeroDivisionError("our mistake"), OSError("away")]
    find = house._find

    async def failing(ids: Collection[int]) -> Mapping[int, Principal]:
        if failures:
            raise failures.pop(0)
        return await find(ids)

    going = Watch(house.manager, failing)
    staying, leaving = house.reader(1), house.reader(2)
    del house.sessions[2]
    async with running(going.run()):
        await until(lambda: leaving.closed)
    assert not failures
    assert not staying.closed


async def test_nobody_here_is_no_question(house: House) -> None:
    await house.watch.recheck()
    assert not house.questions


async def test_at_once_for_what_ended_here(house: House) -> None:
    wires = [house.reader(session_id) for session_id in (1, 2)]
    house.watch.end(lambda principal: principal.session_id == 2)
    assert [wire.closed for wire in wires] == [False, True]


async def test_those_for_whom_there_was_nothing_are_moved_on(house: House) -> None:
    """Else they would come back to a place that nobody remembers."""
    wires = [house.reader() for _ in range(2)]
    wish = StreamFilter(skus=["nothing like it"])
    message = SubMessage(type="sub", id="s", channel=INVENTORY, filter=wish)
    for wire in wires:
        await house.manager.subscribe(house.connection(wire), message)
    house.manager.delivered(INVENTORY, batch_of("e0", 1, [text_of(seq) for seq in range(1, 8)]))
    house.watch.go_round(0)
    house.watch.go_round(1)
    for wire in wires:
        places = [word["seq"] for word in wire.words if word["type"] == "pos"]
        assert places == [7], "once"
    (one,), (other,) = ([f for f in wire.sent if f.event == "pos"] for wire in wires)
    assert one is other


async def test_the_gauges_are_set(house: House) -> None:
    wire = house.reader()
    message = SubMessage(type="sub", id="s", channel=INVENTORY)
    await house.manager.subscribe(house.connection(wire), message)
    wire.block()
    house.manager.delivered(INVENTORY, batch_of("e0", 1, [text_of(1)]))
    house.watch.go_round(0)
    (sample,) = [s for m in metrics.TRAILING.collect() for s in m.samples]
    assert sample.value == 1
    house.manager.leave(house.connection(wire))
    house.watch.go_round(1)
    (sample,) = [s for m in metrics.TRAILING.collect() for s in m.samples]
    assert sample.value == 0
    assert json.dumps(wire.words)
