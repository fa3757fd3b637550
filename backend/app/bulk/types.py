"""The words of an import: rows of a file, what they mean, and why one is left out."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.bulk.reading.types import DateOrder, DecimalSign, FileFormat, ReadingOptions


class Reason(StrEnum):
    """Why a row is not applied; the value is the stable code of the reject file."""

    MISSING_CODE = "missing_code"
    UNREADABLE_CODE = "unreadable_code"
    NOT_GOODS = "not_goods"
    ARCHIVED = "archived"
    UNREADABLE_INVOICE = "unreadable_invoice"
    UNREADABLE_QUANTITY = "unreadable_quantity"
    ZERO_QUANTITY = "zero_quantity"
    QUANTITY_TOO_LARGE = "quantity_too_large"
    POSITIVE_CANCELLATION = "positive_cancellation"
    UNREADABLE_TIME = "unreadable_time"
    FUTURE_TIME = "future_time"
    UNREADABLE_PRICE = "unreadable_price"
    ZERO_PRICE = "zero_price"
    NEGATIVE_PRICE = "negative_price"
    PRICE_DOES_NOT_FIT = "price_does_not_fit"
    OTHER_CURRENCY = "other_currency"
    TOO_MANY_CELLS = "too_many_cells"


WORDS: dict[Reason, str] = {
    Reason.MISSING_CODE: "the row names no stock code",
    Reason.UNREADABLE_CODE: "the stock code is too long, has no visible character or one that "
    "cannot be told from another letter, or was destroyed by a "
    "spreadsheet; export it again with the column formatted as text",
    Reason.NOT_GOODS: "the code stands for no goods: postage, fee, discount, voucher or correction",
    Reason.ARCHIVED: "the item is archived; nothing can be recorded for it",
    Reason.UNREADABLE_INVOICE: "the invoice is longer than 200 characters, not printable, or "
    "was shortened by a spreadsheet",
    Reason.UNREADABLE_QUANTITY: "the quantity is no whole number, or was shortened by a "
    "spreadsheet (1E+2)",
    Reason.ZERO_QUANTITY: "the quantity is 0: nothing moved",
    Reason.QUANTITY_TOO_LARGE: "the quantity is larger than 1,000,000,000,000",
    Reason.POSITIVE_CANCELLATION: "the invoice is a cancellation (C...), but the quantity is not "
    "negative",
    Reason.UNREADABLE_TIME: "the date and time cannot be read, or lie before 1970",
    Reason.FUTURE_TIME: "the time lies in the future",
    Reason.UNREADABLE_PRICE: "the price is no number, or was shortened by a spreadsheet (1E+2)",
    Reason.ZERO_PRICE: "the price is 0",
    Reason.NEGATIVE_PRICE: "the price is negative",
    Reason.PRICE_DOES_NOT_FIT: "the price is too large or has more decimals than its currency",
    Reason.OTHER_CURRENCY: "the row names another currency than --currency",
    Reason.TOO_MANY_CELLS: "the row has more cells than the header: a comma inside of a cell "
    "needs quotation marks around the cell",
}


@dataclass(frozen=True, slots=True)
class Sale:
    """A row that can be applied. ``quantity`` is negative for a return.

    ``digest`` identifies the sale, however it is written: by its invoice, SKU, quantity, moment
    and price. ``text_digest`` identifies the text of the row: the same text is the same sale, also
    when it is read with another time zone.
    """

    invoice: str
    sku: str
    description: str
    quantity: int
    occurred_at: datetime
    price: Decimal
    digest: bytes
    text_digest: bytes


@dataclass(frozen=True, slots=True)
class Options:
    """How the file is meant, and where its goods lie."""

    currency: str
    location: str
    location_name: str
    time_zone: str | None
    actor: str
    encoding: str | None = None
    sheets: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    decimal_sign: DecimalSign | None = None
    delimiter: str | None = None
    not_goods: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    count_again: bool = False

    @property
    def reading(self) -> ReadingOptions:
        """The part of the options that says how the file is written."""
        return ReadingOptions(
            currency=self.currency,
            encoding=self.encoding,
            delimiter=self.delimiter,
            decimal_sign=self.decimal_sign,
            date_order=self.date_order,
            sheets=self.sheets,
        )


@dataclass(slots=True)
class ImportReport:
    """What became of every row, and what else came of it."""

    rows: int = 0
    sales: int = 0
    returns: int = 0
    already_imported: int = 0
    rejected: Counter[Reason] = field(default_factory=Counter)

    # How each table was read, and the columns that mean nothing here.
    formats: dict[str, FileFormat] = field(default_factory=dict)
    unknown_columns: list[str] = field(default_factory=list)

    time_zone: str = ""
    first_at: datetime | None = None
    last_at: datetime | None = None
    skipped_hour: int = 0
    repeated_hour: int = 0
    repeated_in_sheets: int = 0

    location_created: bool = False
    items_created: int = 0
    openings: int = 0
    opening_units: int = 0
    price_changes: int = 0
    prices_held_back: int = 0
    # The first of them, in words.
    held_back: list[str] = field(default_factory=list)

    @property
    def accounted(self) -> int:
        """Rows whose outcome is known; the promise is that these are all."""
        return self.sales + self.returns + self.already_imported + self.rejected.total()
