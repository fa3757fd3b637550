"""Does the network of these tests misbehave exactly as it is told to?"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from tests.faults.proxy import Link, Proxy, proxy_to
from tests.faults.redis_messages import RedisMessages, value_end
from tests.fixtures.feed import until

SOON = 0.3


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def echoing(*, small: bool = False) -> AsyncIterator[Proxy]:
    server = await asyncio.start_server(_echo, "127.0.0.1", 0)
    async with server:
        with proxy_to("127.0.0.1", server.sockets[0].getsockname()[1], small=small) as proxy:
            yield proxy


@asynccontextmanager
async def connected(proxy: Proxy) -> AsyncIterator[tuple[asyncio.StreamReader, "Line"]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        yield reader, Line(reader, writer)
    finally:
        writer.transport.abort()


class Line:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def says(self, text: bytes) -> bytes:
        self.writer.write(text)
        return await self.hears(len(text))

    async def hears(self, count: int, seconds: float = 5) -> bytes:
        async with asyncio.timeout(seconds):
            return await self.reader.readexactly(count)

    async def hears_nothing(self) -> None:
        with pytest.raises(TimeoutError):
            await self.hears(1, SOON)


async def only_link(proxy: Proxy) -> Link:
    while not proxy.links or not proxy.links[0].port:  # noqa: ASYNC110 - a thread
        await asyncio.sleep(0.01)
    (link,) = proxy.links
    return link


async def test_it_passes_everything_on_and_also_the_end() -> None:
    async with echoing() as proxy, connected(proxy) as (reader, line):
        large = bytes(range(256)) * 4_000
        assert await line.says(large) == large
        line.writer.write_eof()
        assert await reader.read() == b""
        # By the proxy's thread, when it has seen both ends.
        await until(lambda: not proxy.links)


async def test_half_open_lets_nothing_through_and_heals_late() -> None:
    async with echoing() as proxy, connected(proxy) as (_, line):
        assert await line.says(b"a") == b"a"
        proxy.half_open()
        line.writer.write(b"b")
        await line.hears_nothing()
        async with connected(proxy) as (_, later):
            later.writer.write(b"c")
            await later.hears_nothing()
            proxy.heal()
            assert await later.hears(1) == b"c"
        assert await line.hears(1) == b"b"


async def test_half_open_in_one_direction_for_one_connection() -> None:
    async with echoing() as proxy, connected(proxy) as (_, line):
        await line.says(b"a")
        link = await only_link(proxy)
        link.half_open("down")
        line.writer.write(b"b")
        await line.hears_nothing()
        assert link.bytes == {"up": 2, "down": 1}
        async with connected(proxy) as (_, other):
            assert await other.says(b"c") == b"c"
        link.heal()
        assert await line.hears(1) == b"b"


async def test_what_was_kept_back_may_also_be_lost() -> None:
    async with echoing() as proxy, connected(proxy) as (_, line):
        await line.says(b"a")
        proxy.half_open()
        line.writer.write(b"b")
        await line.hears_nothing()
        proxy.forget()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await line.hears(1)


async def test_cut_and_refuse() -> None:
    async with echoing() as proxy:
        async with connected(proxy) as (_, line):
            await line.says(b"a")
            proxy.cut()
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await line.hears(1)
        proxy.refuse()
        # At once, or a moment later.
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            async with connected(proxy) as (_, line):
                await line.hears(1)
        proxy.heal()
        async with connected(proxy) as (_, line):
            assert await line.says(b"a") == b"a"


async def test_latency_and_bandwidth() -> None:
    async with echoing(small=True) as proxy, connected(proxy) as (_, line):
        proxy.toxics["up"].latency = 0.2
        began = time.monotonic()
        await line.says(b"a")
        assert time.monotonic() - began >= 0.2
        proxy.heal()
        proxy.toxics["down"].bytes_per_second = 1_000
        began = time.monotonic()
        await line.says(b"b" * 500)
        assert time.monotonic() - began >= 0.4


async def test_after_so_many_bytes_it_is_reset() -> None:
    async with echoing() as proxy, connected(proxy) as (reader, line):
        proxy.toxics["up"].limit_bytes = 3
        line.writer.write(b"abcde")
        with suppress(ConnectionError):
            assert b"abc".startswith(await reader.read())
        assert proxy.toxics["up"].limit_bytes == 0


async def test_the_answer_to_a_word_does_not_come() -> None:
    async with echoing() as proxy, connected(proxy) as (_, line):
        proxy.toxics["up"].hold_answer_to = b"COMMIT"
        assert await line.says(b"BEGIN") == b"BEGIN"
        line.writer.write(b"COMMIT")
        await line.hears_nothing()
        proxy.heal()
        assert await line.hears(6) == b"COMMIT"
        proxy.toxics["up"].hold_after = b"DELETE"
        assert await line.says(b"DELETE") == b"DELETE"
        line.writer.write(b"COMMIT")
        await line.hears_nothing()


def message(kind: bytes, number: int) -> bytes:
    body = b"%d" % number
    return kind + b"3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$%d\r\n%s\r\n" % (len(body), body)


@pytest.mark.parametrize("kind", [b"*", b">"])
@pytest.mark.parametrize("cut", [1, 2, 3, 7, 1_000])
def test_messages_of_redis_are_found_however_they_are_cut(kind: bytes, cut: int) -> None:
    others = b"+OK\r\n" + b"*2\r\n$4\r\npong\r\n$0\r\n\r\n" + b"%1\r\n+a\r\n:1\r\n" + b"$-1\r\n"
    stream = others + message(kind, 1) + message(kind, 2) + others + message(kind, 30)
    seen: list[bytes] = []

    def fate(value: bytes) -> list[bytes]:
        seen.append(value)
        return {0: [], 1: [value, value]}.get(len(seen) - 2, [value])

    mangler = RedisMessages(fate)
    passed = b"".join(mangler(stream[at : at + cut]) for at in range(0, len(stream), cut))
    assert seen == [message(kind, number) for number in (1, 2, 30)]
    assert passed == others + message(kind, 1) + others + message(kind, 30) * 2
    assert value_end(b"", 0) is None
