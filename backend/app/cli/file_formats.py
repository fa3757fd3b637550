"""How a file is written: the options that declare it, the answers to a question, the report."""

from typing import Annotated

import typer

from app.bulk.reading.questions import Question
from app.bulk.reading.types import DateOrder, DecimalSign
from app.bulk.types import ImportReport
from app.cli.errors import Failure

DELIMITER_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
_DELIMITER_WORDS = {sign: name for name, sign in DELIMITER_NAMES.items()}

Encoding = Annotated[
    str | None,
    typer.Option(
        help="Of a text file that can be read in several ways: utf-8, cp932 (Japanese), cp1252 ..."
    ),
]
DayFirst = Annotated[
    str | None,
    typer.Option(
        metavar="dmy|mdy|ymd",
        help="The order of day, month and year in dates such as 03/04/2026 or 26/04/03, if the "
        "file leaves it open.",
    ),
]
DecimalMark = Annotated[
    str | None,
    typer.Option(
        metavar="point|comma",
        help="The decimal sign of the numbers, if the file leaves it open: 2.000 is 2 with a "
        "decimal point and 2000 with a decimal comma.",
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option(
        help="Between the cells of a text file, where it is not found out: comma, semicolon, tab, "
        "pipe, or the character itself.",
    ),
]


def read_date_order(written: str | None) -> DateOrder | None:
    """The declared order of dates. Raises ``Failure`` for any other text."""
    match written:
        case None | "dmy" | "mdy" | "ymd":
            return written
        case _:
            raise Failure(f"{written!r} is no order of dates.", "Use dmy, mdy or ymd.")


def read_decimal_sign(written: str | None) -> DecimalSign | None:
    """The declared decimal sign. Raises ``Failure`` for any other text."""
    match written:
        case None | "point" | "comma":
            return written
        case _:
            raise Failure(f"{written!r} is no decimal sign.", "Use point or comma.")


def read_delimiter(written: str | None) -> str | None:
    """The declared delimiter, by its name or itself. Raises ``Failure`` for any other text."""
    if written is None:
        return None
    delimiter = DELIMITER_NAMES.get(written.lower(), written)
    if len(delimiter) != 1 or delimiter.isalnum() or delimiter in "\"'\r\n .+-":
        raise Failure(
            f"{written!r} is no delimiter.", "Use comma, semicolon, tab, pipe, or one character."
        )
    return delimiter


def list_answers(question: Question) -> str:
    """The possible answers, one on a line."""
    answers = [f"{question.option} {reading.answer}" for reading in question.readings]
    width = max(map(len, answers))
    lines = [
        f"  {answer:<{width}}  {reading.text}"
        + (f"  (also {', '.join(reading.same)})" if reading.same else "")
        for answer, reading in zip(answers, question.readings, strict=True)
    ]
    return "\n".join(["Say which is meant:", *lines])


def describe_formats(report: ImportReport) -> list[str]:
    """How the file was read, where it could have been read otherwise."""
    lines = []
    if report.formats:
        written = next(iter(report.formats.values()))
        found = [
            written.encoding,
            _DELIMITER_WORDS.get(written.delimiter or "", written.delimiter),
            written.decimal_sign and f"decimal {written.decimal_sign}",
            written.date_order and f"dates {written.date_order}",
        ]
        if words := ", ".join(each for each in found if each):
            lines.append(f"Read with: {words}.")
    lines += [
        f"{name}: the header was found in row {written.header_row}."
        for name, written in report.formats.items()
        if written.header_row > 1
    ]
    if report.unknown_columns:
        named = ", ".join(f'"{name[:40]}"' for name in report.unknown_columns[:20])
        lines.append(f"Columns that were not read: {named}.")
    return lines
