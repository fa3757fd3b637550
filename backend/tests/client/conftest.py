"""A reader of a really served application, and a server that says what a test wants it to say."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tanamori_client import Client, Event, Feed
from tests.fixtures.stream import Served

PATIENCE_SECONDS = 15.0

Script = Callable[["Side"], Awaitable[None]]


@pytest.fixture
async def client(server: Served) -> AsyncIterator[Client]:
    async with Client(server.origin, token=server.people.viewer.token) as client:
        yield client


async def take(feed: Feed, count: int) -> list[Event]:
    """The next events, as many as are asked for."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        return [await anext(feed) for _ in range(count)]


async def until(feed: Feed, done: Callable[[Event], bool]) -> list[Event]:
    """The events up to the first one that is ``done``."""
    events: list[Event] = []
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not events or not done(events[-1]):
            events.append(await anext(feed))
    return events


class Side:
    """The server's side of one socket."""

    def __init__(self, connection: ServerConnection, number: int) -> None:
        self.connection = connection
        self.number = number
        self.subs: list[dict[str, Any]] = []

    @property
    def authorization(self) -> str:
        assert self.connection.request
        return self.connection.request.headers["Authorization"]

    async def say(self, **message: Any) -> None:
        await self.connection.send(json.dumps(message))

    async def hello(self, heartbeat_ms: int = 10_000) -> None:
        await self.say(type="hello", connection="c", heartbeat_ms=heartbeat_ms)

    async def sub(self) -> dict[str, Any]:
        """Wait for a subscription."""
        while (message := json.loads(await self.connection.recv()))["type"] != "sub":
            pass
        self.subs.append(message)
        return self.subs[-1]

    async def accept(self, seq: int = 0, **hello: int) -> dict[str, Any]:
        """Let in and subscribe; ``seq`` is the head, or the place that was asked for."""
        await self.hello(**hello)
        sub = await self.sub()
        at = sub.get("since", seq)
        await self.say(type="ok", id=sub["id"], epoch="e", seq=at, head=at)
        return sub

    async def change(self, seq: int, text: str = "") -> None:
        change = {
            "seq": seq,
            "type": "test.changed",
            "key": "1",
            "version": seq,
            "before": None,
            "after": {"text": text},
            "cause": {},
            "at": "2026-03-01T09:30:00Z",
        }
        name = self.subs[-1]["id"]
        await self.say(type="changes", id=name, prev=seq - 1, seq=seq, changes=[change])

    async def close(self, code: int, reason: str = "because") -> None:
        await self.connection.close(code, reason)


class Scripted:
    """Where a scripted server is, and what it went through."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.sides: list[Side] = []
        self.logins = 0

    def answer(self, request: httpx.Request) -> httpx.Response:
        """The HTTP part, without a network."""
        if request.url.path.endswith("/auth/login"):
            self.logins += 1
            return httpx.Response(200, json={"access_token": f"token {self.logins}"})
        return httpx.Response(200, json={"scopes": []})

    @asynccontextmanager
    async def client(self, **account: str) -> AsyncIterator[Client]:
        account = account or {"token": "t"}
        transport = httpx.MockTransport(self.answer)
        async with Client(self.url, transport=transport, **account) as client:  # type: ignore[arg-type]
            yield client


@asynccontextmanager
async def scripted(script: Script) -> AsyncIterator[Scripted]:
    """Run ``script`` with each socket that comes."""
    known = Scripted(0)

    async def handle(connection: ServerConnection) -> None:
        side = Side(connection, len(known.sides))
        known.sides.append(side)
        with suppress(ConnectionClosed):
            await script(side)
            await connection.wait_closed()

    async with serve(handle, "127.0.0.1", 0, ping_interval=None, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        known.url = f"http://127.0.0.1:{port}"
        yield known
