"""Is everything that is committed free of the machine it was written on?"""

import re

from tests.house.source import ROOT, name, report, tracked_files

# Put together here, so that this file does not find itself.
REGISTRIES = re.compile("|".join(("registry" + r"\.npmjs", "pypi" + r"\.org", "python" + "hosted")))
MACHINE_PATHS = re.compile(r"(?<![\w.~/-])/(?:root|home|Users|work)/[\w.-]")
TEXT_BYTES_MAX = 4_000_000


def test_no_address_of_a_registry() -> None:
    assert not (found := _lines_with(REGISTRIES)), report(
        "Packages are named, and found by whatever registry the machine uses:", found
    )


def test_no_path_of_a_machine() -> None:
    assert not (found := _lines_with(MACHINE_PATHS)), report(
        "Paths are relative to the repository:", found
    )


def test_lock_files_carry_hashes_and_no_addresses() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / "backend" / lock).read_text(encoding="utf-8")
        assert "://" not in text, f"{lock} names an address"
        assert "python_full_version" in text, (
            f"{lock} holds for one Python only; pyproject.toml says how it is written"
        )
        pinned = re.findall(r"^\S+==\S+", text, re.MULTILINE)
        hashed = re.findall(r"^\S+==[^\n]+ \\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(pinned) == len(hashed) > 0, f"{lock} has a package without a hash"
    lock_file = ROOT / "frontend" / "package-lock.json"
    if lock_file.exists():
        assert '"resolved"' not in lock_file.read_text(encoding="utf-8"), (
            "package-lock.json names addresses; npm reads frontend/.npmrc to leave them out"
        )


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked_files():
        data = path.read_bytes()
        if len(data) > TEXT_BYTES_MAX or b"\0" in data[:8_000]:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{name(path)}:{number} {line.strip()[:80]}")
    return found
