"""Do the embedded servers start, share, survive a crash and stop as promised?"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest
import redis

from app.cli.embedded.processes import ticks, wait_gone
from app.cli.errors import Failure
from app.cli.services import services
from app.core.addresses import read_addresses
from app.core.settings import Settings
from tests.cli.conftest import servers_of


def test_durable_private_and_found_by_the_settings(settings: Settings, data_dir: Path) -> None:
    with services(settings) as ready:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert _fetch(ready, f"SELECT current_setting('{setting}')") == "on", setting
        assert _fetch(ready, "SELECT current_setting('is_superuser')") == "off"
        for name in ("services.json", "secrets.json"):
            assert (data_dir / name).stat().st_mode & 0o077 == 0, name

        found = Settings(data_dir=data_dir)
        assert (found.database_url, found.redis_url) == (ready.database_url, ready.redis_url)

        before, _, place = ready.database_url.rpartition("@")
        guess = f"{before.rpartition(':')[0]}:guess@{place}"
        with pytest.raises(asyncpg.InvalidPasswordError):
            _fetch(ready.model_copy(update={"database_url": guess}), "SELECT 1")
        unnamed = f"redis://{ready.redis_url.rpartition('@')[2]}"
        with redis.from_url(unnamed) as client, pytest.raises(redis.AuthenticationError):
            client.ping()


def test_addresses_of_ones_own_are_used_as_they_are(data_dir: Path) -> None:
    settings = Settings(
        data_dir=data_dir, database_url="postgresql://db/a", redis_url="redis://cache/0"
    )
    with services(settings) as ready:
        assert ready.database_url == "postgresql://db/a"
    assert list(data_dir.iterdir()) == []


def test_the_last_one_out_stops_the_servers(settings: Settings, data_dir: Path) -> None:
    with services(settings) as first:
        with services(settings) as second:
            assert second.database_url == first.database_url
            assert second.redis_url == first.redis_url
        assert servers_of(data_dir)
        with redis.from_url(first.redis_url) as client:
            assert client.ping()
    assert not servers_of(data_dir)
    assert read_addresses(data_dir) == {}
    with redis.from_url(first.redis_url) as client, pytest.raises(redis.ConnectionError):
        client.ping()


def test_data_survives_kill_of_the_database(settings: Settings, data_dir: Path) -> None:
    with services(settings) as ready:
        _fetch(ready, "CREATE TABLE kept AS SELECT 7 AS value")
        killed = servers_of(data_dir)
        for process in killed:
            process.kill()
        assert wait_gone(killed, 10)
        assert (data_dir / "postgres" / "postmaster.pid").exists()
    with services(settings) as ready:
        _fetch(ready, "DO $$ BEGIN ASSERT (SELECT value = 7 FROM kept); END $$")


def test_a_pid_that_was_given_to_another_program(settings: Settings, data_dir: Path) -> None:
    with services(settings):
        pass
    pid_file = data_dir / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{data_dir}/postgres\n0\n5432\n\n127.0.0.1\n0 0\nready\n")
    with services(settings):
        assert servers_of(data_dir)


def test_orphaned_servers_are_taken_over(settings: Settings, data_dir: Path) -> None:
    """The command is killed, its servers live on: the next one uses them and stops them."""
    program = (
        "import sys, time; from pathlib import Path\n"
        "from app.cli.services import services; from app.core.settings import Settings\n"
        "with services(Settings(data_dir=Path(sys.argv[1]))):\n"
        "    print('ready', flush=True); time.sleep(60)\n"
    )
    command = subprocess.Popen(
        [sys.executable, "-c", program, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    with command:
        assert command.stdout is not None
        assert command.stdout.readline() == "ready\n"
        before = {process.pid for process in servers_of(data_dir)}
        command.send_signal(signal.SIGKILL)
    with services(settings):
        assert {process.pid for process in servers_of(data_dir)} == before
    for _ in ticks(5):
        if not servers_of(data_dir):
            break
    assert not servers_of(data_dir)


def test_data_of_another_version_is_left_alone(settings: Settings, data_dir: Path) -> None:
    cluster = data_dir / "postgres"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("16\n")
    with (
        pytest.raises(Failure, match=r"PostgreSQL 16.*PostgreSQL 18") as caught,
        services(settings),
    ):
        pass
    assert "--data-dir" in caught.value.remedy
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_lost_passwords_are_named(settings: Settings, data_dir: Path) -> None:
    with services(settings):
        pass
    (data_dir / "secrets.json").unlink()
    with pytest.raises(Failure, match="passwords") as caught, services(settings):
        pass
    assert "secrets.json" in caught.value.remedy
    assert not servers_of(data_dir)


def test_a_start_that_failed_leaves_nothing_running(
    settings: Settings, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object) -> str:
        raise Failure("Valkey did not start.")

    monkeypatch.setattr("app.cli.embedded.valkey.EmbeddedValkey.ensure_running", refuse)
    with pytest.raises(Failure, match="Valkey"), services(settings):
        pass
    assert not servers_of(data_dir)


@pytest.fixture
def closed_home() -> Iterator[Path]:
    """A data directory inside a directory that only its owner may enter, such as /root."""
    with tempfile.TemporaryDirectory(prefix="tanamori-test-closed-") as home:
        yield Path(home) / "clone" / "data"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as another account")
def test_roots_servers_reach_their_files_inside_a_closed_home(
    closed_home: Path, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setattr("app.cli.embedded.account.REACHABLE_ROOT", data_dir)
    data_dir.chmod(0o711)
    with services(Settings(data_dir=closed_home)) as ready:
        _fetch(ready, "SELECT 1")
        assert (closed_home / "postgres").is_symlink()
        cluster = (closed_home / "postgres").resolve()
        assert cluster.is_relative_to(data_dir)
        assert cluster.stat().st_mode & 0o077 == 0
        postmaster = psutil.Process(int((cluster / "postmaster.pid").read_text().split()[0]))
        assert postmaster.uids().effective != 0
    assert not postmaster.is_running()


def _fetch(settings: Settings, statement: str) -> object:
    async def work() -> object:
        connection = await asyncpg.connect(settings.asyncpg_dsn)
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(work())
