"""Is the web app built from the sources that are here, and if not, how is it built?"""

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.console import step
from app.cli.errors import Failure
from app.cli.programs import Outcome, run
from app.core.settings import REPOSITORY_ROOT

FRONTEND = REPOSITORY_ROOT / "frontend"
OUTPUT = FRONTEND / "out"
BUILD_STAMP = OUTPUT / ".build-stamp"
PACKAGES = FRONTEND / "node_modules"
PACKAGES_STAMP = PACKAGES / ".packages-stamp"
# Lies there while packages are unpacked: whoever finds it starts anew.
PACKAGES_UNFINISHED = PACKAGES / ".packages-unfinished"

# Made by tools, or no part of what is built.
LEFT_OUT = {"node_modules", "out", ".next", "e2e", "test-results", "coverage", "next-env.d.ts"}
LEFT_OUT_ENDINGS = (".tsbuildinfo", ".test.ts", ".test.tsx")

CAUSES = (
    (
        r"ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH",
        "The package registry of npm cannot be reached.",
        "Check the network, and npm's settings if a proxy is needed; then start again.",
    ),
    (r"ENOSPC", "The disk is full.", "Free some space and start again."),
    (
        r"EACCES|EPERM|EROFS",
        "A file of the web app cannot be written.",
        "Correct the permissions of the folder frontend, and start again.",
    ),
)


def is_built() -> bool:
    """Whether the build is there and was made from exactly these sources.

    An installation without sources, such as an image, has what it was shipped with.
    """
    if not (FRONTEND / "package.json").exists():
        return True
    return (OUTPUT / "index.html").exists() and _read(BUILD_STAMP) == _sources_fingerprint()


def ensure_built() -> None:
    """Build the web app unless it is built already. Raises ``Failure``."""
    if is_built():
        return
    with _alone() as lock:
        if is_built():
            return
        ensure_packages(lock)
        fingerprint = _sources_fingerprint()
        with step("Building the web app"):
            outcome = npm("run", "build", lock=lock)
        if outcome.code != 0:
            raise _explain(outcome, "The web app could not be built.")
        BUILD_STAMP.write_text(fingerprint, encoding="utf-8")


def ensure_packages(lock: int | None = None) -> None:
    """Install what the web app is made of, unless exactly that is installed."""
    fingerprint = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    if _read(PACKAGES_STAMP) == fingerprint:
        return
    if PACKAGES_UNFINISHED.exists():
        shutil.rmtree(PACKAGES, ignore_errors=True)
    PACKAGES.mkdir(exist_ok=True)
    PACKAGES_UNFINISHED.touch()
    with step("Installing the packages of the web app"):
        # Keeps to the lock file and leaves it alone. `npm ci` would also refuse a lock file that
        # was written where the registry lacks the parts for other systems.
        outcome = npm("install", "--no-save", "--no-audit", "--no-fund", lock=lock)
    PACKAGES_UNFINISHED.unlink(missing_ok=True)
    if outcome.code != 0:
        raise _explain(outcome, "The packages of the web app could not be installed.")
    PACKAGES_STAMP.write_text(fingerprint, encoding="utf-8")


def npm(*words: str, lock: int | None = None) -> Outcome:
    """Run npm in the front end, without its questions and reports."""
    environment = {**os.environ, "NEXT_TELEMETRY_DISABLED": "1", "NO_UPDATE_NOTIFIER": "1"}
    return run(
        ["npm", *words],
        directory=FRONTEND,
        environment=environment,
        keep_open=() if lock is None else (lock,),
    )


@contextmanager
def _alone() -> Iterator[int]:
    """One build at a time; npm inherits the hold, so that it lasts until npm has ended."""
    lock = os.open(FRONTEND, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def _sources_fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(_sources(FRONTEND)):
        digest.update(str(path.relative_to(FRONTEND)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(directory: Path) -> Iterator[Path]:
    for path in directory.iterdir():
        if path.name in LEFT_OUT or path.name.endswith(LEFT_OUT_ENDINGS):
            continue
        if path.is_dir():
            yield from _sources(path)
        else:
            yield path


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _explain(outcome: Outcome, otherwise: str) -> Failure:
    errors = [line for line in outcome.lines if re.search("error", line, re.IGNORECASE)]
    said = "".join(errors[:8]).rstrip() or outcome.last_words(12)
    for pattern, reason, remedy in CAUSES:
        if re.search(pattern, outcome.text):
            return Failure(reason, f"{remedy}\n{said}")
    return Failure(otherwise, said)
