"""Where does a channel stand, and what came after a position?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.feed import queries
from app.feed.change import Channel, Position, StampedChange


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Consecutive changes, and the bounds of what is kept: ``floor`` to ``head.seq``."""

    head: Position
    floor: int
    changes: Sequence[StampedChange]


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
