"""How is another program run so that it never outlives the command that needed it?"""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TERMINATE_SECONDS = 5
# Enough for a message; a build may say megabytes.
LINES_KEPT = 2_000


@dataclass(frozen=True)
class Outcome:
    """How a program ended, and the last lines that it said."""

    code: int
    lines: list[str]

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def last_words(self, lines: int = 6) -> str:
        """The end of the output, for a message that says why it failed."""
        said = [line.rstrip() for line in self.lines if line.strip()]
        return "\n".join(said[-lines:])


def run(
    command: list[str],
    *,
    directory: Path,
    environment: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
    keep_open: tuple[int, ...] = (),
) -> Outcome:
    """Run a program to its end and collect its output.

    It gets a process group of its own, which is ended when this call is interrupted: by Ctrl-C, by
    SIGTERM or by any other exception. ``keep_open`` are file handles that it inherits.
    """
    try:
        process = subprocess.Popen(
            command,
            cwd=directory,
            env=dict(environment) if environment is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=keep_open,
            start_new_session=True,
        )
    except OSError as error:
        return Outcome(127, [f"{command[0]}: {error.strerror}\n"])
    lines: list[str] = []
    with process:
        try:
            for line in process.stdout or ():
                lines.append(line)
                del lines[:-LINES_KEPT]
                if on_line:
                    on_line(line)
            return Outcome(process.wait(), lines)
        except BaseException:
            stop_group(process)
            raise


def stop_group(process: "subprocess.Popen[str]", seconds: float = TERMINATE_SECONDS) -> None:
    """End a program and everything that it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
            return
