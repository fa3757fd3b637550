"""What became of each line of a hold?

The ledger tells: `reserve` made the lines, `commit` and `release` took from them. Where two lines
are of one level, the first is served first.
"""

from collections.abc import Iterable

from app.db.base import Record
from app.holds.schemas import HoldLineOut


def lines_of(rows: Iterable[Record]) -> list[HoldLineOut]:
    """The lines of one hold after ``rows`` of its ledger, oldest first."""
    lines: list[HoldLineOut] = []
    for row in rows:
        if row.kind == "reserve":
            lines.append(_new_line(row))
            continue
        left = -row.delta_reserved
        field = "committed" if row.kind == "commit" else "released"
        for line in lines:
            if line.level_id == row.level_id and left:
                taken = min(left, line.remaining)
                setattr(line, field, getattr(line, field) + taken)
                line.remaining -= taken
                left -= taken
        assert left == 0, "the engine takes no more than a hold keeps"
    return lines


def _new_line(row: Record) -> HoldLineOut:
    return HoldLineOut(
        line=row.line,
        level_id=row.level_id,
        item_id=row.item_id,
        sku=row.sku,
        item_name=row.item_name,
        location=row.location,
        quantity=row.delta_reserved,
        committed=0,
        released=0,
        remaining=row.delta_reserved,
    )
