"""A server that is killed and started again: how, and by whose word?"""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from app.cli.embedded.processes import LOOPBACK
from app.cli.preflight import reserve_port
from app.cli.services import environment
from app.cli.workers import MODULE, Workers
from app.core.settings import Settings
from benchmarks.served import CROWD, Server

KILLED_SECONDS = 10.0


class Restartable:
    """One process as ``tanamori up`` starts it, on a port that stays taken while it is dead.

    So a client that comes back early waits in line instead of being refused, as behind ``up``.
    """

    def __init__(self, settings: Settings, reserved: socket.socket, log: Path) -> None:
        # What is asked of the database is read on its way, which encryption would not allow.
        self._environment = {**environment(settings), **CROWD, "PGSSLMODE": "disable"}
        self._reserved = reserved
        self._log = log
        self._workers: Workers | None = None
        self._stack = ExitStack()
        self.pid = 0

    @property
    def server(self) -> Server:
        return Server(LOOPBACK, self._reserved.getsockname()[1], (self.pid,), self._log)

    def start(self) -> None:
        """Returns at once; `wait_until_ready` says when it serves."""
        before = {child.pid for child in psutil.Process().children()}
        workers = Workers(self._reserved, 1, self._environment, self._log, module=MODULE)
        self._workers = self._stack.enter_context(workers)
        (self.pid,) = {child.pid for child in psutil.Process().children()} - before

    def wait_until_ready(self) -> None:
        assert self._workers is not None
        self._workers.wait_until_ready()

    def kill(self) -> int:
        """As a power cut would; the moment in ns of CLOCK_MONOTONIC."""
        killed_ns = time.monotonic_ns()
        os.kill(self.pid, signal.SIGKILL)
        psutil.Process(self.pid).wait(KILLED_SECONDS)
        return killed_ns

    def restart(self) -> None:
        """A new process, whatever became of the old one; returns when it serves."""
        if psutil.pid_exists(self.pid):
            self.kill()
        self.start()
        self.wait_until_ready()

    def stop(self) -> None:
        self._stack.close()


@contextmanager
def restartable(settings: Settings, name: str) -> Iterator[Restartable]:
    """A server that runs already."""
    with reserve_port(LOOPBACK, 0) as reserved:
        server = Restartable(settings, reserved, settings.data_dir / "logs" / f"{name}.log")
        try:
            server.start()
            server.wait_until_ready()
            yield server
        finally:
            server.stop()
