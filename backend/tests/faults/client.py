"""A client of the stream that does what the protocol asks of it, and writes everything down.

It is written from the protocol alone and shares no code with the clients of the product, so that
the judge does not make the mistakes of the judged.
"""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from httpx import AsyncClient, HTTPError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.faults.history import (
    ClientLog,
    Closed,
    Event,
    Loaded,
    Moved,
    Opened,
    Placed,
    Reset,
    Took,
)

NAME = "s"
OPEN_SECONDS = 3.0
BACK_SECONDS = 0.3
# Two heartbeats and a half: then the line is dead, whatever the system says.
BEATS = 2.5
FRAME_BYTES_MAX = 16 * 1_048_576
# From here on a client does not come back by itself.
FINAL_CODE = 4_400


class Client:
    """Follows one channel, at one address after the other, until it is stopped.

    ``place`` is where it was before it was made. ``snapshots`` loads the rows as a screen does,
    after what others do ``meanwhile``; a crowd goes without. The two checks may be left out, which
    is how their tests show what they are there for.
    """

    def __init__(
        self,
        log: ClientLog,
        addresses: Sequence[str],
        headers: dict[str, str],
        *,
        place: tuple[str, int] | None = None,
        snapshots: bool = True,
        meanwhile: Callable[[], Awaitable[object]] | None = None,
        minds_prev: bool = True,
        minds_versions: bool = True,
    ) -> None:
        self.log = log
        self.frames = 0
        self.repeated = 0
        self.holes = 0
        self.turned_away: int | None = None
        self._addresses = addresses
        self._headers = headers
        self._snapshots = snapshots
        self._meanwhile = meanwhile
        self._minds_prev = minds_prev
        self._minds_versions = minds_versions
        self._turn = 0
        self._connection: ClientConnection | None = None
        self._position = place
        self._asked: tuple[str, int] | None = None
        # Nothing counts until the `ok` to what was asked for.
        self._waits = True
        self._loaded = False
        self._shown: dict[str, int] = {}
        self._back_after = BACK_SECONDS
        self._silence = OPEN_SECONDS

    @property
    def address(self) -> str:
        return self._addresses[self._turn % len(self._addresses)]

    @property
    def connected(self) -> bool:
        return self._connection is not None and not self._waits

    def is_at(self, address: str) -> bool:
        return self.connected and self.address == address

    async def run(self) -> None:
        while self.turned_away is None:
            code = None
            try:
                async with connect(
                    self.address.replace("http", "ws", 1) + "/ws",
                    additional_headers=self._headers,
                    compression=None,
                    open_timeout=OPEN_SECONDS,
                    close_timeout=0.2,
                    ping_interval=None,
                    max_size=FRAME_BYTES_MAX,
                    proxy=None,
                ) as connection:
                    self._note(Opened(time.monotonic(), self.address))
                    self._connection = connection
                    await self._converse(connection)
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else None
            except (OSError, EOFError, TimeoutError, WebSocketException, HTTPError):
                code = None
            if self._connection is not None:
                self._note(Closed(time.monotonic(), code))
            self._connection = None
            if code is not None and code >= FINAL_CODE:
                self.turned_away = code
                return
            self._turn += 1
            await asyncio.sleep(random.uniform(0, self._back_after))
            self._back_after = BACK_SECONDS

    def drop(self) -> None:
        """As when somebody walks out of the reach of the network."""
        if self._connection is not None:
            self._connection.transport.abort()

    def _note(self, event: Event) -> None:
        self.log.events.append(event)

    async def _converse(self, connection: ClientConnection) -> None:
        await self._subscribe(connection)
        while True:
            async with asyncio.timeout(self._silence):
                raw = await connection.recv()
            self.frames += 1
            await self._hear(connection, json.loads(raw))

    async def _subscribe(self, connection: ClientConnection) -> None:
        message: dict[str, Any] = {"type": "sub", "id": NAME, "channel": self.log.channel}
        if self.log.mode != "stream":
            message["mode"] = self.log.mode
        if self.log.skus is not None:
            message["filter"] = {"skus": sorted(self.log.skus)}
        if self._position is not None:
            message["epoch"], message["since"] = self._position
        self._asked, self._waits = self._position, True
        await connection.send(json.dumps(message))

    async def _hear(self, connection: ClientConnection, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "hello":
                self._silence = frame["heartbeat_ms"] / 1000 * BEATS
            case "reset":
                self._note(Reset(time.monotonic(), frame["reason"]))
                self._asked, self._loaded, self._waits = None, False, True
                self._shown.clear()
            case "ok":
                await self._start(frame)
            case "changes" if not self._waits:
                await self._take(connection, frame)
            case "pos" if not self._waits:
                self._move(frame["seq"])
            case "bye":
                self._back_after = frame["retry_after_ms"] / 1000
            case "error":
                raise AssertionError(f"{self.log.name} was refused: {frame}")
            case _:
                pass

    async def _start(self, frame: dict[str, Any]) -> None:
        self._position = (frame["epoch"], frame["seq"])
        self._note(Placed(time.monotonic(), frame["epoch"], frame["seq"], self._asked))
        self._waits = False
        if self._snapshots and not self._loaded:
            await self._load()
        self._loaded = True

    async def _load(self) -> None:
        """All pages; the position that counts is that of `ok`, from before them."""
        if self._meanwhile is not None:
            await self._meanwhile()
        versions: dict[str, int] = {}
        cursor: str | None = None
        async with AsyncClient(
            base_url=self.address, headers=self._headers, timeout=OPEN_SECONDS, trust_env=False
        ) as client:
            while True:
                query: dict[str, Any] = {"channel": self.log.channel, "limit": 500}
                answer = await client.get(
                    "/api/v1/snapshot", params=query | ({"cursor": cursor} if cursor else {})
                )
                answer.raise_for_status()
                page = answer.json()
                versions |= {str(row["id"]): row["version"] for row in page["rows"]}
                cursor = page["next_cursor"]
                if cursor is None:
                    break
        for key, version in versions.items():
            self._show(key, version)
        self._note(Loaded(time.monotonic(), page["epoch"], page["seq"], versions))

    def _show(self, key: str, version: int) -> int:
        if self._minds_versions:
            version = max(version, self._shown.get(key, 0))
        self._shown[key] = version
        return version

    async def _take(self, connection: ClientConnection, frame: dict[str, Any]) -> None:
        assert self._position is not None
        seq = self._position[1]
        if self._minds_prev and frame["prev"] > seq:
            self.holes += 1
            await self._subscribe(connection)
            return
        now = time.monotonic()
        for change in frame["changes"]:
            if change["seq"] <= seq:
                self.repeated += 1
                continue
            key, version = change["key"], change["version"]
            shown = self._show(key, version)
            self._note(Took(now, change["seq"], change["type"], key, version, shown))
        self._move(frame["seq"])

    def _move(self, seq: int) -> None:
        assert self._position is not None
        epoch, mine = self._position
        self._position = (epoch, max(mine, seq))
        self._note(Moved(time.monotonic(), self._position[1]))

    async def connects(self, seconds: float = 15.0) -> None:
        """Wait until it is placed, and has its snapshot."""
        async with asyncio.timeout(seconds):
            while not (self.connected and self._loaded):  # noqa: ASYNC110 - a line in a log
                await asyncio.sleep(0.01)

    async def ends(self, seconds: float) -> int:
        """Wait until it was told to go and not to come back: the code."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.turned_away is None:  # noqa: ASYNC110 - a line in a log
                    await asyncio.sleep(0.01)
        assert self.turned_away is not None, f"{self.log.name} may stay: {self.log.codes}"
        return self.turned_away
