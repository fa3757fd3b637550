"""One reader: who it is, what it follows, and whether it keeps up."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel

from app.auth.types import Principal
from app.feed.change import Channel
from app.realtime.hub import metrics
from app.realtime.hub.filters import Entry, Filter
from app.realtime.hub.frames import Frame
from app.realtime.hub.wire import Wire
from app.realtime.protocol import ByeFrame, CloseCode, Mode

SUBSCRIPTIONS_MAX = 16
# A reader that has not drained one buffer for so long; `latest` is patient with slow lines.
STREAM_SECONDS_MAX = 10.0
LATEST_SECONDS_MAX = 120.0

Kind = Literal["socket", "events"]
# What subscriptions have to agree in, to get the same bytes: name, mode and filter.
CohortKey = tuple[str, Mode, Filter | None]


@dataclass(slots=True, eq=False)
class Subscription:
    """What a reader follows.

    One that keeps up has no ``cursor``: its cohort knows its place. One that trails has been told
    everything up to ``told``, and looked through up to ``cursor``; in mode ``latest`` it keeps what
    came since by the thing that changed.
    """

    id: str
    channel: Channel
    mode: Mode
    filter: Filter | None
    connection: "Connection"
    told: int = 0
    cursor: int | None = None
    kept: dict[tuple[str, str], Entry] = field(default_factory=dict)

    @property
    def cohort(self) -> CohortKey:
        return self.id, self.mode, self.filter


class Connection:
    def __init__(self, wire: Wire, principal: Principal, *, kind: Kind = "socket") -> None:
        identity = uuid.uuid4()
        self.id = identity.hex
        # Spreads what is done for everybody once in so many turns.
        self.lot = identity.int
        self.wire = wire
        self.principal = principal
        self.kind = kind
        self.subscriptions: dict[str, Subscription] = {}
        self._blocked_since: float | None = None
        self._waiting: list[Callable[[], None]] = []
        wire.on_drained = self._drained

    def post(self, frame: Frame) -> None:
        """Say something now; only for what is small and seldom."""
        self.wire.write(frame)

    def post_model(self, message: BaseModel) -> None:
        self.post(Frame.of(message))

    def when_drained(self, call: Callable[[], None]) -> None:
        """Now, or when the reader has read what is on its way."""
        if self.wire.blocked:
            self._waiting.append(call)
        else:
            call()

    def say_goodbye(self, retry_after_ms: int) -> None:
        """Before the server goes down: when to come back."""
        self.post_model(ByeFrame(retry_after_ms=retry_after_ms))

    def close(self, code: int, reason: str) -> None:
        """Hang up; the first reason counts."""
        self.wire.end(code, reason)

    def close_slow(self) -> None:
        if not self.wire.closed:
            metrics.SLOW_CLOSES.add()
        self.close(CloseCode.SLOW, "too slow; resume from your last seq")

    def check_pace(self) -> None:
        """Close a reader that has stood still for too long; asked about once a second."""
        if not self.wire.blocked:
            self._blocked_since = None
            return
        at = time.monotonic()
        if self._blocked_since is None:
            self._blocked_since = at
        modes = {subscription.mode for subscription in self.subscriptions.values()}
        patience = LATEST_SECONDS_MAX if modes == {"latest"} else STREAM_SECONDS_MAX
        if at - self._blocked_since >= patience:
            self.close_slow()

    def _drained(self) -> None:
        self._blocked_since = None
        while self._waiting and not self.wire.blocked:
            self._waiting.pop(0)()
