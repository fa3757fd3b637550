"""Which values does this installation run with?

Every value comes from the environment, prefixed with ``TANAMORI_``; the addresses of the two
servers keep the names that every hosting platform uses, ``DATABASE_URL`` and ``REDIS_URL``.
Where those are not set, the servers that ``tanamori up`` started are found by their data directory.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.core.addresses import read_addresses

REPOSITORY_ROOT = Path(__file__).resolve().parents[3]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TANAMORI_", extra="ignore")

    # Above the two addresses, whose default is looked up in it.
    data_dir: Path = REPOSITORY_ROOT / ".tanamori"
    database_url: str = Field(
        default_factory=lambda known: _address(
            known, "database_url", "postgresql://tanamori:tanamori@127.0.0.1:5432/tanamori"
        ),
        validation_alias=AliasChoices("database_url", "DATABASE_URL"),
    )
    redis_url: str = Field(
        default_factory=lambda known: _address(known, "redis_url", "redis://127.0.0.1:6379/0"),
        validation_alias=AliasChoices("redis_url", "REDIS_URL"),
    )
    web_root: Path = REPOSITORY_ROOT / "frontend" / "out"

    log_format: Literal["console", "json"] = "json"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    # Names that the server answers to, besides addresses and names of this machine.
    allowed_hosts: list[str] = []
    # Browsers on other origins that may use cookies and sockets; the own origin always may.
    allowed_origins: list[str] = []
    cookie_secure: bool = False
    session_ttl_hours: int = Field(168, ge=1, le=24 * 90)

    # How long one may stay away and still resume from the feed.
    feed_retention_days: int = Field(7, ge=1, le=3650)

    # Sockets and event streams that one person may have open in one process.
    connections_per_person_max: int = Field(100, ge=1, le=100_000)

    database_pool_size: int = Field(16, ge=1, le=200)
    body_bytes_max: int = Field(1_048_576, ge=1_024)

    @property
    def sqlalchemy_url(self) -> str:
        """The database address with the asyncpg driver named."""
        return self.asyncpg_dsn.replace("postgresql://", "postgresql+asyncpg://", 1)

    @property
    def asyncpg_dsn(self) -> str:
        """The database address as asyncpg itself reads it (no driver in the scheme)."""
        _, _, rest = self.database_url.partition("://")
        return f"postgresql://{rest}"


def _address(known: dict[str, Any], name: str, otherwise: str) -> str:
    """The server that ``tanamori up`` runs for this data directory, else the usual local one."""
    data_dir: Path | None = known.get("data_dir")
    return read_addresses(data_dir).get(name, otherwise) if data_dir else otherwise


@lru_cache
def get_settings() -> Settings:
    return Settings()
