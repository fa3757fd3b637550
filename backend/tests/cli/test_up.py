"""Does `tanamori up` serve, keep its data, come back after a crash, and leave nothing behind?"""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from app.cli.embedded.processes import free_port, ticks, wait_gone
from app.core.settings import REPOSITORY_ROOT
from tests.cli.conftest import servers_of

READY_SECONDS = 60


@dataclass(frozen=True)
class Up:
    """A running `up`, without the web app, on a port and data directory of its own."""

    process: "subprocess.Popen[str]"
    port: int

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()

    def wait_until_ready(self) -> None:
        for _ in ticks(READY_SECONDS, 0.1):
            if self.is_ready():
                return
            assert self.process.poll() is None, self.process.communicate()[0]
        raise AssertionError("up did not get ready")

    def workers(self) -> list[psutil.Process]:
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                if "app.cli.worker" in child.cmdline():
                    found.append(child)
        return found

    def stop(self, number: int = signal.SIGTERM) -> str:
        """Stop it after it has greeted, and return all that it said."""
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        self.process.send_signal(number)
        said.append(self.process.communicate(timeout=60)[0])
        return "".join(said)


def _command(data_dir: Path, *words: str) -> "subprocess.Popen[str]":
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL", "TANAMORI_ADMIN_PASSWORD"}
    }
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words, "--data-dir", str(data_dir)],
        cwd=REPOSITORY_ROOT / "backend",
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def running(data_dir: Path, *words: str) -> Iterator[Up]:
    port = free_port()
    started = Up(_command(data_dir, "up", "--no-web", "--empty", "--port", str(port), *words), port)
    try:
        started.wait_until_ready()
        yield started
    finally:
        if started.process.poll() is None:
            started.process.kill()
            started.process.communicate()


def test_first_and_second_start(data_dir: Path) -> None:
    with running(data_dir) as first:
        said = first.stop(signal.SIGINT)
    assert first.process.returncode == 0, said
    assert said.count("shown this once") == 1
    password = said.partition("Password")[2].split()[0]
    assert not servers_of(data_dir)
    assert not first.is_ready()

    with running(data_dir, "--workers", "2") as second:
        assert len(second.workers()) == 2
        said = second.stop(signal.SIGTERM)
    assert second.process.returncode == 0, said
    assert password not in said
    assert "shown this once" not in said
    assert not servers_of(data_dir)


def test_a_killed_worker_comes_back_and_a_killed_up_leaves_the_port(data_dir: Path) -> None:
    with running(data_dir) as first:
        worker = first.workers()[0]
        worker.kill()
        for _ in ticks(READY_SECONDS, 0.1):
            if first.workers() not in ([], [worker]) and first.is_ready():
                break
        else:
            pytest.fail("the worker did not come back")
        workers = first.workers()
        first.process.kill()
        first.process.communicate()
        assert wait_gone(workers, 10)
        assert not first.is_ready()
    postmasters = {process.pid for process in servers_of(data_dir)}
    with running(data_dir) as second:
        assert {process.pid for process in servers_of(data_dir)} == postmasters
        second.stop()
    assert not servers_of(data_dir)


def test_a_taken_port_ends_in_one_line(data_dir: Path) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        process = _command(data_dir, "up", "--no-web", "--port", str(port))
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert said.splitlines()[0] == f"Port {port} is in use by another program."
    assert "Traceback" not in said
    assert not servers_of(data_dir)
