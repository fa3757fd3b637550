"""How does a benchmark get servers and databases that nobody else uses, and leave nothing behind?

Everything lies in a directory of its own inside the data directory, on the disk that the real data
would lie on, and runs with the settings of ``tanamori up``. Where ``DATABASE_URL`` names a
PostgreSQL, databases made for the run in that server are used instead. ``REDIS_URL`` is not used:
a cache knows no databases for its messages, and a running installation could be listening there.
"""

import asyncio
import http.client
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import psutil

from app.auth.passwords import generate_password
from app.cli.accounts import auth_service
from app.cli.embedded.account import prepare_data_dir
from app.cli.embedded.processes import LOOPBACK
from app.cli.errors import Failure
from app.cli.named_servers import require_named_servers
from app.cli.preflight import reserve_port
from app.cli.services import REDIS_VARIABLE, environment, services
from app.cli.workers import MODULE, Workers
from app.core.settings import Settings, get_settings

EMAIL = "bench@localhost"
LOG_BYTES_MAX = 64_000_000


DROP_TRIES = 30


@contextmanager
def own_servers() -> Iterator[Settings]:
    """PostgreSQL and Valkey for this run alone."""
    os.environ.pop(REDIS_VARIABLE, None)
    require_named_servers(Settings())
    parent = get_settings().data_dir.expanduser().resolve()
    prepare_data_dir(parent)
    home = Path(tempfile.mkdtemp(prefix="bench-", dir=parent))
    try:
        with services(Settings(data_dir=home)) as ready:
            yield ready
    finally:
        cluster = home / "postgres"
        if cluster.is_symlink():
            # Where root's server cannot reach the data directory, its files lie elsewhere.
            shutil.rmtree(cluster.resolve().parent, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def own_database(settings: Settings, template: Settings | None = None) -> Iterator[Settings]:
    """A new database, empty or a copy of ``template``; it is dropped afterwards."""
    name = f"tanamori_bench_{secrets.token_hex(6)}"
    statement = f"CREATE DATABASE {name}"
    if template is not None:
        statement += f" TEMPLATE {database_name(template)}"
    asyncio.run(_execute(settings, statement))
    address = urlunsplit(urlsplit(settings.database_url)._replace(path=f"/{name}"))
    try:
        yield settings.model_copy(update={"database_url": address})
    finally:
        asyncio.run(_execute(settings, f"DROP DATABASE {name} WITH (FORCE)"))


def database_name(settings: Settings) -> str:
    """The name of the database in an address."""
    return urlsplit(settings.database_url).path.removeprefix("/")


async def _execute(settings: Settings, statement: str) -> None:
    connection = await asyncpg.connect(settings.asyncpg_dsn)
    try:
        for _ in range(DROP_TRIES):
            # The server's own autovacuum may be in there, and nobody but it may end that.
            with suppress(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
                return
            await asyncio.sleep(1)
        await connection.execute(statement)
    finally:
        await connection.close()


@dataclass(frozen=True)
class Server:
    """Processes that serve HTTP on one loopback port."""

    host: str
    port: int
    pids: tuple[int, ...]
    log: Path

    def bound_log(self) -> None:
        """Empty a log that has become long; the processes go on appending to it."""
        if self.log.stat().st_size > LOG_BYTES_MAX:
            os.truncate(self.log, 0)


# All readers of a benchmark are one person.
CROWD = {"TANAMORI_CONNECTIONS_PER_PERSON_MAX": "100000"}


@contextmanager
def serving(settings: Settings, count: int, *, module: str = MODULE) -> Iterator[Server]:
    """Start the workers of ``tanamori up``, or another module's, on a free port."""
    log = settings.data_dir / "logs" / f"{module}.log"
    before = {child.pid for child in psutil.Process().children()}
    with (
        reserve_port(LOOPBACK, 0) as reserved,
        Workers(reserved, count, environment(settings) | CROWD, log, module=module) as workers,
    ):
        workers.wait_until_ready()
        pids = {child.pid for child in psutil.Process().children()} - before
        yield Server(LOOPBACK, reserved.getsockname()[1], tuple(sorted(pids)), log)


def open_session(settings: Settings, server: Server) -> str:
    """Make an administrator and log in as a program does; the bearer token."""
    password = generate_password()
    asyncio.run(_add_administrator(settings, password))
    status, body = request(
        server, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": password}
    )
    if status != http.HTTPStatus.OK:
        raise Failure(f"The login was answered with {status}.", f"The log is {server.log}.")
    return str(json.loads(body)["access_token"])


async def _add_administrator(settings: Settings, password: str) -> None:
    async with auth_service(settings) as auth:
        await auth.add_user(email=EMAIL, name="Benchmark", password=password, role="admin")


def request(
    server: Server,
    method: str,
    path: str,
    body: dict[str, object] | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, bytes]:
    """One request outside of all measuring: status and body."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
    try:
        connection.request(
            method,
            path,
            body=None if body is None else json.dumps(body),
            headers={"Content-Type": "application/json", **(headers or {})},
        )
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
