"""The words of alerts."""

from dataclasses import dataclass
from typing import Literal

AlertState = Literal["open", "acknowledged", "resolved"]
Severity = Literal["info", "warning", "critical"]
Metric = Literal["available"]
ResolvedBecause = Literal["recovered", "threshold_removed", "item_archived", "location_closed"]


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
    def resolved_because(self) -> ResolvedBecause:
        """Why an alert ends with a reading that is not low."""
        return "threshold_removed" if self.reorder_point is None else "recovered"

    @property
    def severity(self) -> Severity:
        return "critical" if self.available <= 0 else "warning"
