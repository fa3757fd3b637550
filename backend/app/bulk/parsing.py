"""What does a row say: a sale or a return that can be applied, or why not?"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.bulk.errors import FileRefused
from app.bulk.goods import NotGoods
from app.bulk.reading.cells import as_text
from app.bulk.reading.codes import read_code, read_reference, unwrap
from app.bulk.reading.columns import check_currency, find_columns, named_width
from app.bulk.reading.currencies import currencies_of
from app.bulk.reading.moments import read_moment
from app.bulk.reading.numbers import parse_number, read_number
from app.bulk.reading.types import Cell, Field, Table
from app.bulk.types import Reason, Sale
from app.core.clock import now
from app.core.identifiers import clean_name, has_visible, identity_key, refusal
from app.core.money import AMOUNT_MAX, check_amount, plain
from app.core.schema import QUANTITY_MAX

SKU_LENGTH_MAX = 100
INVOICE_LENGTH_MAX = 200
DESCRIPTION_LENGTH_MAX = 300
DIGEST_BYTES = 16
CANCELLATION = "C"


class RowRefused(Exception):
    """A row that cannot be applied."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(slots=True)
class Clock:
    """The clock of the shop: turns the file's times into moments.

    In the hour that a clock skips in spring, the time means the moment reached by the clock as it
    stood before; in the hour that it repeats in autumn, the first of the two (PEP 495, fold=0).
    Both are counted, so that a report can say so.
    """

    zone: ZoneInfo | None
    file: str
    skipped_hour: int = 0
    repeated_hour: int = 0

    def moment(self, wall: datetime) -> datetime:
        """``wall`` in UTC. Raises `FileRefused` when nothing says which clock it was read from."""
        if wall.tzinfo is not None:
            return wall.astimezone(UTC)
        if self.zone is None:
            raise FileRefused(
                f"The times in {self.file} carry no time zone.",
                "Say which clock they were read from: --time-zone Europe/London (or Asia/Tokyo, "
                "UTC, ...)",
            )
        local = wall.replace(tzinfo=self.zone)
        moment = local.astimezone(UTC)
        if local.utcoffset() != local.replace(fold=1).utcoffset():
            if moment.astimezone(self.zone).replace(tzinfo=None) == wall:
                self.repeated_hour += 1
            else:
                self.skipped_hour += 1
        return moment


