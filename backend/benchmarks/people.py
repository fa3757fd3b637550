"""Who sits behind a thousand sockets? A person each, with a login of their own.

Their sessions are made in one statement: to log in as often would take minutes, because a password
is meant to be slow to check. To the server they are sessions like any other.
"""

import asyncio
import secrets

import asyncpg

from app.auth.passwords import generate_password
from app.auth.service import digest
from app.cli.accounts import auth_service
from app.core.settings import Settings

EMAIL = "readers@localhost"
FIND = "SELECT id FROM users WHERE email = $1"
OPEN = """
    INSERT INTO sessions (user_id, token_hash, expires_at)
    SELECT $1, hashed, now() + interval '1 day' FROM unnest($2::bytea[]) AS hashed
"""


def open_sessions(settings: Settings, count: int) -> list[str]:
    """The tokens of so many new sessions."""
    return asyncio.run(_open_sessions(settings, count))


async def _open_sessions(settings: Settings, count: int) -> list[str]:
    tokens = [secrets.token_urlsafe(32) for _ in range(count)]
    connection = await asyncpg.connect(settings.asyncpg_dsn)
    try:
        if await connection.fetchval(FIND, EMAIL) is None:
            async with auth_service(settings) as auth:
                password = generate_password()
                await auth.add_user(email=EMAIL, name="Readers", password=password, role="admin")
        user_id = await connection.fetchval(FIND, EMAIL)
        await connection.execute(OPEN, user_id, [digest(token) for token in tokens])
    finally:
        await connection.close()
    return tokens
