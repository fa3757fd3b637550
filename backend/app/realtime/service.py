"""How is the feed read without a socket?"""

from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from app.alerts.schemas import AlertOut
from app.alerts.service import snapshot_alerts
from app.core.page import Cursor
from app.db.database import Database
from app.feed.change import Channel
from app.feed.reader import read_changes, read_position
from app.pricing.schemas import PriceOut
from app.pricing.service import snapshot_prices
from app.realtime.errors import PositionLost
from app.realtime.hub.filters import Entry, Filter
from app.realtime.protocol import ChangeFrame, StreamFilter
from app.realtime.schemas import ChangesOut, SnapshotOut
from app.stock.schemas import StockLevelOut
from app.stock.service import snapshot_levels

Rows = Sequence[StockLevelOut | PriceOut | AlertOut]

SNAPSHOTS: dict[Channel, Callable[..., Awaitable[Rows]]] = {
    Channel.INVENTORY: snapshot_levels,
    Channel.PRICES: snapshot_prices,
    Channel.ALERTS: snapshot_alerts,
}


async def list_changes(
    database: Database,
    channel: Channel,
    *,
    epoch: str | None,
    since: int,
    limit: int,
    wanted: StreamFilter | None,
) -> ChangesOut:
    """Of the ``limit`` changes behind ``since`` those that are wanted.

    Raises `PositionLost` when some of them are gone.
    """
    async with database.snapshot() as session:
        page = await read_changes(session, channel, since=since, limit=limit)
    epoch_now, head = page.head.epoch, page.head.seq
    if since + 1 < page.floor or since > head or epoch not in {None, epoch_now}:
        raise PositionLost(
            "Load a snapshot and follow the feed from its seq.",
            epoch=epoch_now,
            head=head,
            floor=page.floor,
        )
    entries = [Entry(change.seq, change.text) for change in page.changes]
    if chosen := Filter.of(wanted):
        entries = [entry for entry in entries if chosen.passes(entry.facts)]
    changes = [ChangeFrame.model_validate_json(entry.text) for entry in entries]
    seq = page.changes[-1].seq if page.changes else since
    return ChangesOut(epoch=epoch_now, head=head, floor=page.floor, seq=seq, changes=changes)


async def take_snapshot(
    database: Database, channel: Channel, *, cursor: Cursor | None, limit: int
) -> SnapshotOut:
    """Rows and the position that they are at least as new as; both of one moment."""
    async with database.snapshot() as session:
        head = await read_position(session, channel)
        rows = await _rows(session, channel, cursor, limit)
    more = len(rows) > limit
    kept = list(rows[:limit])
    return SnapshotOut(
        epoch=head.epoch,
        seq=head.seq,
        rows=kept,
        next_cursor=Cursor(channel, None, kept[-1].id).encode() if more else None,
    )


async def _rows(session: AsyncSession, channel: Channel, cursor: Cursor | None, limit: int) -> Rows:
    after_id = cursor.place(channel)[1] if cursor else 0
    return await SNAPSHOTS[channel](session, after_id=after_id, limit=limit + 1)
