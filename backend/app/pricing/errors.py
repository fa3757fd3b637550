"""What can go wrong with a price?"""

from app.core.errors import PreconditionFailed, StaleVersion


class StalePrice(StaleVersion):
    code = "stale_version"
    title = "The price changed meanwhile"


class PricePreconditionFailed(PreconditionFailed):
    code = "precondition_failed"
    title = "The price changed meanwhile"
