"""Do the servers that DATABASE_URL and REDIS_URL name answer, and are they new enough?"""

import asyncio
from urllib.parse import urlsplit

import asyncpg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.cli.errors import Failure
from app.core.settings import Settings

POSTGRES_MINIMUM = 15
REDIS_MINIMUM = 7
ANSWER_SECONDS = 10


def require_named_servers(settings: Settings) -> None:
    """Raise ``Failure`` unless each server that the environment names can be used."""
    if "database_url" in settings.model_fields_set:
        asyncio.run(_require_postgres(settings))
    if "redis_url" in settings.model_fields_set:
        _require_redis(settings)


async def _require_postgres(settings: Settings) -> None:
    place = _place(settings.database_url)
    try:
        connection = await asyncpg.connect(settings.asyncpg_dsn, timeout=ANSWER_SECONDS)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Failure(
            f"PostgreSQL at {place} cannot be used: {_plain(error)}",
            "Start it or correct DATABASE_URL; without DATABASE_URL Tanamori runs its own.",
        ) from error
    try:
        major = connection.get_server_version().major
    finally:
        await connection.close()
    if major < POSTGRES_MINIMUM:
        raise Failure(
            f"PostgreSQL at {place} is version {major}; "
            f"{POSTGRES_MINIMUM} is the oldest that will do.",
            "Upgrade it, or leave DATABASE_URL out: then Tanamori runs its own.",
        )


def _require_redis(settings: Settings) -> None:
    place = _place(settings.redis_url)
    try:
        with redis.from_url(
            settings.redis_url,
            retry=Retry(NoBackoff(), 0),
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
        ) as client:
            version = str(client.info("server").get("redis_version", ""))
    except (OSError, ValueError, redis.RedisError) as error:
        raise Failure(
            f"Redis at {place} cannot be used: {_plain(error)}",
            "Start it or correct REDIS_URL; without REDIS_URL Tanamori runs its own.",
        ) from error
    major = version.partition(".")[0]
    if major.isdigit() and int(major) < REDIS_MINIMUM:
        raise Failure(
            f"Redis at {place} is version {version}; {REDIS_MINIMUM} is the oldest that will do.",
            "Upgrade it, or leave REDIS_URL out: then Tanamori runs its own.",
        )


def _place(url: str) -> str:
    """Host and port of an address, without its password."""
    try:
        parts = urlsplit(url)
        return f"{parts.hostname or 'its socket'}:{parts.port or 'the usual port'}"
    except ValueError:
        return "an unreadable address"


def _plain(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
