"""How do migrations reach the database? Each runs in a transaction of its own."""

import asyncio
import re

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from app.alerts import models as alerts
from app.auth import models as auth
from app.bulk import models as bulk
from app.catalog import models as catalog
from app.core.settings import get_settings
from app.db.base import Base
from app.feed import models as feed
from app.guards import models as guards
from app.holds import models as holds
from app.pricing import models as pricing
from app.repricing import models as repricing
from app.stock import models as stock
from app.transfers import models as transfers

# Importing a room's models is what puts its tables into the metadata.
MODELS = (feed, auth, catalog, stock, holds, transfers, pricing, guards, repricing, alerts, bulk)

DAY_OF_FEED = re.compile(r"feed_(\d{8}|default)")

# Two processes that start together must not migrate together.
MIGRATION_LOCK = 0x7A6E616D6F7270


def run(connection: Connection) -> None:
    connection.execute(text(f"SELECT pg_advisory_lock({MIGRATION_LOCK})"))
    # A migration that can't get its lock gives up instead of queueing every writer behind it.
    connection.execute(text("SET lock_timeout = '5s'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        compare_server_default=True,
        include_name=_is_described,
    )
    with context.begin_transaction():
        context.run_migrations()


def _is_described(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a model describes it; days of the feed come and go."""
    return kind != "table" or not DAY_OF_FEED.fullmatch(name or "")


async def main() -> None:
    engine = create_async_engine(get_settings().sqlalchemy_url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()


asyncio.run(main())