class RowParser:
    """Reads the rows of one table."""

    def __init__(
        self,
        table: Table,
        *,
        clock: Clock,
        currency: str,
        not_goods: NotGoods,
        archived: Collection[str],
    ) -> None:
        self._columns = find_columns(table.header, where=table.name)
        check_currency(table.header, currency, where=table.name)
        self._table = table
        self._named_width = named_width(table.header)
        self._clock = clock
        self._currency = currency
        self._not_goods = not_goods
        self._archived = archived
        self._latest = now()

    def parse(self, cells: list[Cell]) -> Sale:
        """Raises `RowRefused`; and `FileRefused` for a time without any zone."""
        self._check_width(cells)
        invoice = read_reference(self._cell(cells, Field.INVOICE))
        if invoice is None or len(invoice) > INVOICE_LENGTH_MAX:
            raise RowRefused(Reason.UNREADABLE_INVOICE)
        sku = self._sku(cells)
        quantity = self._quantity(cells)
        if quantity > 0 and invoice[:1].upper() == CANCELLATION and invoice[1:].isdigit():
            raise RowRefused(Reason.POSITIVE_CANCELLATION)
        wall, occurred_at = self._time(cells)
        price = self._price(cells)
        description = unwrap(as_text(self._cell(cells, Field.DESCRIPTION)))
        digest = _digest(
            identity_key(invoice), identity_key(sku), str(quantity), occurred_at.isoformat(),
            plain(price),
        )  # fmt: skip
        text_digest = _digest(
            invoice,
            sku,
            description,
            str(quantity),
            wall.isoformat(),
            plain(price),
            as_text(self._cell(cells, Field.CUSTOMER)),
            as_text(self._cell(cells, Field.COUNTRY)),
        )
        return Sale(
            invoice, sku, _readable(description), quantity, occurred_at, price, digest, text_digest
        )

    def _cell(self, cells: list[Cell], field: Field) -> Cell:
        place = self._columns.get(field)
        return cells[place] if place is not None and place < len(cells) else None

    def _check_width(self, cells: list[Cell]) -> None:
        """A decimal comma without quotation marks moves all cells behind it by one."""
        is_text_file = self._table.format.delimiter is not None
        is_longer = is_text_file and len(cells) > len(self._table.header)
        if is_longer or any(cell not in {None, ""} for cell in cells[self._named_width :]):
            raise RowRefused(Reason.TOO_MANY_CELLS)

    def _time(self, cells: list[Cell]) -> tuple[datetime, datetime]:
        """The time as the file says it, and in UTC."""
        wall = read_moment(
            self._cell(cells, Field.TIME),
            self._cell(cells, Field.CLOCK),
            self._table.format.date_order,
        )
        if wall is None:
            raise RowRefused(Reason.UNREADABLE_TIME)
        # Compared before it is converted: the year 9999 has no UTC in a western zone.
        if wall.year > self._latest.year + 1:
            raise RowRefused(Reason.FUTURE_TIME)
        occurred_at = self._clock.moment(wall)
        if occurred_at > self._latest:
            raise RowRefused(Reason.FUTURE_TIME)
        return wall, occurred_at

    def _sku(self, cells: list[Cell]) -> str:
        sku = read_code(self._cell(cells, Field.SKU))
        if sku == "":
            raise RowRefused(Reason.MISSING_CODE)
        if sku is None or len(sku) > SKU_LENGTH_MAX or refusal(sku):
            raise RowRefused(Reason.UNREADABLE_CODE)
        if sku in self._not_goods:
            raise RowRefused(Reason.NOT_GOODS)
        if identity_key(sku) in self._archived:
            raise RowRefused(Reason.ARCHIVED)
        return sku

    def _quantity(self, cells: list[Cell]) -> int:
        cell = self._cell(cells, Field.QUANTITY)
        number = read_number(cell, self._table.format.decimal_sign)
        written = parse_number(cell) if isinstance(cell, str) else None
        if number is None or (written and written.currencies):
            raise RowRefused(Reason.UNREADABLE_QUANTITY)
        if number == 0:
            raise RowRefused(Reason.ZERO_QUANTITY)
        # Compared before it is made an int: 1E+999999999 would fill the memory.
        if number.copy_abs() > QUANTITY_MAX:
            raise RowRefused(Reason.QUANTITY_TOO_LARGE)
        if number != number.to_integral_value():
            raise RowRefused(Reason.UNREADABLE_QUANTITY)
        return int(number)

    def _price(self, cells: list[Cell]) -> Decimal:
        named = as_text(self._cell(cells, Field.CURRENCY))
        if named and self._currency not in (currencies_of(named) or ()):
            raise RowRefused(Reason.OTHER_CURRENCY)
        cell = self._cell(cells, Field.PRICE)
        price = read_number(cell, self._table.format.decimal_sign)
        if price is None:
            raise RowRefused(Reason.UNREADABLE_PRICE)
        written = parse_number(cell) if isinstance(cell, str) else None
        if written and written.currencies and self._currency not in written.currencies:
            raise RowRefused(Reason.OTHER_CURRENCY)
        if price == 0:
            raise RowRefused(Reason.ZERO_PRICE)
        if price < 0:
            raise RowRefused(Reason.NEGATIVE_PRICE)
        if price > AMOUNT_MAX:
            raise RowRefused(Reason.PRICE_DOES_NOT_FIT)
        try:
            return check_amount(price, self._currency)
        except (ValueError, ArithmeticError):
            raise RowRefused(Reason.PRICE_DOES_NOT_FIT) from None


def _digest(*parts: str) -> bytes:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=DIGEST_BYTES).digest()


def _readable(description: str) -> str:
    """The description as a name may be: printable, and not endless."""
    name = clean_name(description)[:DESCRIPTION_LENGTH_MAX].strip()
    return name if has_visible(name) else ""
