"""Which column means what, when every shop names them a little differently?"""

import re
import unicodedata
from collections.abc import Sequence

from app.bulk.errors import FileRefused
from app.bulk.reading.types import REQUIRED, Field

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
    Field.TIME: """invoicedate invoicedatetime date datetime time timestamp orderdate
        transactiondate saledate salesdate soldat 日時 日付 年月日 販売日 販売日時 売上日 売上日時
        注文日 注文日時 取引日 取引日時 請求日 伝票日付""",
    Field.PRICE: """price unitprice itemprice salesprice saleprice 単価 価格 売価 販売単価 販売価格
        売上単価""",
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


def find_columns(header: Sequence[str], *, where: str) -> dict[Field, int]:
    """The place of each known column. Raises `FileRefused` for missing or doubled ones."""
    places: dict[Field, list[int]] = {}
    for place, name in enumerate(header):
        if field := FIELDS.get(plain_name(name)):
            places.setdefault(field, []).append(place)
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


def _quoted(header: Sequence[str]) -> str:
    named = [f'"{name[:40]}"' for name in header if name.strip()][:20]
    return ", ".join(named) or "nothing"


def _wanted() -> str:
    return (
        'Wanted: "StockCode" (商品コード), "Quantity" (数量), "InvoiceDate" (日時), '
        '"Price" (単価); and where there are: "Invoice" (伝票番号), "Description" (商品名), '
        '"Customer ID", "Country".'
    )
