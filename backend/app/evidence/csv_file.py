"""How is evidence written down as a file to keep?

One line for each stretch of the window, each with the whole answer in front, so that a line still
says what it belongs to after a spreadsheet has sorted it. The guide explains the columns.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.core.money import plain
from app.core.schema import rfc3339
from app.core.spreadsheets import guard_formula
from app.evidence.schemas import EvidenceOut, PriceInterval

ANSWER = (
    "law", "item_id", "sku", "item_name", "price_list", "currency", "time_zone",
    "reduction_starts_at", "reduced", "on_sale_since", "window_starts_at", "window_ends_at",
    "prior", "reduction_percent", "holds", "reasons", "computed_at",
)  # fmt: skip
STRETCH = (
    "amount", "because", "starts_at", "ends_at", "carried_in", "change_id", "recorded_at",
    "decides", "confirmed_alone",
)  # fmt: skip
# In front of a file so that a spreadsheet reads it as UTF-8.
MARK = "\ufeff"


def as_csv(evidence: EvidenceOut) -> str:
    """UTF-8 with a mark in front, every cell quoted, lines ended as RFC 4180 says."""
    lines = io.StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow([*ANSWER, *(f"stretch_{name}" for name in STRETCH)])
    answer = [_cell(getattr(evidence, name)) for name in ANSWER]
    writer.writerows([*answer, *stretch] for stretch in _stretches(evidence.intervals))
    return MARK + lines.getvalue()


def _stretches(intervals: list[PriceInterval]) -> Iterator[list[str]]:
    """The cells of each stretch; of none where there is none, since the answer has to stand."""
    for interval in intervals:
        yield [_cell(getattr(interval, name)) for name in STRETCH]
    if not intervals:
        yield [""] * len(STRETCH)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return rfc3339(value)
    text = " ".join(value) if isinstance(value, list) else str(value)
    return guard_formula(text)
