"""A reader that asks for everything and reads nothing, with as small a buffer as the system gives.

Written on a bare socket: a library would read ahead.
"""

import asyncio
import base64
import json
import os
import socket
import struct
import time
from contextlib import suppress
from urllib.parse import urlsplit

from tests.faults.proxy import SMALL_BUFFER

CLOSE, TEXT = 0x88, 0x81
HANDSHAKE_SECONDS = 5.0


class Stalled:
    def __init__(self, raw: socket.socket) -> None:
        self._raw = raw

    @classmethod
    async def follow(cls, address: str, headers: dict[str, str], **message: str) -> "Stalled":
        """Connected and subscribed, as far as one can know without reading."""
        target = urlsplit(address)
        assert target.hostname is not None
        raw = socket.socket()
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        raw.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(raw, (target.hostname, target.port))
        lines = [
            "GET /ws HTTP/1.1",
            f"Host: {target.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Version: 13",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        await loop.sock_sendall(raw, "\r\n".join([*lines, "", ""]).encode())
        answer = b""
        async with asyncio.timeout(HANDSHAKE_SECONDS):
            while b"\r\n\r\n" not in answer:
                # Byte by byte: nothing of what follows is read.
                answer += await loop.sock_recv(raw, 1)
        assert b" 101 " in answer, answer
        body = {"type": "sub", "id": "s", "channel": "inventory:updates", "mode": "stream"}
        await loop.sock_sendall(raw, masked(TEXT, json.dumps(body | message).encode()))
        return cls(raw)

    async def rest(self, seconds: float) -> int | None:
        """Read at last, until the end: the code in the close frame, if that got through."""
        loop = asyncio.get_running_loop()
        data = bytearray()
        deadline = time.monotonic() + seconds
        with suppress(ConnectionError, TimeoutError):
            while time.monotonic() < deadline:
                async with asyncio.timeout(seconds):
                    chunk = await loop.sock_recv(self._raw, 65_536)
                if not chunk:
                    break
                data += chunk
                # What is there is had without a wait, and others want their turn.
                await asyncio.sleep(0)
        return close_code(bytes(data))

    def close(self) -> None:
        self._raw.close()


def masked(opcode: int, payload: bytes) -> bytes:
    """One frame as a client sends it (RFC 6455, section 5.2), at most 64 KiB."""
    mask = os.urandom(4)
    size = (
        bytes([0x80 | len(payload)])
        if len(payload) < 126
        else bytes([0x80 | 126]) + struct.pack(">H", len(payload))
    )
    body = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
    return bytes([opcode]) + size + mask + body


def close_code(data: bytes) -> int | None:
    """The code of the close frame in what a server sent."""
    place = 0
    while place + 2 <= len(data):
        kind, size = data[place], data[place + 1]
        place += 2
        if size == 126:
            (size,) = struct.unpack_from(">H", data, place)
            place += 2
        elif size == 127:
            (size,) = struct.unpack_from(">Q", data, place)
            place += 8
        if kind == CLOSE and place + 2 <= len(data):
            return int(struct.unpack_from(">H", data, place)[0])
        place += size
    return None
