"""Does the benchmark of the fan-out measure what it says, and notice what is lost?"""

import json
import shutil
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli.errors import Failure
from app.core.settings import Settings
from app.feed.change import Channel
from app.feed.frames import Batch
from benchmarks import fanout, fanout_stage, native, sockets, storm, table
from benchmarks.between import Statements, asked_for
from benchmarks.fanout_stage import FanoutOptions, Names, Scale
from benchmarks.goals import p99_to
from benchmarks.listening import Heard, Listen
from benchmarks.made_changes import CHANGE_BYTES, change_text
from benchmarks.path import joined
from benchmarks.reading import Reading
from benchmarks.rounds import Cell, Row
from benchmarks.storm import storm_reading
from benchmarks.table import Result

# Far too small to say anything about speed.
SCALE = Scale(
    paced_sockets=5,
    paced_per_second=200,
    path_sockets=4,
    path_per_second=50,
    stalled=2,
    idle_sockets=6,
    storm_clients=8,
)
TRIAL = FanoutOptions([4], seconds=0.3, rounds=1, items=100, node=False, scale=SCALE)
HEARD = Heard(
    seconds=2.0,
    live=10,
    frames=100,
    changes=400,
    bytes=80_000,
    fewest=40,
    most=40,
    holes=0,
    resets=0,
    lost=0,
    refused=0,
    p50_us=1_500,
    p99_us=9_000,
    max_us=10_000,
    cpu_seconds=1.0,
    first_lost_ns=5_000_000_000,
    first_live_ns=7_000_000_000,
    last_live_ns=9_000_000_000,
    closed={},
)


@pytest.fixture(scope="module")
def result(servers: Settings) -> Result:
    """One short run, without the wait for those who stand still."""
    if shutil.which("cc") is None:
        pytest.skip("no C compiler")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storm, "CHANGES", 20)
        patch.setattr(storm, "SPREAD", 5)
        patch.setattr(storm, "AFTER_SECONDS", 0.3)
        patch.setattr(sockets, "SETTLE_SECONDS", 0.1)
        patch.setattr(fanout_stage, "TAIL_SECONDS", 0.3)
        return fanout.run_on(servers, TRIAL)


def test_nothing_is_lost(result: Result) -> None:
    assert [check for check in result.checks if not check.holds] == []


