"""Where do the rows go that cannot be applied? Into a CSV file that says why, row by row."""

import csv
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from app.bulk.errors import FileRefused
from app.bulk.reading.cells import as_text
from app.bulk.reading.types import Cell
from app.bulk.types import WORDS, Reason


class RejectFile:
    """Collects rejected rows and becomes a file only when the import has come to its end.

    A byte order mark leads, so that a spreadsheet opens it as UTF-8.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._has_header = False

    def __enter__(self) -> Self:
        if self.path.is_dir() or not self.path.parent.is_dir():
            raise FileRefused(
                f"The reject file {self.path} cannot be written.",
                "Name a file in a folder that exists: --rejects FILE",
            )
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
            self._writer.writerow(["sheet", "row", "reason", "explanation", *header])
            self._has_header = True

    def add(self, sheet: str, row: int, reason: Reason, cells: list[Cell]) -> None:
        words = WORDS[reason]
        self._writer.writerow([sheet, row, reason.value, words, *map(as_text, cells)])

    def keep(self) -> None:
        """Write the file, in place of an older one."""
        self._draft.flush()
        self._draft.seek(0)
        try:
            with self.path.open("w", encoding="utf-8-sig", newline="") as file:
                shutil.copyfileobj(self._draft, file)
        except OSError as error:
            raise FileRefused(
                f"The reject file {self.path} cannot be written: {error.strerror}.",
                "Name another place: --rejects FILE",
            ) from error
