"""How does a command get a database and a cache, whoever has to start them?

``with services(settings) as ready:`` gives settings whose two addresses answer:

* an address that the environment names is used as it is;
* else the servers of the data directory are used, and started first when they do not run.

Whoever leaves last stops them: a command that runs beside ``tanamori up`` leaves them running,
and the other way round. The users are counted by a shared file lock, which the system takes
back even from a process that was killed.
"""

import asyncio
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from app.cli.embedded.account import prepare_data_dir
from app.cli.embedded.postgres import EmbeddedPostgres
from app.cli.embedded.secrets import load_secrets
from app.cli.embedded.valkey import EmbeddedValkey
from app.core.addresses import forget_addresses, read_addresses, write_addresses
from app.core.settings import Settings, get_settings

DATABASE_VARIABLE = "DATABASE_URL"
REDIS_VARIABLE = "REDIS_URL"


class services:  # noqa: N801 - reads as a word in `with services(settings) as ready`
    """The two servers for the duration of a ``with`` or ``async with`` block."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or get_settings()
        self._data_dir = self._settings.data_dir.expanduser().resolve()
        self._users: int | None = None

    def __enter__(self) -> Settings:
        wanted = [
            name
            for name in ("database_url", "redis_url")
            if name not in self._settings.model_fields_set
        ]
        if not wanted:
            return self._settings
        prepare_data_dir(self._data_dir)
        with self._transition():
            addresses = self._start(wanted)
            self._users = os.open(self._data_dir / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._users, fcntl.LOCK_SH)
        return self._settings.model_copy(update=addresses)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._users is None:
            return
        with self._transition():
            if self._is_last():
                self._stop()
            os.close(self._users)
            self._users = None

    async def __aenter__(self) -> Settings:
        return await asyncio.to_thread(self.__enter__)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self.__exit__, kind, error, trace)

    @contextmanager
    def _transition(self) -> Iterator[None]:
        """One process at a time starts or stops the servers of a data directory."""
        handle = os.open(self._data_dir / "services.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _start(self, wanted: list[str]) -> dict[str, str]:
        secrets = load_secrets(self._data_dir)
        addresses = {}
        try:
            if "database_url" in wanted:
                addresses["database_url"] = EmbeddedPostgres.locate(
                    self._data_dir, secrets
                ).ensure_running()
            if "redis_url" in wanted:
                addresses["redis_url"] = EmbeddedValkey.locate(
                    self._data_dir, secrets
                ).ensure_running()
        except BaseException:
            if not self._others_use_them():
                self._stop()
            raise
        write_addresses(self._data_dir, {**read_addresses(self._data_dir), **addresses})
        return addresses

    def _stop(self) -> None:
        secrets = load_secrets(self._data_dir)
        forget_addresses(self._data_dir)
        EmbeddedValkey.locate(self._data_dir, secrets).stop()
        EmbeddedPostgres.locate(self._data_dir, secrets).stop()

    def _is_last(self) -> bool:
        assert self._users is not None
        return _take_alone(self._users)

    def _others_use_them(self) -> bool:
        handle = os.open(self._data_dir / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            return not _take_alone(handle)
        finally:
            os.close(handle)


def _take_alone(handle: int) -> bool:
    """Whether nobody else holds the lock. A shared hold of the caller's own is given up."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def environment(settings: Settings) -> dict[str, str]:
    """The environment in which another program finds the same two servers and data directory."""
    return {
        **os.environ,
        DATABASE_VARIABLE: settings.database_url,
        REDIS_VARIABLE: settings.redis_url,
        "TANAMORI_DATA_DIR": str(Path(settings.data_dir).expanduser().resolve()),
    }
