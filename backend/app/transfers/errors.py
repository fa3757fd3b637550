"""What can go wrong with a transfer?"""

from app.core.errors import Conflict, NotFound


class TransferNotFound(NotFound):
    code = "transfer_not_found"
    title = "There is no such transfer"


class TransferSettled(Conflict):
    code = "transfer_settled"
    title = "The transfer is over"


class TransferExceeded(Conflict):
    code = "transfer_exceeded"
    title = "That many are not in transit"
