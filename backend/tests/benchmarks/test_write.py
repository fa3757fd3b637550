"""Does the benchmark of the write path measure what it says, and hold it to the right numbers?"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.settings import Settings
from benchmarks import memory, table, write, write_stage
from benchmarks.goals import Goal, of_each_round, ratio_to
from benchmarks.growth import slope
from benchmarks.memory import Memory, Sample, stretches
from benchmarks.reading import Reading
from benchmarks.rounds import Cell, Row
from benchmarks.table import Result
from benchmarks.write_stage import WriteOptions

# Far too short to say anything about speed.
TRIAL = WriteOptions(seconds=0.2, rounds=1, connections=4, callers=8, items=100)


@pytest.fixture(scope="module")
def result(servers: Settings) -> Result:
    """One short run, with one number of clients for pgbench and a small flood."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write_stage, "CLIENTS", (2,))
        patch.setattr(write_stage, "CALIBRATION_PASSES", 1)
        patch.setattr(write_stage, "FLOOD_CALLERS", 32)
        return write.run_on(servers, TRIAL)


def test_nothing_is_lost(result: Result) -> None:
    assert [check for check in result.checks if not check.holds] == []
    assert len(result.checks) == 6


def test_every_measure_is_told_with_its_targets(
    result: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [row.cell.name for row in result.rows]
    assert set(result.goals) <= set(names)
    table.show(result)
    table.write_json(result, tmp_path / "result.json")
    document = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    held = [goal for row in document["rows"] for goal in row["goals"] if goal["enough"]]
    assert len(held) == 10
    assert all(goal["met"] in {"no", "yes", "wish"} for goal in held)
    shown = capsys.readouterr().out
    assert all(name in shown for name in names)
    assert "≥ 3.5" in shown
    assert "≤ 20" in shown


def reading(per_second: float, p99_ms: float = 2.0) -> Reading:
    return Reading(per_second, p50_ms=1.0, p99_ms=p99_ms, max_ms=3.0, done=5, failed=0)


def test_a_goal_is_reached_or_not() -> None:
    limit = Row(Cell("limit", reading), [reading(10.0)])
    own = Row(Cell("own", reading, against=("limit",)), [reading(40.0, p99_ms=12.0)])
    rate = ratio_to("limit", 3.5, 5)
    late = of_each_round("p99", lambda found: found.p99_ms, 20, 10, at_most=True)
    found = [goal.figure(own, [limit, own]).median for goal in (rate, late)]
    assert found == [4.0, 12.0]
    assert [rate.verdict(value) for value in (3.4, 4.0, 5.0)] == ["no", "yes", "wish"]
    assert [late.verdict(value) for value in (20.1, 12.0, 10.0)] == ["no", "yes", "wish"]
    assert Goal("told", late.figure).verdict(1e9) == ""


def test_memory_that_grows_is_noticed() -> None:
    def found(bytes_per_movement: int) -> Memory:
        # The first stretches fill caches, and are not held against it.
        grown = (9_000_000 if n == 0 else 9_900_000 + bytes_per_movement * n for n in COUNTS)
        samples = [Sample(*pair) for pair in zip(COUNTS, grown, strict=True)]
        return Memory(datetime.now(UTC), samples, batched=0, checks=())

    assert found(0).is_flat
    assert found(10).is_flat
    assert not found(40).is_flat
    assert found(40).bytes_per_movement == pytest.approx(40)


COUNTS = range(0, 550_000, 50_000)


def test_a_slope_is_that_of_the_nearest_line() -> None:
    assert slope([(0, 1), (1, 3), (2, 5)]) == 2
    assert slope([(0, 1)]) == 0


def test_stretches_add_up() -> None:
    parts = list(stretches(500_003))
    assert sum(part.movements for part in parts) == 500_003
    assert [part.batches for part in parts] == [25] * 10
    assert [part.movements for part in stretches(1_000)] == [100] * 10


def test_each_movement_is_counted_beside_the_memory(servers: Settings) -> None:
    found = memory.run_on(servers, 200, items=100)
    assert [sample.movements for sample in found.samples] == list(range(0, 220, 20))
    assert [check for check in found.checks if not check.holds] == []
    memory.show(found)
