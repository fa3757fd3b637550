"""Sales files as shops export them: small ones by hand, large ones by chance."""

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADER = (
    "Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID",
    "Country",
)  # fmt: skip
CODES_OF_NO_GOODS = ("POST", "M", "C2")

Row = Sequence[Any]


def sale(
    sku: Any = "A-17",
    quantity: Any = 3,
    at: Any = "2024-03-01 10:00",
    price: Any = "2.50",
    *,
    invoice: Any = "536365",
    name: Any = "BLUE MUG",
) -> Row:
    return (invoice, sku, name, quantity, at, price, "12583", "France")


def write_csv(
    path: Path,
    rows: Iterable[Row],
    *,
    header: Row = HEADER,
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_workbook(path: Path, sheets: Mapping[str, Iterable[Row]], header: Row = HEADER) -> Path:
    workbook = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.append(list(header))
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def many_sales(number: int, *, seed: int = 7) -> list[Row]:
    """Rows of the same shape as a year of a real shop: returns, no goods, zero prices, codes in
    changing case, prices that change, lines that stand twice."""
    chance = random.Random(seed)
    codes = [f"{chance.randint(10_000, 90_000)}{chance.choice(('', 'A', 'B'))}" for _ in range(300)]
    prices = {code: chance.randint(20, 2_000) for code in codes}
    moment = datetime(2023, 11, 3, 8, 0)  # noqa: DTZ001 - files know no zone
    rows: list[Row] = []
    for number_of_row in range(number):
        moment += timedelta(minutes=chance.randint(0, 20))
        code = chance.choice(codes)
        if chance.random() < 0.03:
            prices[code] = max(prices[code] + chance.randint(-20, 20), 5)
        quantity = chance.randint(1, 48)
        invoice = str(500_000 + number_of_row // 8)
        amount = prices[code] / 100
        dice = chance.random()
        if dice < 0.03:
            rows.append(
                (invoice, chance.choice(CODES_OF_NO_GOODS), "POSTAGE", 1, moment, 18, 1, "")
            )
            continue
        if dice < 0.05:
            invoice, quantity = f"C{invoice}", -quantity
        if dice > 0.998:
            amount = 0
        spelled = code.lower() if dice > 0.9 else code
        name = f"THING {code}" if dice < 0.8 else f"Thing  {code} "
        row = (invoice, spelled, name, quantity, moment, amount, 12_583, "France")
        rows.extend([row] * (2 if dice > 0.99 else 1))
    return rows[:number]


def names_in(directory: Path) -> list[str]:
    """What lies in a directory, for a test that must not find more."""
    return sorted(path.name for path in directory.iterdir())
