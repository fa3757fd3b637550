"""What can go wrong with a price?"""

from app.core.errors import Conflict, NotFound, PreconditionFailed, StaleVersion


class StalePrice(StaleVersion):
    code = "stale_version"
    title = "The price changed meanwhile"


class PricePreconditionFailed(PreconditionFailed):
    code = "precondition_failed"
    title = "The price changed meanwhile"


class PriceBlocked(Conflict):
    code = "price_blocked"
    title = "The guard does not let this price through"


class PriceListNotFound(NotFound):
    code = "price_list_not_found"
    title = "There is no such price list"


class PriceListInactive(Conflict):
    code = "price_list_inactive"
    title = "The price list is not in use"


class CurrencyMismatch(Conflict):
    code = "currency_mismatch"
    title = "The price list has another currency"


class NoBasePrice(Conflict):
    code = "no_base_price"
    title = "The item has no price that this could build on"


class PriceChangeNotFound(NotFound):
    code = "price_change_not_found"
    title = "There is no such price change"
