"""What can go wrong with alerts?"""

from app.core.errors import Conflict, NotFound


class AlertNotFound(NotFound):
    code = "alert_not_found"
    title = "There is no such alert"


class AlertResolved(Conflict):
    code = "alert_resolved"
    title = "This alert is resolved already"
