"""Where does a channel stand, and what came after a position?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.feed import queries
from app.feed.change import Channel, Position, StampedChange
from app.feed.sequencer import LEADER_LOCK, LEADER_NAME


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Consecutive changes, and the bounds of what is kept: ``floor`` to ``head.seq``."""

    head: Position
    floor: int
    changes: Sequence[StampedChange]


@dataclass(frozen=True, slots=True)
class Numbering:
    """Who numbers the changes since when, and what waits for it; no name where nobody leads."""

    leader: str | None
    since: datetime | None
    outbox: queries.OutboxState


async def read_numbering(session: AsyncSession) -> Numbering:
    """The leader's session carries its name and the moment of its election."""
    outbox = await queries.read_outbox(session)
    words = (await queries.find_leader(session, lock=LEADER_LOCK) or "").removeprefix(LEADER_NAME)
    match words.split():
        case [name, moment] if moment.isdigit():
            return Numbering(name, datetime.fromtimestamp(int(moment), UTC), outbox)
        case _:
            return Numbering(None, None, outbox)


async def read_streams(session: AsyncSession) -> Mapping[Channel, tuple[Position, int]]:
    """Head and floor of each channel."""
    return {
        Channel(stream.channel): (Position(stream.epoch, stream.head), stream.floor)
        for stream in await queries.list_streams(session)
    }


async def read_position(session: AsyncSession, channel: Channel) -> Position:
    """The head of a channel, of the same moment as all else that ``session`` sees."""
    return await queries.head(session, channel)


async def read_changes(
    session: AsyncSession, channel: Channel, *, since: int, limit: int
) -> FeedPage:
    """Changes with ``seq > since``, oldest first; check ``floor`` before you trust the first."""
    stream = await queries.get_stream(session, channel)
    changes = await queries.list_changes(session, channel, since=since, limit=limit)
    return FeedPage(Position(stream.epoch, stream.head), stream.floor, changes)
