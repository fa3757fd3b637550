"""Write the rows that cannot be applied into a CSV file that says why, row by row.

A file that exists is never replaced: a person may have mended rows in it, and the path may be
another name of the file that is imported.
"""

import csv
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from app.bulk.errors import FileRefused
from app.bulk.reading.cells import as_text
from app.bulk.reading.columns import REJECT_COLUMNS, meaning_of, plain_name, reject_width
from app.bulk.reading.rejected import describe_reading
from app.bulk.reading.types import Cell, FileFormat, Table
from app.bulk.types import WORDS, Reason
from app.core.spreadsheets import guard_formula

UTF_8 = "utf-8-sig"
PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")


class RejectFile:
    """Collects rejected rows and becomes a file only when the import has come to its end.

    Arguments:
        path: A path that a person has named. It must be free; the file is written even when no
            row was rejected. None takes the first free name of `usual_names`, and writes no file
            when no row was rejected.
        source: The file that is imported.
        is_written: False collects nothing and writes nothing, for a rehearsal.

    The file keeps the delimiter, the encoding, the decimal sign and the header of the file that is
    imported, so that its rows mean the same when they are imported. UTF-8 has a byte order mark,
    so that a spreadsheet knows it. Cells are guarded against formulas.
    """

    def __init__(self, path: Path | None, source: Path, *, is_written: bool = True) -> None:
        self._named = path
        self._source = source
        self._is_written = is_written
        self._format: FileFormat | None = None
        self._header: list[str] = []
        self._table_header: list[str] = []
        self._rows = 0

    def check(self) -> None:
        """Raise `FileRefused` when the path cannot become a reject file.

        Reads and writes nothing, so that it can be called before anything else happens.
        """
        path = self._named or next(usual_names(self._source))
        if path.is_dir() or not path.parent.is_dir():
            raise FileRefused(
                f"The reject file {path} cannot be written.",
                "Name a file in a folder that exists: --rejects FILE",
            )
        if self._named is None or not os.path.lexists(path):
            return
        if _is_same_file(path, self._source):
            raise FileRefused(
                f"The reject file {path} is the file that is imported; it would be overwritten.",
                "Name another file: --rejects FILE",
            )
        raise FileRefused(
            f"The reject file {path} exists; rows that were mended in it would be lost.",
            "Name another file, or move this one away: --rejects FILE",
        )

    def __enter__(self) -> Self:
        self.check()
        # Without a name of its own: an import that is killed leaves nothing behind.
        self._draft = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draft.close()

    def begin(self, table: Table) -> None:
        """Prepare for the rows of a table; the columns of the file are those of the first one."""
        self._table_header = table.header[reject_width(table.header) :]
        if self._format is not None:
            return
        self._format, self._header = table.format, self._table_header
        self._writer = csv.writer(self._draft, delimiter=_delimiter(table.format))
        self._writer.writerow([*REJECT_COLUMNS, *map(guard_formula, self._header)])

    def add(self, table: Table, row: int, reason: Reason, cells: list[Cell]) -> None:
        """Note a row of the table that `begin` was called with last."""
        self._rows += 1
        if not self._is_written:
            return
        own = cells[reject_width(table.header) :]
        if self._table_header != self._header:
            own = _reordered(own, self._table_header, self._header)
        self._writer.writerow([
            guard_formula(table.name),
            row,
            reason.value,
            WORDS[reason],
            describe_reading(table.format),
            *(_written(cell, table.format) for cell in own),
        ])  # fmt: skip

    def keep(self) -> Path | None:
        """Write the file as a whole and return its path; None when none is needed.

        A path that was taken while the import ran is left alone; the next free name is used.
        Raises `FileRefused` when the folder cannot be written.
        """
        if not self._is_written or (self._named is None and self._rows == 0):
            return None
        self._draft.flush()
        first = self._named or next(usual_names(self._source))
        try:
            return self._publish(first)
        except OSError as error:
            raise FileRefused(
                f"The reject file {first} cannot be written: {error.strerror}.",
                "Name another place: --rejects FILE. Rows that were imported are known again.",
            ) from error

    def _publish(self, first: Path) -> Path:
        path = _claim(_numbered(first))
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            try:
                self._copy_to(part, _encoding(self._format))
            except UnicodeEncodeError:
                # The name of the file or of a sheet may have characters that the rows lack.
                part.unlink()
                self._copy_to(part, UTF_8)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            path.unlink()
            raise
        return path

    def _copy_to(self, path: Path, encoding: str) -> None:
        with path.open("x", encoding=encoding, newline="") as file:
            self._draft.seek(0)
            shutil.copyfileobj(self._draft, file)


def _encoding(written: FileFormat | None) -> str:
    encoding = written.encoding if written else None
    return UTF_8 if encoding in {None, "ascii", "utf-8"} else str(encoding)


def _delimiter(written: FileFormat) -> str:
    if written.delimiter is not None:
        return written.delimiter
    return ";" if written.decimal_sign == "comma" else ","


def _written(cell: Cell, written: FileFormat) -> str:
    """The cell as text that is read back as the same cell."""
    text = as_text(cell)
    if isinstance(cell, float) and written.decimal_sign == "comma":
        return text.replace(".", ",")
    # A spreadsheet reads a plain number as a number; an apostrophe would make it text.
    return text if PLAIN_NUMBER.fullmatch(text) else guard_formula(text)


def _reordered(cells: list[Cell], header: list[str], wanted: list[str]) -> list[Cell]:
    """The cells of a row in the order of another header, by the meaning or name of the columns."""
    places = {_column_key(name): place for place, name in enumerate(header)}
    found = [places.get(_column_key(name)) for name in wanted]
    named = [cells[i] if i is not None and i < len(cells) else None for i in found]
    return [*named, *cells[len(header) :]]


def _column_key(name: str) -> str:
    return meaning_of(name) or plain_name(name)


def usual_names(source: Path) -> Iterator[Path]:
    """``x.rejects.csv``, ``x.rejects-2.csv``, ... in the working folder, for ``x.csv``."""
    return _numbered(Path(f"{source.stem}.rejects.csv"))


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _claim(paths: Iterator[Path]) -> Path:
    """Make the first file that does not exist yet; nobody else can have made the same."""
    for path in paths:
        try:
            path.open("x").close()
        except FileExistsError:
            continue
        return path
    raise AssertionError("the numbers have no end")


def _is_same_file(path: Path, source: Path) -> bool:
    """Whether both paths lead to one file, also through links."""
    try:
        return path.samefile(source)
    except OSError:
        return False
