"""A network that misbehaves as it is told to: a TCP proxy on the loopback interface.

It runs in a thread of its own, so it goes on while the test's loop is busy. What it does to each
direction (`Toxics`; ``up`` is towards the server) can be changed while connections are open, for
all of them or for one. ``half_open`` is the fault that no library notices by itself: the connection
stays, is even accepted anew, and nothing comes through any more, not even its end. What was on the
way is kept, and comes late when the connection is healed.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from app.cli.embedded.processes import LOOPBACK

Direction = Literal["up", "down"]
# Gets what arrives, gives what is passed on.
Mangler = Callable[[bytes], bytes]

CHUNK = 65_536
LOOK_SECONDS = 0.01
# So that a slow reader is slow also for the server: the system keeps little for it.
SMALL_BUFFER = 4_096


@dataclass
class Toxics:
    """What happens to one direction; times in seconds."""

    latency: float = 0.0
    bytes_per_second: float | None = None
    half_open: bool = False
    # After so many bytes the connection is reset.
    limit_bytes: int | None = None
    # Once this was seen, what follows in the same direction is kept as in `half_open`.
    hold_after: bytes | None = None
    # Once this was seen, the other direction is kept as in `half_open`: no answer comes.
    hold_answer_to: bytes | None = None


def _both() -> dict[Direction, Toxics]:
    return {"up": Toxics(), "down": Toxics()}


class Link:
    """One connection. ``port`` is the local one towards the server, which the server sees."""

    def __init__(self, proxy: "Proxy", client: asyncio.StreamWriter) -> None:
        self.toxics = _both()
        self.port = 0
        self.bytes: dict[Direction, int] = {"up": 0, "down": 0}
        # When the line has carried what it was given, at its speed.
        self.free_at: dict[Direction, float] = {"up": 0.0, "down": 0.0}
        self.mangler: Mangler | None = None
        self._proxy = proxy
        self._ends = [client]
        self.over = False

    def add(self, server: asyncio.StreamWriter) -> None:
        self._ends.append(server)
        self.port = server.get_extra_info("sockname")[1]

    def held(self, direction: Direction) -> bool:
        if self._proxy.toxics[direction].half_open:
            return True
        return self.toxics[direction].half_open

    def half_open(self, *directions: Direction) -> None:
        """Nothing comes through any more in these directions; in both where none is named."""
        for direction in directions or ("up", "down"):
            self.toxics[direction].half_open = True

    def heal(self) -> None:
        self.toxics = _both()

    def close(self) -> None:
        """End it when everything that was passed on has gone out."""
        self.over = True
        for end in self._ends:
            end.close()

    def reset(self) -> None:
        """End it at once, with RST, on both sides."""
        self.over = True
        for end in self._ends:
            raw = end.get_extra_info("socket")
            if raw is not None:
                with suppress(OSError):
                    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.transport.abort()


@dataclass
class Proxy:
    """In front of one server. ``small`` keeps the system's own buffers small, too."""

    host: str
    port_of_server: int
    small: bool = False
    # Made for each new connection; sees what comes down.
    mangling: Callable[[], Mangler] | None = None
    toxics: dict[Direction, Toxics] = field(default_factory=_both)
    refusing: bool = False
    port: int = 0
    links: list[Link] = field(default_factory=list)
    accepted: int = 0

    def start(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        started = threading.Event()
        self._loop.call_soon(started.set)
        self._thread.start()
        started.wait()
        self._call(self._listen())

    def stop(self) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def is_broken(self) -> bool:
        places = [self.toxics, *(link.toxics for link in self.links)]
        mangled = self.mangling or any(link.mangler for link in self.links)
        return self.refusing or bool(mangled) or any(place != _both() for place in places)

    def half_open(self, *directions: Direction) -> None:
        """Also for new connections, which are accepted."""
        for direction in directions or ("up", "down"):
            self.toxics[direction].half_open = True

    def heal(self) -> None:
        """All is well again. What was kept back comes through now, late."""
        self.toxics = _both()
        self.refusing = False
        self.mangling = None
        for link in self.links:
            link.heal()

    def refuse(self) -> None:
        """End every connection and let none in, as if the server were down."""
        self.refusing = True
        self.cut()

    def cut(self) -> None:
        """Reset every connection; new ones are let in."""

        async def work() -> None:
            for link in list(self.links):
                link.reset()

        self._call(work())

    def forget(self) -> None:
        """Heal, but what was kept back is lost with its connection."""
        self.cut()
        self.heal()

    def link(self, port: int) -> Link:
        """The connection that the server knows by this port."""
        (found,) = [link for link in self.links if link.port == port]
        return found

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _call(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if self.small:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL_BUFFER)
        listening.bind((LOOPBACK, self.port))
        self._server = await asyncio.start_server(self._accept, sock=listening, backlog=2048)
        self.port = listening.getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        for link in list(self.links):
            link.reset()
        await asyncio.sleep(0)
        # Held and slowed ones look up now and then, and see that they are over.
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        if tasks:
            _, slow = await asyncio.wait(tasks, timeout=1)
            for task in slow:
                task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        link = Link(self, writer)
        if self.refusing:
            link.reset()
            return
        self.links.append(link)
        try:
            there, server = await self._connect()
            link.add(server)
            link.mangler = self.mangling() if self.mangling else None
            await asyncio.gather(
                self._pump(link, "up", reader, server), self._pump(link, "down", there, writer)
            )
        except (OSError, EOFError):
            link.reset()
        finally:
            link.close()
            self.links.remove(link)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        raw = socket.socket()
        raw.setblocking(False)
        if self.small:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        try:
            await asyncio.get_running_loop().sock_connect(raw, (self.host, self.port_of_server))
        except OSError:
            raw.close()
            raise
        limit = SMALL_BUFFER if self.small else CHUNK
        return await asyncio.open_connection(sock=raw, limit=limit)

    async def _pump(
        self,
        link: Link,
        direction: Direction,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        if self.small:
            writer.transport.set_write_buffer_limits(high=SMALL_BUFFER)
        error: OSError | None = None
        while not link.over:
            try:
                data = await reader.read(self._chunk(direction))
            except OSError as broken:
                data, error = b"", broken
            # Here everything waits while the line is dead, also the news of an end.
            while link.held(direction) and not link.over:  # noqa: ASYNC110 - set by a thread
                await asyncio.sleep(LOOK_SECONDS)
            if error is not None:
                raise error
            if not data:
                if writer.can_write_eof() and not link.over:
                    writer.write_eof()
                return
            await self._pass(link, direction, data, writer)

    def _chunk(self, direction: Direction) -> int:
        rate = self.toxics[direction].bytes_per_second
        return CHUNK if rate is None else max(int(rate / 10), 1)

    async def _pass(
        self, link: Link, direction: Direction, data: bytes, writer: asyncio.StreamWriter
    ) -> None:
        toxics = self.toxics[direction]
        if toxics.latency:
            await asyncio.sleep(toxics.latency)
        if toxics.bytes_per_second:
            # By the clock, so that a busy machine does not make the line slower than it is.
            free = max(link.free_at[direction], self._loop.time())
            link.free_at[direction] = free + len(data) / toxics.bytes_per_second
            await asyncio.sleep(link.free_at[direction] - self._loop.time())
        if toxics.limit_bytes is not None:
            data = data[: toxics.limit_bytes]
            toxics.limit_bytes -= len(data)
        for one in (toxics, link.toxics[direction]):
            if one.hold_after is not None and one.hold_after in data:
                link.toxics[direction].half_open = True
            if one.hold_answer_to is not None and one.hold_answer_to in data:
                link.toxics["down" if direction == "up" else "up"].half_open = True
        if direction == "down" and link.mangler is not None:
            data = link.mangler(data)
        link.bytes[direction] += len(data)
        if data:
            writer.write(data)
            await writer.drain()
        if toxics.limit_bytes == 0:
            raise EOFError


@contextmanager
def proxy_to(host: str, port: int, *, small: bool = False) -> Iterator[Proxy]:
    between = Proxy(host, port, small=small)
    between.start()
    try:
        yield between
    finally:
        between.stop()
