"""What the tests of imports share: a shop of their own, and one call that imports a file."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from redis.asyncio import Redis

from app.alerts import evaluator
from app.bulk.rejects import RejectFile
from app.bulk.service import SalesImporter
from app.bulk.types import ImportReport, Options
from app.cli.check.command import compare
from app.core.settings import Settings
from app.feed.sequencer import Sequencer
from app.feed.unit_of_work import Journal


class Import(Protocol):
    def __call__(self, path: Path, **options: Any) -> Awaitable[ImportReport]: ...


def options(**changed: Any) -> Options:
    usual: dict[str, Any] = {
        "currency": "GBP",
        "location": "MAIN",
        "location_name": "Main warehouse",
        "time_zone": "Europe/London",
        "actor": "import",
    }
    return Options(**(usual | changed))


@pytest.fixture
def rejects(tmp_path: Path) -> Path:
    """Where the rows go that cannot be applied."""
    return tmp_path / "rejects.csv"


def remove(path: Path) -> None:
    """Make way for the reject file of the next import."""
    path.unlink(missing_ok=True)


@pytest.fixture
def import_file(own_journal: Journal, rejects: Path) -> Import:
    """Import a file into the test's own database."""

    async def work(path: Path, *, dry_run: bool = False, **changed: Any) -> ImportReport:
        remove(rejects)
        with RejectFile(rejects, path) as file:
            importer = SalesImporter(own_journal, path, options(**changed), file, lambda *_: None)
            report = await (importer.rehearse() if dry_run else importer.run())
            file.keep()
        return report

    return work


@pytest.fixture
def drain(own_journal: Journal, own_settings: Settings) -> Callable[[], Awaitable[None]]:
    """Number every change that waits, as a running server would."""

    async def work() -> None:
        redis = Redis.from_url(own_settings.redis_url)
        sequencer = Sequencer(own_journal, redis, [evaluator.evaluate])
        async with own_journal.database.engine.connect() as connection:
            while await sequencer.step(connection):
                pass
        await redis.aclose()

    return work


@pytest.fixture
def differences(own_settings: Settings) -> Callable[[], Awaitable[list[str]]]:
    """What ``tanamori check`` finds."""

    async def work() -> list[str]:
        verdict = await compare(own_settings)
        return [example for finding in verdict.findings for example in finding.examples]

    return work
