"""One socket: how is it opened, and how is it noticed that nobody is there any more?"""

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    InvalidURI,
)

from tanamori_client.errors import NotPermitted, NotUnderstood, WrongServer
from tanamori_client.messages import Hello, Message, read_message

OPEN_SECONDS = 10.0
CLOSE_SECONDS = 1.0
# Silence of this many heartbeats means that nobody is there.
HEARTBEATS_MISSED_MAX = 2.5
MESSAGE_BYTES_MAX = 16 * 1024 * 1024
# Messages that are taken in before anybody asks for them; beyond that the socket is not read.
MESSAGES_AHEAD_MAX = 8
FORBIDDEN, NOT_FOUND = 403, 404


class LineLost(Exception):
    """The socket is gone. ``code`` is why, as far as the server said it."""

    def __init__(self, reason: str, code: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class _Connection(ClientConnection):
    """Notes when anything came, also when it is not yet a whole message."""

    heard_at = 0.0

    def data_received(self, data: bytes) -> None:
        self.heard_at = time.monotonic()
        super().data_received(data)


class Line:
    """An open socket that has said hello.

    Nothing is read ahead of its reader but a few messages: one who takes his time makes the
    server wait, by the means of TCP.
    """

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._silence_seconds = OPEN_SECONDS

    @classmethod
    async def open(cls, url: str, headers: Mapping[str, str], *, use_proxy: bool) -> Self:
        """Raises `LineLost` when another attempt may help, or a `ClientError`."""
        address = url.replace("http", "ws", 1) + "/ws"
        try:
            connection = await connect(
                address,
                additional_headers=headers,
                compression=None,
                proxy=True if use_proxy else None,
                open_timeout=OPEN_SECONDS,
                close_timeout=CLOSE_SECONDS,
                # The server's heartbeats are watched instead, also while nobody reads.
                ping_interval=None,
                max_size=MESSAGE_BYTES_MAX,
                max_queue=MESSAGES_AHEAD_MAX,
                create_connection=_Connection,
            )
            assert isinstance(connection, _Connection)
        except (InvalidURI, InvalidStatus) as error:
            raise _not_opened(url, error) from error
        except (OSError, TimeoutError, InvalidHandshake, ConnectionClosed, EOFError) as error:
            raise LineLost(str(error) or type(error).__name__) from error
        line = cls(connection)
        try:
            await line._greet()
        except BaseException:
            line.cut()
            raise
        return line

    async def _greet(self) -> None:
        hello = await self.receive()
        if not isinstance(hello, Hello):
            raise NotUnderstood("The first message of the socket was no hello.")
        self._silence_seconds = HEARTBEATS_MISSED_MAX * hello.heartbeat_ms / 1000

    @property
    def silence_seconds(self) -> float:
        """After so long without a word there is nobody."""
        return self._silence_seconds

    async def receive(self) -> Message | None:
        """The next message; None for a mere sign of life. Raises `LineLost`."""
        began = time.monotonic()
        while True:
            heard_at = max(began, self._connection.heard_at)
            try:
                async with asyncio.timeout(heard_at + self._silence_seconds - time.monotonic()):
                    return read_message(await self._connection.recv())
            except TimeoutError as error:
                # A long message over a slow network is no silence.
                if self._connection.heard_at <= heard_at:
                    raise LineLost(f"silent for {self._silence_seconds:g} s") from error
            except ConnectionClosed as error:
                raise _closed(error) from error

    async def send(self, message: Mapping[str, Any]) -> None:
        """Raises `LineLost`."""
        try:
            async with asyncio.timeout(self._silence_seconds):
                await self._connection.send(json.dumps(message))
        except TimeoutError as error:
            raise LineLost(f"takes nothing for {self._silence_seconds:g} s") from error
        except ConnectionClosed as error:
            raise _closed(error) from error

    async def close(self) -> None:
        """Also where nobody is at the other end any more: at most `CLOSE_SECONDS`."""
        await self._connection.close()

    def cut(self) -> None:
        """Without a word, since nobody would hear it."""
        self._connection.transport.abort()


def _closed(error: ConnectionClosed) -> LineLost:
    if error.rcvd is None:
        return LineLost("the connection broke")
    return LineLost(error.rcvd.reason or f"closed with {error.rcvd.code}", error.rcvd.code)


def _not_opened(url: str, error: InvalidURI | InvalidStatus) -> Exception:
    status = error.response.status_code if isinstance(error, InvalidStatus) else NOT_FOUND
    if status == FORBIDDEN:
        return NotPermitted("The server refuses sockets from here.", "Ask who runs it.")
    if status == NOT_FOUND:
        return WrongServer(f"What answers at {url} is not Tanamori.", "Correct the address.")
    return LineLost(f"the server answered {status}")
