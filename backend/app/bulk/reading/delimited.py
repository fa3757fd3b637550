"""How is a text file cut into rows and cells, when nothing in it says how it was written?

The encoding is found by reading the whole file once (UTF-8 with or without BOM, UTF-16 with BOM,
Shift_JIS as Windows writes it, Western European); the delimiter and the order of day and month by
looking at the rows.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from app.bulk.errors import FileRefused
from app.bulk.reading.cells import date_order_of
from app.bulk.reading.columns import find_columns
from app.bulk.reading.types import Cell, DateOrder, Field, FileFormat, Table

DELIMITERS = (",", ";", "\t")
BLOCK_BYTES = 1 << 20
CELL_CHARACTERS_MAX = 100_000
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Japanese text has neighbouring bytes outside of ASCII somewhere; a lone pound sign has not.
NEIGHBOURS = re.compile(rb"[\x80-\xff]{2}")
REMEDY = "Save it as CSV in UTF-8, or name its encoding: --encoding shift_jis"

csv.field_size_limit(CELL_CHARACTERS_MAX)


def open_delimited(path: Path, encoding: str | None, date_order: DateOrder | None) -> Table:
    """The one table of a text file; what is None is found out. Raises `FileRefused`."""
    encoding, lines = _find_encoding(path, encoding)
    delimiter = _find_delimiter(path, encoding)
    rows = _rows(path, encoding, delimiter)
    header = next(rows, None)
    if header is None:
        raise FileRefused(f"{path.name} has no rows.", "The first row names the columns.")
    names = [str(cell) for cell in header[1]]
    return Table(
        name=path.name,
        header=names,
        rows=rows,
        rows_estimate=max(lines - 1, 0),
        format=FileFormat(
            header_row=header[0],
            encoding=encoding,
            delimiter=delimiter,
            decimal_sign="comma" if delimiter == ";" else "point",
            date_order=date_order or _find_date_order(path, encoding, delimiter, names),
        ),
    )


def _find_encoding(path: Path, wanted: str | None) -> tuple[str, int]:
    """The encoding that reads the whole file, and the number of its lines."""
    with path.open("rb") as file:
        first = file.read(8_192)
    with_bom = next((name for bom, name in BOMS if first.startswith(bom)), None)
    if b"\0" in first and with_bom is None and wanted is None:
        raise FileRefused(
            f"{path.name} is no spreadsheet.",
            "Give a CSV file or an Excel workbook (.xlsx) with one sale per row.",
        )
    has_neighbours, lines = _scan(path)
    local = ("cp932", "cp1252") if has_neighbours else ("cp1252", "cp932")
    known = wanted or with_bom
    candidates = (known,) if known else ("utf-8", *local)
    for name in candidates:
        if _decodes(path, name):
            return name, lines
    raise FileRefused(f"{path.name} cannot be read as {' or '.join(candidates)}.", REMEDY)


def _scan(path: Path) -> tuple[bool, int]:
    neighbours, lines = False, 0
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            neighbours = neighbours or NEIGHBOURS.search(block) is not None
            lines += block.count(b"\n")
    return neighbours, lines


def _decodes(path: Path, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError as error:
        raise FileRefused(f"There is no encoding {encoding!r}.", REMEDY) from error
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _find_delimiter(path: Path, encoding: str) -> str:
    """The one that cuts the first row into the most cells."""
    with path.open(encoding=encoding, newline="") as file:
        first = next((line for line in file if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    """Rows with the number that a spreadsheet would show; empty ones are no rows."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        number = 0
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise FileRefused(
                    f"{path.name} is no readable CSV at line {reader.line_num}: {error}.",
                    "Open it in a spreadsheet and save it as CSV again.",
                ) from error
            if cells is None:
                return
            number += 1
            if any(cell.strip() for cell in cells):
                yield number, list(cells)


def _find_date_order(
    path: Path, encoding: str, delimiter: str, header: list[str]
) -> DateOrder | None:
    """Whether 03/04/2011 is in March or in April, by the first row that leaves no doubt."""
    rows = _rows(path, encoding, delimiter)
    next(rows)
    place = find_columns(header, where=path.name)[Field.TIME]
    doubtful = ""
    for _, cells in rows:
        cell = cells[place] if place < len(cells) else ""
        found = date_order_of(cell)
        if found in {"dmy", "mdy"}:
            return found
        if found is None:
            doubtful = doubtful or str(cell)
        elif not doubtful:
            return None
    if doubtful:
        raise FileRefused(
            f"{path.name}: dates such as {doubtful} could begin with the day or with the month.",
            "Say which: --date-order dmy or --date-order mdy",
        )
    return None
