"""How does one channel stay followed, whatever happens to the connection?"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from tanamori_client.api import Api, Busy
from tanamori_client.backoff import FORBIDDEN, MENDING_CODES_FROM, UNAUTHENTICATED, Backoff
from tanamori_client.errors import NotLoggedIn, NotPermitted, PositionLost, ServerRefused
from tanamori_client.events import Changed, Event, SnapshotEnded, State, Status
from tanamori_client.line import Line, LineLost
from tanamori_client.messages import Bye
from tanamori_client.position import Position
from tanamori_client.subscription import ReadChanges, ReadSnapshot, Subscription

StatusListener = Callable[[Status], None]


class Feed:
    """The events of one channel, for ``async for``; over a socket of its own.

    Works only while it is asked for the next event, one message at a time, so that its memory is
    bounded by one message and a reader that takes its time makes the server wait. A reader so slow
    that the server lets go of it resumes where it was.
    """

    def __init__(
        self,
        api: Api,
        subscription: Subscription,
        *,
        use_proxy: bool = False,
        on_status: StatusListener | None = None,
    ) -> None:
        self._api = api
        self._subscription = subscription
        self._use_proxy = use_proxy
        self._on_status = on_status
        self._told: State | None = None
        self._events: deque[tuple[Event, Position | None]] = deque()
        self._position = subscription.position
        self._line: Line | None = None
        self._backoff = Backoff()
        self._due = 0.0
        self._was_there = False
        self._heard: tuple[float, datetime] | None = None
        self._silence_seconds = 0.0
        self._login_tried = False
        self._closed = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        """The next event. Raises a `ClientError` when coming back would not help."""
        while not self._events:
            if self._closed:
                raise StopAsyncIteration
            self._position = self._subscription.position
            self._tell()
            await self._advance()
        event, self._position = self._events.popleft()
        return event

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        self._closed = True
        self._events.clear()
        line, self._line = self._line, None
        if line:
            await line.close()

    @property
    def position(self) -> Position | None:
        """Up to where everything was handed on; None before it is known, and in a snapshot."""
        return self._position

    @property
    def status(self) -> Status:
        """How current this is, now."""
        heard_at = self._heard[1] if self._heard else None
        behind = self._subscription.behind + len(self._events)
        return Status(self._state(), heard_at, self._position, behind)

    @property
    def is_closed(self) -> bool:
        return self._closed

    def _state(self) -> State:
        if not self._was_there:
            return "connecting"
        silent = time.monotonic() - self._heard[0] if self._heard else 0.0
        if self._line is None or silent > self._silence_seconds:
            return "stale"
        return "live" if self._subscription.is_live and not self._events else "catching up"

    def _tell(self) -> None:
        state = self._state()
        if self._on_status and state != self._told:
            self._told = state
            self._on_status(self.status)

    async def _advance(self) -> None:
        """One step: open a socket, read a page, or take a message."""
        line = self._line
        if line is None:
            await self._connect()
            return
        task = self._subscription.next_task()
        try:
            if isinstance(task, ReadChanges):
                await self._read_changes(task)
            elif isinstance(task, ReadSnapshot):
                await self._read_snapshot(task)
            else:
                await self._listen(line)
        except Busy:
            await asyncio.sleep(self._backoff.next_seconds())

    async def _connect(self) -> None:
        await asyncio.sleep(max(self._due - time.monotonic(), 0.0))
        try:
            line = await Line.open(
                self._api.url, await self._api.bearer(), use_proxy=self._use_proxy
            )
        except (LineLost, Busy) as error:
            self._lost(error.code if isinstance(error, LineLost) else None, str(error))
            return
        self._line = line
        self._silence_seconds = line.silence_seconds
        self._login_tried = False
        self._hear()
        self._subscription.connected()

    async def _listen(self, line: Line) -> None:
        waiting = self._subscription.outgoing
        try:
            while waiting:
                await line.send(waiting[0])
                del waiting[:1]
            message = await line.receive()
        except LineLost as lost:
            if lost.code is None:
                line.cut()
            self._lost(lost.code, lost.reason)
            return
        self._hear()
        if message is None:
            return
        if isinstance(message, Bye):
            self._due = time.monotonic() + message.retry_after_ms / 1000
            return
        self._take(self._subscription.heard(message))
        self._was_there = self._was_there or self._subscription.is_joined
        if self._subscription.is_live:
            self._backoff.succeeded()

    async def _read_changes(self, task: ReadChanges) -> None:
        subscription = self._subscription
        try:
            page = await self._api.changes(subscription.channel, task.since, subscription.wanted)
        except PositionLost as lost:
            self._take(subscription.lost(lost.head, lost.floor))
        else:
            self._take(subscription.read_changes(page))
        await self._rest_unless(subscription.position != task.since)

    async def _read_snapshot(self, task: ReadSnapshot) -> None:
        page = await self._api.snapshot(self._subscription.channel, task.cursor)
        self._take(self._subscription.read_snapshot(page))
        await self._rest_unless(bool(self._events) or page.next_cursor is not None)

    async def _rest_unless(self, progress: bool) -> None:
        """A page that led nowhere comes from a copy that lags behind: not asked again at once."""
        self._hear()
        if progress:
            self._backoff.succeeded()
        else:
            await asyncio.sleep(self._backoff.next_seconds())

    def _take(self, events: Sequence[Event]) -> None:
        """Let events wait to be asked for, each with the position that it leads to."""
        for event in events[:-1]:
            self._events.append((event, _place_of(event)))
        if events:
            self._events.append((events[-1], self._subscription.position))

    def _hear(self) -> None:
        self._heard = (time.monotonic(), datetime.now(UTC))

    def _lost(self, code: int | None, reason: str) -> None:
        """Come back later, or raise what has to be mended first."""
        self._line = None
        self._subscription.disconnected()
        if code == UNAUTHENTICATED and self._api.can_log_in and not self._login_tried:
            self._api.forget_token()
            self._login_tried = True
        elif code is not None and code >= MENDING_CODES_FROM:
            raise _refusal(code, reason)
        # The server may have said itself when to come back.
        self._due = max(self._due, time.monotonic() + self._backoff.next_seconds())


def _place_of(event: Event) -> Position | None:
    """Up to where everything is handed on with this event, if others follow at once."""
    return event.position if isinstance(event, Changed | SnapshotEnded) else None


def _refusal(code: int, reason: str) -> NotLoggedIn | NotPermitted | ServerRefused:
    said = f"The server closed the socket ({code}): {reason}."
    if code == UNAUTHENTICATED:
        return NotLoggedIn(said, "Log in anew.")
    if code == FORBIDDEN:
        return NotPermitted(said, "Ask who runs the server.")
    return ServerRefused(said, "Use a client and a server of the same release.")
