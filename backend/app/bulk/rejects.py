"""Write the rows that cannot be applied into a CSV file that says why, row by row.

A file that exists is never replaced: a person may have mended rows in it, and the path may be
another name of the file that is imported.
"""

import csv
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from app.bulk.errors import FileRefused
from app.bulk.reading.cells import as_text
from app.bulk.reading.columns import REJECT_COLUMNS
from app.bulk.reading.types import Cell
from app.bulk.types import WORDS, Reason


class RejectFile:
    """Collects rejected rows and becomes a file only when the import has come to its end.

    Arguments:
        path: A path that a person has named. It must be free; the file is written even when no
            row was rejected. None takes the first free name of `usual_names`, and writes no file
            when no row was rejected.
        source: The file that is imported.
        is_written: False collects nothing and writes nothing, for a rehearsal.

    A byte order mark leads, so that a spreadsheet opens it as UTF-8.
    """

    def __init__(self, path: Path | None, source: Path, *, is_written: bool = True) -> None:
        self._named = path
        self._source = source
        self._is_written = is_written
        self._has_header = False
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
        self._writer = csv.writer(self._draft)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draft.close()

    def begin(self, header: list[str]) -> None:
        """The columns of a table; those of the first one are the columns of the file."""
        if not self._has_header:
            self._writer.writerow([*REJECT_COLUMNS, *header])
            self._has_header = True

    def add(self, sheet: str, row: int, reason: Reason, cells: list[Cell]) -> None:
        self._rows += 1
        if self._is_written:
            words = WORDS[reason]
            self._writer.writerow([sheet, row, reason.value, words, *map(as_text, cells)])

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
            with part.open("x", encoding="utf-8-sig", newline="") as file:
                self._draft.seek(0)
                shutil.copyfileobj(self._draft, file)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            path.unlink()
            raise
        return path


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
