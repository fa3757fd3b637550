"""Which values does this installation run with?

Every value comes from the environment, prefixed with ``TANAMORI_``; the addresses of the two
servers keep the names that every hosting platform uses, ``DATABASE_URL`` and ``REDIS_URL``.
"""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY_ROOT = Path(__file__).resolve().parents[3]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TANAMORI_", extra="ignore")

    database_url: str = Field(
        "postgresql://tanamori:tanamori@127.0.0.1:5432/tanamori",
        validation_alias=AliasChoices("database_url", "DATABASE_URL"),
    )
    redis_url: str = Field(
        "redis://127.0.0.1:6379/0",
        validation_alias=AliasChoices("redis_url", "REDIS_URL"),
    )
    data_dir: Path = REPOSITORY_ROOT / ".tanamori"
    web_root: Path = REPOSITORY_ROOT / "frontend" / "out"

    log_format: Literal["console", "json"] = "json"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    # Browsers on other origins that may use cookies and sockets; the own origin always may.
    allowed_origins: list[str] = []
    cookie_secure: bool = False
    session_ttl_hours: int = Field(168, ge=1, le=24 * 90)

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


@lru_cache
def get_settings() -> Settings:
    return Settings()
