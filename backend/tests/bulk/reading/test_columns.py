"""Is a column found by the name that a shop gave it?"""

import pytest

from app.bulk.errors import FileRefused
from app.bulk.reading.columns import find_columns, plain_name
from app.bulk.reading.types import Field


def test_names_differ_in_case_width_space_and_unit() -> None:
    assert plain_name(" Unit_Price (GBP) ") == "unitprice"
    assert plain_name("Ｃｕｓｔｏｍｅｒ　ＩＤ") == "customerid"


@pytest.mark.parametrize(
    "header",
    [
        ["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price"],
        ["InvoiceNo", "stock code", "DESCRIPTION", "qty", "Invoice_Date", "UnitPrice"],
        ["Order ID", "SKU", "Product name", "Units", "Date", "Unit price (¥)"],
        ["伝票番号", "商品コード", "商品名", "数量", "日時", "単価（円）"],
        ["注文番号", "品番", "品名", "個数", "販売日時", "販売価格"],
    ],
)
def test_known_names(header: list[str]) -> None:
    found = find_columns(header, where="x")
    assert [found[field] for field in (
        Field.INVOICE, Field.SKU, Field.DESCRIPTION, Field.QUANTITY, Field.TIME, Field.PRICE
    )] == [0, 1, 2, 3, 4, 5]  # fmt: skip


def test_other_columns_do_no_harm() -> None:
    header = ["Price", "Colour", "SKU", "Date", "Quantity", "Notes"]
    assert find_columns(header, where="x")[Field.QUANTITY] == 4


def test_missing_columns_are_named_with_those_found() -> None:
    with pytest.raises(FileRefused) as refused:
        find_columns(["sku", "amount", "when"], where="sales.csv")
    assert refused.value.detail == (
        "sales.csv: no column for quantity and date and time and unit price. "
        'Found: "sku", "amount", "when".'
    )
    assert '"Quantity" (数量)' in refused.value.remedy


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(FileRefused, match='"Price" and "Unit Price" could both be the unit price'):
        find_columns(["SKU", "Quantity", "Date", "Price", "Unit Price"], where="x")
