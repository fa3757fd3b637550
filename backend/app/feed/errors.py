"""What can go wrong with keys and positions?"""

from app.core.errors import Conflict, Invalid


class KeyInProgress(Conflict):
    code = "idempotency_key_in_progress"
    title = "The first request with this key is still running"


class KeyReused(Invalid):
    code = "idempotency_key_reused"
    title = "This key was used for another request"

    def __init__(self) -> None:
        super().__init__("Use a new Idempotency-Key for a request that differs from the first.")
