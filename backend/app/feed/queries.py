"""The statements of the journal."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Row, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.feed.change import Change, Channel, Position, StampedChange
from app.feed.models import Feed, IdempotencyKey, Stream

INSERT_ROWS_MAX = 1_000

INSERT_OUTBOX = text(
    """
    INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
    SELECT channel, type, key, version, before, after, cause, at
    FROM ROWS FROM (
        jsonb_to_recordset(CAST(CAST(:rows AS text) AS jsonb)) AS (
            channel text, type text, key text, version bigint,
            before jsonb, after jsonb, cause jsonb, at timestamptz)
    ) WITH ORDINALITY
    ORDER BY ordinality
    """
)

# The three parts are one statement: rows leave the outbox, get their numbers and enter the feed,
# or nothing happens. Only committed rows are visible here, and there is no cursor that could skip
# one which commits late.
STAMP = text(
    """
    WITH batch AS (
        DELETE FROM outbox
        WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT :limit)
        RETURNING *
    ), counted AS (
        SELECT channel, count(*) AS n FROM batch GROUP BY channel
    ), moved AS (
        UPDATE streams SET head = streams.head + counted.n
        FROM counted WHERE streams.channel = counted.channel
        RETURNING streams.channel, streams.head - counted.n AS base
    )
    INSERT INTO feed (channel, seq, type, key, version, before, after, cause, at)
    SELECT batch.channel,
           moved.base + row_number() OVER (PARTITION BY batch.channel ORDER BY batch.id),
           batch.type, batch.key, batch.version, batch.before, batch.after, batch.cause, batch.at
    FROM batch JOIN moved USING (channel)
    RETURNING channel, seq, type, key, version, before, after, cause, at
    """
).columns(*(Feed.__table__.c[name] for name in StampedChange.__dataclass_fields__))


def stamped(row: Row[Any]) -> StampedChange:
    values = row._mapping
    return StampedChange(
        **{name: values[name] for name in StampedChange.__dataclass_fields__ if name != "channel"},
        channel=Channel(values["channel"]),
    )


async def insert_outbox(session: AsyncSession, changes: Sequence[Change]) -> None:
    """Write the changes in their order, which becomes the order of their ids."""
    for start in range(0, len(changes), INSERT_ROWS_MAX):
        rows = to_json(changes[start : start + INSERT_ROWS_MAX]).decode()
        await session.execute(INSERT_OUTBOX, {"rows": rows})


async def stamp(session: AsyncSession, *, limit: int) -> list[StampedChange]:
    """Move up to ``limit`` changes from the outbox into the feed; in order per channel."""
    rows = await session.execute(STAMP, {"limit": limit})
    return sorted((stamped(row) for row in rows), key=lambda change: change.seq)


async def get_stream(session: AsyncSession, channel: Channel) -> Stream:
    return (await session.execute(select(Stream).where(Stream.channel == channel))).scalar_one()


async def list_streams(session: AsyncSession) -> Sequence[Stream]:
    return (await session.execute(select(Stream).order_by(Stream.channel))).scalars().all()


async def list_changes(
    session: AsyncSession, channel: Channel, *, since: int, limit: int
) -> list[StampedChange]:
    """Changes of one channel with ``seq > since``, oldest first."""
    statement = (
        select(*(getattr(Feed, name) for name in StampedChange.__dataclass_fields__))
        .where(Feed.channel == channel, Feed.seq > since)
        .order_by(Feed.seq)
        .limit(limit)
    )
    return [stamped(row) for row in await session.execute(statement)]


async def head(session: AsyncSession, channel: Channel) -> Position:
    stream = await get_stream(session, channel)
    return Position(stream.epoch, stream.head)


async def try_lock_key(session: AsyncSession, *, scope: str, key: str) -> bool:
    """Hold (scope, key) until the transaction ends; False when somebody else holds it."""
    hashed = func.hashtextextended(f"{scope}\n{key}", 0)
    return bool((await session.execute(select(func.pg_try_advisory_xact_lock(hashed)))).scalar())


async def find_key(session: AsyncSession, *, scope: str, key: str) -> IdempotencyKey | None:
    return await session.get(IdempotencyKey, (scope, key))


async def insert_key(session: AsyncSession, row: dict[str, Any]) -> None:
    await session.execute(insert(IdempotencyKey), [row])


async def delete_keys(session: AsyncSession, *, older_than_hours: int) -> None:
    await session.execute(
        text(
            "DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(hours => :hours)"
        ),
        {"hours": older_than_hours},
    )
