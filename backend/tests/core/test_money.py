"""Amounts are exact, and fit their currency."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.core.money import (
    AMOUNT_MAX,
    CURRENCY_EXPONENTS,
    Amount,
    Money,
    at_scale,
    check_amount,
    currency_exponent,
    plain,
)
from app.pricing.schemas import Percent

AMOUNT: TypeAdapter[Decimal] = TypeAdapter(Amount)
CURRENCIES = st.sampled_from(sorted(CURRENCY_EXPONENTS))


@pytest.mark.parametrize(
    ("currency", "exponent"), [("JPY", 0), ("KRW", 0), ("USD", 2), ("EUR", 2), ("KWD", 3)]
)
def test_exponents_of_iso_4217(currency: str, exponent: int) -> None:
    assert currency_exponent(currency) == exponent


def test_codes_are_listed_once() -> None:
    assert all(len(code) == 3 and code.isupper() for code in CURRENCY_EXPONENTS)
    assert len(CURRENCY_EXPONENTS) > 150


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("1980", "JPY", "1980"),
        ("1980.00", "JPY", "1980"),
        ("19.8", "USD", "19.80"),
        ("1.234", "KWD", "1.234"),
        ("1E+3", "USD", "1000.00"),
        ("0", "KWD", "0.000"),
        ("-0", "USD", "0.00"),
        ("999999999999", "JPY", "999999999999"),
    ],
)
def test_amount_that_fits(amount: str, currency: str, written: str) -> None:
    assert plain(check_amount(Decimal(amount), currency)) == written


@pytest.mark.parametrize(
    ("amount", "currency"), [("19.8", "JPY"), ("19.805", "USD"), ("1.2345", "KWD")]
)
def test_amount_with_too_many_decimals(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match=currency):
        check_amount(Decimal(amount), currency)


@given(CURRENCIES, st.integers(0, int(AMOUNT_MAX) * 10_000))
def test_every_amount_of_minor_units_survives_the_way_through_json(
    currency: str, minor_units: int
) -> None:
    exponent = currency_exponent(currency)
    amount = Decimal(minor_units % (int(AMOUNT_MAX) * 10**exponent)).scaleb(-exponent)
    money = Money(amount=amount, currency=currency)
    again = Money.model_validate_json(money.model_dump_json())
    assert check_amount(again.amount, currency) == amount
    assert plain(at_scale(amount, currency)) == f"{amount:.{exponent}f}"


@pytest.mark.parametrize(
    "value",
    ["NaN", "Infinity", "-Infinity", "-1", "1000000000000", "0.00001", "", "1,980", "１９８０円"],
)
def test_no_amount(value: str) -> None:
    with pytest.raises(ValidationError):
        AMOUNT.validate_python(value)


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        "1e3",
        "1E+3",
        "+1000",
        "１０００",
        "०१०००",
        " 1000 ",
        "1,000",
        ".5",
        "1.",
        "",
        "0x1",
    ],
)
@pytest.mark.parametrize("kind", [Amount, Percent])
def test_decimal_in_another_form_than_plain_ascii_is_rejected(kind: Any, text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize("value", [19.8, 19.0, float("nan"), True])
def test_a_float_never_touches_money(value: object) -> None:
    with pytest.raises(ValidationError):
        Money.model_validate({"amount": value, "currency": "USD"})


def test_amounts_are_strings_in_json() -> None:
    assert Money(amount=Decimal("1980"), currency="JPY").model_dump_json() == (
        '{"amount":"1980","currency":"JPY"}'
    )


@pytest.mark.parametrize("currency", ["jpy", "XXX", "BTC", "JP", ""])
def test_unknown_currency(currency: str) -> None:
    with pytest.raises(ValidationError):
        Money.model_validate({"amount": "1", "currency": currency})
