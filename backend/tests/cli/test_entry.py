"""Does the entry script know when the environment is whole, and say what is missing?"""

import ast
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from app.core.settings import REPOSITORY_ROOT

SCRIPT = REPOSITORY_ROOT / "tanamori"


@pytest.fixture
def entry(tmp_path: Path) -> ModuleType:
    """The script of a copy of the repository that has nothing but lock files."""
    backend = tmp_path / "backend"
    (backend / ".venv" / "bin").mkdir(parents=True)
    for name in ("requirements.lock", "requirements-dev.lock"):
        shutil.copy(REPOSITORY_ROOT / "backend" / name, backend / name)
    shutil.copy(SCRIPT, tmp_path / "tanamori")
    loader = importlib.machinery.SourceFileLoader("entry", str(tmp_path / "tanamori"))
    spec = importlib.util.spec_from_loader("entry", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_an_old_python_can_read_it_and_be_told() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 4))


def test_an_old_python_is_named(entry: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "PYTHON_MINIMUM", (9, 9))
    # A newer Python on this machine would take over, here as there.
    monkeypatch.setattr(entry.shutil, "which", lambda _name: None)
    with pytest.raises(entry.Failure) as caught:
        entry.require_python([])
    assert sys.version.split()[0] in caught.value.reason


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("up --port 1", "up"),
        ("--data-dir up test", "test"),
        ("--data-dir=x bench", "bench"),
        ("", ""),
    ],
)
def test_the_command_is_found_among_options(entry: ModuleType, words: str, command: str) -> None:
    assert entry.command_of(words.split()) == command


def test_the_stamp_says_what_is_installed(entry: ModuleType) -> None:
    assert not entry.is_ready("run")
    _install(entry, {"run": entry.fingerprint("run")})
    assert entry.is_ready("run")
    assert not entry.is_ready("develop")


def test_a_changed_lock_is_installed_again(entry: ModuleType) -> None:
    _install(entry, {"run": entry.fingerprint("run")})
    with Path(entry.LOCKS["run"]).open("a") as lock:
        lock.write("# changed\n")
    assert not entry.is_ready("run")


def test_an_interrupted_installation_begins_anew(entry: ModuleType) -> None:
    _install(entry, {"run": entry.fingerprint("run")})
    Path(entry.UNFINISHED).touch()
    assert not entry.is_ready("run")
    assert not entry.is_usable()


def test_an_environment_that_was_moved_begins_anew(entry: ModuleType) -> None:
    _install(entry, {"run": entry.fingerprint("run"), "place": "/elsewhere/.venv"})
    assert not entry.is_ready("run")
    assert not entry.is_usable()


def test_a_full_disk(entry: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    full = SimpleNamespace(free=10**8)
    monkeypatch.setattr(entry.shutil, "disk_usage", lambda _path: full)
    with pytest.raises(entry.Failure, match=r"0\.1 GB are free"):
        entry.check_place()


def test_a_read_only_folder(entry: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry.os, "access", lambda _path, _mode: False)
    with pytest.raises(entry.Failure, match="read-only"):
        entry.check_place()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("ERROR: No space left on device", "disk is full"),
        ("NewConnectionError: Temporary failure in name resolution", "cannot be reached"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that the lock file names"),
        ("ERROR: No matching distribution found for x", "no ready-made package"),
        ("something else", "could not be installed"),
    ],
)
def test_a_failed_installation_is_explained(entry: ModuleType, said: str, reason: str) -> None:
    with pytest.raises(entry.Failure, match=reason) as caught:
        entry.explain(said, "The packages could not be installed.")
    assert said in caught.value.remedy


def test_a_missing_venv_module_is_explained(entry: ModuleType) -> None:
    with pytest.raises(entry.Failure) as caught:
        entry.explain_venv("The virtual environment was not created: ensurepip is not available")
    assert "-venv" in caught.value.remedy


def test_it_starts_from_anywhere_and_through_a_link(tmp_path: Path) -> None:
    """Also beside a folder `app` of somebody else."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('the wrong app')")
    link = tmp_path / "link"
    link.symlink_to(SCRIPT)
    done = subprocess.run(
        [str(link), "user", "--help"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "password" in done.stdout


def _install(entry: ModuleType, stamp: dict[str, str]) -> None:
    Path(entry.PYTHON).symlink_to(sys.executable)
    Path(entry.STAMP).write_text(repr({"place": entry.VENV, **stamp}))
