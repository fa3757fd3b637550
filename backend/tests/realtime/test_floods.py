"""What a socket may send before it is ended, and how many may be open."""

import asyncio
import json

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from app.realtime.hub import guests
from app.realtime.protocol import CloseCode
from app.realtime.socket_protocol import FRAMES_MAX, UNKNOWN_FRAMES_MAX
from tests.fixtures.feed import until
from tests.fixtures.stream import Served

# An unfinished text message, and empty continuations of it that never end it.
BEGIN = b"\x01\x80" + b"\0\0\0\0"
EMPTY = b"\x00\x80" + b"\0\0\0\0"
PING = b"\x89\x80" + b"\0\0\0\0"


async def handshake(
    server: Served, *headers: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A socket whose frames are written by hand."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    lines = [
        "GET /ws HTTP/1.1",
        "Host: localhost",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        *headers,
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def ends(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """What comes until the server hangs up."""
    try:
        async with asyncio.timeout(10):
            return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


class TestFramesBeforeSignIn:
    @pytest.mark.parametrize("frame", [EMPTY, PING])
    async def test_flood_of_empty_frames_ends_the_socket(
        self, server: Served, frame: bytes
    ) -> None:
        reader, writer = await handshake(server)
        writer.write((BEGIN if frame is EMPTY else b"") + frame * 50_000)
        await ends(reader, writer)

    async def test_few_control_frames_are_allowed(self, server: Served) -> None:
        reader, writer = await handshake(server)
        writer.write(PING * (UNKNOWN_FRAMES_MAX - 2))
        async with asyncio.timeout(10):
            assert await reader.readexactly(2) == b"\x8a\x00"
        writer.close()

    async def test_first_message_over_1_kib_is_rejected(self, server: Served) -> None:
        async with server.socket() as socket:
            await socket.connection.send(json.dumps({"type": "auth", "ticket": "x" * 1_200}))
            with pytest.raises(ConnectionClosed):
                await socket.connection.recv()
            assert socket.connection.close_code == CloseCode.UNAUTHENTICATED

    async def test_sockets_that_wait_for_their_sign_in_are_few(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guests, "GUESTS_PER_ADDRESS_MAX", 2)
        held = [await handshake(server) for _ in range(2)]
        with pytest.raises(InvalidStatus):
            async with server.socket():
                pass
        for _, writer in held:
            writer.close()
        await until(lambda: server.app.state.websockets.guests.enter("127.0.0.1"))
        server.app.state.websockets.guests.leave("127.0.0.1")


class TestFramesAfterSignIn:
    async def test_flood_ends_the_socket_and_no_other(self, server: Served) -> None:
        person = server.people.viewer
        async with server.socket(person=person) as other:
            await other.hear("hello")
            bearer = f"Authorization: Bearer {person.token}"
            reader, writer = await handshake(server, bearer)
            async with asyncio.timeout(10):
                await reader.readexactly(2)
            writer.write(PING * (FRAMES_MAX + 20_000))
            await ends(reader, writer)
            await other.say(type="ping")
            await other.hear("pong")

    async def test_sockets_of_one_person_are_bounded(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        manager = server.app.state.websockets
        person = server.people.viewer
        async with server.socket(person=person) as first:
            await first.hear("hello")
            open_now = sum(
                each.principal.email == person.email for each in manager.connections.values()
            )
            monkeypatch.setattr(manager, "sockets_per_person_max", open_now)
            async with server.socket(person=person) as second:
                with pytest.raises(ConnectionClosed):
                    await second.connection.recv()
                assert second.connection.close_code == CloseCode.FULL
            async with server.client(person) as client:
                path = "/api/v1/changes/stream?channel=inventory:updates"
                assert (await client.get(path)).status_code == 429
            async with server.socket(person=server.people.admin) as another:
                await another.hear("hello")
