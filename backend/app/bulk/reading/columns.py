"""Find the header of a table and the meaning of its columns.

Every shop names its columns a little differently, and many programs write a title above them.
"""

import re
import unicodedata
from collections.abc import Sequence

from app.bulk.errors import FileRefused
from app.bulk.reading.currencies import currencies_of, currencies_of_header
from app.bulk.reading.types import REQUIRED, Field

# What a reject file writes before the columns of the file that was imported.
REJECT_COLUMNS = ("sheet", "row", "reason", "explanation", "read with")

NAMES: dict[Field, str] = {
    Field.INVOICE: """invoice invoiceno invoicenumber invoiceid order orderid orderno ordernumber
        receipt receiptno receiptnumber transactionid 伝票番号 伝票no 注文番号 受注番号 請求書番号
        取引番号 売上番号 レシート番号""",
    Field.SKU: """stockcode sku itemcode itemno itemnumber itemid productcode productid productno
        articleno articlenumber 商品コード 商品番号 品番 型番 商品id 品目コード skuコード""",
    Field.DESCRIPTION: """description itemdescription productdescription productname itemname
        product item name title 商品名 商品名称 品名 品目名 名称""",
    Field.QUANTITY: """quantity qty units quantitysold unitssold 数量 個数 点数 販売数 販売数量
        売上数量""",
    Field.TIME: """invoicedate invoicedatetime date datetime timestamp orderdate
        transactiondate saledate salesdate soldat 日時 日付 年月日 販売日 販売日時 売上日 売上日時
        注文日 注文日時 取引日 取引日時 請求日 伝票日付""",
    Field.CLOCK: """time timeofday invoicetime ordertime saletime salestime transactiontime
        時刻 時間 販売時刻 売上時刻 注文時刻 取引時刻 伝票時刻 会計時刻""",
    Field.PRICE: """price unitprice itemprice salesprice saleprice 単価 価格 売価 販売単価 販売価格
        売上単価""",
    Field.CURRENCY: "currency currencycode pricecurrency 通貨 通貨コード",
    Field.CUSTOMER: """customerid customer customerno customernumber customercode 顧客id 顧客番号
        顧客コード 得意先コード 会員番号""",
    Field.COUNTRY: "country countryname 国 国名",
}
FIELDS = {name: field for field, names in NAMES.items() for name in names.split()}
# A unit behind the name, as in "Price (GBP)", says nothing about which column it is.
UNIT = re.compile(r"[(\[].*?[)\]]")


def plain_name(header: str) -> str:
    """The name without case, width, spaces, marks and units: ``Unit_Price (£)`` → ``unitprice``."""
    folded = UNIT.sub("", unicodedata.normalize("NFKC", header)).lower()
    return "".join(char for char in folded if char.isalnum())


def meaning_of(header: str) -> Field | None:
    """What a column of this name means; None for a name that is not known."""
    if field := FIELDS.get(plain_name(header)):
        return field
    if currencies_of_header(header) is None:
        return None
    # "Price EUR", "price_gbp" and "Price in USD": a currency without brackets is a unit, too.
    words = [word for word in re.split(r"[\s_/]+", header) if currencies_of(word) is None]
    return FIELDS.get(plain_name("".join(word for word in words if word.lower() != "in")))


def find_columns(header: Sequence[str], *, where: str) -> dict[Field, int]:
    """The place of each known column. Raises `FileRefused` for missing or doubled ones."""
    places: dict[Field, list[int]] = {}
    for place, name in enumerate(header):
        if field := meaning_of(name):
            places.setdefault(field, []).append(place)
    if Field.TIME not in places and Field.CLOCK in places:
        # A column "Time" beside no other is the whole moment.
        places[Field.TIME] = places.pop(Field.CLOCK)
    doubled = {field: found for field, found in places.items() if len(found) > 1}
    missing = [field for field in REQUIRED if field not in places]
    if doubled:
        field, found = next(iter(doubled.items()))
        named = " and ".join(f'"{header[place]}"' for place in found)
        raise FileRefused(
            f"{where}: the columns {named} could both be the {field}.",
            f"Leave one of them, or rename the other. {_wanted()}",
        )
    if missing:
        raise FileRefused(
            f"{where}: no column for {' and '.join(missing)}. Found: {_quoted(header)}.",
            _wanted(),
        )
    return {field: found[0] for field, found in places.items()}


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the first row that names all needed columns; None where no row does.

    Where several rows come near, the one with the most known names is meant, so that a message
    about a missing column names the columns that were found.
    """
    known = [len({field for name in row if (field := meaning_of(name))}) for row in rows]
    for place, row in enumerate(rows):
        if known[place] >= len(REQUIRED) and has_needed(row):
            return place
    return known.index(max(known)) if known else None


def named_width(header: Sequence[str]) -> int:
    """The number of cells up to the last one that has a name."""
    return max(place for place, name in enumerate(header, start=1) if name.strip())


def reject_width(header: Sequence[str]) -> int:
    """The number of columns in front that a reject file has of its own; 0 for other files."""
    without_reading = REJECT_COLUMNS[:-1]
    for own in (REJECT_COLUMNS, without_reading):
        if tuple(header[: len(own)]) == own:
            return len(own)
    return 0


def unknown_columns(header: Sequence[str]) -> list[str]:
    """The names that mean nothing here; those of a reject file are known."""
    rest = header[reject_width(header) :]
    return [name.strip() for name in rest if name.strip() and meaning_of(name) is None]


def check_currency(header: Sequence[str], currency: str, *, where: str) -> None:
    """Raise `FileRefused` where a price column names another currency than ``currency``."""
    for name in header:
        said = currencies_of_header(name) if meaning_of(name) is Field.PRICE else None
        if said and currency not in said:
            raise FileRefused(
                f'{where}: the column "{name.strip()}" says {" or ".join(sorted(said)[:3])}, '
                f"--currency says {currency}.",
                "Name the currency of the file, or correct the header if it is wrong.",
            )


def has_needed(header: Sequence[str]) -> bool:
    """Whether a row names all columns that are needed."""
    found = {meaning_of(name) for name in header}
    if Field.CLOCK in found:
        found.add(Field.TIME)
    return found.issuperset(REQUIRED)


def _quoted(header: Sequence[str]) -> str:
    named = [f'"{name[:40]}"' for name in header if name.strip()][:20]
    return ", ".join(named) or "nothing"


def _wanted() -> str:
    return (
        'Wanted: "StockCode" (商品コード), "Quantity" (数量), "InvoiceDate" (日時), '
        '"Price" (単価); and where there are: "Invoice" (伝票番号), "Description" (商品名), '
        '"Customer ID", "Country".'
    )