def test_every_measure_is_told_with_its_targets(
    result: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [row.cell.name for row in result.rows]
    assert set(result.goals) <= set(names)
    assert all(row.done > 0 for row in result.rows)
    table.show(result)
    table.write_json(result, tmp_path / "result.json")
    document = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    held = [goal["label"] for row in document["rows"] for goal in row["goals"] if goal["enough"]]
    assert len(held) == 8
    shown = capsys.readouterr().out
    assert all(name in shown for name in names)


def test_every_change_reaches_every_socket(result: Result) -> None:
    rows = {row.cell.name: row for row in result.rows}
    names = Names(SCALE)
    (paced,) = rows[names.paced].readings
    assert paced.more["share"] == 1.0
    (path,) = rows[names.path].readings
    assert path.more["fewest"] == path.done > 0
    assert 0 < path.p50_ms <= path.p99_ms
    (back,) = rows[names.storm].readings
    assert back.done == SCALE.storm_clients
    assert 0 < back.more["first_seconds"] <= back.more["seconds"]


def test_only_the_thousand_is_held_to_the_targets() -> None:
    goals = fanout.goals(replace(TRIAL, sockets=[200, 1_000], node=True))
    enough = {name: [goal.enough for goal in held] for name, held in goals.items()}
    assert enough[Names.gateway(200)] == [None, None]
    assert enough[Names.gateway(1_000)] == [0.45, 0.9]


def test_a_smaller_scale_keeps_its_pace() -> None:
    small = Scale().times(0.01)
    assert (small.storm_clients, small.stalled, small.paced_per_second) == (20, 2, 1_000)


def test_a_made_change_is_one_of_the_feed() -> None:
    text = change_text(7, 123)
    assert len(text) == CHANGE_BYTES
    assert json.loads(text)["cause"]["t"] == 123
    batch = Batch("e", 7, 8, [text, change_text(8, 124)])
    assert Batch.decode(batch.encode()) == batch


def test_what_the_listener_says_is_understood_or_refused() -> None:
    said = json.dumps(vars(HEARD))
    assert Heard.of(said) == HEARD
    reading = HEARD.reading({"server": 0.5})
    assert (reading.per_second, reading.p99_ms, reading.cores["load"]) == (200.0, 9.0, 0.5)
    assert replace(HEARD, holes=2, lost=1).reading({}).failed == 3
    for nonsense in ("", "[]", '{"seconds": 1}', said.replace("holes", "hills")):
        with pytest.raises(Failure):
            Heard.of(nonsense)


def test_a_job_is_told_line_by_line() -> None:
    job = Listen(80, 3, ("one", "two"), Channel.PRICES, clock="at", stalled=1)
    lines = list(job.lines())
    assert lines[0] == "port 80"
    assert "identity Authorization: Bearer two" in lines
    assert "clock at" in lines
    (again,) = (line for line in lines if line.startswith("again "))
    back = json.loads(again.removeprefix("again ").replace("{since}", "7"))
    assert (back["since"], back["epoch"], back["channel"]) == (7, "{epoch}", Channel.PRICES)
    assert lines[-1] == "begin"
    assert "path /ws" not in list(Listen(80, 3, plain=True).lines())


def reading(p99_ms: float = 2.0, **more: float) -> Reading:
    return Reading(10.0, p50_ms=1.0, p99_ms=p99_ms, max_ms=3.0, done=5, failed=0, more=more)


def test_a_change_that_one_socket_misses_is_noticed() -> None:
    asked = replace(reading(), done=40)
    whole = joined(HEARD.reading({}, fewest=40.0), asked, 2.0, stalled=0)
    assert (whole.failures, whole.per_second) == ({}, 200.0)
    missed = joined(HEARD.reading({}, fewest=39.0), asked, 2.0, stalled=0)
    assert missed.failures == {"changes that a socket did not get": 1}
    gone = replace(HEARD, lost=3).reading({}, fewest=40.0)
    assert joined(gone, asked, 2.0, stalled=3).failures == {}
    assert joined(gone, asked, 2.0, stalled=2).failures == {"sockets lost": 1}


def test_readers_that_stand_still_must_be_closed_and_cheap() -> None:
    def row(*readings: Reading) -> Row:
        return Row(Cell("any", lambda _: reading()), list(readings))

    without = row(reading(grown_kib=5_000.0), reading(grown_kib=0.0))
    well = row(*[reading(grown_kib=9_000.0, slow_closes=2.0)] * 2)
    assert [check.holds for check in fanout.check_stalled(without, well, 2)] == [True, True]
    ill = row(*[reading(grown_kib=90_000.0, slow_closes=1.0)] * 2)
    assert [check.holds for check in fanout.check_stalled(without, ill, 2)] == [False, False]
    assert fanout.check_stalled(without, row(*[reading(grown_kib=1.0)] * 2), 2) == []


def test_the_way_back_counts_from_the_kill() -> None:
    back = storm_reading(HEARD, killed_ns=4_000_000_000, clients=10, queries=3, machine=1.0)
    assert (back.more["seconds"], back.more["first_seconds"]) == (5.0, 3.0)
    assert (back.failures, back.more["queries"]) == ({}, 3)
    late = storm_reading(replace(HEARD, live=9, resets=2), 0, 10, 0, 1.0)
    assert late.failures == {"resets": 2, "clients that did not come back": 1}


def test_two_p99_are_compared_inside_a_round() -> None:
    def row(name: str, times: Sequence[float]) -> Row:
        return Row(Cell(name, lambda _: reading()), [reading(time) for time in times])

    rows = [row("without", [10.0, 20.0]), row("with", [11.0, 30.0])]
    found = p99_to("without", 1.2, 1.05).figure(rows[1], rows)
    assert (found.low, found.high) == (1.1, 1.5)


def message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!I", len(body) + 4) + body


def test_statements_are_read_off_the_wire_however_it_is_cut() -> None:
    sent = (
        struct.pack("!II", 8, 80877103)
        + struct.pack("!II", 8 + 5, 196608)
        + b"user\0"
        + message(b"P", b"one\0SELECT  1\0\0\0")
        + message(b"B", b"\0one\0\0\0\0\0\0\0")
        + message(b"E", b"\0\0\0\0\0") * 2
        + message(b"S", b"")
        + message(b"Q", b"BEGIN;\0")
    )
    for size in (1, 3, 1_000):
        statements = Statements(Counter())
        for start in range(0, len(sent), size):
            statements.feed(sent[start : start + size])
        assert statements.seen == {"SELECT 1": 2, "BEGIN;": 1}


def test_what_a_server_asks_by_itself_is_no_price_of_its_clients() -> None:
    alone = Counter({"SELECT clock": 5, "SELECT beat": 9})
    seen = Counter({"SELECT clock": 7, "SELECT beat": 12, "SELECT who": 1, "BEGIN": 4, ";": 2})
    assert asked_for(seen, alone) == {"SELECT beat": 3, "SELECT who": 1}


def test_without_a_compiler_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Failure) as refused:
        native.build(tmp_path)
    assert "apt install gcc" in str(refused.value.remedy)


def test_more_sockets_than_files_are_refused() -> None:
    native.allow_sockets(1)
    with pytest.raises(Failure):
        native.allow_sockets(1 << 40)
