"""Is a database migrated exactly when it has to be?"""

import subprocess
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from app.cli import migrations
from app.cli.errors import Failure
from app.core.settings import Settings


def test_the_newest_revision_is_the_one_that_alembic_names() -> None:
    script = ScriptDirectory(str(migrations.BACKEND / "migrations"))
    assert migrations.newest_revision() == script.get_current_head()


def test_two_ends_are_for_alembic_to_judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.py").write_text(f'revision = "{name}"\ndown_revision = None\n')
    monkeypatch.setattr(migrations, "VERSIONS", tmp_path)
    assert migrations.newest_revision() is None


@pytest.fixture
def migrated(servers: Settings, fresh_database_url: str) -> Settings:
    return servers.model_copy(update={"database_url": fresh_database_url})


def test_a_database_that_is_up_to_date_is_only_asked(
    migrated: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_words, **_options: pytest.fail("it ran"))
    migrations.migrate(migrated)


def test_a_database_that_does_not_answer_is_named(servers: Settings) -> None:
    missing = servers.database_url.rpartition("/")[0] + "/not_there"
    with pytest.raises(Failure, match="could not be migrated"):
        migrations.migrate(servers.model_copy(update={"database_url": missing}))
