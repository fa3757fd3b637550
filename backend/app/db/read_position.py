"""Name what a statement saw, so that a later one can tell what changed since.

A list that is sorted by a value which moves is paged by the values of its first page: rows that
moved since are placed where they were. PostgreSQL's snapshot says exactly which transactions the
first page saw; a time alone cannot, since a transaction may commit after a later one.

Source: PostgreSQL manual, section 9.27.5 (transaction ID and snapshot information functions).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, literal, literal_column, not_

from app.core.errors import Invalid
from app.core.page import WRITTEN_BY_US

# Longer than any transaction that writes may last: what was updated before this long before the
# first page cannot have been invisible to it.
SLACK = timedelta(minutes=10)

_SNAPSHOT = re.compile(r"([0-9]{1,19}):([0-9]{1,19}):((?:[0-9]{1,19},)*[0-9]{1,19})?")
_MILLISECONDS_MAX = 253_402_300_799_000


@dataclass(frozen=True, slots=True)
class ReadPosition:
    """The snapshot of a statement, and the time of the database then."""

    snapshot: str
    moment: datetime

    def encode(self) -> str:
        return f"{self.snapshot}@{int(self.moment.timestamp() * 1000)}"

    @classmethod
    def decode(cls, text: str) -> "ReadPosition":
        """Raises `Invalid` for anything that `encode` did not write."""
        snapshot, _, milliseconds = text.partition("@")
        found = _SNAPSHOT.fullmatch(snapshot)
        if not (found and _is_ordered(*found.groups()) and _is_moment(milliseconds)):
            raise Invalid.field("cursor", WRITTEN_BY_US)
        return cls(snapshot, datetime.fromtimestamp(int(milliseconds) / 1000, UTC))

    def has_seen(self, table: str) -> ColumnElement[bool]:
        """Whether the row version of ``table`` was committed for the statement at this position."""
        newest = "CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)"
        xmin = f"CAST(CAST({table}.xmin AS text) AS bigint)"
        # xmin has the low 32 bits of the transaction id only.
        whole = f"{newest} - ({newest} - {xmin}) % 4294967296"
        transaction: ColumnElement[Any] = literal_column(f"CAST(CAST({whole} AS text) AS xid8)")
        snapshot = cast(literal(self.snapshot, Text), Text).op("::")(literal_column("pg_snapshot"))
        return func.pg_visible_in_snapshot(transaction, snapshot)

    def may_differ(self, table: str, updated_at: ColumnElement[datetime]) -> ColumnElement[bool]:
        """Whether the row changed after this position; cheap for rows at rest."""
        return (updated_at > self.moment - SLACK) & not_(self.has_seen(table))


def position_columns() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The columns ``snapshot`` and ``moment`` of the statement that selects them."""
    return (
        cast(func.pg_current_snapshot(), Text).label("snapshot"),
        func.statement_timestamp().label("moment"),
    )


def _is_ordered(xmin: str, xmax: str, running: str | None) -> bool:
    inside = [int(one) for one in running.split(",")] if running else []
    whole = [int(xmin), *inside, int(xmax)]
    return (
        whole[0] >= 1
        and whole[-1] < 2**63
        and int(xmin) <= int(xmax)
        and all(int(xmin) <= one < int(xmax) for one in inside)
        and all(one < after for one, after in pairwise(inside))
    )


def _is_moment(milliseconds: str) -> bool:
    return (
        milliseconds.isascii()
        and milliseconds.isdigit()
        and len(milliseconds) < 18
        and int(milliseconds) <= _MILLISECONDS_MAX
    )
