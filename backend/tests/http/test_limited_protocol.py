"""Bounds of a connection before anybody has signed in, over a real socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from app.http import limited_protocol
from app.http.limited_protocol import HEAD_BYTES_MAX, HEAD_FIELDS_MAX, TARGET_BYTES_MAX, LimitedHttp
from tests.fixtures.feed import until
from tests.fixtures.stream import Served

LIVE = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"
PATIENCE_SECONDS = 10


@asynccontextmanager
async def connection(
    server: Served,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def answer(server: Served, request: bytes) -> bytes:
    """What the server sends until it hangs up."""
    async with connection(server) as (reader, writer), asyncio.timeout(PATIENCE_SECONDS):
        writer.write(request)
        try:
            return await reader.read()
        except ConnectionResetError:
            return b""


def status(response: bytes) -> int:
    return int(response.split(b" ", 2)[1])


class TestHead:
    async def test_usual_head_is_answered(self, server: Served) -> None:
        assert status(await answer(server, LIVE + b"Connection: close\r\n\r\n")) == 200

    async def test_target_over_its_bound_is_rejected(self, server: Served) -> None:
        target = b"/" + b"a" * (TARGET_BYTES_MAX + 1)
        assert status(await answer(server, b"GET " + target + b" HTTP/1.1\r\n\r\n")) == 414

    async def test_too_many_fields_are_rejected(self, server: Served) -> None:
        fields = b"".join(b"X-%d: 1\r\n" % number for number in range(HEAD_FIELDS_MAX + 1))
        assert status(await answer(server, LIVE + fields + b"\r\n")) == 431

    async def test_one_long_field_is_rejected(self, server: Served) -> None:
        field = b"X: " + b"a" * (HEAD_BYTES_MAX + 1) + b"\r\n"
        assert status(await answer(server, LIVE + field + b"\r\n")) == 431

    async def test_head_that_never_ends_is_rejected_while_it_arrives(self, server: Served) -> None:
        sent = 0
        async with connection(server) as (reader, writer), asyncio.timeout(PATIENCE_SECONDS):
            writer.write(LIVE + b"X: ")
            reading = asyncio.create_task(reader.read(300))
            while not reading.done():
                writer.write(b"a" * 4_096)
                sent += 4_096
                await asyncio.sleep(0.005)
            assert b" 431 " in reading.result() if not reading.exception() else True
        assert sent < 100 * HEAD_BYTES_MAX

    async def test_head_that_is_late_is_rejected(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limited_protocol, "HEAD_SECONDS_MAX", 0.2)
        assert status(await answer(server, LIVE)) == 408

    async def test_connection_without_a_request_is_closed(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limited_protocol, "HEAD_SECONDS_MAX", 0.2)
        assert status(await answer(server, b"")) == 408


class TestBody:
    LOGIN = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\n"

    async def test_body_slower_than_its_rate_is_rejected(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limited_protocol, "BODY_PERIOD_SECONDS", 0.2)
        request = self.LOGIN + b"Content-Length: 900\r\n\r\n{"
        assert status(await answer(server, request)) == 408

    async def test_large_body_of_the_sign_in_is_not_read(self, server: Served) -> None:
        request = self.LOGIN + b"Content-Length: 5000\r\n\r\n"
        assert status(await answer(server, request)) == 413

    async def test_body_without_credentials_is_not_read(self, server: Served) -> None:
        request = (
            b"POST /api/v1/items HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n"
        )
        assert status(await answer(server, request)) == 401

    async def test_large_body_with_an_unknown_token_is_not_read(self, server: Served) -> None:
        head = b"POST /api/v1/items HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n"
        assert status(await answer(server, head + b"Content-Length: 900000\r\n\r\n")) == 401


class TestConnections:
    async def test_connection_over_the_bound_is_rejected_and_room_comes_back(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limited_protocol, "CONNECTIONS_MAX", LimitedHttp.by_address.total() + 1)
        request = LIVE + b"Connection: close\r\n\r\n"
        async with connection(server) as (_, writer):
            writer.write(b"GET")
            await until(lambda: LimitedHttp.by_address.total() >= limited_protocol.CONNECTIONS_MAX)
            assert status(await answer(server, request)) == 503
        await until(lambda: LimitedHttp.by_address.total() < limited_protocol.CONNECTIONS_MAX)
        assert status(await answer(server, request)) == 200

    async def test_pipelined_requests_over_the_bound_end_the_connection(
        self, server: Served
    ) -> None:
        response = await answer(server, (LIVE + b"\r\n") * 200)
        assert response.count(b"HTTP/1.1 200") < 200
