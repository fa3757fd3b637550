"""How is a page in a browser opened, and asked what it sees?"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.cli.errors import Failure
from app.cli.test import CHROMIUM_NAMES
from benchmarks.station import Station

CLOSE_SECONDS = 20.0
BROWSER_VARIABLE = "TANAMORI_CHROMIUM"
REMEDY = "Install it (Debian: apt install chromium), or name it in TANAMORI_CHROMIUM."


def find_browser() -> str:
    """The program. Raises `Failure`."""
    named = [os.environ.get(BROWSER_VARIABLE), *map(shutil.which, CHROMIUM_NAMES)]
    if found := next(filter(None, named), None):
        return found
    raise Failure("A screen is measured in the browser Chromium; none was found.", REMEDY)


class OpenPage:
    """A page in a browser, asked by one line and answering with one."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self._process = process
        self.address = address

    def ask(self, do: str, **more: Any) -> dict[str, Any]:
        """Raises `Failure` when the browser has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise Failure(f"The browser did not {do}; its words are above.")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def opened_page(station: Station, browser: str) -> Iterator[OpenPage]:
    """A browser that has logged in; it is closed afterwards."""
    if importlib.util.find_spec("playwright") is None:
        raise Failure("The package playwright is missing.", "Start it as: ./tanamori bench screen")
    address = f"http://{station.server.host}:{station.server.port}"
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "benchmarks.screen_page"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            assert process.stdin is not None
            job = {"browser": browser, "token": station.token, "address": address}
            process.stdin.write(json.dumps(job) + "\n")
            yield OpenPage(process, address)
            process.stdin.close()
            process.wait(CLOSE_SECONDS)
        finally:
            process.kill()
