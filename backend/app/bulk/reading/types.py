"""The parts of a file that is read: cells, columns, tables, and how the file is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal

Cell = str | int | float | bool | date | datetime | time | timedelta | None
DateOrder = Literal["dmy", "mdy", "ymd"]
DecimalSign = Literal["point", "comma"]


class Field(StrEnum):
    """The meaning of a column in a sales file."""

    INVOICE = "invoice"
    SKU = "stock code"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    TIME = "date and time"
    CLOCK = "time of day"
    PRICE = "unit price"
    CURRENCY = "currency"
    CUSTOMER = "customer"
    COUNTRY = "country"


REQUIRED = (Field.SKU, Field.QUANTITY, Field.TIME, Field.PRICE)


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How a table is written, as it was declared or found out.

    ``header_row`` counts the rows of the file from 1. ``encoding`` and ``delimiter`` are None for
    a workbook; ``decimal_sign`` and ``date_order`` are None where no cell depends on them.
    """

    header_row: int = 1
    encoding: str | None = None
    delimiter: str | None = None
    decimal_sign: DecimalSign | None = None
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a person has declared about a file; None is found out, or asked for.

    ``currency`` is the ISO 4217 code of the prices.
    """

    currency: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal_sign: DecimalSign | None = None
    date_order: DateOrder | None = None
    sheets: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """A sheet or a text file: its header, and the rows below it with their numbers."""

    name: str
    header: list[str]
    rows: Iterator[tuple[int, list[Cell]]]
    rows_estimate: int
    format: FileFormat = field(default_factory=FileFormat)
