"""Where values come from: the environment, else what the last start left, else the default."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.core.addresses import forget_addresses, read_addresses, write_addresses
from app.core.settings import Settings

NAMES = ("DATABASE_URL", "REDIS_URL", "TANAMORI_DATA_DIR", "TANAMORI_BODY_BYTES_MAX")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_environment_names_the_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db.test:6543/shop")
    monkeypatch.setenv("REDIS_URL", "redis://cache.test/1")
    settings = Settings()
    assert settings.redis_url == "redis://cache.test/1"
    assert settings.asyncpg_dsn == "postgresql://u:p@db.test:6543/shop"
    assert settings.sqlalchemy_url == "postgresql+asyncpg://u:p@db.test:6543/shop"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_every_usual_scheme_is_understood(scheme: str) -> None:
    settings = Settings(database_url=f"{scheme}://db.test/shop")
    assert settings.asyncpg_dsn == "postgresql://db.test/shop"


def test_what_the_last_start_left_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_addresses(tmp_path, {"database_url": "postgresql://left/a", "redis_url": "redis://left"})
    settings = Settings(data_dir=tmp_path)
    assert (settings.database_url, settings.redis_url) == ("postgresql://left/a", "redis://left")
    monkeypatch.setenv("REDIS_URL", "redis://named")
    assert Settings(data_dir=tmp_path).redis_url == "redis://named"
    forget_addresses(tmp_path)
    assert Settings(data_dir=tmp_path).database_url.startswith("postgresql://tanamori:")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"database_url": 7}'])
def test_a_broken_file_of_addresses_is_no_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "services.json").write_text(text, encoding="utf-8")
    assert read_addresses(tmp_path) == {}


def test_numbers_have_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANAMORI_BODY_BYTES_MAX", "5")
    with pytest.raises(ValidationError):
        Settings()
