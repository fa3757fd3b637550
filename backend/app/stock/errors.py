"""What can go wrong when stock moves?"""

from app.core.errors import Conflict, NotFound, PreconditionFailed, StaleVersion


class LevelNotFound(NotFound):
    code = "level_not_found"
    title = "There is no such stock level"


class InsufficientStock(Conflict):
    code = "insufficient_stock"
    title = "There is not enough stock"


class BalanceOutOfBounds(Conflict):
    code = "balance_out_of_bounds"
    title = "The balance would be too large"


class StaleLevel(StaleVersion):
    code = "stale_version"
    title = "The stock changed meanwhile"


class LevelPreconditionFailed(PreconditionFailed):
    code = "precondition_failed"
    title = "The stock changed meanwhile"


class MovementNotFound(NotFound):
    code = "movement_not_found"
    title = "There is no such movement"


class NotReversible(Conflict):
    code = "not_reversible"
    title = "This movement is taken back in another way"


class AlreadyReversed(Conflict):
    code = "already_reversed"
    title = "The movement was taken back before"


class ReasonTaken(Conflict):
    code = "reason_taken"
    title = "There is such a reason already"
