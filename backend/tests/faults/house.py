"""A small shop of real processes, each behind networks of its own that may be broken.

Every process reaches PostgreSQL and Redis through a proxy of its own, and is reached through one;
the tests themselves look at the servers directly.
"""

import asyncio
import http.client
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import psutil
from redis.asyncio import Redis

from app.cli.embedded.processes import LOOPBACK, open_log, tail, ticks
from app.cli.embedded.valkey import EmbeddedValkey
from app.cli.preflight import reserve_port
from app.cli.services import environment
from app.core.settings import Settings
from app.feed.sequencer import LEADER_LOCK
from tests.faults import worker
from tests.faults.proxy import Link, Proxy
from tests.fixtures.application import People
from tests.fixtures.records import Records

BACKEND = Path(__file__).resolve().parents[2]
NO_SCREWS: Mapping[str, str] = {}
READY_SECONDS = 60
STOP_SECONDS = 15
CALM_SECONDS = 20
LEADER = """
SELECT client_port FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = $1
  AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def proxy_of(url: str) -> Proxy:
    address = urlsplit(url)
    assert address.hostname is not None
    assert address.port is not None
    return Proxy(address.hostname, address.port)


def through(url: str, proxy: Proxy) -> str:
    """The same server, by way of the proxy."""
    return url.replace(f":{urlsplit(url).port}/", f":{proxy.port}/")


class Process:
    """One serving process, as ``tanamori up`` starts it; its ports stay the same."""

    def __init__(self, name: str, settings: Settings, log: Path, screws: Mapping[str, str]) -> None:
        self.name = name
        self.log = log
        self.postgres = proxy_of(settings.database_url)
        self.redis = proxy_of(settings.redis_url)
        for proxy in (self.postgres, self.redis):
            proxy.start()
        with reserve_port(LOOPBACK, 0) as reserved:
            self._port = int(reserved.getsockname()[1])
        self.front = Proxy(LOOPBACK, self._port)
        self.front.start()
        inside = settings.model_copy(
            update={
                "database_url": through(settings.database_url, self.postgres),
                "redis_url": through(settings.redis_url, self.redis),
            }
        )
        self._environment = {
            **environment(inside),
            "TANAMORI_WEB_ROOT": str(settings.web_root),
            "TANAMORI_LOG_LEVEL": "info",
            "TANAMORI_CONNECTIONS_PER_PERSON_MAX": "5000",
            "PYTHONPATH": str(BACKEND),
            worker.SET: " ".join(f"{name}={value}" for name, value in screws.items()),
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Through the network that may be broken."""
        return f"http://{LOOPBACK}:{self.front.port}"

    @property
    def direct(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def rss(self) -> int:
        assert self.process is not None
        return int(psutil.Process(self.process.pid).memory_info().rss)

    def begin(self, **extra: str) -> None:
        """Start it; `wait_until_ready` waits for it."""
        with reserve_port(LOOPBACK, self._port) as reserved:
            log = open_log(self.log)
            handle = reserved.fileno()
            try:
                self.process = subprocess.Popen(
                    [sys.executable, "-P", "-m", worker.__name__, str(handle), str(os.getpid())],
                    env=self._environment | extra,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[handle],
                    start_new_session=True,
                )
            finally:
                os.close(log)

    def wait_until_ready(self) -> None:
        for _ in ticks(READY_SECONDS):
            assert self.runs, f"{self.name} ended:\n{tail(self.log, 30)}"
            if self.is_ready():
                return
        raise AssertionError(f"{self.name} did not get ready:\n{tail(self.log, 30)}")

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection(LOOPBACK, self._port, timeout=3)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """As a power cut would: it can say nothing to anybody."""
        self._end(signal.SIGKILL)

    def terminate(self) -> None:
        self._end(signal.SIGTERM)

    def pause(self) -> None:
        """It hangs, as a machine does that swaps or is moved."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        if self.process is not None and self.runs:
            self.process.send_signal(signal.SIGCONT)

    def _end(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(number)
        self.process.send_signal(signal.SIGCONT)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def heal(self) -> None:
        for proxy in (self.postgres, self.redis, self.front):
            proxy.heal()

    def close(self) -> None:
        if self.runs:
            self.heal()
        self.terminate()
        for proxy in (self.front, self.postgres, self.redis):
            proxy.stop()


class House:
    """Some processes on one database and one Redis, which are the house's own."""

    def __init__(
        self, settings: Settings, people: People, processes: list[Process], cache: EmbeddedValkey
    ) -> None:
        self.settings = settings
        self.people = people
        self.processes = processes
        self.cache = cache
        self.records = Records(settings)

    @property
    def places(self) -> list[Process]:
        return self.processes

    @asynccontextmanager
    async def redis(self) -> AsyncIterator[Redis]:
        client = Redis.from_url(self.settings.redis_url)
        try:
            yield client
        finally:
            await client.aclose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Any]:
        """Somebody else's transaction, which holds what it locks until the block ends."""
        connection = await asyncpg.connect(self.settings.asyncpg_dsn)
        try:
            async with connection.transaction():
                yield connection
        finally:
            await connection.close()

    async def leading(self) -> tuple[Process, Link] | None:
        """Who leads now, and its connection that holds the lock."""
        for row in await self.records.rows(LEADER, LEADER_LOCK):
            for process in self.processes:
                for link in process.postgres.links:
                    if link.port == row["client_port"]:
                        return process, link
        return None

    async def leader(self, seconds: float = CALM_SECONDS) -> tuple[Process, Link]:
        async with asyncio.timeout(seconds):
            while True:
                found = await self.leading()
                if found is not None:
                    return found
                await asyncio.sleep(0.02)

    def others(self, process: Process) -> list[Process]:
        return [other for other in self.processes if other is not process]

    async def rest(self) -> None:
        """Mend everything, and wait until all is as usual."""
        await asyncio.to_thread(self._mend)
        await self.leader()
        for process in self.processes:
            await asyncio.to_thread(process.wait_until_ready)

    def _mend(self) -> None:
        self.cache.ensure_running()
        for process in self.processes:
            for proxy in (process.postgres, process.redis, process.front):
                if proxy.is_broken:
                    proxy.forget()
            process.go_on()
            if not process.runs:
                process.begin()
        for process in self.processes:
            process.wait_until_ready()


@contextmanager
def opened(
    settings: Settings,
    people: People,
    cache: EmbeddedValkey,
    logs: Path,
    count: int = 2,
    screws: Mapping[str, str] = NO_SCREWS,
) -> Iterator[House]:
    """The house from its opening to its closing."""
    processes = [
        Process(f"app-{number}", settings, logs / f"app-{number}.log", screws)
        for number in range(count)
    ]
    try:
        for process in processes:
            process.begin()
        for process in processes:
            process.wait_until_ready()
        yield House(settings, people, processes, cache)
    finally:
        for process in processes:
            process.close()
