"""What is the prior price under Article 6a of Directive 98/6/EC?

The lowest price that was applied in a period of at least 30 days before the price reduction is
applied (Art. 6a(2), inserted by Directive (EU) 2019/2161; Commission notice 2021/C 526/02). An
announced percentage is computed from that price (Court of Justice, C-330/23, 26 September 2024).
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from app.evidence.intervals import Finding, Stretch, look_back

DAYS = 30


def find_prior(
    history: Sequence[Stretch], *, since: datetime | None, starts_at: datetime, zone: ZoneInfo
) -> Finding:
    """The lowest price in force in the window that ends just before ``starts_at``.

    A price that was in force for a moment counts like one of thirty days. An item that has had a
    price for less than 30 days is judged by the time that it had one (an option of Art. 6a(4)).
    """
    window = look_back(history, since=since, ends=starts_at, days=DAYS, zone=zone)
    prior = min((stretch.amount for stretch in window.stretches), default=None)
    return Finding(window, prior, prior, window.reasons)
