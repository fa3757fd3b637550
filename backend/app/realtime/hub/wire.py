"""What does a connection write to?

A wire takes frames without waiting. It says when it is ``blocked``, because the reader on the other
side does not keep up, and calls back when it has drained: whoever feeds it holds back in between,
so that a reader who stands still costs this process no more than one buffer.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Protocol

from app.realtime.hub.frames import Frame

# A wire is blocked above the first and has drained below the second.
BUFFER_BYTES_MAX = 65_536
BUFFER_BYTES_LOW = BUFFER_BYTES_MAX // 4


class Wire(Protocol):
    """``blocked`` and ``on_drained`` go together; after `end` everything is dropped."""

    blocked: bool
    on_drained: Callable[[], None] | None

    @property
    def buffered(self) -> int:
        """Bytes that wait for the reader."""
        ...

    @property
    def closed(self) -> bool: ...

    def write(self, frame: Frame, /) -> None: ...

    def end(self, code: int, reason: str, /) -> None:
        """Let the reader have what it can still take, and hang up."""
        ...


class QueueWire:
    """A wire whose frames somebody else takes out and sends, one after another."""

    def __init__(self) -> None:
        self.blocked = False
        self.on_drained: Callable[[], None] | None = None
        self.buffered = 0
        self.closing: tuple[int, str] | None = None
        self.ended = asyncio.get_running_loop().create_future()
        self._frames: deque[Frame] = deque()
        self._filled = asyncio.Event()

    @property
    def closed(self) -> bool:
        return self.closing is not None

    def write(self, frame: Frame) -> None:
        if self.closing is None:
            self._frames.append(frame)
            self.buffered += len(frame.text)
            self.blocked = self.blocked or self.buffered > BUFFER_BYTES_MAX
            self._filled.set()

    def end(self, code: int, reason: str) -> None:
        if self.closing is None:
            self.closing = (code, reason)
            self.ended.set_result(None)
            self._filled.set()

    async def frames(self) -> AsyncIterator[Frame]:
        """Every frame, each counted as waiting until the next is asked for; ends with `end`."""
        while True:
            while self._frames:
                frame = self._frames.popleft()
                yield frame
                self.buffered -= len(frame.text)
                if self.blocked and self.buffered <= BUFFER_BYTES_LOW:
                    self.blocked = False
                    if self.on_drained:
                        self.on_drained()
            if self.closing:
                return
            self._filled.clear()
            await self._filled.wait()
