"""What can go wrong with a guard?"""

from app.core.errors import Conflict, NotFound, PreconditionFailed, StaleVersion


class GuardNotFound(NotFound):
    code = "guard_not_found"
    title = "There is no such guard"


class GuardExists(Conflict):
    code = "guard_exists"
    title = "There is a guard for this already"


class StaleGuard(StaleVersion):
    code = "stale_version"
    title = "The guard changed meanwhile"


class GuardPreconditionFailed(PreconditionFailed):
    code = "precondition_failed"
    title = "The guard changed meanwhile"
