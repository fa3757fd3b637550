"""Cut a text file into records of cells, and name the line of a quotation mark that is not closed.

The standard reader joins lines until a quotation mark is closed, somewhere; a mark that is missing
would make one row out of many. Such a file is refused with the line in which the mark was opened.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.bulk.errors import FileRefused

CELL_CHARACTERS_MAX = 100_000
SEP_LINE_MAX = 20

csv.field_size_limit(CELL_CHARACTERS_MAX)


@dataclass(slots=True)
class _Lines:
    """The lines of a file; those of the record that is being read are held."""

    lines: Iterator[str]
    held: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.held.append(line)
            yield line


def named_delimiter(line: str) -> str | None:
    """The delimiter that a first line such as ``sep=;`` names; None for every other line."""
    bare = line.rstrip("\r\n").strip('"')
    has_form = len(bare) == 5 and bare[:4].lower() == "sep="
    return bare[4] if has_form else None


def read_records(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, from 1; rows without any text are passed over.

    A line ``sep=`` counts as a row, but is none. Raises `FileRefused` for a quotation mark that is
    not closed in its row.
    """
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(iter(file))
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        number, before, width = 0, 0, 0
        while True:
            lines.held.clear()
            try:
                cells = next(reader, None)
            except csv.Error as error:
                if len(lines.held) == 1 and len(lines.held[0]) > CELL_CHARACTERS_MAX:
                    raise FileRefused(
                        f"{path.name}: a cell of line {before + 1} has more than "
                        f"{CELL_CHARACTERS_MAX:,} characters, or is not closed.",
                        "Open the file in a spreadsheet and save it as CSV again.",
                    ) from error
                raise _refusal(path, lines.held, before, delimiter) from error
            if cells is None:
                return
            number += 1
            if len(lines.held) > 1 and _is_glued(cells, delimiter, width):
                raise _refusal(path, lines.held, before, delimiter)
            before += len(lines.held)
            width = max(width, len(cells))
            is_named = number == 1 and named_delimiter(lines.held[0]) is not None
            if not is_named and any(cell.strip() for cell in cells):
                yield number, cells


def _is_glued(cells: list[str], delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds what looks like whole rows.

    Then its first line holds the rest of the row in which it was opened, and its last line the
    beginning of the row in which the next quotation mark happened to stand.
    """
    for place, cell in enumerate(cells):
        pieces = cell.splitlines()
        if len(pieces) < 2:
            continue
        # In a text, a comma is followed by a space; between cells it is not.
        marks = [piece.count(delimiter) - piece.count(f"{delimiter} ") for piece in pieces]
        behind = max(width - 1 - place, 0)
        if any(count >= width - 1 > 0 for count in marks[1:-1]):
            return True
        if marks[0] >= behind and (marks[-1] >= place or len(cells) != width):
            return True
    return False


def _refusal(path: Path, lines: list[str], before: int, delimiter: str) -> FileRefused:
    opened = _opened_in(lines, delimiter)
    return FileRefused(
        f"{path.name}: the quotation mark that was opened in line {before + opened} is not closed "
        "in its row.",
        'Close it, or take it away; a quotation mark inside of a cell is written twice ("").',
    )


def _opened_in(lines: list[str], delimiter: str) -> int:
    """The number among these lines of the one whose quotation mark begins the spoiled cell."""
    opened, is_inside, at_start = 1, False, True
    for number, line in enumerate(lines, start=1):
        place = 0
        while place < len(line):
            character = line[place]
            if is_inside:
                if character == '"':
                    if line[place + 1 : place + 2] == '"':
                        place += 1
                    elif line[place + 1 : place + 2] in {delimiter, "\r", "\n", ""}:
                        is_inside = False
                    else:
                        return opened
            elif character == '"' and at_start:
                opened, is_inside = number, True
            at_start = not is_inside and character in {delimiter, "\n"}
            place += 1
    return opened
