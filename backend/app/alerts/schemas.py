"""What is said about alerts?"""

from pydantic import Field

from app.alerts.types import AlertState, Metric, Severity
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
    value: int = Field(description="What was measured when the alert opened.")
    threshold: int = Field(description="The threshold that it met.")
    acknowledged_by: str | None
    opened_at: Timestamp
    acknowledged_at: Timestamp | None
    resolved_at: Timestamp | None
    version: int
