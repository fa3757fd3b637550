"""Can the package be built, installed alone, and used?"""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source import CLIENT

SECONDS_MAX = 120


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"),
            *("--no-index", "--quiet", "--disable-pip-version-check"),
            *("--wheel-dir", str(place), str(CLIENT)),
        ],
        check=True,
        timeout=SECONDS_MAX,
    )
    (built,) = place.glob("tanamori_client-*-py3-none-any.whl")
    return built


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        about = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        metadata = archive.read(about).decode()
    sources = {f"tanamori_client/{path.name}" for path in CLIENT.glob("*.py")}
    assert held == sources | {"tanamori_client/py.typed"}
    assert "Requires-Dist: httpx" in metadata
    assert "Requires-Dist: websockets" in metadata
    assert metadata.count("Requires-Dist:") == 2
    assert "# tanamori-client" in metadata


def test_the_wheel_is_imported_without_the_application(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    # The path of the environment holds the repository too; only its packages are let in.
    program = f"""
import sys, site
sys.path = [{str(tmp_path)!r}, *(p for p in sys.path if not p.endswith("backend"))]
import tanamori_client
assert tanamori_client.__file__.startswith({str(tmp_path)!r}), tanamori_client.__file__
assert not any(name == "app" or name.startswith("app.") for name in sys.modules)
print(tanamori_client.Position.parse("e:1"), len(tanamori_client.__all__))
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=SECONDS_MAX,
        check=False,
    )
    assert done.stdout.startswith("e:1 "), done.stderr
