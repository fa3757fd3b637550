"""``tanamori test``: is everything that is promised still true?

Runs every check, one after another, and ends with a table of them. A check that is left out is
named in the table; none is left out silently.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from app.cli.console import fail, out
from app.cli.errors import Failure
from app.cli.programs import run
from app.cli.web_build import FRONTEND, ensure_built, ensure_packages
from app.core.settings import REPOSITORY_ROOT

BACKEND = REPOSITORY_ROOT / "backend"
GENERATED = FRONTEND / "src" / "lib" / "api" / "schema.gen.ts"
JOURNEYS = "tests/journeys"
FAULTS = "tests/faults"
# Judged by who comes first and how soon, so nothing else runs beside them.
ALONE = (FAULTS, "tests/benchmarks", "tests/stock/test_proof.py")
# Each of the two has servers of its own. They wait for these for most of the time, so both get on.
# In their own order the files that take long would come last, and one would wait for the other.
SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
# Servers that somebody names are one place, where two would meet.
NAMED_SERVERS = ("TANAMORI_TEST_DATABASE_URL", "TANAMORI_TEST_REDIS_URL")
# By its function: the script that pip makes names a Python by its place, which may have moved.
LINT_IMPORTS = "import importlinter.cli as cli; cli.lint_imports_command()"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PACKAGES = ("chromium", "fonts-noto-cjk")


@dataclass(frozen=True)
class Check:
    """One line of the table: how it is called, what runs it, and whether it takes long.

    ``asked_by`` is the option without which it is left out. Neighbours that are ``beside`` each
    other run two at a time; each prints its output when it has ended.
    """

    name: str
    work: Callable[[], bool]
    slow: bool = False
    asked_by: str | None = None
    beside: bool = False


LANES = 2
# Where the output of the check that runs in this thread goes.
_output: ContextVar[list[str] | None] = ContextVar("output", default=None)


def register(commands: typer.Typer) -> None:
    commands.command("test")(run_checks)


def run_checks(
    fast: Annotated[
        bool, typer.Option("--fast", help="Leave out what takes minutes: build and journeys.")
    ] = False,
    faults: Annotated[
        bool, typer.Option("--faults", help="Also run the whole fault matrix, not only its core.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="Run this check alone; may be repeated.")
    ] = None,
) -> None:
    """Run every check of the project."""
    checks = all_checks()
    names = [check.name for check in checks]
    unknown = [name for name in only or [] if name not in names]
    if unknown:
        raise Failure(f"There is no check {unknown[0]!r}.", f"There are: {', '.join(names)}")
    began = time.monotonic()
    chosen = [check for check in checks if not only or check.name in only]
    reasons = {} if only else {c.name: _left_out(c, fast=fast, faults=faults) for c in chosen}
    results = list(_carry_out_all([check for check in chosen if not reasons.get(check.name)]))
    results += [(name, reason, 0.0) for name, reason in reasons.items() if reason]
    if not _report(results, seconds=time.monotonic() - began):
        raise SystemExit(1)


def all_checks() -> list[Check]:
    """The checks in their order: the quick ones that fail most often come first."""
    python = [sys.executable, "-m"]
    return [
        Check("ruff", _backend([*python, "ruff", "check", "."])),
        Check("ruff-format", _backend([*python, "ruff", "format", "--check", "."])),
        Check("mypy", _backend([*python, "mypy"])),
        Check("floors", _backend([sys.executable, "-c", LINT_IMPORTS])),
        Check("contract", _backend([sys.executable, "-P", "-m", "app.cli", "openapi", "--check"])),
        Check("pytest", _pytest),
        Check("pytest-alone", _backend([*python, "pytest", *ALONE])),
        Check("generated", _generated),
        Check("vitest", _frontend("run", "test"), beside=True),
        Check("eslint", _frontend("run", "lint"), beside=True),
        Check("types", _frontend("run", "type-check"), beside=True),
        Check("prettier", _frontend("run", "format:check"), beside=True),
        Check("build", _build, slow=True),
        Check("journeys", _journeys, slow=True),
        # Without -m "not faults_long", which pyproject.toml sets for every other run.
        Check("faults", _backend([*python, "pytest", FAULTS, "-m", ""]), asked_by="--faults"),
    ]


def _left_out(check: Check, *, fast: bool, faults: bool) -> str | None:
    if check.asked_by == "--faults" and not faults:
        return f"left out without {check.asked_by}"
    return "left out by --fast" if fast and check.slow else None


def _carry_out_all(checks: Sequence[Check]) -> Iterator[tuple[str, str, float]]:
    for beside, group in groupby(checks, key=lambda check: check.beside):
        if not beside:
            yield from map(_carry_out, group)
            continue
        with ThreadPoolExecutor(LANES) as lanes:
            ends = [lanes.submit(copy_context().run, _carry_out_aside, check) for check in group]
            for end in ends:
                lines, result = end.result()
                sys.stdout.write("".join(lines))
                sys.stdout.flush()
                yield result


def _carry_out_aside(check: Check) -> tuple[list[str], tuple[str, str, float]]:
    lines = [f"\n{_title(check)}\n"]
    _output.set(lines)
    began = time.monotonic()
    try:
        passed = check.work()
    except Failure as failure:
        lines.append(f"{failure}\n")
        passed = False
    return lines, (check.name, _verdict(passed), time.monotonic() - began)


def _carry_out(check: Check) -> tuple[str, str, float]:
    out.print()
    out.print(Text(_title(check), style="bold"))
    began = time.monotonic()
    try:
        passed = check.work()
    except Failure as failure:
        fail(failure)
        passed = False
    return check.name, _verdict(passed), time.monotonic() - began


def _title(check: Check) -> str:
    return f"── {check.name} " + "─" * (60 - len(check.name))


def _verdict(passed: bool) -> str:
    return "passed" if passed else "failed"


def _report(results: list[tuple[str, str, float]], *, seconds: float) -> bool:
    table = Table("check", "result", "seconds", box=None, pad_edge=False)
    table.columns[2].justify = "right"
    for name, result, lasted in results:
        style = {"passed": "green", "failed": "bold red"}.get(result, "yellow")
        table.add_row(name, Text(result, style=style), f"{lasted:.1f}")
    table.add_row("together", "", f"{seconds:.1f}")
    out.print()
    out.print(table)
    return all(result != "failed" for _, result, _ in results)


def _say(line: str) -> None:
    if (lines := _output.get()) is not None:
        lines.append(line)
        return
    sys.stdout.write(line)
    sys.stdout.flush()


def _run(command: list[str], directory: Path) -> bool:
    sys.stdout.flush()
    environment = {**os.environ, "NEXT_TELEMETRY_DISABLED": "1", "PYTHONUNBUFFERED": "1"}
    # Hundreds of processes of ours are started: they are compiled once, not each time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return run(command, directory=directory, environment=environment, on_line=_say).code == 0


def _backend(command: list[str]) -> Callable[[], bool]:
    return lambda: _run(command, BACKEND)


def _frontend(*words: str) -> Callable[[], bool]:
    def work() -> bool:
        ensure_packages()
        return _run(["npm", *words], FRONTEND)

    return work


def _pytest() -> bool:
    """All tests but the journeys and those that want to be alone."""
    elsewhere = [word for path in (JOURNEYS, *ALONE) for word in ("--ignore", path)]
    return _run([sys.executable, "-m", "pytest", *_side_by_side(), *elsewhere], BACKEND)


def _side_by_side() -> Sequence[str]:
    return () if any(map(os.environ.get, NAMED_SERVERS)) else SIDE_BY_SIDE


def _generated() -> bool:
    """Whether the committed types of the front end are what the contract says."""
    ensure_packages()
    before = GENERATED.read_text(encoding="utf-8") if GENERATED.exists() else ""
    if not _run(["npm", "run", "generate-api"], FRONTEND):
        return False
    if GENERATED.read_text(encoding="utf-8") == before:
        return True
    raise Failure(
        f"{GENERATED.name} was not what the contract says; it has been written anew.",
        "Look at the difference and commit it.",
    )


def _build() -> bool:
    ensure_built()
    return True


def _journeys() -> bool:
    """A person's ways through the product, in a real browser against a real server."""
    ensure_built()
    os.environ["TANAMORI_CHROMIUM"] = _chromium()
    return _run([sys.executable, "-m", "pytest", *_side_by_side(), JOURNEYS], BACKEND)


def _chromium() -> str:
    """The browser of this machine, installed first where this may be done without asking."""
    found = os.environ.get("TANAMORI_CHROMIUM") or _find_chromium()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        out.print("Installing a browser for the journeys ...")
        for words in (["update", "-q"], ["install", "-qy", *CHROMIUM_PACKAGES]):
            run(["apt-get", *words], directory=BACKEND)
        found = _find_chromium()
    if found is None:
        raise Failure(
            "The journeys need the browser Chromium; none was found.",
            "Install it (Debian: apt install chromium), or name it in TANAMORI_CHROMIUM.",
        )
    return found


def _find_chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
