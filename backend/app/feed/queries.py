"""The statements of the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Row, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.feed.change import Change, Channel, Position, StampedChange
from app.feed.models import IdempotencyKey, Stream

INSERT_ROWS_MAX = 1_000
# Quicker to ask than the enum itself, which counts for something with every change.
CHANNELS = {str(channel): channel for channel in Channel}

INSERT_OUTBOX = text(
    """
    INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
    SELECT channel, type, key, version, before, after, cause, at
    FROM ROWS FROM (
        json_to_recordset(CAST(CAST(:rows AS text) AS json)) AS (
            channel text, type text, key text, version bigint,
            before json, after json, cause json, at timestamptz)
    ) WITH ORDINALITY
    ORDER BY ordinality
    """
)

# A change as it stands in frames and answers, put together from its columns as they are stored.
TEXT = """
    '{"seq":' || seq || ',"type":' || to_json(type) || ',"key":' || to_json(key)
    || ',"version":' || version || ',"before":' || coalesce(CAST(before AS text), 'null')
    || ',"after":' || after || ',"cause":' || cause || ',"at":"'
    || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}' AS text
"""

# The three parts are one statement: rows leave the outbox, get their numbers and enter the feed,
# or nothing happens. Only committed rows are visible here, and there is no cursor that could skip
# one which commits late.
STAMP = text(
    f"""
    WITH batch AS (
        DELETE FROM outbox
        -- An array, so that the rows are found by their ids however many wait.
        WHERE id = ANY (ARRAY(SELECT id FROM outbox ORDER BY id LIMIT :limit))
        RETURNING *
    ), counted AS (
        SELECT channel, count(*) AS n FROM batch GROUP BY channel
    ), moved AS (
        UPDATE streams SET head = streams.head + counted.n
        FROM counted WHERE streams.channel = counted.channel
        RETURNING streams.channel, streams.epoch, streams.head - counted.n AS base
    ), fed AS (
        INSERT INTO feed (channel, seq, type, key, version, before, after, cause, at)
        SELECT batch.channel,
               moved.base + row_number() OVER (PARTITION BY batch.channel ORDER BY batch.id),
               batch.type, batch.key, batch.version, batch.before, batch.after, batch.cause,
               batch.at
        FROM batch JOIN moved USING (channel)
        RETURNING *
    )
    SELECT channel, moved.epoch, seq, type, key, {TEXT} FROM fed JOIN moved USING (channel)
    """  # noqa: S608 - put together from constants of this file alone
)
# Without giving pages back, which would need a lock that nobody else may hold.
SWEEP = "VACUUM (TRUNCATE false, INDEX_CLEANUP on) outbox"
# More than that is "very many"; nobody waits for the exact number.
OUTBOX_ROWS_MAX = 100_000
READ_OUTBOX = text(
    """
    SELECT count(*) AS rows, extract(epoch FROM clock_timestamp() - min(at)) AS oldest_seconds
    FROM (SELECT at FROM outbox ORDER BY id LIMIT :limit) AS waiting
    """
)
FIND_LEADER = text(
    """
    SELECT pg_stat_activity.application_name FROM pg_locks
    JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (CAST(classid AS bigint) << 32) | CAST(objid AS bigint) = :lock
    """
)
LIST_CHANGES = text(
    f"""
    SELECT channel, seq, type, key, {TEXT} FROM feed
    WHERE channel = :channel AND seq > :since ORDER BY seq LIMIT :limit
    """  # noqa: S608
)


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How many changes have no number yet, and how old the oldest is."""

    rows: int
    oldest_seconds: float | None


def stamped(row: Row[Any]) -> StampedChange:
    return StampedChange(row.seq, CHANNELS[row.channel], row.type, row.key, row.text)


async def insert_outbox(session: AsyncSession, changes: Sequence[Change]) -> None:
    """Write the changes in their order, which becomes the order of their ids."""
    for start in range(0, len(changes), INSERT_ROWS_MAX):
        rows = to_json(changes[start : start + INSERT_ROWS_MAX]).decode()
        await session.execute(INSERT_OUTBOX, {"rows": rows})


async def stamp(
    session: AsyncSession, *, limit: int
) -> tuple[list[StampedChange], dict[Channel, str]]:
    """Move up to ``limit`` changes from the outbox into the feed, in order per channel; and the
    epochs of their channels."""
    rows = (await session.execute(STAMP, {"limit": limit})).all()
    changes = sorted((stamped(row) for row in rows), key=lambda change: change.seq)
    epochs = dict({(row.channel, row.epoch) for row in rows})
    return changes, {CHANNELS[channel]: epoch for channel, epoch in epochs.items()}


async def get_stream(session: AsyncSession, channel: Channel) -> Stream:
    return (await session.execute(select(Stream).where(Stream.channel == channel))).scalar_one()


async def list_streams(session: AsyncSession) -> Sequence[Stream]:
    return (await session.execute(select(Stream).order_by(Stream.channel))).scalars().all()


async def list_changes(
    session: AsyncSession, channel: Channel, *, since: int, limit: int
) -> list[StampedChange]:
    """Changes of one channel with ``seq > since``, oldest first."""
    values = {"channel": channel, "since": since, "limit": limit}
    return [stamped(row) for row in await session.execute(LIST_CHANGES, values)]


async def read_outbox(session: AsyncSession) -> OutboxState:
    row = (await session.execute(READ_OUTBOX, {"limit": OUTBOX_ROWS_MAX})).one()
    return OutboxState(row.rows, None if row.oldest_seconds is None else float(row.oldest_seconds))


async def find_leader(session: AsyncSession, *, lock: int) -> str | None:
    """The name of the session that holds the lock."""
    return (await session.execute(FIND_LEADER, {"lock": lock})).scalar_one_or_none()


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
