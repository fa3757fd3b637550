"""How late is what we do, lately?"""

import statistics
from collections import deque
from datetime import datetime

from prometheus_client import Histogram

from app.core.clock import now

SAMPLES_MAX = 1_000
BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
MOMENT = '"at":"'
MOMENT_LENGTH = len("2026-03-01T09:30:00.123456Z")


class Lag:
    """Seconds between something that happened and our part in it: the newest thousand for people,
    all of them as a histogram for Prometheus.

    What happened before there was anybody here to be late does not count.
    """

    def __init__(self, histogram: Histogram) -> None:
        self._histogram = histogram
        self._seconds: deque[float] = deque(maxlen=SAMPLES_MAX)
        self._began = now()

    def since(self, moment: datetime) -> None:
        """Note how long ago ``moment`` is; clocks that differ never make it negative."""
        if moment < self._began:
            return
        seconds = max(0.0, (now() - moment).total_seconds())
        self._histogram.observe(seconds)
        self._seconds.append(seconds)

    def since_change(self, text: str) -> None:
        """The same for the moment at the end of a change's text."""
        start = text.rfind(MOMENT) + len(MOMENT)
        self.since(datetime.fromisoformat(text[start : start + MOMENT_LENGTH]))

    def percentile_ms(self, percent: int) -> float | None:
        """Milliseconds; None before the first sample."""
        if len(self._seconds) < 2:
            return round(self._seconds[0] * 1000, 2) if self._seconds else None
        cuts = statistics.quantiles(self._seconds, n=100, method="inclusive")
        return round(cuts[percent - 1] * 1000, 2)
