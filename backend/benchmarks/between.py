"""What passes between a server and its database, and what happens when nothing does any more?

A proxy on the loopback interface, in a thread of its own. It counts the statements of PostgreSQL's
protocol on their way, so that nobody has to be believed about what was asked; and it can fall
silent without closing anything, as a network does when a machine or a cable is gone.
Source: PostgreSQL documentation, chapter "Frontend/Backend Protocol", message formats.
"""

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from app.core.settings import Settings

LOOPBACK = "127.0.0.1"
CHUNK = 65_536
START_SECONDS = 10.0
# In place of a version, a client may first ask for encryption in these two ways.
ENCRYPTION_ASKED = {80877103, 80877104}
# Beginning and end of transactions, the pool's pings, and what the driver itself wants to know of a
# new connection: they ask for nothing of ours.
BESIDES = re.compile(
    r"^(BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|;|$)|typeinfo_tree|current_setting\('jit'\)",
    re.IGNORECASE,
)
# What a timer asks may fall into one of two windows of the same length once or twice more.
TIMES_BY_CHANCE = 2


@dataclass
class Statements:
    """Reads what one client sends, and notes in ``seen`` each statement that it has executed."""

    seen: Counter[str]
    _begun: bool = False
    _rest: bytes = b""
    _prepared: dict[bytes, bytes] = field(default_factory=dict)
    _bound: dict[bytes, bytes] = field(default_factory=dict)

    def feed(self, data: bytes) -> None:
        """Take the next bytes, however they are cut."""
        rest = self._rest + data
        while True:
            head = 1 if self._begun else 0
            if len(rest) < head + 4:
                break
            size = head + int.from_bytes(rest[head : head + 4], "big")
            if len(rest) < max(size, 8 - 3 * head):
                break
            message, rest = rest[:size], rest[size:]
            if self._begun:
                self._take(message[:1], message[5:])
            else:
                self._begun = int.from_bytes(message[4:8], "big") not in ENCRYPTION_ASKED
        self._rest = rest

    def _take(self, kind: bytes, body: bytes) -> None:
        words = body.split(b"\0", 2)
        if kind == b"P":
            self._prepared[words[0]] = words[1]
        elif kind == b"B":
            self._bound[words[0]] = self._prepared.get(words[1], b"?")
        elif kind == b"E":
            self._note(self._bound.get(words[0], b"?"))
        elif kind == b"Q":
            self._note(words[0])

    def _note(self, statement: bytes) -> None:
        self.seen[" ".join(statement.decode(errors="replace").split())] += 1


def asked_for(seen: Counter[str], otherwise: Counter[str]) -> Counter[str]:
    """The statements of ``seen`` beyond those that were asked ``otherwise``, in the same time."""
    return Counter(
        {
            text: more
            for text, more in (seen - otherwise).items()
            if not BESIDES.search(text) and (text not in otherwise or more > TIMES_BY_CHANCE)
        }
    )


class Between:
    """Connections to one server that pass through here, and ``seen``, what was asked on them."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._loop = asyncio.new_event_loop()
        self._passing = asyncio.Event()
        self._passing.set()
        self._refusing = False
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.seen: Counter[str] = Counter()
        self.port = 0

    def counted(self) -> Counter[str]:
        """What was asked since it was last asked here."""
        seen, self.seen = self.seen, Counter()
        return seen

    def upstream_ports(self) -> set[int]:
        """The ports from which the server sees these connections come."""
        return {writer.get_extra_info("sockname")[1] for writer in list(self._open)}

    def fall_silent(self) -> None:
        """Nothing passes any more, in either direction, and nothing is closed."""
        self._loop.call_soon_threadsafe(self._passing.clear)

    def cut(self) -> None:
        """Close everything, and whatever comes."""
        self._loop.call_soon_threadsafe(self._cut)

    def heal(self) -> None:
        self._loop.call_soon_threadsafe(self._heal)

    def _cut(self) -> None:
        self._refusing = True
        for task in self._tasks:
            task.cancel()

    def _heal(self) -> None:
        self._refusing = False
        self._passing.set()

    def run(self, ready: threading.Event) -> None:
        """The life of the thread."""
        asyncio.set_event_loop(self._loop)
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._serve(ready))
        left = asyncio.all_tasks(self._loop)
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    def stop(self) -> None:
        def stop() -> None:
            for task in asyncio.all_tasks(self._loop):
                task.cancel()

        self._loop.call_soon_threadsafe(stop)

    async def _serve(self, ready: threading.Event) -> None:
        listener = await asyncio.start_server(self._accept, LOOPBACK, 0)
        self.port = listener.sockets[0].getsockname()[1]
        ready.set()
        try:
            await asyncio.Event().wait()
        finally:
            listener.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        away = None
        try:
            if self._refusing:
                return
            await self._passing.wait()
            server, away = await asyncio.open_connection(*self._server)
            self._open.add(away)
            statements = Statements(self.seen)
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pass_on(reader, away, statements))
                both.create_task(self._pass_on(server, writer, None))
        except* (OSError, EOFError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            for one in (writer, away):
                if one is not None:
                    self._open.discard(one)
                    one.transport.abort()

    async def _pass_on(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        statements: Statements | None,
    ) -> None:
        while data := await reader.read(CHUNK):
            await self._passing.wait()
            if statements is not None:
                # The counter may be another by now.
                statements.seen = self.seen
                statements.feed(data)
            writer.write(data)
            await writer.drain()
        raise EOFError


@contextmanager
def between(host: str, port: int) -> Iterator[Between]:
    """A proxy in front of that server, for as long as the block lasts."""
    proxy, ready = Between(host, port), threading.Event()
    thread = threading.Thread(target=proxy.run, args=(ready,), daemon=True)
    thread.start()
    ready.wait(START_SECONDS)
    try:
        yield proxy
    finally:
        proxy.stop()
        thread.join(START_SECONDS)


@contextmanager
def database_between(settings: Settings) -> Iterator[tuple[Between, Settings]]:
    """A proxy in front of the database, and settings whose database lies behind it."""
    address = settings.database_url
    with between(*_place(address, 5432)) as proxy:
        yield proxy, settings.model_copy(update={"database_url": _moved(address, proxy.port)})


@contextmanager
def redis_between(settings: Settings) -> Iterator[tuple[Between, Settings]]:
    """The same for the messages."""
    address = settings.redis_url
    with between(*_place(address, 6379)) as proxy:
        yield proxy, settings.model_copy(update={"redis_url": _moved(address, proxy.port)})


def _place(address: str, port: int) -> tuple[str, int]:
    parts = urlsplit(address)
    return parts.hostname or LOOPBACK, parts.port or port


def _moved(address: str, port: int) -> str:
    """The same address at that port of this machine."""
    parts = urlsplit(address)
    user, at, _ = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}{at}{LOOPBACK}:{port}"))
