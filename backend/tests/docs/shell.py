"""A shell that runs the guide's examples as a reader would: one after another, in one session."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

SECONDS_MAX = 30


@dataclass(frozen=True)
class Result:
    """How a block of commands ended; ``status`` and ``headers`` are of its last HTTP answer."""

    code: int
    output: str
    complaint: str
    status: int | None
    headers: Mapping[str, str]


class Shell:
    """One bash; variables and functions live from block to block.

    What curl should do without being told (be silent, note the headers) stands in a .curlrc, so
    that the commands run exactly as they are printed.
    """

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self._home = home
        self._headers = home / "headers"
        (home / ".curlrc").write_text(
            f'silent\nshow-error\nmax-time = {SECONDS_MAX}\nnoproxy = "*"\n'
            f'dump-header = "{self._headers}"\n',
            encoding="utf-8",
        )
        self._bash = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=home,
            env={**os.environ, **environment, "CURL_HOME": str(home), "HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def __enter__(self) -> "Shell":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bash.kill()
        self._bash.communicate()

    def run(self, block: str) -> Result:
        output, complaint = self._home / "output", self._home / "complaint"
        self._headers.unlink(missing_ok=True)
        assert self._bash.stdin is not None
        assert self._bash.stdout is not None
        # `eval` keeps a mistake in one block from swallowing the next.
        (self._home / "block").write_text(block, encoding="utf-8")
        self._bash.stdin.write(f'eval "$(cat block)" >{output} 2>{complaint} </dev/null; echo $?\n')
        self._bash.stdin.flush()
        code = self._bash.stdout.readline().strip()
        assert code.isdigit(), f"the shell ended: {code} {self._bash.stdout.read()}"
        status, headers = self._last_answer()
        return Result(int(code), output.read_text(), complaint.read_text(), status, headers)

    def _last_answer(self) -> tuple[int | None, dict[str, str]]:
        if not self._headers.exists():
            return None, {}
        status_line, *lines = self._headers.read_text(encoding="utf-8").strip().splitlines()
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return int(status_line.split()[1]), headers
