"""Open a file of any kind as tables.

Workbooks are read by python-calamine, one sheet at a time; text files are streamed. A file that is
no spreadsheet, is too large, or is empty is refused before anything else happens.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from app.bulk.errors import FileRefused
from app.bulk.reading.delimited import open_delimited
from app.bulk.reading.types import ReadingOptions, Table
from app.bulk.reading.workbooks import read_sheets

# The bounds of one import. Memory follows the largest sheet of a workbook; a CSV file needs little.
FILE_BYTES_MAX = 128_000_000
UNPACKED_BYTES_MAX = 1_000_000_000
ROWS_MAX = 2_000_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REMEDY = "Give a CSV file or an Excel workbook (.xlsx) with one sale per row."


def open_tables(path: Path, options: ReadingOptions | None = None) -> Iterator[Table]:
    """The tables of the file, one after another.

    Raises `FileRefused`, and `FileQuestion` where the file can be read in two ways.
    """
    options = options or ReadingOptions()
    first = _check(path)
    if first.startswith((ZIP, OLE)):
        for option, value in (("encoding", options.encoding), ("delimiter", options.delimiter)):
            if value:
                raise FileRefused(
                    f"{path.name} is a workbook and has no {option}.", f"Leave --{option} out."
                )
        return _open_workbook(path, options, zipped=first.startswith(ZIP))
    if options.sheets:
        raise FileRefused(f"{path.name} has no sheets.", "Leave --sheet out: this is a text file.")
    return iter((open_delimited(path, options),))


def _check(path: Path) -> bytes:
    """Refuse what cannot be sales at all; the first bytes of the rest."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FileRefused(f"{path} is no file.", REMEDY)
        with path.open("rb") as file:
            first = file.read(len(OLE))
    except OSError as error:
        raise FileRefused(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    if size == 0:
        raise FileRefused(f"{path.name} is empty.", REMEDY)
    if size > FILE_BYTES_MAX:
        raise FileRefused(
            f"{path.name} has {size / 1e6:,.0f} MB; {FILE_BYTES_MAX / 1e6:,.0f} MB are the most.",
            "Split it, by year for example, and import the parts one after another.",
        )
    return first


def _open_workbook(path: Path, options: ReadingOptions, *, zipped: bool) -> Iterator[Table]:
    refused = FileRefused(f"{path.name} is no readable spreadsheet.", REMEDY)
    if zipped:
        try:
            with zipfile.ZipFile(path) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise refused from error
        if unpacked > UNPACKED_BYTES_MAX:
            raise FileRefused(
                f"{path.name} unpacks to {unpacked / 1e6:,.0f} MB; "
                f"{UNPACKED_BYTES_MAX / 1e6:,.0f} MB are the most.",
                "Split it, by year for example, and import the parts one after another.",
            )
    try:
        workbook = CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise FileRefused(
            f"{path.name} is locked with a password.", "Save it without a password."
        ) from error
    except (CalamineError, OSError) as error:
        raise refused from error
    return read_sheets(path, workbook, options)
