"""The source files of the project, as the house rules look at them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BACKEND = ROOT / "backend"
APP = BACKEND / "app"
CLIENT = BACKEND / "tanamori_client"
TESTS = BACKEND / "tests"


def python_files(*directories: Path) -> Iterator[Path]:
    """Every Python file below these directories, in a fixed order."""
    for directory in directories:
        yield from sorted(directory.rglob("*.py"))


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    """The path as people say it."""
    return str(path.relative_to(ROOT))


def calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every call as (line, name of what is called)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                yield node.lineno, called.attr
            elif isinstance(called, ast.Name):
                yield node.lineno, called.id


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every import as (line, dotted name), with what is imported from a module appended."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def tracked_files() -> list[Path]:
    """What is committed or about to be: everything that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / line for line in listed.stdout.split("\0") if line]
    return [path for path in paths if path.is_file()]


def report(rule: str, offenders: list[str]) -> str:
    """A message that says the rule and every place that breaks it."""
    return "\n".join([rule, *(f"  {offender}" for offender in offenders)])
