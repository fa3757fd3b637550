"""What does this process tell about the numbering of changes?"""

from prometheus_client import Counter, Gauge, Histogram

from app.core.lag import BUCKETS

LEADING = Gauge("tanamori_leading", "1 in the process that numbers the changes.")
ELECTIONS = Counter("tanamori_elections", "How often this process became the leader.")
SEQUENCED = Counter("tanamori_sequenced", "Changes that this process has numbered.")
SEQUENCING_SECONDS = Histogram(
    "tanamori_sequencing_seconds",
    "From a commit to the number: the oldest change of each step.",
    buckets=BUCKETS,
)
OUTBOX = Gauge("tanamori_outbox_waiting", "Committed changes without a number, as the leader saw.")
OUTBOX_SECONDS = Gauge("tanamori_outbox_oldest_seconds", "Age of the oldest of them.")
RELAYED = Counter(
    "tanamori_relayed", "Batches that came by Redis, and what became of them.", ["as"]
)
REFILLS = Counter("tanamori_refills", "How often this process read the feed to close a hole.")
UNPUBLISHED = Counter("tanamori_unpublished", "Messages that Redis did not take.")
REJECTED = Counter(
    "tanamori_feed_rejected", "What came from Redis and was not believed, by reason.", ["reason"]
)
