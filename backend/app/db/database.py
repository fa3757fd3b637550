"""Where is the database, and how does one talk to it?"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

import asyncpg
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from app.core.settings import Settings

if TYPE_CHECKING:
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record]
else:
    # Generic only for type checkers.
    Connection = asyncpg.Connection

SERVER_SETTINGS = {"application_name": "tanamori", "timezone": "UTC"}
COMMAND_TIMEOUT_SECONDS = 30
# What a statement raises while the server is away; who can go on without it catches these.
DATABASE_AWAY = (SQLAlchemyError, OSError)


class Database:
    """One connection pool of one process; `session` reads, `app.feed.unit_of_work` writes."""

    def __init__(self, settings: Settings) -> None:
        self._dsn = settings.asyncpg_dsn
        self.engine = create_async_engine(
            settings.sqlalchemy_url,
            pool_size=settings.database_pool_size,
            max_overflow=0,
            pool_timeout=10,
            pool_pre_ping=True,
            connect_args={
                "server_settings": SERVER_SETTINGS,
                "command_timeout": COMMAND_TIMEOUT_SECONDS,
            },
        )
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session to read with; what it did is rolled back at the end."""
        async with self.sessions() as session:
            yield session

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncSession]:
        """A session whose every statement sees the same moment (REPEATABLE READ, read only)."""
        async with self.sessions() as session:
            await session.connection(
                execution_options={
                    "isolation_level": "REPEATABLE READ",
                    "postgresql_readonly": True,
                }
            )
            yield session

    async def connect(self, server_settings: Mapping[str, str] | None = None) -> Connection:
        """A connection of one's own, outside the pool; the caller closes it."""
        return await asyncpg.connect(
            self._dsn,
            server_settings={**SERVER_SETTINGS, **(server_settings or {})},
            command_timeout=COMMAND_TIMEOUT_SECONDS,
            timeout=10,
        )

    async def close(self) -> None:
        await self.engine.dispose()
