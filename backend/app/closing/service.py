"""Is anything open that has to end before an item is archived or a location closed?

The catalog asks this in the transaction that archives or closes, after it has locked the levels:
a movement that committed before is counted, and one that comes later finds the level closed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.life_cycle import OpenMatter, OpenMatters
from app.closing import queries
from app.core.schema import rfc3339
from app.db.base import Record

ROWS_MAX = 20


async def open_of_item(session: AsyncSession, item_id: int) -> OpenMatters:
    """Stock, holds, transfers, price proposals and sales of the item that have not ended."""
    found = await queries.list_open(session, queries.OF_ITEM, item=item_id, limit=ROWS_MAX)
    return _matters(found)


async def open_of_location(session: AsyncSession, location_id: int) -> OpenMatters:
    """Stock and holds at the location, and transfers from it and to it that have not ended."""
    found = await queries.list_open(session, queries.OF_LOCATION, place=location_id, limit=ROWS_MAX)
    return _matters(found)


def _matters(found: Mapping[str, Sequence[Record]]) -> OpenMatters:
    return {
        kind: OpenMatter(_total(rows), [_plain(row) for row in rows])
        for kind, rows in found.items()
    }


def _total(rows: Sequence[Record]) -> int:
    return rows[0].total if rows else 0


def _plain(row: Record) -> dict[str, Any]:
    return {
        name: rfc3339(value) if isinstance(value, datetime) else value
        for name, value in row._mapping.items()
        if name != "total"
    }
