"""On what was it measured, and how busy was that?"""

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import asyncpg
import psutil

BUSY = ("user", "nice", "system", "irq", "softirq")
SYNC_BYTES = 8_192
SYNC_COUNT = 200
PACKAGES = ("uvicorn", "uvloop", "httptools", "fastapi", "pydantic", "sqlalchemy", "asyncpg")
SETTINGS = (
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "shared_buffers",
    "max_wal_size",
    "jit",
)


class Meter:
    """CPU time per second since it was made: of this process, of others, of the whole machine."""

    def __init__(self, watch: Sequence[int] = ()) -> None:
        self._watched = [psutil.Process(pid) for pid in watch]
        self._began = self._now()

    def read(self) -> dict[str, float]:
        """Cores used on average: ``load`` is this process, ``server`` the watched ones."""
        now = self._now()
        seconds = now["seconds"] - self._began["seconds"]
        return {
            name: round((now[name] - self._began[name]) / seconds, 3)
            for name in ("load", "server", "machine")
        }

    def _now(self) -> dict[str, float]:
        everything = psutil.cpu_times()
        return {
            "seconds": time.perf_counter(),
            "load": time.process_time(),
            "server": sum(_cpu_seconds(process) for process in self._watched),
            "machine": sum(getattr(everything, name, 0.0) for name in BUSY),
        }


def _cpu_seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def sync_microseconds(directory: Path) -> float:
    """The median time to write 8 kB and see it safe on the disk that holds ``directory``."""
    block = os.urandom(SYNC_BYTES)
    # macOS has no fdatasync.
    sync = getattr(os, "fdatasync", os.fsync)
    times = []
    with tempfile.TemporaryFile(dir=directory, buffering=0) as file:
        file.write(block)
        for _ in range(SYNC_COUNT):
            began = time.perf_counter()
            file.seek(0)
            file.write(block)
            sync(file.fileno())
            times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1_000_000, 1)


def file_system(directory: Path) -> str:
    """The kind of file system that holds ``directory``."""
    place = directory.resolve()
    mounts = {part.mountpoint: part.fstype for part in psutil.disk_partitions(all=True)}
    return next((mounts[str(up)] for up in (place, *place.parents) if str(up) in mounts), "unknown")


def processor() -> str:
    """The name that the processor gives itself."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


async def describe(dsn: str, directory: Path) -> dict[str, object]:
    """What a reader has to know to compare: machine, versions, durability, other people's load."""
    connection = await asyncpg.connect(dsn)
    try:
        settings = {
            name: await connection.fetchval("SELECT current_setting($1)", name)
            for name in ("server_version", *SETTINGS)
        }
    finally:
        await connection.close()
    return {
        "cores": os.cpu_count(),
        "processor": processor(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "file_system": file_system(directory),
        "sync_us": sync_microseconds(directory),
        "load_average": round(os.getloadavg()[0], 2),
        "python": sys.version.split()[0],
        "packages": {name: version(name) for name in PACKAGES},
        "postgresql": settings.pop("server_version"),
        "settings": settings,
    }
