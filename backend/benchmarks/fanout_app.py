"""How is the gateway fed as fast as it can take it, and nothing else?

The application as ``tanamori up`` serves it, and beside it a driver in the same process: it hands
batches to the gateway just where the relay hands over what came from Redis. So what is measured is
the way from there to the socket, and not the database.

``POST /bench/start?per_second=0&ticked=0`` begins (0 a second: without a pause, one change after
the other, each in a frame of its own), ``POST /bench/stop`` answers how many changes were given.
"""

import asyncio
import json
import time
from contextlib import suppress
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

from app.cli.worker import main
from app.feed.change import Channel, Position
from app.feed.frames import Batch
from app.feed.reader import read_position
from app.main import app as application
from app.realtime.websocket_manager import WebSocketManager
from benchmarks.made_changes import change_text

CHANNEL = Channel.INVENTORY
# How often the relay brings something when much happens.
PACE_SECONDS = 0.002
BACKED_UP_SECONDS = 0.000_5


class Driver:
    """Makes changes and gives them to the gateway; ``given`` counts those since `start`."""

    def __init__(self, manager: WebSocketManager) -> None:
        self._manager = manager
        self._ticks = manager.tick_seconds
        self._position: Position | None = None
        self._task: asyncio.Task[None] | None = None
        self.given = 0

    async def start(self, per_second: float, *, ticked: bool) -> None:
        if self._position is None:
            async with application.state.context.database.session() as session:
                self._position = await read_position(session, CHANNEL)
        self._manager.tick_seconds = self._ticks if ticked else 0.0
        self.given = 0
        run = self._pace(per_second) if per_second else self._saturate()
        self._task = asyncio.create_task(run)

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _saturate(self) -> None:
        while True:
            self._give(1)
            await asyncio.sleep(0)
            # Whoever outran the sockets would measure a buffer.
            while self._is_outrun():  # noqa: ASYNC110 - it is no event, and seldom
                await asyncio.sleep(BACKED_UP_SECONDS)

    def _is_outrun(self) -> bool:
        return self._manager.feeds[CHANNEL].trailing > 0

    async def _pace(self, per_second: float) -> None:
        began = time.perf_counter()
        while True:
            await asyncio.sleep(PACE_SECONDS)
            if due := int((time.perf_counter() - began) * per_second) - self.given:
                self._give(due)

    def _give(self, count: int) -> None:
        assert self._position is not None
        first, made_ns = self._position.seq + 1, time.monotonic_ns()
        last = self._position.seq + count
        texts = [change_text(seq, made_ns) for seq in range(first, last + 1)]
        self._position = Position(self._position.epoch, last)
        self._manager.delivered(CHANNEL, Batch(self._position.epoch, first, last, texts))
        self.given += count


driver = Driver(application.state.websockets)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http" or not scope["path"].startswith("/bench/"):
        await application(scope, receive, send)
        return
    await receive()
    asked = parse_qs(scope["query_string"].decode())
    if scope["path"] == "/bench/start":
        await driver.start(float(asked["per_second"][0]), ticked=asked["ticked"] == ["1"])
    else:
        await driver.stop()
    body = json.dumps({"given": driver.given}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    main("benchmarks.fanout_app:app")
