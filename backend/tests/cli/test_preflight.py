"""Is each thing that can be missing or taken named, with what to do about it?"""

import shutil
import socket
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli.embedded.processes import free_port
from app.cli.errors import Failure
from app.cli.named_servers import require_named_servers
from app.cli.preflight import require_node, require_space, reserve_port
from app.core.settings import Settings


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_taken_port_names_the_option_that_changes_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match=f"Port {port} is in use") as caught:
            reserve_port("127.0.0.1", port)
    assert f"--port {port + 1}" in caught.value.remedy


def test_an_address_of_another_machine() -> None:
    with pytest.raises(Failure, match="cannot be used") as caught:
        reserve_port("192.0.2.1", 8000)
    assert "--host" in caught.value.remedy


def test_a_reserved_port_refuses_until_somebody_listens() -> None:
    with reserve_port("127.0.0.1", 0) as reserved:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(reserved.getsockname(), timeout=1)
        reserved.listen()
        socket.create_connection(reserved.getsockname(), timeout=1).close()


def test_no_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failure, match=r"Node.js is not installed") as caught:
        require_node()
    assert "--no-web" in caught.value.remedy


def test_old_node_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path / "node", "v18.19.1")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failure, match=r"Node.js v18\.19\.1 is too old") as caught:
        require_node()
    assert "20" in caught.value.remedy


def test_node_without_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path / "node", "v22.4.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failure, match="without npm"):
        require_node()
    _program(tmp_path / "npm", "11.0.0")
    require_node()


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 10**12, 10**9))
    require_space(tmp_path / "not" / "yet", first_start=False)
    with pytest.raises(Failure, match=r"1\.0 GB are free, 1\.5 GB are needed"):
        require_space(tmp_path / "not" / "yet", first_start=True)


def test_a_named_database_that_does_not_answer() -> None:
    settings = Settings(database_url=f"postgresql://u:secret@127.0.0.1:{free_port()}/x")
    with pytest.raises(Failure, match=r"PostgreSQL at 127\.0\.0\.1:") as caught:
        require_named_servers(settings)
    assert "DATABASE_URL" in caught.value.remedy
    assert "secret" not in str(caught.value)


def test_a_named_cache_that_does_not_answer() -> None:
    settings = Settings(redis_url=f"redis://:secret@127.0.0.1:{free_port()}/0")
    with pytest.raises(Failure, match=r"Redis at 127\.0\.0\.1:") as caught:
        require_named_servers(settings)
    assert "secret" not in str(caught.value)


def test_named_servers_that_will_do(servers: Settings) -> None:
    require_named_servers(servers)


def test_named_servers_that_are_too_old(servers: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.named_servers.POSTGRES_MINIMUM", 99)
    with pytest.raises(Failure, match=r"is version \d+; 99 is the oldest"):
        require_named_servers(servers)


def _program(path: Path, says: str) -> None:
    path.write_text(f"#!/bin/sh\necho {says}\n")
    path.chmod(0o755)
