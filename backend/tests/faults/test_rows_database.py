"""Rows of the matrix in which PostgreSQL restarts, or forgets (docs/faults.md)."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli.accounts import auth_service
from app.cli.embedded.postgres import EmbeddedPostgres
from app.cli.embedded.secrets import load_secrets
from app.cli.embedded.valkey import EmbeddedValkey
from app.cli.migrations import migrate
from app.cli.services import services
from app.core.settings import Settings
from app.feed.change import Channel
from tests.faults.checker import assert_kept
from tests.faults.history import Bounds
from tests.faults.house import House, opened
from tests.faults.scene import Scene, scene_in
from tests.fixtures.application import PASSWORD, People, Person
from tests.fixtures.scratch import scratch_directory

RESTORED = Bounds(resets=frozenset({"epoch", "ahead"}))
COPY = "backup"
# The leader tells Redis once a second how far it is.
REMEMBERED_SECONDS = 1.5
HEAD = "SELECT head FROM streams WHERE channel = 'inventory:updates'"


@dataclass(frozen=True)
class Cellar:
    """A house, and the database server below it, which may be stopped and put back in time."""

    house: House
    database: EmbeddedPostgres

    async def stop(self) -> None:
        await asyncio.to_thread(self.database.stop)

    async def start(self) -> None:
        await asyncio.to_thread(self.database.ensure_running)

    async def back_up(self) -> None:
        """As it is after a stop, which is the plainest of all backups."""
        await self.stop()
        await asyncio.to_thread(_copy, self.database.cluster, self._backup)
        await self.start()

    async def restore(self) -> None:
        """The server starts with what it had when it was backed up."""
        await self.stop()
        await asyncio.to_thread(_copy, self._backup, self.database.cluster)
        await self.start()

    @property
    def _backup(self) -> Path:
        return self.database.cluster.parent / COPY


def _copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for path in (source, *source.rglob("*")):
        status = path.stat()
        copied = target / path.relative_to(source)
        shutil.chown(copied, status.st_uid, status.st_gid)
        copied.chmod(status.st_mode & 0o7777)


@pytest.fixture
async def cellar(
    web_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Cellar]:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    with scratch_directory() as data_dir, services(Settings(data_dir=data_dir)) as ready:
        settings = ready.model_copy(update={"web_root": web_root})
        await asyncio.to_thread(migrate, settings)
        people = await _people(settings)
        secrets = load_secrets(data_dir)
        cache = EmbeddedValkey.locate(data_dir, secrets)
        with opened(settings, people, cache, tmp_path) as house:
            yield Cellar(house, EmbeddedPostgres.locate(data_dir, secrets))


async def _people(settings: Settings) -> People:
    email = "admin@shop.test"
    async with auth_service(settings) as auth:
        await auth.add_user(email=email, name="Admin", password=PASSWORD, role="admin")
        admin = Person(email, "admin", await auth.login(email, PASSWORD))
    return People(admin, admin, admin)


async def test_row_15_postgresql_restarts_and_is_restored(cellar: Cellar) -> None:
    house = cellar.house
    async with scene_in(house) as scene:
        levels = await scene.levels()
        for process in house.processes:
            await scene.follow(process)
        scene.trade(levels)
        await asyncio.sleep(0.5)
        await cellar.back_up()
        await asyncio.sleep(0.5)
        history = await scene.settle()
        # A restart alone: nobody is reset, nothing is missing.
        assert_kept(history, "I1 I2 I3 I4 I8")
        await asyncio.sleep(REMEMBERED_SECONDS)
        await _restore_behind_everybodys_back(cellar, scene, levels)


async def _restore_behind_everybodys_back(
    cellar: Cellar, scene: Scene, levels: list[dict[str, object]]
) -> None:
    """Nobody is connected while the numbers pass those of before: they alone say nothing."""
    history, house = scene.history, cellar.house
    old_epoch, old_head = history.heads[Channel.INVENTORY]
    for process in house.processes:
        process.front.half_open()
    await cellar.restore()
    # What was written after the backup is gone for good.
    history.writes.clear()
    while await house.records.value(HEAD) <= old_head:
        await scene.desk.move(levels[0], 1)
    for process in house.processes:
        process.front.forget()
    await scene.desk.move(levels[0], 1)
    history = await scene.settle()
    epoch, _ = history.heads[Channel.INVENTORY]
    assert epoch != old_epoch, "it goes on with the same epoch, as if nothing had been lost"
    for log in history.clients:
        assert log.resets, f"{log.name} was not told"
    assert_kept(history, "I1 I2 I3 I4 I8", RESTORED)
