"""Read the sheets of a workbook as tables.

Numbers and dates of a workbook have a type. Its text cells are read as those of a text file are,
by a decimal sign and an order of dates that are decided over all sheets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from app.bulk.errors import FileRefused
from app.bulk.reading.columns import find_columns, find_header, reject_width
from app.bulk.reading.encodings import HEADER_ROWS_MAX
from app.bulk.reading.rejected import add_declared, original_cells
from app.bulk.reading.survey import Survey
from app.bulk.reading.types import Cell, FileFormat, ReadingOptions, Table
from app.core.spreadsheets import unguard_formula

REMEDY = "Give a CSV file or an Excel workbook (.xlsx) with one sale per row."


def read_sheets(path: Path, workbook: CalamineWorkbook, options: ReadingOptions) -> Iterator[Table]:
    """The chosen sheets that have rows, one after another. Raises `FileRefused`."""
    names = _choose(workbook.sheet_names, options.sheets)
    written = _survey(workbook, names, options)
    some = False
    for name in names:
        if table := _open_sheet(workbook, name):
            some = True
            yield replace(table, format=replace(written, header_row=table.format.header_row))
    if not some:
        raise FileRefused(f"{path.name} has no rows.", REMEDY)


def _survey(
    workbook: CalamineWorkbook, names: Sequence[str], options: ReadingOptions
) -> FileFormat:
    survey = Survey(options.currency)
    for name in names:
        if table := _open_sheet(workbook, name):
            first_row = next(table.rows, None)
            if first_row is None:
                continue
            options = add_declared(options, table.header, first_row[1])
            table.rows = chain([first_row], table.rows)
            columns = find_columns(table.header, where=name)
            survey.add_table(name, table.header, columns, table.rows)
    return FileFormat(
        decimal_sign=options.decimal_sign or survey.decimal_sign(),
        date_order=options.date_order or survey.date_order(),
    )


def _choose(there: Sequence[str], wanted: Sequence[str]) -> Sequence[str]:
    for name in wanted:
        if name not in there:
            raise FileRefused(
                f'There is no sheet "{name}".',
                f"There are: {', '.join(there)}.",
            )
    return [name for name in there if not wanted or name in wanted]


def _open_sheet(workbook: CalamineWorkbook, name: str) -> Table | None:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except (CalamineError, OSError) as error:
        raise FileRefused(f'The sheet "{name}" cannot be read: {error}.', REMEDY) from error
    first = list(islice(_numbered(sheet), HEADER_ROWS_MAX))
    texts = [["" if cell is None else str(cell) for cell in cells] for _, cells in first]
    place = find_header(texts)
    if place is None:
        return None
    header_row, header = first[place][0], texts[place]
    is_reject_file = reject_width(header) > 0
    if is_reject_file:
        header = [unguard_formula(name) for name in header]
    return Table(
        name=name,
        header=header,
        rows=(
            (number, original_cells(cells) if is_reject_file else cells)
            for number, cells in _numbered(sheet)
            if number > header_row
        ),
        rows_estimate=max(sheet.total_height - header_row, 0),
        format=FileFormat(header_row=header_row),
    )


def _numbered(sheet: CalamineSheet) -> Iterator[tuple[int, list[Cell]]]:
    """Rows with the number that a spreadsheet shows; empty ones are no rows."""
    rows = cast("Iterator[list[Cell]]", sheet.iter_rows())
    for number, cells in enumerate(rows, start=1):
        if any(cell not in {None, ""} for cell in cells):
            yield number, cells
