"""What only a real connection shows: broken requests, halves of them, and large bodies."""

import asyncio
from collections.abc import AsyncIterator

from tests.fixtures.problems import assert_problem
from tests.fixtures.stream import Served

ITEMS = "/api/v1/items"


async def raw(server: Served, request: bytes) -> bytes:
    """What the server answers to these bytes before it closes, or within a second."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    await writer.drain()
    answer = b""
    try:
        async with asyncio.timeout(1.0):
            while part := await reader.read(65_536):
                answer += part
    except TimeoutError:
        pass
    writer.close()
    return answer


async def test_requests_that_are_none(server: Served) -> None:
    requests = (
        b"hello\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /api/v1/items HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/v1/items HTTP/1.1\r\nHost: a\r\nContent-Length: 1e9\r\n\r\n",
    )
    paths = (b"/%00", b"/%ff%fe", b"/api/v1/items/by-sku/%ff", b"/api/v1/%2e%2e/%2e%2e/x")
    gets = [b"GET " + path + b" HTTP/1.1\r\nHost: a\r\n\r\n" for path in paths]
    # At once, since most of these connections stay open until nobody waits any longer.
    answers = await asyncio.gather(*(raw(server, request) for request in (*requests, *gets)))
    for request, answer in zip(requests, answers, strict=False):
        assert answer.startswith(b"HTTP/1.1 4"), request
    for path, answer in zip(paths, answers[len(requests) :], strict=True):
        assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 200")), path
        assert b"X-Request-Id" in answer or b"x-request-id" in answer


async def test_a_large_body_is_refused_whether_declared_or_not(server: Served) -> None:
    async def too_much() -> AsyncIterator[bytes]:
        for _ in range(1_025):
            yield b"a" * 1_024

    headers = {"Content-Type": "application/json"}
    async with server.client(server.people.admin) as client:
        response = await client.post(ITEMS, content=too_much(), headers=headers)
        assert_problem(response, 413, "body_too_large")
        response = await client.post(ITEMS, content=b"a" * (1_025 * 1_024), headers=headers)
        assert_problem(response, 413, "body_too_large")
        assert (await client.get(ITEMS)).status_code == 200


async def test_half_a_request_does_nothing(server: Served) -> None:
    async with server.client(server.people.admin) as client:
        before = (await client.get(ITEMS)).json()
        head = (
            f"POST {ITEMS} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {server.people.admin.token}"
            "\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n"
        )
        await raw(server, head.encode() + b'{"sku": "half", "name": "half"}')
        assert (await client.get(ITEMS)).json() == before
