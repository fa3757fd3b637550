"""Does the benchmark of the screen judge rightly what the page says?"""

import json
import shutil
from datetime import UTC, datetime

import pytest

from app.cli.errors import Failure
from benchmarks import open_page, screen
from benchmarks.screen import Sample, Screen, ScreenOptions, Watched, busy_ask

OPTIONS = ScreenOptions(items=100, seconds=5, changes=10_000, browser="chromium")
SEEN = Watched(seconds=30, long_tasks=5, longest_ms=80, blocked_ms=300, frames_per_second=60)


def found(bytes_per_change: int) -> Screen:
    """The first changes fill caches, and are not held against the page."""
    counts = range(0, 11_000, 1_000)
    samples = [Sample(n, 9_000_000 if n == 0 else 9_900_000 + n * bytes_per_change) for n in counts]
    return Screen(datetime.now(UTC), OPTIONS, SEEN, SEEN, samples, checks=())


def test_a_heap_that_grows_is_noticed() -> None:
    assert found(0).is_flat
    assert found(10).is_flat
    assert not found(40).is_flat
    assert found(40).bytes_per_change == pytest.approx(40)


def test_it_is_shown_and_written(capsys: pytest.CaptureFixture[str]) -> None:
    screen.show(found(40))
    shown = capsys.readouterr().out
    assert "+40.00 kB per 1,000 changes (flat: at most 16): grows" in shown
    assert "10.0" in shown.splitlines()[5], "five long tasks in half a minute"
    assert json.loads(json.dumps(screen.document(found(40))))["bytes_per_change"] == 40


def test_half_of_the_changes_are_on_the_screen() -> None:
    ask = busy_ask(["BENCH-1", "BENCH-10"], items=100)
    assert len(ask.choices) == 200
    assert sum(sku in {"BENCH-1", "BENCH-10"} for sku in ask.choices) == 102


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TANAMORI_CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Failure) as refused:
        open_page.find_browser()
    assert "TANAMORI_CHROMIUM" in refused.value.remedy
