"""The two real servers that every test may use, started once for the run.

``database_url`` names a migrated database that tests share and roll back in;
``fresh_database_url`` a database of the test's own, for what really commits.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from app.cli.migrations import BACKEND, migrate
from app.cli.services import services
from app.core.settings import Settings

TEMPLATE = "tanamori_template"
SHARED = "tanamori_shared"

_numbers = count(1)


@pytest.fixture(scope="session")
def servers() -> Iterator[Settings]:
    """Settings of an embedded PostgreSQL and Valkey that live as long as the test run."""
    data_dir = Path(tempfile.mkdtemp(prefix="tanamori-test-"))
    with pytest.MonkeyPatch.context() as patch:
        # Tests never touch a database that somebody's environment names.
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv("REDIS_URL", raising=False)
        settings = Settings(data_dir=data_dir)
    try:
        with services(settings) as ready:
            yield ready
    finally:
        shutil.rmtree(data_dir, ignore_errors=True)


@pytest.fixture(scope="session")
def template_database(servers: Settings) -> str:
    """The name of a migrated database without rows, from which the others are copied."""
    _administer(servers, f"CREATE DATABASE {TEMPLATE}")
    if (BACKEND / "alembic.ini").exists():
        migrate(servers.model_copy(update={"database_url": _url(servers, TEMPLATE)}))
    return TEMPLATE


@pytest.fixture(scope="session")
def database_url(servers: Settings, template_database: str) -> str:
    """The migrated database that the tests of a run share; leave it as you found it."""
    _administer(servers, f"CREATE DATABASE {SHARED} TEMPLATE {template_database}")
    return _url(servers, SHARED)


@pytest.fixture
def fresh_database_url(servers: Settings, template_database: str) -> Iterator[str]:
    """A migrated database for one test alone, dropped afterwards."""
    name = f"tanamori_fresh_{next(_numbers)}"
    _administer(servers, f"CREATE DATABASE {name} TEMPLATE {template_database}")
    yield _url(servers, name)
    _administer(servers, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def redis_url(servers: Settings) -> str:
    """The Valkey of the run; use keys of your own, or flush what you alone use."""
    return servers.redis_url


def _url(servers: Settings, database: str) -> str:
    return servers.database_url.rpartition("/")[0] + f"/{database}"


def _administer(servers: Settings, statement: str) -> None:
    async def work() -> None:
        connection = await asyncpg.connect(servers.asyncpg_dsn)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    _run(work())


def _run(work: Coroutine[Any, Any, None]) -> None:
    # In a thread of its own, because a test's event loop may be running around this fixture.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work).result()
