"""What was measured in one cell of one round?"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reading:
    """One measurement.

    Times are milliseconds from asking to the whole answer, waiting included. ``done`` and
    ``failed`` count everything that was asked, before and after the measured time too, so that
    they can be held against what the database has. ``cores`` is CPU time per second, by name;
    ``more`` is what only this kind of measurement knows.
    """

    per_second: float
    p50_ms: float
    p99_ms: float
    max_ms: float
    done: int
    failed: int
    failures: dict[str, int] = field(default_factory=dict)
    cores: dict[str, float] = field(default_factory=dict)
    more: dict[str, float] = field(default_factory=dict)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the ordered values do not exceed."""
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, max(0, -int(-len(ordered) * share // 1) - 1))]
