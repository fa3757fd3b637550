"""Read a cell as text. The same content gives the same text in a workbook and in a text file."""

from datetime import date, datetime

from app.bulk.reading.numbers import DIGITS
from app.bulk.reading.types import Cell


def as_text(cell: Cell) -> str:
    """The cell as one line of text; numbers without a decimal part lose their ``.0``."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.{DIGITS}g}"
    if isinstance(cell, datetime | date):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    return " ".join(str(cell).split())
