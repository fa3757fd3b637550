"""What is said about alerts?"""

from pydantic import Field

from app.alerts.types import AlertState, Metric, ResolvedBecause, Severity
from app.core.schema import Schema, Timestamp


class AlertOut(Schema):
    id: int
    level_id: int
    item_id: int
    sku: str
    item_name: str
    category: str | None
    location: str
    metric: Metric
    severity: Severity
    state: AlertState
    value: int = Field(description="What the last change of the level left available.")
    threshold: int = Field(description="The reorder point at that change.")
    opened_value: int = Field(description="What was available when the alert opened.")
    opened_threshold: int = Field(description="The reorder point when the alert opened.")
    acknowledged_by: str | None
    opened_at: Timestamp
    acknowledged_at: Timestamp | None
    resolved_at: Timestamp | None
    resolved_because: ResolvedBecause | None = Field(
        description="Null while it is not resolved, and for alerts of before this was kept."
    )
    version: int
