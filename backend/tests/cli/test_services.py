"""Do the embedded servers start, share, survive a crash and stop as promised?"""

import asyncpg
import redis.asyncio

from app.core.settings import Settings


async def test_both_servers_answer(database_url: str, redis_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        assert await connection.fetchval("SELECT current_setting('fsync')") == "on"
        assert await connection.fetchval("SELECT current_setting('synchronous_commit')") == "on"
        assert await connection.fetchval("SELECT current_setting('data_checksums')") == "on"
    finally:
        await connection.close()
    async with redis.asyncio.from_url(redis_url) as client:
        assert await client.ping()


def test_settings_find_the_running_servers(servers: Settings) -> None:
    found = Settings(data_dir=servers.data_dir)
    assert found.database_url == servers.database_url
    assert found.redis_url == servers.redis_url
