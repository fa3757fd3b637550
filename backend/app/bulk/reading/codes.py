"""Read stock codes, and know those that a spreadsheet has destroyed.

A spreadsheet takes a long code for a number and writes ``4.00638E+12``; two different goods become
one. What such a cell said before cannot be known, so it is no code. Where the meaning is certain,
as in ``="0012345"`` and ``'0012345``, the code is repaired.
"""

import re
import unicodedata
from datetime import date, time, timedelta
from functools import lru_cache

from app.bulk.reading.cells import as_text
from app.bulk.reading.types import Cell
from app.core.identifiers import clean_identifier, has_visible

# A number of a workbook is exact up to 15 digits.
EXACT_MAX = 10**15

_QUOTED = re.compile(r'="(?P<text>[^"]+)"')
_SCIENTIFIC = re.compile(r"-?\d(?:[.,]\d+E[+-]?|E[+-])\d{1,3}", re.I)
_ERROR = re.compile(r"#+|#(?:N/A|NV|N/D|GETTING_DATA|¡?[^\W\d_][\w/?]*[!?])|Err:\d{3}", re.I)
# A spreadsheet that has read a longer number writes zeros behind the fifteenth digit.
_ROUNDED = re.compile(r"[1-9]\d{14}0{3,}")
_MISSING = {
    "null", "(null)", "<null>", "[null]", "\\n", "none", "nil", "nan", "n/a", "undefined",
    "(blank)", "true", "false",
}  # fmt: skip
_DATE = re.compile(
    r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?"
    r"|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:-\d{2,4})?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2}"
)


def read_code(cell: Cell) -> str | None:
    """The code as it is stored, "" for an empty cell; None where it cannot be read."""
    if isinstance(cell, bool | date | time | timedelta):
        return None
    text = read_reference(cell)
    if text is None or _DATE.fullmatch(text) or text.casefold() in _MISSING:
        return None
    return text


def read_reference(cell: Cell) -> str | None:
    """The number of a document, "" for an empty cell; None where it cannot be read."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        is_exact = abs(cell) < EXACT_MAX and float(cell).is_integer()
        return f"{cell:.0f}" if is_exact else None
    return _read_text(as_text(cell))


@lru_cache(maxsize=8_192)
def _read_text(written: str) -> str | None:
    text = repair(written)
    if any(unicodedata.category(character) in {"Cc", "Cs", "Co"} for character in text):
        return None
    code = clean_identifier(text)
    if text and not has_visible(code):
        return None
    is_destroyed = any(form.fullmatch(code) for form in (_SCIENTIFIC, _ERROR, _ROUNDED))
    return None if is_destroyed else code


def unwrap(text: str) -> str:
    """The text in ``="text"``, a formula that keeps a spreadsheet from changing it."""
    found = _QUOTED.fullmatch(text)
    return found["text"].strip() if found else text


def repair(text: str) -> str:
    """The text without the marks by which a spreadsheet is told that a cell is text."""
    text = unwrap(text)
    if text.startswith("'") and "'" not in text[1:]:
        return text[1:].strip()
    return text
