"""What does this process tell about its readers?"""

from prometheus_client import Counter, Gauge, Histogram

from app.core.lag import BUCKETS


class Tally:
    """A counter that this process can read, too."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.count = 0

    def add(self) -> None:
        self._counter.inc()
        self.count += 1


SOCKETS = Gauge("tanamori_sockets", "Open sockets of this process.")
EVENT_STREAMS = Gauge("tanamori_event_streams", "Readers of server-sent events of this process.")
MAILBOX_BYTES = Gauge("tanamori_mailbox_bytes", "What waits for slow readers.")
TRAILING = Gauge("tanamori_trailing_subscriptions", "Subscriptions that are behind the head.")
SLOW_CLOSES = Tally(Counter("tanamori_slow_closes", "Readers closed because they were too slow."))
RESUMES = Tally(Counter("tanamori_resumes", "Subscriptions that went on where they had been."))
SOCKET_FLOODS = Counter("tanamori_socket_floods", "Sockets ended because they sent too much.")
SOCKETS_REFUSED = Counter(
    "tanamori_sockets_refused", "Sockets refused because there are too many.", ["cause"]
)
RESETS = Tally(Counter("tanamori_resets", "Subscriptions that had to load anew."))
DELIVERY_SECONDS = Histogram(
    "tanamori_delivery_seconds",
    "From a commit to the sockets of this process: the oldest change of each delivery.",
    ["channel"],
    buckets=BUCKETS,
)
ACKNOWLEDGED_SECONDS = Histogram(
    "tanamori_acknowledged_seconds",
    "From a commit to the reader's acknowledgement.",
    buckets=BUCKETS,
)
