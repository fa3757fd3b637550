"""What does the feed say about alerts?"""

from typing import Any, Literal

from app.alerts.schemas import AlertOut
from app.feed.change import Change, Channel

AlertEvent = Literal["alert.raised", "alert.changed", "alert.acknowledged", "alert.resolved"]


def alert_changed(event: AlertEvent, alert: AlertOut, *, cause: dict[str, Any]) -> Change:
    return Change(
        channel=Channel.ALERTS,
        type=event,
        key=str(alert.id),
        version=alert.version,
        after=alert.model_dump(mode="json"),
        cause=cause,
    )
