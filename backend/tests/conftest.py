"""The two real servers that every test may use, started once for each process of the run.

``database_url`` names a migrated database that tests share and roll back in;
``fresh_database_url`` a database of the test's own, for what really commits.
"""

import os
import signal
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings as hypothesis

from app.cli.migrations import migrate
from app.cli.services import services
from app.core.settings import Settings
from tests.fixtures.databases import administer, url_of
from tests.fixtures.scratch import scratch_directory

pytest_plugins = [
    "tests.fixtures.application",
    "tests.fixtures.feed",
    "tests.fixtures.records",
    "tests.fixtures.stream",
]

# Every run tries the same examples, so that a red test is red for the next person too.
hypothesis.register_profile("tanamori", deadline=None, database=None, derandomize=True)
hypothesis.load_profile("tanamori")

TEMPLATE = "tanamori_template"
SHARED = "tanamori_shared"

_numbers = count(1)


def pytest_configure() -> None:
    """Being told to stop is like Ctrl-C: the servers of the run are stopped, too."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def servers() -> Iterator[Settings]:
    """Settings of an embedded PostgreSQL and Valkey that live as long as the test run.

    Other versions are tested by naming servers of one's own, meant for nothing else, in
    TANAMORI_TEST_DATABASE_URL (a role that may create databases) and TANAMORI_TEST_REDIS_URL. They
    are one place: then the tests run in one process, without -n.
    """
    with scratch_directory() as data_dir:
        with pytest.MonkeyPatch.context() as patch:
            # Tests never touch a database that somebody's environment names.
            patch.delenv("DATABASE_URL", raising=False)
            patch.delenv("REDIS_URL", raising=False)
            named = {
                "database_url": os.environ.get("TANAMORI_TEST_DATABASE_URL"),
                "redis_url": os.environ.get("TANAMORI_TEST_REDIS_URL"),
            }
            named = {name: url for name, url in named.items() if url}
            settings = Settings(data_dir=data_dir).model_copy(update=named)
        with services(settings) as ready:
            yield ready


@pytest.fixture(scope="session")
def template_database(servers: Settings) -> str:
    """The name of a migrated database without rows, from which the others are copied."""
    administer(servers, f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
    administer(servers, f"CREATE DATABASE {TEMPLATE}")
    migrate(servers.model_copy(update={"database_url": url_of(servers, TEMPLATE)}))
    return TEMPLATE


@pytest.fixture(scope="session")
def database_url(servers: Settings, template_database: str) -> str:
    """The migrated database that the tests of a run share; leave it as you found it."""
    administer(servers, f"DROP DATABASE IF EXISTS {SHARED} WITH (FORCE)")
    administer(servers, f"CREATE DATABASE {SHARED} TEMPLATE {template_database}")
    return url_of(servers, SHARED)


@pytest.fixture
def fresh_database_url(servers: Settings, template_database: str) -> Iterator[str]:
    """A migrated database for one test alone, dropped afterwards."""
    name = f"tanamori_fresh_{next(_numbers)}"
    administer(servers, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    administer(servers, f"CREATE DATABASE {name} TEMPLATE {template_database}")
    yield url_of(servers, name)
    administer(servers, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def redis_url(servers: Settings) -> str:
    """The Valkey of the run; use keys of your own, or flush what you alone use."""
    return servers.redis_url
