"""One socket: its mailbox, its writer and its subscriptions.

Whoever has something to say drops it into the mailbox and goes on; one writer task empties it. The
mailbox is bounded: a reader too slow for it is told so (4008) and resumes from its last seq.
"""

import asyncio
import uuid
from collections import deque
from dataclasses import dataclass, field

from pydantic import BaseModel
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from app.auth.types import Principal
from app.feed.change import Channel
from app.realtime.protocol import CloseCode

MAILBOX_BYTES_MAX = 1_048_576
SUBSCRIPTIONS_MAX = 16


@dataclass(slots=True)
class Subscription:
    """What one socket follows. ``seq`` is the last one put into its mailbox.

    While ``replaying``, new batches (first seq, last seq, changes) wait in ``held`` until the
    older ones are in the mailbox.
    """

    id: str
    channel: Channel
    seq: int
    replaying: bool = False
    held: list[tuple[int, int, str]] = field(default_factory=list)
    held_bytes: int = 0

    def take_held(self) -> list[tuple[int, int, str]]:
        """End the replay; what was held back until now."""
        held, self.held, self.held_bytes = self.held, [], 0
        self.replaying = False
        return held


class Connection:
    def __init__(self, websocket: WebSocket, principal: Principal) -> None:
        self.id = uuid.uuid4().hex
        self.principal = principal
        self.subscriptions: dict[str, Subscription] = {}
        self._websocket = websocket
        self._mailbox: deque[str] = deque()
        self._mailbox_bytes = 0
        self._filled = asyncio.Event()
        self._emptied = asyncio.Event()
        self._closing: tuple[int, str] | None = None

    def post(self, frame: str) -> None:
        """Put a frame into the mailbox; when it overflows, the socket is closed with 4008."""
        if self._closing:
            return
        self._mailbox.append(frame)
        self._mailbox_bytes += len(frame)
        if self._mailbox_bytes > MAILBOX_BYTES_MAX:
            self._overflow()
        self._filled.set()

    def hold(self, subscription: Subscription, from_seq: int, to_seq: int, joined: str) -> None:
        """Keep a batch back during a replay, within the same bound as the mailbox."""
        subscription.held.append((from_seq, to_seq, joined))
        subscription.held_bytes += len(joined)
        if subscription.held_bytes > MAILBOX_BYTES_MAX:
            subscription.held.clear()
            self._overflow()

    def _overflow(self) -> None:
        self._mailbox.clear()
        self.close(CloseCode.SLOW, "too slow; resume from your last seq")

    def post_model(self, frame: BaseModel) -> None:
        self.post(frame.model_dump_json())

    async def drained(self) -> None:
        """Wait until the writer has emptied the mailbox, so that a long replay fits into it."""
        if self._mailbox and not self._closing:
            self._emptied.clear()
            await self._emptied.wait()

    def close(self, code: int, reason: str) -> None:
        """Let the writer close the socket after what is in the mailbox; the first reason counts."""
        if self._closing is None:
            self._closing = (code, reason)
            self._filled.set()

    async def write(self) -> None:
        """Empty the mailbox until the socket closes."""
        while self._websocket.application_state is WebSocketState.CONNECTED:
            await self._filled.wait()
            self._filled.clear()
            try:
                while self._mailbox:
                    frame = self._mailbox.popleft()
                    self._mailbox_bytes -= len(frame)
                    await self._websocket.send_text(frame)
                self._emptied.set()
                if self._closing:
                    await self._websocket.close(*self._closing)
                    return
            except (WebSocketDisconnect, RuntimeError):
                # The other side has gone; the reader notices too and cleans up.
                self._closing = self._closing or (CloseCode.RESTART, "gone")
                self._emptied.set()
                return
