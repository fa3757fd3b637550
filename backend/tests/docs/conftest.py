"""A real server for the guide: uvicorn, a fresh migrated database, one administrator."""

import asyncio
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli.accounts import EMAIL_DEFAULT, auth_service
from app.cli.embedded.processes import free_port, ticks
from app.core.settings import Settings
from tests.docs.markdown import ROOT

READY_SECONDS = 30
PASSWORD = "the guide is run as it is printed"


@dataclass(frozen=True)
class GuideServer:
    """A running server and what its log says about it."""

    address: str
    environment: dict[str, str]
    log: Path

    def answered(self) -> set[tuple[str, str, int]]:
        """Every request so far: method, path and status."""
        lines = [line for line in self.log.read_text().splitlines() if line.startswith("{")]
        events = [json.loads(line) for line in lines]
        return {
            (event["method"], event["path"], event["status"])
            for event in events
            if event["event"] == "request.answered"
        }


@pytest.fixture
def guide_server(fresh_database_url: str, redis_url: str, tmp_path: Path) -> Iterator[GuideServer]:
    environment = {
        **{name: value for name, value in os.environ.items() if not _is_setting(name)},
        "DATABASE_URL": fresh_database_url,
        "REDIS_URL": redis_url,
        "TANAMORI_DATA_DIR": str(tmp_path / "data"),
    }
    _add_administrator(Settings(database_url=fresh_database_url, redis_url=redis_url))
    port = free_port()
    log = tmp_path / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port)],
            cwd=ROOT / "backend",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_ready(process, address, log)
            yield GuideServer(address, environment, log)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _is_setting(name: str) -> bool:
    return re.match(r"TANAMORI_|DATABASE_URL|REDIS_URL", name) is not None


def _add_administrator(settings: Settings) -> None:
    async def work() -> None:
        async with auth_service(settings) as auth:
            await auth.add_user(
                email=EMAIL_DEFAULT, name="Administrator", password=PASSWORD, role="admin"
            )

    # In a thread of its own, because the run's event loop may be running around this fixture.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work()).result()


def _wait_until_ready(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    for _ in ticks(READY_SECONDS, 0.1):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            continue
    raise AssertionError(f"the server did not get ready:\n{log.read_text()}")
