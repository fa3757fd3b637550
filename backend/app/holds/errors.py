"""What can go wrong with a hold?"""

from app.core.errors import Conflict, NotFound


class HoldNotFound(NotFound):
    code = "hold_not_found"
    title = "There is no such hold"


class HoldSettled(Conflict):
    code = "hold_settled"
    title = "The hold is over"


class HoldExpired(Conflict):
    code = "hold_expired"
    title = "The hold has expired"


class HoldExceeded(Conflict):
    code = "hold_exceeded"
    title = "The hold does not keep that many"
