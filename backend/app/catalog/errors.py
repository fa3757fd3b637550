"""What can go wrong with items and locations?"""

from app.core.errors import Conflict, NotFound, PreconditionFailed, StaleVersion


class ItemNotFound(NotFound):
    code = "item_not_found"
    title = "There is no such item"


class LocationNotFound(NotFound):
    code = "location_not_found"
    title = "There is no such location"


class SkuTaken(Conflict):
    code = "sku_taken"
    title = "This SKU exists already"


class BarcodeTaken(Conflict):
    code = "barcode_taken"
    title = "Another item has this barcode"


class LocationCodeTaken(Conflict):
    code = "location_code_taken"
    title = "This location code exists already"


class ItemArchived(Conflict):
    code = "item_archived"
    title = "This item is archived"


class LocationInactive(Conflict):
    code = "location_inactive"
    title = "This location is closed"


class ItemInUse(Conflict):
    code = "item_in_use"
    title = "Something is open for this item"


class LocationInUse(Conflict):
    code = "location_in_use"
    title = "Something is open at this location"


class StaleCatalogVersion(StaleVersion):
    code = "stale_version"


class CatalogPreconditionFailed(PreconditionFailed):
    code = "precondition_failed"


class LocationOversold(Conflict):
    code = "location_oversold"
    title = "More was sold here than there is"
