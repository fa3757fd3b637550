"""Know the currencies that a sign or an abbreviation beside a price can mean."""

import re

from app.bulk.reading.characters import plain_characters
from app.core.money import CURRENCY_EXPONENTS

_DOLLARS = """
    USD AUD CAD NZD HKD SGD TWD MXN ARS CLP COP BBD BMD BND BSD BZD CUP CVE DOP FJD GYD JMD KYD
    LRD NAD NIO SBD SRD TOP TTD UYU WST XCD
"""
# Signs and abbreviations in small letters. A sign of several currencies contradicts none of them.
_SIGNS = {
    "$": _DOLLARS, "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD",
    "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "nt$": "TWD", "mx$": "MXN", "r$": "BRL",
    "£": "GBP EGP FKP GIP LBP SDG SHP SSP SYP", "€": "EUR", "¥": "JPY CNY", "円": "JPY",
    "元": "CNY TWD HKD", "圓": "TWD HKD", "rmb": "CNY", "₩": "KRW KPW", "원": "KRW",
    "₹": "INR", "rs": "INR LKR MUR NPR PKR SCR", "rs.": "INR LKR MUR NPR PKR SCR",
    "₺": "TRY", "tl": "TRY", "₽": "RUB", "руб": "RUB", "руб.": "RUB", "₴": "UAH", "грн": "UAH",
    "zł": "PLN", "kč": "CZK", "ft": "HUF", "lei": "RON MDL", "kr": "SEK NOK DKK ISK",
    "kr.": "SEK NOK DKK ISK", "fr": "CHF", "fr.": "CHF", "sfr": "CHF", "sfr.": "CHF",
    "₫": "VND", "đ": "VND", "฿": "THB", "₱": "PHP", "₪": "ILS", "₦": "NGN", "₡": "CRC",
    "₲": "PYG", "₵": "GHS", "₸": "KZT", "₼": "AZN", "₾": "GEL", "₮": "MNT", "₭": "LAK",
    "៛": "KHR", "৳": "BDT", "r": "ZAR", "s/": "PEN", "s/.": "PEN", "rp": "IDR", "rp.": "IDR",
    "ج.م.": "EGP", "ر.س.": "SAR", "د.إ.": "AED", "د.ك.": "KWD", "ریال": "IRR",
    "rm": "MYR", "﷼": "IRR OMR QAR SAR YER",
}  # fmt: skip
CURRENCY_SIGNS = {sign: frozenset(codes.split()) for sign, codes in _SIGNS.items()}
_WORD = re.compile(r"[^\W\d_]+\$|[^\w\s()\[\]/.,:%-]|[^\W\d_]+")
_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")


def currencies_of(text: str) -> frozenset[str] | None:
    """The currencies that a text such as ``€``, ``US$`` or ``EUR`` can mean; None if it is none."""
    if found := CURRENCY_SIGNS.get(text.casefold()):
        return found
    return frozenset({text.upper()}) if text.upper() in CURRENCY_EXPONENTS else None


def currencies_of_header(header: str) -> frozenset[str] | None:
    """The currencies that a column name says: ``Price (EUR)``, ``price_gbp``, ``単価（円）``.

    None where it names none. A code outside of brackets counts in capitals or after ``_`` only,
    because "all" and "try" are codes as well.
    """
    written = plain_characters(header)
    for inner in _BRACKETS.findall(written):
        if found := _first(_WORD.findall(inner)):
            return found
    outside = _BRACKETS.sub(" ", written)
    words = _WORD.findall(outside.replace("_", " "))
    signs = [word for word in words if not word.isalpha()]
    codes = words[1:] if "_" in outside else [word for word in words if word.isupper()]
    return _first(signs) or _first([code for code in codes if len(code) == 3])


def _first(words: list[str]) -> frozenset[str] | None:
    return next((found for word in words if (found := currencies_of(word))), None)
