"""Does ``tanamori tail`` show what happens, whoever reads it and whatever becomes of the server?"""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from app.cli.tail.lines import Lines, told_of
from app.core.settings import REPOSITORY_ROOT, Settings
from app.realtime.examples import example_changes, render_examples
from tanamori_client import Change, Channel, read_message
from tanamori_client.messages import Changes
from tests.factories.shop import Shop
from tests.fixtures.application import PASSWORD, People
from tests.fixtures.records import Records
from tests.fixtures.stream import Served, served

BACKEND = REPOSITORY_ROOT / "backend"
PATIENCE_SECONDS = 30.0
INVENTORY: Channel = "inventory:updates"


def words_of(*words: str) -> list[str]:
    return [sys.executable, "-P", "-m", "app.cli", "tail", *words]


def environment(**variables: str) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("TANAMORI_")}
    return {**bare, "PYTHONPATH": str(BACKEND), "TZ": "UTC", "COLUMNS": "200", **variables}


class Tailing:
    """A running ``tail``, and what it says."""

    def __init__(self, process: Process) -> None:
        self.process = process

    async def line(self) -> str:
        assert self.process.stdout
        async with asyncio.timeout(PATIENCE_SECONDS):
            return (await self.process.stdout.readline()).decode().rstrip("\n")

    async def said(self, words: str) -> str:
        """The next line on standard error with these words."""
        assert self.process.stderr
        async with asyncio.timeout(PATIENCE_SECONDS):
            while line := (await self.process.stderr.readline()).decode():
                if words in line:
                    return line
        raise AssertionError(f"it ended without {words!r}")

    async def end(self) -> tuple[int, str]:
        """Its exit code, and what it said last."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, last = await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode, last.decode()


@asynccontextmanager
async def tailing(server: Served, *words: str) -> AsyncIterator[Tailing]:
    process = await asyncio.create_subprocess_exec(
        *words_of("--url", server.origin, *words),
        env=environment(TANAMORI_TOKEN=server.people.viewer.token),
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield Tailing(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def run(*words: str, **variables: str) -> tuple[int, str]:
    """Exit code and complaint of a tail that ends by itself."""
    process = await asyncio.create_subprocess_exec(
        *words_of(*words), env=environment(**variables), stdout=PIPE, stderr=PIPE
    )
    return await Tailing(process).end()


async def test_a_line_for_each_change(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(12)
    async with tailing(server, "--sku", level["sku"]) as tail:
        await tail.said("live")
        await served_shop.move(level, "sale", 3)
        line = await tail.line()
        expected = ("stock", "sold 3", level["sku"], level["location"], "12 → 9", "admin@shop.test")
        pattern = r"\d\d:\d\d:\d\d  " + r"\s+".join(re.escape(part) for part in expected)
        assert re.fullmatch(pattern, line), line
        await served_shop.price(level, "1980")
        assert "price set" in (line := await tail.line())
        assert "- → 1980 JPY" in line
        await served_shop.thresholds(level, reorder_point=20)
        both = sorted([await tail.line(), await tail.line()])
        assert any("reorder point edited" in line for line in both), both
        assert any("raised: warning, 9 left of 20" in line for line in both), both
        tail.process.send_signal(signal.SIGINT)
        assert await tail.end() == (130, "Stopped.\n")


async def test_json_for_pipes(server: Served, served_shop: Shop, records: Records) -> None:
    level = await served_shop.level(5)
    await records.settled()
    async with tailing(server, "--channel", INVENTORY, "--json", "--last", "1") as tail:
        change = json.loads(await tail.line())
        assert (change["channel"], change["type"]) == (INVENTORY, "stock.level_changed")
        assert change["after"]["sku"] == level["sku"]
        await tail.said("live")
        await served_shop.move(level, "sale", 1)
        following = json.loads(await tail.line())
        assert (following["seq"], following["epoch"]) == (change["seq"] + 1, change["epoch"])
        assert following["after"]["on_hand"] == 4
        assert following["at"].endswith("Z")
        tail.process.send_signal(signal.SIGTERM)
        assert await tail.end() == (143, "Stopped.\n")


async def test_behind_a_seq(server: Served, served_shop: Shop, records: Records) -> None:
    level = await served_shop.level(5)
    await records.settled()
    async with server.client(server.people.viewer) as http:
        head = (await http.get(f"/api/v1/snapshot?channel={INVENTORY}&limit=1")).json()
    for _ in range(3):
        await served_shop.move(level, "sale", 1)
    for since in (str(head["seq"]), f"{head['epoch']}:{head['seq']}"):
        async with tailing(server, "--channel", INVENTORY, "--since", since, "--json") as tail:
            seqs = [json.loads(await tail.line())["seq"] for _ in range(3)]
            assert seqs == [head["seq"] + n for n in (1, 2, 3)]


async def test_through_a_restart(own_settings: Settings, people: People) -> None:
    async with served(own_settings, people) as first, first.client(people.admin) as http:
        port = first.port
        level = await Shop(http).level(10)
        process = await asyncio.create_subprocess_exec(
            *words_of("--url", first.origin, "--json", "--channel", INVENTORY),
            env=environment(TANAMORI_TOKEN=people.viewer.token),
            stdout=PIPE,
            stderr=PIPE,
        )
        tail = Tailing(process)
        await tail.said("live")
        await Shop(http).move(level, "sale", 1)
        before = json.loads(await tail.line())["seq"]
    await tail.said("lost the server, last heard at")
    async with served(own_settings, people, port=port) as second:
        async with second.client(people.admin) as http:
            for _ in range(3):
                await Shop(http).move(level, "sale", 1)
        seqs = [json.loads(await tail.line())["seq"] for _ in range(3)]
        assert seqs == [before + n for n in (1, 2, 3)]
        await tail.said("live")
        process.send_signal(signal.SIGINT)
        assert (await tail.end())[0] == 130


async def test_a_position_of_another_history(server: Served) -> None:
    async with tailing(server, "--channel", INVENTORY, "--since", "another:1", "--json") as tail:
        reset = json.loads(await tail.line())
        assert (reset["type"], reset["reason"]) == ("reset", "epoch")
        await tail.said("changes are lost for good")


@pytest.mark.parametrize("busy", [True, False])
async def test_a_reader_that_goes_away(server: Served, served_shop: Shop, *, busy: bool) -> None:
    """As ``tail | head -1`` does, whether or not anything happens afterwards."""
    level = await served_shop.level(100)
    words = words_of("--url", server.origin)
    process = await asyncio.create_subprocess_exec(
        *("bash", "-c", 'set -o pipefail; "$@" | head -1', "bash", *words),
        env=environment(TANAMORI_TOKEN=server.people.viewer.token),
        stdout=PIPE,
        stderr=PIPE,
    )
    tail = Tailing(process)
    await tail.said("live")
    await served_shop.move(level, "sale", 1)
    assert "sold 1" in await tail.line()
    if busy:
        await served_shop.move(level, "sale", 1)
    assert await tail.end() == (0, "")


@pytest.mark.parametrize(
    ("words", "variables", "complaint"),
    [
        (
            ["--url", "http://127.0.0.1:9"],
            {"TANAMORI_TOKEN": "t"},
            "No server answers at http://127.0.0.1:9",
        ),
        (["--url", "localhost"], {"TANAMORI_TOKEN": "t"}, "is no address of a server"),
        ([], {"TANAMORI_TOKEN": "made up"}, "The token is not valid"),
        (
            ["--email", "viewer@shop.test"],
            {"TANAMORI_ADMIN_PASSWORD": "wrong"},
            "could not log in",
        ),
        ([], {}, "Nobody is named who may read"),
        (["--channel", "inventory"], {"TANAMORI_TOKEN": "t"}, "There is no channel 'inventory'"),
        (["--since", "3"], {"TANAMORI_TOKEN": "t"}, "A seq counts inside of one channel"),
        (["--mode", "fast"], {"TANAMORI_TOKEN": "t"}, "There is no mode 'fast'"),
    ],
)
async def test_a_mistake_is_told_with_its_remedy(
    server: Served, words: list[str], variables: dict[str, str], complaint: str
) -> None:
    code, said = await run("--url", server.origin, *words, **variables)
    assert code == 1
    assert complaint in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 2, said


async def test_a_seq_that_is_none(server: Served) -> None:
    words = ("--url", server.origin, "--channel", INVENTORY)
    token = server.people.viewer.token
    code, said = await run(*words, "--since", "yesterday", TANAMORI_TOKEN=token)
    assert (code, said.splitlines()[0]) == (1, "'yesterday' is no seq.")


@pytest.mark.parametrize("option", ["--token", "--password"])
async def test_secret_on_the_command_line_is_rejected(option: str) -> None:
    code, said = await run(option, "hunter2hunter2")
    assert code == 1
    assert f"{option} on a command line can be read" in said
    assert "hunter2" not in said


async def test_by_password(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(5)
    process = await asyncio.create_subprocess_exec(
        *words_of("--url", server.origin, "--email", "viewer@shop.test", "--last", "1"),
        env=environment(TANAMORI_ADMIN_PASSWORD=PASSWORD),
        stdout=PIPE,
        stderr=PIPE,
    )
    tail = Tailing(process)
    assert level["sku"] in await tail.line()
    process.terminate()
    assert (await tail.end())[0] == 143


def examples() -> list[Change]:
    found: list[Change] = []
    for text in render_examples().values():
        message = read_message(text)
        assert isinstance(message, Changes)
        found += message.changes
    return found


def test_every_kind_of_change_has_words() -> None:
    said = {(told_of(change).words, told_of(change).step) for change in examples()}
    assert len(examples()) == len(example_changes())
    assert said == {
        ("new item: Blue mug 300 ml", ""),
        ("item: name edited", ""),
        ("location: name edited", ""),
        ("sold 3", "12 → 9"),
        ("reorder point edited", ""),
        ("put right", "11 → 9"),
        ("put right", "9 → 9"),
        ("price set", "- → 1980 JPY"),
        ("price -10.10 %", "1980 → 1780 JPY"),
        ("price -20.00 %", "1780 → 1424 JPY"),
        ("price planned", ""),
        ("sale created: Spring sale", ""),
        ("sale started: Spring sale", ""),
        ("proposal proposed: A-17: 1980 → 198 JPY", ""),
        ("proposal rejected: A-17: 1980 → 198 JPY", ""),
        ("many prices applying: 2000 of 10000", ""),
        ("guard created: Mugs", ""),
        ("guard edited: Mugs", ""),
        ("guard removed: Mugs", ""),
        ("price list created: Web shop", ""),
        ("price list edited: Web shop", ""),
        ("raised: warning, 9 left of 10", ""),
        ("acknowledged: warning", ""),
        ("changed: critical, 0 left of 10", ""),
        ("resolved: critical", ""),
    }


def test_a_change_of_a_later_release_has_a_line(tmp_path: Path) -> None:
    sold = next(change for change in examples() if change.type == "stock.level_changed")
    later = Change(1, "supplier.late", "1", 1, None, {"sku": "A-1"}, {}, sold.at)
    assert "supplier.late" in Lines().line(INVENTORY, later).plain


def test_columns_stand_below_each_other() -> None:
    lines = Lines()
    sold = next(change for change in examples() if change.type == "stock.level_changed")
    wide: dict[str, Any] = {**sold.after, "sku": "煎茶-100"}
    second = Change(2, sold.type, "1", 2, sold.before, wide, sold.cause, sold.at)
    first = lines.line(INVENTORY, sold).plain
    assert first.index("12 → 9") == lines.line(INVENTORY, second).plain.index("12 → 9") + 2


def test_help_names_the_options() -> None:
    done = subprocess.run(
        words_of("--help"), capture_output=True, text=True, env=environment(), check=True
    )
    for option in ("--channel", "--since", "--last", "--mode", "--json", "--token", "--category"):
        assert option in done.stdout
