"""One reader: what waits for it, and how long it may stand still."""

import time

import pytest

from app.feed.change import Position
from app.realtime.hub import metrics
from app.realtime.hub.channel_feed import ChannelFeed
from app.realtime.hub.connection import LATEST_SECONDS_MAX, STREAM_SECONDS_MAX, Connection
from app.realtime.protocol import CloseCode, Mode
from tests.realtime.hub.readers import INVENTORY, PRINCIPAL, FakeWire, Reader, Truth, batch_of


class Clock:
    """Time that passes when it is told to."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.at = time.monotonic()
        patch.setattr("app.realtime.hub.connection.time.monotonic", lambda: self.at)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def follow(*modes: Mode) -> Reader:
    feed = ChannelFeed(INVENTORY)
    feed.start(Position("e0", 0), batch_of("e0", 1, []))
    reader = Reader(feed, Truth())
    for number, mode in enumerate(modes):
        reader.follow(str(number), mode)
    return reader


def test_what_waits_is_called_in_order_and_stops_when_it_is_blocked_again() -> None:
    wire = FakeWire()
    connection = Connection(wire, PRINCIPAL)
    called: list[str] = []
    connection.when_drained(lambda: called.append("at once"))
    wire.block()
    connection.when_drained(lambda: called.append("first"))
    connection.when_drained(wire.block)
    connection.when_drained(lambda: called.append("second"))
    assert called == ["at once"]
    wire.drain()
    assert called == ["at once", "first"]
    wire.drain()
    assert called == ["at once", "first", "second"]


@pytest.mark.parametrize(
    ("modes", "patience"),
    [
        ((), STREAM_SECONDS_MAX),
        (("stream",), STREAM_SECONDS_MAX),
        (("latest",), LATEST_SECONDS_MAX),
        (("latest", "stream"), STREAM_SECONDS_MAX),
        (("latest", "latest"), LATEST_SECONDS_MAX),
    ],
)
def test_who_stands_still_for_too_long_is_closed(
    clock: Clock, modes: tuple[Mode, ...], patience: float
) -> None:
    before = metrics.SLOW_CLOSES.count
    reader = follow(*modes)
    reader.wire.block()
    for later in (0.0, patience - 0.1):
        clock.at += later
        reader.connection.check_pace()
        assert not reader.wire.closed
    clock.at += 0.2
    reader.connection.check_pace()
    assert reader.wire.closing is not None
    assert reader.wire.closing[0] == CloseCode.SLOW
    assert metrics.SLOW_CLOSES.count == before + 1
    clock.at += 1
    reader.connection.check_pace()
    assert metrics.SLOW_CLOSES.count == before + 1, "it is closed once"


def test_who_reads_now_and_then_stays(clock: Clock) -> None:
    reader = follow("stream")
    for _ in range(10):
        reader.wire.block()
        reader.connection.check_pace()
        clock.at += STREAM_SECONDS_MAX - 1
        reader.connection.check_pace()
        reader.wire.drain()
    assert not reader.wire.closed


def test_goodbye_comes_before_the_end() -> None:
    wire = FakeWire()
    connection = Connection(wire, PRINCIPAL)
    connection.say_goodbye(700)
    connection.close(CloseCode.RESTART, "soon")
    connection.close(CloseCode.SLOW, "too late to count")
    connection.say_goodbye(1)
    assert wire.words == [{"type": "bye", "retry_after_ms": 700}]
    assert wire.closing == (CloseCode.RESTART, "soon")
