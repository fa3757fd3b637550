"""Open a text file as one table: find its delimiter, its header and its rows."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.bulk.errors import FileRefused
from app.bulk.reading.columns import (
    find_columns,
    find_header,
    has_needed,
    meaning_of,
    reject_width,
)
from app.bulk.reading.encodings import DELIMITERS, HEADER_ROWS_MAX, find_encoding
from app.bulk.reading.records import named_delimiter, read_records
from app.bulk.reading.rejected import add_declared, original_cells
from app.bulk.reading.survey import Survey
from app.bulk.reading.types import Cell, FileFormat, ReadingOptions, Table
from app.core.spreadsheets import unguard_formula


def open_delimited(path: Path, options: ReadingOptions) -> Table:
    """The one table of a text file; what the options leave open is found out.

    Raises `FileRefused`, and `FileQuestion` where the file can be read in two ways.
    """
    encoding, lines = find_encoding(path, options.encoding)
    delimiter = options.delimiter or _find_delimiter(path, encoding)
    first = list(islice(read_records(path, encoding, delimiter), HEADER_ROWS_MAX))
    place = find_header([cells for _, cells in first])
    if place is None:
        raise FileRefused(f"{path.name} has no rows.", "The first row names the columns.")
    header_row, header = first[place]
    is_reject_file = reject_width(header) > 0
    if is_reject_file:
        header = [unguard_formula(name) for name in header]
        options = add_declared(options, header, first[place + 1][1] if first[place + 1 :] else ())
    columns = find_columns(header, where=path.name)

    def rows() -> Iterator[tuple[int, list[Cell]]]:
        for number, cells in read_records(path, encoding, delimiter):
            if number > header_row:
                yield number, original_cells(cells) if is_reject_file else list(cells)

    survey = Survey(options.currency)
    fitting = ((number, cells) for number, cells in rows() if len(cells) <= len(header))
    survey.add_table(path.name, header, columns, fitting)
    return Table(
        name=path.name,
        header=header,
        rows=rows(),
        rows_estimate=max(lines - header_row, 0),
        format=FileFormat(
            header_row=header_row,
            encoding=encoding,
            delimiter=delimiter,
            decimal_sign=options.decimal_sign or survey.decimal_sign(),
            date_order=options.date_order or survey.date_order(),
        ),
    )


def _find_delimiter(path: Path, encoding: str) -> str:
    """The one that a line ``sep=`` names, that finds the header, or that makes the most cells."""
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(file, HEADER_ROWS_MAX))
    if lines and (named := named_delimiter(lines[0])):
        return named

    def rank(delimiter: str) -> tuple[bool, int, int]:
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            rows = []
        place = find_header(rows)
        if place is None:
            return False, 0, 0
        known = sum(meaning_of(name) is not None for name in rows[place])
        return has_needed(rows[place]), known, len(rows[place])

    return max(DELIMITERS, key=rank)
