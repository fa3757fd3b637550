"""How do the serving processes of ``tanamori up`` start, come back after a crash, and stop?"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from app.cli.embedded.processes import open_log, tail, ticks
from app.cli.errors import Failure

MODULE = "app.cli.worker"
READY_SECONDS = 60
STOP_SECONDS = 10
WATCH_SECONDS = 0.2
BACKLOG = 2048
# More deaths than this within the window: starting again does not help.
DEATHS_MAX = 5
DEATHS_WINDOW_SECONDS = 60.0
LOG_BYTES_MAX = 16_000_000


class Workers:
    """A number of worker processes that accept from one shared socket.

    Their log goes to a file, or to this process's own output where ``log`` is None.
    ``with Workers(...) as workers`` starts them; leaving the block stops them, gracefully first.
    """

    def __init__(
        self,
        listening: socket.socket,
        count: int,
        environment: Mapping[str, str],
        log: Path | None,
        *,
        module: str = MODULE,
    ) -> None:
        self._socket = listening
        self._module = module
        self._environment = environment
        self._log = log
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count
        self._deaths: list[float] = []

    def __enter__(self) -> "Workers":
        self._socket.listen(BACKLOG)
        try:
            for place in range(len(self._processes)):
                self._start(place)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_reason: object) -> None:
        self.stop()

    def wait_until_ready(self) -> None:
        """Return when ``/health/ready`` says 200. Raises ``Failure``."""
        host, port = self._socket.getsockname()[:2]
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared
        for _ in ticks(READY_SECONDS):
            if any(process and process.poll() is not None for process in self._processes):
                break
            if _is_ready(host, port):
                return
        raise self._failure("The server did not get ready")

    def watch(self) -> None:
        """Start a worker again whenever one dies; runs until a signal raises.

        Raises ``Failure`` when they keep dying.
        """
        while True:
            time.sleep(WATCH_SECONDS)
            self._bound_log()
            for place, process in enumerate(self._processes):
                if process is not None and process.poll() is not None:
                    self._note_death(process)
                    self._start(place)

    def stop(self) -> None:
        """Let the workers finish what they are doing, for a few seconds; then end them."""
        left = [process for process in self._processes if process is not None]
        for process in left:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in left:
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, place: int) -> None:
        handle = self._socket.fileno()
        log = os.dup(2) if self._log is None else open_log(self._log, LOG_BYTES_MAX)
        try:
            self._processes[place] = subprocess.Popen(
                [sys.executable, "-P", "-m", self._module, str(handle), str(os.getpid())],
                env=dict(self._environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[handle],
                start_new_session=True,
            )
        finally:
            os.close(log)

    def _note_death(self, process: "subprocess.Popen[bytes]") -> None:
        now = time.monotonic()
        self._deaths = [at for at in self._deaths if now - at < DEATHS_WINDOW_SECONDS] + [now]
        if len(self._deaths) > DEATHS_MAX:
            raise self._failure(f"The server keeps ending (last with code {process.returncode})")

    def _failure(self, reason: str) -> Failure:
        if self._log is None:
            return Failure(f"{reason}.", "Its log is above.")
        return Failure(f"{reason}: {tail(self._log, 1)}", f"Its log is {self._log}.")

    def _bound_log(self) -> None:
        if self._log is not None and self._log.stat().st_size > LOG_BYTES_MAX:
            # The workers go on writing to the same file, so it is emptied and not moved.
            shutil.copyfile(self._log, self._log.with_suffix(".log.1"))
            os.truncate(self._log, 0)


def _is_ready(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
