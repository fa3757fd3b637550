"""A serving process of ``tanamori up`` that a journey may kill and start again."""

import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path

from app.cli.embedded.processes import LOOPBACK, open_log, ticks
from app.cli.preflight import reserve_port
from app.cli.services import environment
from app.cli.workers import MODULE
from app.core.settings import Settings

READY_SECONDS = 60
STOP_SECONDS = 10


class Server:
    """One process on one port, which stays the same however often it is started."""

    def __init__(self, settings: Settings, web_root: Path, log: Path) -> None:
        self._environment = {**environment(settings), "TANAMORI_WEB_ROOT": str(web_root)}
        self._log = log
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Returns when it serves. While it does not run, its port refuses connections."""
        with reserve_port(LOOPBACK, self._port) as reserved:
            self._port = reserved.getsockname()[1]
            log = open_log(self._log)
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", MODULE, str(reserved.fileno()), str(os.getpid())],
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[reserved.fileno()],
                    start_new_session=True,
                )
            finally:
                os.close(log)
        for _ in ticks(READY_SECONDS):
            assert self._process.poll() is None, f"the server ended:\n{self._log.read_text()}"
            if self._is_ready():
                return
        raise AssertionError(f"the server did not get ready:\n{self._log.read_text()}")

    def kill(self) -> None:
        """As a power cut would: it can say nothing to anybody."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(number)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _is_ready(self) -> bool:
        connection = http.client.HTTPConnection(LOOPBACK, self._port, timeout=2)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
