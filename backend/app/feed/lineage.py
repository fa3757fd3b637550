"""Is this still the history that the positions belong to?

A position means something only as long as nothing that was told is taken back. A restored backup
takes it back, and so may the promotion of a replica: numbers are then given a second time, for
other changes. Whoever is elected leader looks, before it gives the first number, at what tells one
history from another, and starts a new epoch when it is another one.
"""

from collections.abc import Mapping

import structlog
from pydantic_core import from_json, to_json
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.feed import metrics
from app.feed.change import Channel
from app.feed.seal import Seal

log = structlog.get_logger()

# The server (each `initdb` makes another), the timeline (each recovery to a moment and each
# promotion begins another), the database (copied or made anew) and the table (restored into it).
LINEAGE = text(
    """
    SELECT system_identifier || '.' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '.'
        || (SELECT oid FROM pg_database WHERE datname = current_database()) || '.'
        || CAST(CAST('streams' AS regclass) AS oid)
    FROM pg_control_system()
    """
)
ADOPT = text("UPDATE streams SET lineage = :lineage WHERE lineage IS NULL")
RENEW = text(
    """
    UPDATE streams SET lineage = :lineage, epoch = replace(CAST(gen_random_uuid() AS text), '-', '')
    WHERE lineage <> :lineage OR CAST(:lost AS boolean)
    RETURNING channel
    """
)
# A disk that was put back as it had been shows nothing of this. Redis remembers how far it was.
HEADS_SECONDS = 30 * 24 * 3600


async def renew_epochs(session: AsyncSession, told: Mapping[Channel, int]) -> int:
    """Start a new epoch where history was lost; how many channels have one now.

    ``told`` are the newest seqs that this lineage is known to have given.
    """
    lineage = await read_lineage(session)
    await session.execute(ADOPT, {"lineage": lineage})
    heads = (await session.execute(text("SELECT channel, head FROM streams"))).all()
    lost = any(told.get(Channel(row.channel), 0) > row.head for row in heads)
    renewed = await session.execute(RENEW, {"lineage": lineage, "lost": lost})
    return len(renewed.all())


async def read_lineage(session: AsyncSession) -> str:
    return str((await session.execute(LINEAGE)).scalar_one())


async def remember_heads(
    redis: Redis, lineage: str, seal: Seal, heads: Mapping[Channel, int]
) -> None:
    """Keep where the channels are outside of the database, too. Raises what Redis raises."""
    key = _key(lineage)
    await redis.set(key, seal.close(key, to_json({"heads": heads})), ex=HEADS_SECONDS)


async def recall_heads(redis: Redis, lineage: str, seal: Seal) -> dict[Channel, int]:
    """What `remember_heads` kept, or nothing where the value was not written by this installation.

    Raises what Redis raises.
    """
    key = _key(lineage)
    kept = await redis.get(key)
    if kept is None:
        return {}
    kept = kept.encode() if isinstance(kept, str) else kept
    try:
        seal.open(key, kept)
        heads = from_json(kept)["heads"]
        return {Channel(name): int(seq) for name, seq in heads.items()}
    except ValueError as error:
        metrics.REJECTED.labels("heads").inc()
        log.warning("feed.heads_rejected", error=str(error))
        return {}


def _key(lineage: str) -> str:
    return f"tanamori:heads:{lineage}"
