"""What became of each line of a transfer?

The ledger tells: `transfer_out` made the lines, `transfer_in` brought them to where they go, or
back to where they came from. Where two lines are of one item, the first is served first.
"""

from collections.abc import Iterable

from app.db.base import Record
from app.transfers.schemas import TransferLineOut


def lines_of(transfer: Record, rows: Iterable[Record]) -> list[TransferLineOut]:
    """The lines of a transfer after ``rows`` of its ledger, oldest first."""
    lines: list[TransferLineOut] = []
    for row in rows:
        if row.kind == "transfer_out":
            lines.append(_new_line(row, len(lines) + 1))
            continue
        left = row.delta_on_hand
        field = "received" if row.location_id == transfer.to_location_id else "returned"
        for line in lines:
            if line.item_id == row.item_id and left:
                taken = min(left, line.in_transit)
                setattr(line, field, getattr(line, field) + taken)
                line.in_transit -= taken
                left -= taken
        assert left == 0, "no more arrives than left"
    if transfer.state != "in_transit":
        for line in lines:
            line.missing, line.in_transit = line.in_transit, 0
    return lines


def _new_line(row: Record, number: int) -> TransferLineOut:
    quantity = -row.delta_on_hand
    return TransferLineOut(
        line=number,
        item_id=row.item_id,
        sku=row.sku,
        item_name=row.item_name,
        quantity=quantity,
        received=0,
        returned=0,
        missing=0,
        in_transit=quantity,
    )
