"""What can go wrong with a change of many prices?"""

from app.core.errors import Conflict, NotFound, StaleVersion


class BulkNotFound(NotFound):
    code = "bulk_not_found"
    title = "There is no such change of prices"


class BulkNotReady(Conflict):
    code = "bulk_not_ready"
    title = "This can't be done with the change now"


class StaleBulk(StaleVersion):
    code = "stale_version"
    title = "The change moved on meanwhile"
