"""Does this stock code stand for goods that lie on a shelf?

Order systems book postage, fees, discounts, vouchers and corrections under codes of their own.
They move money and no stock, so an import leaves them out and says so.
"""

import re
from collections.abc import Iterable

from app.core.identifiers import identity_key

# As they occur in exports of real shops; compared by `identity_key`.
USUAL = """
    post, postage, dot, carriage, c2, c3, shipping, delivery, freight, m, manual, d, discount,
    voucher, coupon, adjust, adjust2, b, s, samples, amazonfee, amazon fee, bank charges, fee, cruk,
    送料, 手数料, 値引, 値引き, 割引, クーポン, ギフト券
"""
CODES = frozenset(identity_key(code) for code in USUAL.split(","))
PATTERNS = re.compile(r"(gift_|test\d*$|adjust\b|dotcom)")


class NotGoods:
    """Knows the usual codes, those that the person added, and those that are goods after all."""

    def __init__(self, more: Iterable[str] = (), goods: Iterable[str] = ()) -> None:
        self._codes = CODES | {identity_key(code) for code in more}
        self._goods = {identity_key(code) for code in goods}

    def __contains__(self, sku: str) -> bool:
        key = identity_key(sku)
        if key in self._goods:
            return False
        return key in self._codes or PATTERNS.match(key) is not None
