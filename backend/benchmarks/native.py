"""Where do the programs that are not Python come from?

A client that counts a million messages a second, and the barest writer there could be, are written
in C (``native/``) and compiled when a bench begins: a client in Python would be the limit itself.
"""

import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.cli.errors import Failure
from app.cli.web_build import FRONTEND, ensure_packages

SOURCES = Path(__file__).parent / "native"
FAN_OUT = SOURCES / "fan_out.mjs"
PACKAGES = FRONTEND / "package.json"
COMPILE_SECONDS = 120
# What servers, files and the database need beside the sockets.
OTHER_FILES = 500


@dataclass(frozen=True)
class Programs:
    """The compiled programs."""

    listener: Path
    writer: Path


def build(directory: Path) -> Programs:
    """Compile them into ``directory``. Raises `Failure`."""
    if sys.platform != "linux":
        raise Failure("The sockets are measured with epoll, which only Linux has.")
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise Failure(
            "The sockets are measured by a program in C, and no compiler was found.",
            "Install one (Debian: apt install gcc libc6-dev), and start again.",
        )
    programs = Programs(directory / "listener", directory / "writer")
    for program in (programs.listener, programs.writer):
        source = SOURCES / f"{program.name}.c"
        done = subprocess.run(
            [compiler, "-O2", "-o", str(program), str(source)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=COMPILE_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise Failure(
                f"{source.name} could not be compiled: {done.stderr.strip()[-400:]}",
                "A compiler without the C library's headers cannot (Debian: apt install "
                "libc6-dev).",
            )
    return programs


def find_node() -> str:
    """The program ``node``, with ws installed in the web app's packages. Raises `Failure`."""
    node = shutil.which("node")
    if node is None:
        raise Failure(
            "Node.js is not installed; its ws is one of the limits.",
            "Install Node.js, or leave that limit out with --no-node.",
        )
    if not (FRONTEND / "node_modules" / "ws" / "package.json").exists():
        ensure_packages()
    return node


def allow_sockets(count: int) -> None:
    """Let this process and those it starts open so many sockets. Raises `Failure`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + OTHER_FILES
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise Failure(
            f"{count:,} sockets need {wanted:,} open files, and {hard:,} are allowed.",
            f"Allow more (ulimit -Hn {wanted}), or measure fewer with --sockets.",
        )
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
