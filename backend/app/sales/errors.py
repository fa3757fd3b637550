"""What can go wrong with a sale?"""

from app.core.errors import Conflict, NotFound, PreconditionFailed, StaleVersion


class SaleNotFound(NotFound):
    code = "sale_not_found"
    title = "There is no such sale"


class SaleOver(Conflict):
    code = "sale_over"
    title = "The sale is over"


class TooManySales(Conflict):
    code = "too_many_sales"
    title = "The price has too many sales"


class StaleSale(StaleVersion):
    code = "stale_version"
    title = "The sale changed meanwhile"


class SalePreconditionFailed(PreconditionFailed):
    code = "precondition_failed"
    title = "The sale changed meanwhile"
