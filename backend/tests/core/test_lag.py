"""How late things are, as people and Prometheus are told."""

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry, Histogram

from app.core.clock import now
from app.core.lag import BUCKETS, SAMPLES_MAX, Lag
from app.core.schema import rfc3339
from app.feed.change import Change, Channel, StampedChange


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
def lag(registry: CollectorRegistry, monkeypatch: pytest.MonkeyPatch) -> Lag:
    """Of a process that has been here for an hour."""
    with monkeypatch.context() as patch:
        patch.setattr("app.core.lag.now", lambda: now() - timedelta(hours=1))
        return Lag(Histogram("late_seconds", "A test.", buckets=BUCKETS, registry=registry))


def note(lag: Lag, *seconds: float) -> None:
    for each in seconds:
        lag.since(now() - timedelta(seconds=each))


def test_nothing_yet(lag: Lag) -> None:
    assert lag.percentile_ms(50) is None
    assert lag.percentile_ms(99) is None


def test_one_is_all_there_is(lag: Lag) -> None:
    note(lag, 0.5)
    for percent in (50, 99):
        assert lag.percentile_ms(percent) == pytest.approx(500, abs=50)


def test_percentiles(lag: Lag) -> None:
    note(lag, *(float(second) for second in range(100, 0, -1)))
    assert lag.percentile_ms(50) == pytest.approx(50_500, abs=600)
    assert lag.percentile_ms(99) == pytest.approx(99_000, abs=600)


def test_only_the_newest_count_for_people_and_all_for_prometheus(
    lag: Lag, registry: CollectorRegistry
) -> None:
    note(lag, *([30.0] * 100), *([0.0] * SAMPLES_MAX))
    p99 = lag.percentile_ms(99)
    assert p99 is not None
    assert p99 < 1_000
    assert registry.get_sample_value("late_seconds_count") == SAMPLES_MAX + 100
    assert registry.get_sample_value("late_seconds_bucket", {"le": "10.0"}) == SAMPLES_MAX


def test_what_happened_before_anybody_was_here_is_nobodys_lag(
    lag: Lag, registry: CollectorRegistry
) -> None:
    note(lag, 3_700.0, 1.0)
    assert registry.get_sample_value("late_seconds_count") == 1
    assert lag.percentile_ms(99) == pytest.approx(1_000, abs=500)


def test_clocks_that_differ_are_no_time_before_it_happened(lag: Lag) -> None:
    note(lag, -60.0)
    assert lag.percentile_ms(50) == 0.0


@pytest.mark.parametrize(
    "cause", [{}, {"at": "2020-01-01T00:00:00.000000Z"}, {"note": '"at":"2020-01-01'}]
)
def test_the_moment_is_that_of_the_change(lag: Lag, cause: dict[str, str]) -> None:
    """And not one that its cause or its state tells of."""
    at = now() - timedelta(seconds=5)
    told = Change(Channel.PRICES, "price.changed", "5", 1, {"at": "2020"}, cause=cause, at=at)
    text = StampedChange.of(told, 7).text
    assert text.endswith(f'"at":"{rfc3339(at)}"}}')
    lag.since_change(text)
    assert lag.percentile_ms(50) == pytest.approx(5_000, abs=500)
