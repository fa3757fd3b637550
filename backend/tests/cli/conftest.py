"""What the tests of the command line share: a data directory of their own, and its processes."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.cli.embedded.postgres import EmbeddedPostgres
from app.cli.embedded.secrets import load_secrets
from app.cli.embedded.valkey import EmbeddedValkey
from app.core.settings import Settings
from tests.fixtures.scratch import scratch_directory


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """An empty data directory."""
    with scratch_directory() as path:
        yield path
        # Whatever a test has orphaned ends here.
        if (path / "secrets.json").exists():
            secrets = load_secrets(path)
            EmbeddedValkey.locate(path, secrets).stop()
            EmbeddedPostgres.locate(path, secrets).stop()


@pytest.fixture
def settings(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that name no server, so that the data directory's own are used."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return Settings(data_dir=data_dir)


def servers_of(data_dir: Path) -> list[psutil.Process]:
    """The processes of the database that work on this data directory."""
    found = []
    for process in psutil.process_iter(["name", "cmdline"]):
        words = process.info["cmdline"] or []
        if process.info["name"] == "postgres" and str(data_dir / "postgres") in words:
            found.append(process)
    return found
