"""Recognise a reject file and read its rows as those of the file that they come from.

Its own columns come first. One of them says how the numbers and dates of the first file were read,
because the few rows of a reject file may leave that open, or seem to say otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from app.bulk.reading.columns import REJECT_COLUMNS, reject_width
from app.bulk.reading.types import Cell, DateOrder, DecimalSign, FileFormat, ReadingOptions
from app.core.spreadsheets import unguard_formula

_DECIMAL = re.compile(r"decimal (point|comma)")
_DATES = re.compile(r"dates (dmy|mdy|ymd)")
_PLACE = REJECT_COLUMNS.index("read with")


def describe_reading(written: FileFormat) -> str:
    """The decimal sign and the order of dates as text, for the column "read with"."""
    found = (
        written.decimal_sign and f"decimal {written.decimal_sign}",
        written.date_order and f"dates {written.date_order}",
    )
    return ", ".join(each for each in found if each)


def add_declared(
    options: ReadingOptions, header: Sequence[str], first_row: Sequence[Cell]
) -> ReadingOptions:
    """The options, completed by what the first row of a reject file declares."""
    if reject_width(header) <= _PLACE or len(first_row) <= _PLACE:
        return options
    text = str(first_row[_PLACE])
    decimal, dates = _DECIMAL.search(text), _DATES.search(text)
    return replace(
        options,
        decimal_sign=options.decimal_sign or cast("DecimalSign | None", decimal and decimal[1]),
        date_order=options.date_order or cast("DateOrder | None", dates and dates[1]),
    )


def original_cells(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row of a reject file without the guard against formulas."""
    return [unguard_formula(cell) if isinstance(cell, str) else cell for cell in cells]
