"""Can the package be built, installed alone, and used as its README says?"""

import ast
import asyncio
import os
import re
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

import tanamori_client
from tests.factories.shop import Shop
from tests.fixtures.application import PASSWORD
from tests.fixtures.stream import Served
from tests.house.source import BACKEND, CLIENT

README = CLIENT / "README.md"
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


def python_blocks() -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.M | re.S)


def test_the_readme_names_what_there_is() -> None:
    blocks = python_blocks()
    assert len(blocks) == 4
    for block in blocks:
        # Some are pieces of a coroutine.
        tree = ast.parse("async def piece():\n" + textwrap.indent(block, "    "))
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        named = {name for name in used if name[0].isupper()} - {"Path"} | (
            used & {"follow_blocking"}
        )
        assert named <= set(tanamori_client.__all__)
    prose = README.read_text(encoding="utf-8")
    events = re.findall(r"`(\w+)\(", prose)
    assert {"Changed", "Reset", "SnapshotStarted", "SnapshotRows", "SnapshotEnded"} <= set(events)
    for name in ("Unreachable", "WrongServer", "NotLoggedIn", "NotPermitted", "ServerRefused"):
        assert f"`{name}`" in prose
        assert issubclass(getattr(tanamori_client, name), tanamori_client.ClientError)


async def test_the_first_example_of_the_readme_runs(server: Served, served_shop: Shop) -> None:
    program = python_blocks()[0]
    for shown, real in (
        ("http://127.0.0.1:8000", server.origin),
        ("admin@localhost", server.people.viewer.email),
        ("…", PASSWORD),
    ):
        assert shown in program
        program = program.replace(shown, real)
    level = await served_shop.level(5, category="Kitchen/Mugs")
    reader = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", "-c", program),
        env={**os.environ, "PYTHONPATH": str(BACKEND)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert reader.stdout
    try:
        async with asyncio.timeout(SECONDS_MAX):
            waiting = asyncio.create_task(reader.stdout.readline())
            while not waiting.done():
                await served_shop.move(level, "receive", 1)
                await asyncio.wait({waiting}, timeout=0.3)
        assert f"stock.level_changed {level['sku']} movement" in (await waiting).decode()
    finally:
        reader.kill()
        await reader.wait()
