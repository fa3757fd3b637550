"""Does the benchmark measure what it says, and does it notice when something is lost?

Nothing here looks at a speed: a test that depends on the machine tests the machine.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.settings import Settings
from benchmarks import over_http, shop, stage, table
from benchmarks.movements import check_tally
from benchmarks.over_http import run_on
from benchmarks.stage import Options
from benchmarks.table import Result

# Far too short to say anything about speed.
TRIAL = Options(seconds=0.2, rounds=1, connections=4, items=100, workers=1)
MEASURES = (
    "POST /stock/movements, uniform",
    "POST /stock/movements, one hot SKU",
    "GET /stock/levels",
    "GET /stock/levels, filtered",
    "GET /items/{id}",
)


@pytest.fixture(scope="module")
def result(servers: Settings) -> Result:
    """One short run, with one number of clients per limit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "client_counts", lambda *_asked, **_shape: (2,))
        return run_on(servers, TRIAL)


def test_nothing_is_lost(result: Result) -> None:
    assert [check.name for check in result.checks if not check.holds] == []
    assert len(result.checks) == 4


def test_every_measure_is_held_to_limits_of_the_same_run(result: Result) -> None:
    names = [row.cell.name for row in result.rows]
    measures = [row for row in result.rows if row.cell.against]
    assert tuple(row.cell.name for row in measures) == MEASURES
    for row in measures:
        assert over_http.BARE in row.cell.against
        assert set(row.cell.against) <= set(names)
    for row in result.rows:
        assert len(row.readings) == TRIAL.rounds
        assert row.done > 0
        assert all(0 < reading.p50_ms <= reading.p99_ms for reading in row.readings)


def test_the_result_is_shown_and_written(
    result: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.show(result)
    table.write_json(result, tmp_path / "result.json")
    document = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert {row["name"] for row in document["rows"] if row["ratios"]} == set(MEASURES)
    assert document["machine"]["settings"]["fsync"] == "on"
    shown = capsys.readouterr().out
    assert all(name in shown for name in MEASURES)
    assert "÷ a bare response" in shown


def test_a_lost_row_is_noticed() -> None:
    ten = shop.Tally(movements=10, moved=-10, on_hand=-10, versions=10, keys=10, changes=10)
    three = shop.Tally(3, moved=0, on_hand=0, versions=3, keys=1, changes=3, kept=3, reserved=3)
    assert check_tally("it", ten, 10).holds
    assert not check_tally("it", ten, 11).holds
    assert not check_tally("it", replace(ten, changes=9), 10).holds
    assert not check_tally("it", replace(ten, on_hand=-11), 10).holds
    assert check_tally("it", three, sold=0, held=3, keys=1).holds
    assert not check_tally("it", replace(three, reserved=2), sold=0, held=3, keys=1).holds
