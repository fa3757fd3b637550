"""The words of alerts."""

from dataclasses import dataclass
from typing import Literal

AlertState = Literal["open", "acknowledged", "resolved"]
Severity = Literal["info", "warning", "critical"]
Metric = Literal["available"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a level says about itself after a change."""

    level_id: int
    available: int
    reorder_point: int | None

    @property
    def is_low(self) -> bool:
        """At or below the reorder point; never, where none is set."""
        return self.reorder_point is not None and self.available <= self.reorder_point

    @property
    def severity(self) -> Severity:
        return "critical" if self.available <= 0 else "warning"
