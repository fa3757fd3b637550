"""Which processes are ours, and how are they stopped without touching anybody else's?"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

LOOPBACK = "127.0.0.1"

# Python warns about handles that are dropped while their process runs; these are meant to run.
_launched: list["subprocess.Popen[bytes]"] = []


def free_port(preferred: int | None = None) -> int:
    """A TCP port on the loopback interface that nobody listens on, ``preferred`` if possible."""
    for port in (preferred or 0, 0):
        with socket.socket() as probe:
            # As servers bind: a connection that is still closing does not make a port taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free TCP port on the loopback interface")


def launch(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
    """Start a server that outlives the caller's interest in its handle.

    It gets a session of its own, so that Ctrl-C in the terminal reaches only the command that
    started it, which then stops everything in the right order.
    """
    process = subprocess.Popen(command, start_new_session=True, **options)
    # Ids are given out again: what has ended must not be taken for what runs now.
    _launched[:] = [launched for launched in _launched if launched.poll() is None]
    _launched.append(process)
    return process


def find_process(pid: int | None, program: str) -> psutil.Process | None:
    """The process with this id, if it really runs ``program`` (ids are given out again)."""
    if pid is None:
        return None
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or process.name() != program:
            return None
    except psutil.Error:
        return None
    return process


def processes_in(directory: Path, program: str) -> list[psutil.Process]:
    """The processes named ``program`` that work in ``directory``, as PostgreSQL's all do."""
    found = []
    for process in psutil.process_iter(["name"]):
        if process.info["name"] != program:
            continue
        try:
            if Path(process.cwd()) == directory:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def wait_gone(processes: list[psutil.Process], timeout_seconds: float) -> bool:
    """Wait until all of these ended; False when some are still there after the time."""
    return any(not any(_is_alive(process) for process in processes) for _ in ticks(timeout_seconds))


def _is_alive(process: psutil.Process) -> bool:
    # Those that we launched ourselves are collected by the handle that was kept.
    for launched in _launched:
        if launched.pid == process.pid:
            return launched.poll() is None
    try:
        # A stranger's child may stay a zombie for long after its end.
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def can_connect(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


def tail(path: Path, lines: int = 5) -> str:
    """The last lines of a log, for a message that says why a server did not start."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(text.strip().splitlines()[-lines:])


def open_log(path: Path, bytes_max: int = 8_000_000) -> int:
    """Open a log for appending; a long one is set aside first, so that two stay at most."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > bytes_max:
        path.replace(path.with_suffix(path.suffix + ".1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def ticks(seconds: float, interval_seconds: float = 0.05) -> Iterator[None]:
    """Come round again and again until the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield
        time.sleep(interval_seconds)
