"""What can go wrong with a price list?"""

from app.core.errors import Conflict, PreconditionFailed, StaleVersion


class PriceListCodeTaken(Conflict):
    code = "price_list_code_taken"
    title = "The code is taken"


class PriceListCycle(Conflict):
    code = "price_list_cycle"
    title = "A price list can't come from itself"


class StalePriceList(StaleVersion):
    code = "stale_version"
    title = "The price list changed meanwhile"


class PriceListPreconditionFailed(PreconditionFailed):
    code = "precondition_failed"
    title = "The price list changed meanwhile"
