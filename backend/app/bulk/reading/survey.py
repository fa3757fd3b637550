"""Survey the columns of a file before its rows are read.

The decimal sign and the order of day, month and year are properties of the file, not of a cell.
Every text cell of the columns in question is evidence; what the evidence leaves open is asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from app.bulk.errors import FileQuestion, FileRefused
from app.bulk.reading.days import ORDERS, WrittenDay
from app.bulk.reading.moments import doubtful_day
from app.bulk.reading.numbers import parse_number
from app.bulk.reading.questions import Question, Reading
from app.bulk.reading.types import Cell, DateOrder, DecimalSign, Field
from app.core.clock import now
from app.core.money import CURRENCY_EXPONENTS

# A short year that lies further ahead is no year of a sale.
AHEAD_MAX = timedelta(days=366)
_SIGN_NAMES: dict[DecimalSign, str] = {"point": "a decimal point", "comma": "a decimal comma"}
_ORDER_NAMES: dict[DateOrder, str] = {
    "dmy": "with the day",
    "mdy": "with the month",
    "ymd": "with the year",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the file, as a message names it."""

    table: str
    row: int
    column: str
    text: str


@dataclass(slots=True)
class DayEvidence:
    """The cells whose day depends on the order, by the orders in which they are possible."""

    possible: dict[frozenset[DateOrder], Place] = field(default_factory=dict)
    ambiguous: tuple[Place, Mapping[DateOrder, date]] | None = None
    first: Place | None = None

    def add(self, place: Place, found: WrittenDay) -> None:
        """Take a cell as evidence; a short year far in the future is none."""
        days = found.days
        if found.has_short_year:
            latest = now().date() + AHEAD_MAX
            days = {order: day for order, day in days.items() if day <= latest}
        if not days:
            return
        self.first = self.first or place
        self.possible.setdefault(frozenset(days), place)
        if self.ambiguous is None and len(set(days.values())) > 1:
            self.ambiguous = (place, days)

    def order(self, decided: DateOrder | None = None) -> DateOrder | None:
        """The one order that all cells allow; None without cells that depend on it.

        ``decided`` is the order of the dates with whole years. It is that of the others as well,
        unless these could begin with the year.
        """
        if not self.possible:
            return None
        left = frozenset.intersection(*self.possible)
        if not left:
            raise self._refusal()
        if len(left) == 1:
            return next(iter(left))
        if decided in left and "ymd" not in left:
            return decided
        if self.ambiguous is None:
            return None
        place, days = self.ambiguous
        orders = [order for order in ORDERS if order in days and order in left]
        answers = [Reading(order, days[order].isoformat()) for order in orders]
        raise FileQuestion(
            Question(
                "date_order", place.table, place.row, place.column, place.text,
                tuple(answers), "--date-order",
            )
        )  # fmt: skip

    def _refusal(self) -> FileRefused:
        # The narrowest evidence makes the clearest example.
        ordered = sorted(self.possible.items(), key=lambda each: len(each[0]))
        orders, place = ordered[0]
        for others, second in ordered[1:]:
            if not orders & others:
                return _two_orders(place, _first(orders), second, _first(others))
        return _two_orders(place, _first(orders), ordered[-1][1], _first(ordered[-1][0]))


@dataclass(slots=True)
class Survey:
    """Collects the evidence of all tables of a file."""

    currency: str | None
    numbers: dict[frozenset[DecimalSign], Place] = field(default_factory=dict)
    open_number: tuple[Place, Mapping[DecimalSign, Decimal]] | None = None
    days: DayEvidence = field(default_factory=DayEvidence)
    short_days: DayEvidence = field(default_factory=DayEvidence)

    def add_table(
        self,
        table: str,
        header: list[str],
        columns: Mapping[Field, int],
        rows: Iterator[tuple[int, list[Cell]]],
    ) -> None:
        """Look at the numbers and the days of every row."""
        places = [(one, columns[one], header[columns[one]]) for one in _SURVEYED]
        for number, cells in rows:
            for meaning, index, column in places:
                cell = cells[index] if index < len(cells) else None
                if isinstance(cell, str) and cell:
                    self._add_cell(meaning, Place(table, number, column, cell.strip()[:40]))

    def _add_cell(self, meaning: Field, place: Place) -> None:
        if meaning is Field.TIME:
            found = doubtful_day(place.text)
            if found is not None:
                (self.short_days if found.has_short_year else self.days).add(place, found)
        else:
            self._add_number(place, is_price=meaning is Field.PRICE)

    def _add_number(self, place: Place, *, is_price: bool) -> None:
        found = parse_number(place.text)
        if found is None or not found.is_open:
            return
        readings = found.readings
        if is_price and CURRENCY_EXPONENTS.get(self.currency or "") == 0:
            # A price without minor units is whole: `1,980` is 1980 yen and nothing else.
            whole = {sign: n for sign, n in readings.items() if n == n.to_integral_value()}
            readings = whole or readings
        if len(readings) == 2:
            self.open_number = self.open_number or (place, readings)
        else:
            self.numbers.setdefault(frozenset(readings), place)

    def decimal_sign(self) -> DecimalSign | None:
        """The decimal sign of the file; None where no cell depends on it.

        Raises `FileRefused` where both occur, and `FileQuestion` where nothing decides.
        """
        if len(self.numbers) > 1:
            (one, first), (other, second) = self.numbers.items()
            names = [_SIGN_NAMES[next(iter(signs))] for signs in (one, other)]
            raise FileRefused(
                f"{first.table}: numbers are written in two ways. Row {first.row} "
                f"(`{first.text}`) has {names[0]}, row {second.row} (`{second.text}`) {names[1]}.",
                "Write them in one way, or say which is right and have the other rows left out: "
                "--decimal point or --decimal comma.",
            )
        for signs in self.numbers:
            return next(iter(signs))
        if self.open_number is None:
            return None
        place, readings = self.open_number
        answers = [Reading(sign, _show(value)) for sign, value in readings.items()]
        raise FileQuestion(
            Question(
                "decimal_sign", place.table, place.row, place.column, place.text,
                tuple(answers), "--decimal",
            )
        )  # fmt: skip

    def date_order(self) -> DateOrder | None:
        """The order of day, month and year; None where no cell depends on it.

        Raises `FileRefused` where two orders occur, and `FileQuestion` where nothing decides.
        """
        whole = self.days.order()
        short = self.short_days.order(whole)
        if whole and short and whole != short:
            first, second = self.days.first, self.short_days.first
            assert first is not None
            assert second is not None
            raise _two_orders(first, whole, second, short)
        return whole or short


def _first(orders: frozenset[DateOrder]) -> DateOrder:
    return next(order for order in ORDERS if order in orders)


def _two_orders(first: Place, one: DateOrder, second: Place, other: DateOrder) -> FileRefused:
    if second.row < first.row:
        first, one, second, other = second, other, first, one
    return FileRefused(
        f"{first.table}: dates are written in two orders. Row {first.row} (`{first.text}`) begins "
        f"{_ORDER_NAMES[one]}, row {second.row} (`{second.text}`) {_ORDER_NAMES[other]}.",
        "Write them in one order, or say which is right and have the other rows left out: "
        "--date-order dmy, mdy or ymd.",
    )


def _show(value: Decimal) -> str:
    """The number without zeros behind the decimal sign: 2 for `2.000`."""
    return f"{value.normalize():f}"


_SURVEYED = (Field.QUANTITY, Field.PRICE, Field.TIME)
