"""The server's side of a socket as a wire, on the event loop that serves in earnest."""

import asyncio
import socket
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
import uvicorn
import uvloop
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.cli.worker import WEBSOCKET_PROTOCOL
from app.realtime.hub.frames import Frame
from app.realtime.hub.wire import BUFFER_BYTES_LOW
from app.realtime.socket_protocol import SILENT_MILLISECONDS_MAX, SocketProtocol, wire_of

Act = Callable[[SocketProtocol, ClientConnection], Coroutine[Any, Any, None]]


class Accepting:
    """An application that does no more than to accept a socket and to wait for its end."""

    def __init__(self) -> None:
        self.wire: asyncio.Future[SocketProtocol] = asyncio.get_running_loop().create_future()
        self.heard: list[dict[str, Any]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "websocket":
            return
        await receive()
        await send({"type": "websocket.accept"})
        wire = wire_of(scope)
        assert wire is not None
        self.wire.set_result(wire)
        while (message := await receive())["type"] != "websocket.disconnect":
            self.heard.append(message)


async def serve(act: Act) -> None:
    application = Accepting()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            application,
            ws=WEBSOCKET_PROTOCOL,
            ws_per_message_deflate=False,
            ws_ping_interval=None,
            lifespan="off",
            log_config=None,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server._serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110 - uvicorn offers no event
            await asyncio.sleep(0.005)
        port = listening.getsockname()[1]
        try:
            async with (
                asyncio.timeout(10),
                connect(f"ws://127.0.0.1:{port}/", compression=None) as client,
            ):
                await act(await application.wire, client)
        finally:
            server.should_exit = True
            await serving


def run_on(loop_factory: Callable[[], asyncio.AbstractEventLoop], act: Act) -> None:
    """In a thread: the loop of the tests is running around the caller."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                runner.run(serve(act))
        except BaseException as failure:  # noqa: BLE001 - raised in the thread of the test
            failures.append(failure)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    for failure in failures:
        raise failure


LOOPS = pytest.mark.parametrize(
    "loop_factory", [uvloop.new_event_loop, asyncio.new_event_loop], ids=["uvloop", "asyncio"]
)
Loops = Callable[[], asyncio.AbstractEventLoop]


@LOOPS
def test_what_is_written_to_who_has_gone_is_dropped(loop_factory: Loops) -> None:
    """uvloop raises where asyncio only warns; and the hub has a thousand others to tell."""

    async def act(wire: SocketProtocol, client: ClientConnection) -> None:
        wire.write(Frame("hello"))
        assert await client.recv() == "hello"
        wire.transport.abort()
        for _ in range(3):
            wire.write(Frame("too late"))
            await asyncio.sleep(0.05)
        assert wire.closed
        assert wire.blocked
        assert wire.buffered == 0
        wire.end(1012, "too late")
        with pytest.raises(ConnectionClosed):
            await client.recv()

    run_on(loop_factory, act)


@LOOPS
def test_after_the_end_there_is_nothing(loop_factory: Loops) -> None:
    async def act(wire: SocketProtocol, client: ClientConnection) -> None:
        wire.write(Frame("last words"))
        wire.end(4008, "too slow")
        wire.end(4401, "too late to count")
        wire.write(Frame("too late"))
        assert await client.recv() == "last words"
        with pytest.raises(ConnectionClosed):
            await client.recv()
        assert (client.close_code, client.close_reason) == (4008, "too slow")

    run_on(loop_factory, act)


@LOOPS
def test_it_says_when_it_is_blocked_and_when_it_has_drained(loop_factory: Loops) -> None:
    async def act(wire: SocketProtocol, client: ClientConnection) -> None:
        drained = asyncio.Event()
        wire.on_drained = drained.set
        frames = 0
        # More than the system takes in for a client that reads no further than its own queue.
        while not wire.blocked:
            assert frames < 2_000, "it takes anything"
            wire.write(Frame("x" * 60_000))
            frames += 1
            await asyncio.sleep(0)
        assert wire.buffered > BUFFER_BYTES_LOW
        assert not drained.is_set()
        for _ in range(frames):
            await client.recv()
        await drained.wait()
        assert [wire.blocked] == [False]
        assert wire.buffered <= BUFFER_BYTES_LOW

    run_on(loop_factory, act)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other ways")
@LOOPS
def test_who_has_gone_silently_is_given_up_in_time(loop_factory: Loops) -> None:
    async def act(wire: SocketProtocol, client: ClientConnection) -> None:
        raw = wire.transport.get_extra_info("socket")
        set_to = raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        assert set_to == SILENT_MILLISECONDS_MAX

    run_on(loop_factory, act)


@LOOPS
def test_pings_are_answered(loop_factory: Loops) -> None:
    async def act(wire: SocketProtocol, client: ClientConnection) -> None:
        await (await client.ping())
        wire.blocked = True
        # Not while the answers would only wait; the next that is answered stands for all before.
        unanswered = asyncio.ensure_future(await client.ping())
        await asyncio.sleep(0.1)
        assert not unanswered.done()
        wire.blocked = False
        await (await client.ping())
        assert unanswered.done()

    run_on(loop_factory, act)
