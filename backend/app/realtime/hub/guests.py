"""Count the sockets that wait for their first message, so that they stay few."""

from collections import Counter

from app.realtime.hub import metrics

GUESTS_MAX = 1_000
GUESTS_PER_ADDRESS_MAX = 50


class Guests:
    """Sockets without credentials in their handshake, until their ticket has come."""

    def __init__(self) -> None:
        self._by_address: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Whether one more may wait; if so it is counted, and must `leave`."""
        full = self._by_address.total() >= GUESTS_MAX
        if full or self._by_address[address] >= GUESTS_PER_ADDRESS_MAX:
            metrics.SOCKETS_REFUSED.labels("guests").inc()
            return False
        self._by_address[address] += 1
        return True

    def leave(self, address: str) -> None:
        self._by_address[address] -= 1
        if self._by_address[address] <= 0:
            del self._by_address[address]
