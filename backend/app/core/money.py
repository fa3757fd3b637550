"""How is an amount of money written exactly?

Amounts are decimals in the database and decimal *strings* in JSON; a float never touches them.
The number of decimals that a currency allows comes from ISO 4217 (the exponent of the minor unit).
"""

import re
from decimal import Context, Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

# ISO 4217: the active currencies by the exponent of their minor unit.
_EXPONENT_0 = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_EXPONENT_2 = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT
MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
USD UYU UZS VES WST XCD YER ZAR ZMW ZWG
"""
_EXPONENT_3 = "BHD IQD JOD KWD LYD OMR TND"
_EXPONENT_4 = "CLF UYW"

CURRENCY_EXPONENTS: dict[str, int] = {
    code: exponent
    for exponent, codes in (
        (0, _EXPONENT_0),
        (2, _EXPONENT_2),
        (3, _EXPONENT_3),
        (4, _EXPONENT_4),
    )
    for code in codes.split()
}

# ASCII digits only: `\d` and Decimal() also take those of other scripts.
_PLAIN_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")

AMOUNT_MAX = Decimal(999999999999)
# Enough digits for a sum of the largest amounts times the largest quantities.
_EXACT = Context(prec=60)


def currency_exponent(currency: str) -> int:
    """Decimals that ``currency`` allows (JPY 0, USD 2, KWD 3).

    Raises KeyError for a code that ISO 4217 does not list.
    """
    return CURRENCY_EXPONENTS[currency]


def plain(amount: Decimal) -> str:
    """``amount`` as a plain decimal string, never in scientific notation."""
    return format(amount, "f")


def at_scale(amount: Decimal, currency: str) -> Decimal:
    """``amount`` with exactly the decimals of its currency; meant for amounts that fit."""
    scaled = amount.quantize(Decimal(1).scaleb(-currency_exponent(currency)), context=_EXACT)
    # There is one zero, and it has no sign.
    return scaled or abs(scaled)


def check_amount(amount: Decimal, currency: str) -> Decimal:
    """``amount`` at the scale of ``currency``, or ValueError that names what does not fit."""
    exponent = currency_exponent(currency)
    if at_scale(amount, currency) != amount:
        places = "no decimals" if exponent == 0 else f"at most {exponent} decimals"
        raise ValueError(f"{currency} has {places}, got {plain(amount)}")
    return at_scale(amount, currency)


def _known_currency(code: str) -> str:
    if code not in CURRENCY_EXPONENTS:
        raise PydanticCustomError(
            "currency", "must be an ISO 4217 currency code such as JPY, USD or EUR"
        )
    return code


Currency = Annotated[
    str,
    AfterValidator(_known_currency),
    Field(pattern=r"^[A-Z]{3}$", examples=["JPY"]),
]


def read_plain_decimal(value: Any) -> Any:
    """Refuse what `Decimal()` would take but a plain decimal is not.

    Floats are inexact; signs of plus, exponents, underscores, white space and digits of other
    scripts are forms that a caller sends by mistake.
    """
    if isinstance(value, float | bool):
        raise PydanticCustomError(
            "float", 'must be a string such as "19.80", since a float is inexact'
        )
    if isinstance(value, str) and not _PLAIN_DECIMAL.fullmatch(value):
        raise PydanticCustomError(
            "plain_decimal", 'must be a plain decimal such as "19.80": digits 0-9 and one point'
        )
    return value


Amount = Annotated[
    Decimal,
    BeforeValidator(read_plain_decimal),
    Field(ge=0, le=AMOUNT_MAX, max_digits=16, decimal_places=4),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,12}(\.\d{1,4})?$", "examples": ["1980"]}),
]


# A sum of amounts, which may exceed what one amount may be.
Total = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d{1,4})?$", "examples": ["1980"]}),
]


class Money(BaseModel):
    """An exact amount in a currency; the amount is a decimal string."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Amount
    currency: Currency
