"""Is every reader still there, still keeping up and still allowed to listen?"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from itertools import count

import structlog

from app.auth.types import Principal
from app.core.clock import now
from app.db.database import DATABASE_AWAY
from app.realtime.hub import metrics
from app.realtime.hub.frames import Frame
from app.realtime.protocol import HEARTBEAT_SECONDS, CloseCode, HeartbeatFrame
from app.realtime.websocket_manager import WebSocketManager

TURN_SECONDS = 1.0
# In turns: each reader hears a heartbeat once in so many, and is looked up in the database.
TURNS = int(HEARTBEAT_SECONDS / TURN_SECONDS)

# Who of these sessions still are, by session.
FindSessions = Callable[[Collection[int]], Awaitable[Mapping[int, Principal]]]

log = structlog.get_logger()


class Watch:
    """One per process: goes round its readers once a second."""

    def __init__(self, manager: WebSocketManager, find_sessions: FindSessions) -> None:
        self._manager = manager
        self._find_sessions = find_sessions

    async def run(self) -> None:
        for turn in count():
            await asyncio.sleep(TURN_SECONDS)
            try:
                self.go_round(turn)
                if turn % TURNS == 0:
                    await self.recheck()
            except DATABASE_AWAY as error:
                # Nobody is sent away because the database is; it is asked again soon.
                log.warning("realtime.recheck_failed", error=str(error))
            except Exception:
                log.exception("realtime.watch_crashed")

    def go_round(self, turn: int) -> None:
        """Pace, heartbeats, positions and expiry; without I/O."""
        at = now()
        beat = Frame.of(HeartbeatFrame(at=at))
        for feed in self._manager.feeds.values():
            feed.tell_positions()
        waiting = 0
        for connection in list(self._manager.connections.values()):
            connection.check_pace()
            waiting += connection.wire.buffered
            if connection.principal.expires_at <= at:
                connection.close(CloseCode.UNAUTHENTICATED, "the session has ended")
            elif not connection.wire.blocked and connection.lot % TURNS == turn % TURNS:
                connection.post(beat)
        metrics.MAILBOX_BYTES.set(waiting)
        metrics.TRAILING.set(sum(feed.trailing for feed in self._manager.feeds.values()))

    async def recheck(self) -> None:
        """Send those away whose session has ended, or may do other things than before.

        One question for all, whoever ended the session and in whichever process: the bound is
        `HEARTBEAT_SECONDS`, with Redis or without.
        """
        connections = list(self._manager.connections.values())
        if not connections:
            return
        known = await self._find_sessions({each.principal.session_id for each in connections})
        for connection in connections:
            principal = known.get(connection.principal.session_id)
            if principal is None:
                connection.close(CloseCode.UNAUTHENTICATED, "the session has ended")
            elif principal.role != connection.principal.role:
                connection.close(CloseCode.PERMISSIONS, "your permissions have changed")

    def end(self, matches: Callable[[Principal], bool]) -> None:
        """At once, for what ended in this process."""
        for connection in list(self._manager.connections.values()):
            if matches(connection.principal):
                connection.close(CloseCode.UNAUTHENTICATED, "the session has ended")
