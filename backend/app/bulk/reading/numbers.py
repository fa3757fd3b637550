"""Read the numbers that people and their programs write.

``1.234,50``, ``1,234.50``, ``1 234,50``, ``1'234.50``, ``1,23,456.70``, ``١٬٢٣٤٫٥``, ``(12)`` and
``12-`` are numbers. Which of the point and the comma is the decimal sign cannot be seen in every
cell, so a cell has a reading for each of the two, and the survey of the column decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from app.bulk.reading.characters import plain_characters
from app.bulk.reading.currencies import CURRENCY_SIGNS, currencies_of
from app.bulk.reading.types import Cell, DecimalSign

# A spreadsheet keeps 15 digits; what a float shows behind them is noise of the binary form.
DIGITS = 15
CHARACTERS_MAX = 100

_BODY = re.compile(r"[.,\u066b]?\d(?:[\d.,' \u066b\u066c]*\d)?")
_SIGN = re.compile(r"[+-]")
_ARABIC = str.maketrans("\u066b\u066c", ".,")


def _form(decimal: str, groups: str) -> re.Pattern[str]:
    """Digits, bare or in groups of one kind; a group of thousands never begins with 0."""
    western = rf"[1-9]\d{{0,2}}(?:(?P<group>[{groups}' ])\d{{3}})(?:(?P=group)\d{{3}})*"
    indian = r"[1-9]\d?(?:,\d{2})+,\d{3}" if groups == "," else "(?!)"
    return re.compile(rf"(?P<whole>{western}|{indian}|\d*)(?:{decimal}(?P<part>\d+))?")


_FORMS: dict[DecimalSign, re.Pattern[str]] = {
    "point": _form(r"\.", ","),
    "comma": _form(",", r"\."),
}
_NO_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """The readings of a cell by decimal sign, and the currencies that its sign can mean."""

    readings: Mapping[DecimalSign, Decimal]
    currencies: frozenset[str] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the decimal sign makes a difference to the value."""
        return len(self.readings) < 2 or len(set(self.readings.values())) > 1


@lru_cache(maxsize=8_192)
def parse_number(text: str) -> WrittenNumber | None:
    """Take a text apart; None where it is no number in either way.

    Scientific notation is none: a spreadsheet has shortened such a number before it was saved.
    """
    if len(text) > CHARACTERS_MAX:
        return None
    written = plain_characters(text)
    in_brackets = written.startswith("(") and written.endswith(")")
    if in_brackets:
        written = written[1:-1].strip()
    found = _BODY.search(written)
    if found is None:
        return None
    before, body, after = written[: found.start()], found[0], written[found.end() :]
    if body[0] == "." and before[-1:].isalpha():
        # The point of an abbreviation, as in "Rs.500"; behind other letters it means nothing sure.
        before, body = f"{before}.", body[1:]
        if before.strip("+- ").casefold() not in CURRENCY_SIGNS:
            return None
    signs = [*_SIGN.findall(before), *_SIGN.findall(after), *("-" if in_brackets else "")]
    if len(signs) > 1:
        return None
    beside = [_SIGN.sub("", part).strip() for part in (before, after)]
    known = [currencies_of(part) for part in beside if part]
    if None in known:
        return None
    currencies = frozenset.intersection(*(each for each in known if each)) if known else None
    readings = _read_body(body)
    if not readings or (known and not currencies):
        return None
    if signs == ["-"]:
        readings = {sign: -value for sign, value in readings.items()}
    return WrittenNumber(readings, currencies)


def _read_body(body: str) -> dict[DecimalSign, Decimal]:
    if "\u066b" in body or "\u066c" in body:
        # The Arabic signs leave no doubt about which of them is the decimal sign.
        value = None if re.search("[.,]", body) else _read_as("point", body.translate(_ARABIC))
        return {} if value is None else {"point": value, "comma": value}
    signs: tuple[DecimalSign, ...] = ("point", "comma")
    return {sign: value for sign in signs if (value := _read_as(sign, body)) is not None}


def _read_as(sign: DecimalSign, body: str) -> Decimal | None:
    found = _FORMS[sign].fullmatch(body)
    if found is None:
        return None
    return Decimal(f"{_NO_DIGIT.sub('', found['whole']) or '0'}.{found['part'] or '0'}")


def read_number(cell: Cell, sign: DecimalSign | None) -> Decimal | None:
    """The number of a cell exactly as it is written; None when it is none.

    ``sign`` is the decimal sign of the file; None is for files in which no cell depends on it.
    """
    match cell:
        case bool():
            return None
        case int() | float():
            number = Decimal(f"{cell:.{DIGITS}g}")
            return number if number.is_finite() else None
        case str():
            written = parse_number(cell)
            if written is None:
                return None
            if sign is not None:
                return written.readings.get(sign)
            return None if written.is_open else written.readings["point"]
        case _:
            return None
