"""What a connection writes to, where the server has nothing better than ASGI."""

import asyncio
from typing import Any

from app.realtime.hub.frames import Frame
from app.realtime.hub.wire import BUFFER_BYTES_LOW, BUFFER_BYTES_MAX, QueueWire
from tests.fixtures.feed import running

KILOBYTE = "x" * 1_024


def fill(wire: QueueWire) -> int:
    """Write until it is blocked; how many frames that took."""
    for count in range(1, 1_000):
        wire.write(Frame(KILOBYTE))
        if wire.blocked:
            return count
    raise AssertionError("it takes anything")


class Taker:
    """Takes frames out of a wire, as fast as it is let."""

    def __init__(self, wire: QueueWire) -> None:
        self.wire = wire
        self.taken: list[str] = []
        self.may = asyncio.Semaphore(0)

    async def run(self) -> None:
        async for frame in self.wire.frames():
            await self.may.acquire()
            self.taken.append(frame.text)

    async def take(self, count: int) -> None:
        for _ in range(count):
            self.may.release()
        for _ in range(5 * count + 5):
            await asyncio.sleep(0)


async def test_frames_come_out_in_order_and_then_the_end() -> None:
    wire = QueueWire()
    taker = Taker(wire)
    async with running(taker.run()) as task:
        for number in range(5):
            wire.write(Frame(str(number)))
        await taker.take(2)
        assert taker.taken == ["0", "1"]
        wire.end(4401, "over")
        wire.end(4400, "too late to count")
        wire.write(Frame("after the end"))
        await taker.take(5)
        assert taker.taken == ["0", "1", "2", "3", "4"]
        assert task.done()
        assert wire.closing == (4401, "over")
        assert wire.closed


async def test_it_is_blocked_above_a_bound_and_drains_below_a_lower_one() -> None:
    wire = QueueWire()
    drained: list[Any] = []
    wire.on_drained = lambda: drained.append(wire.buffered)
    taker = Taker(wire)
    async with running(taker.run()):
        count = fill(wire)
        assert BUFFER_BYTES_MAX < wire.buffered <= BUFFER_BYTES_MAX + len(KILOBYTE)
        for _ in range(count):
            if wire.buffered <= BUFFER_BYTES_LOW:
                break
            assert wire.blocked
            assert not drained
            await taker.take(1)
        assert drained == [BUFFER_BYTES_LOW]
        await taker.take(count)
        assert [wire.blocked] == [False]
        assert (wire.buffered, len(taker.taken), drained) == (0, count, [BUFFER_BYTES_LOW])


async def test_what_is_written_when_it_drains_comes_too() -> None:
    wire = QueueWire()
    more = [Frame("more")]
    wire.on_drained = lambda: wire.write(more.pop()) if more else None
    taker = Taker(wire)
    async with running(taker.run()):
        fill(wire)
        await taker.take(100)
        assert taker.taken[-1] == "more"


async def test_the_end_is_heard_while_nothing_waits() -> None:
    wire = QueueWire()
    async with running(Taker(wire).run()) as task:
        await asyncio.sleep(0)
        wire.end(1012, "bye")
        async with asyncio.timeout(1):
            await task
