"""The house that the rows of the matrix share; each row finds it mended and calm."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.cli.embedded.account import prepare_data_dir
from app.cli.embedded.secrets import load_secrets
from app.cli.embedded.valkey import EmbeddedValkey
from app.core.settings import Settings
from tests.faults.house import House, opened
from tests.faults.scene import Scene, scene_in
from tests.fixtures.application import PEOPLE, People
from tests.fixtures.databases import copied_database

# What a shop waits for longer than a test that runs every time should. In the whole matrix
# (./tanamori test --faults) everything takes as long as in a shop.
HASTE = {
    "app.realtime.hub.connection:STREAM_SECONDS_MAX": "3.0",
    "app.realtime.watch:TURNS": "3",
    "app.realtime.session:AUTH_SECONDS": "1.0",
}


@pytest.fixture(scope="session")
def haste(pytestconfig: pytest.Config) -> bool:
    """Whether this is a run of the core alone."""
    return bool(pytestconfig.getoption("-m"))


@pytest.fixture(scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    """A Valkey that may be stopped and flushed."""
    data_dir: Path = tmp_path_factory.mktemp("cache")
    prepare_data_dir(data_dir)
    cache = EmbeddedValkey.locate(data_dir, load_secrets(data_dir))
    cache.ensure_running()
    yield cache
    cache.stop()


@pytest.fixture(scope="session")
def shared_house(
    quiet: Settings,
    people: People,
    own_cache: EmbeddedValkey,
    haste: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    settings = copied_database(quiet, PEOPLE).model_copy(
        update={"redis_url": own_cache.ensure_running()}
    )
    logs = tmp_path_factory.mktemp("house")
    screws = HASTE if haste else {}
    with opened(settings, people, own_cache, logs, screws=screws) as house:
        yield house


@pytest.fixture
async def house(shared_house: House) -> House:
    # Whatever the row before it broke, and however it ended.
    await shared_house.rest()
    return shared_house


@pytest.fixture
async def scene(house: House) -> AsyncIterator[Scene]:
    async with scene_in(house) as scene:
        yield scene
