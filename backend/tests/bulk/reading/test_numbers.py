"""Numbers as people write them: read exactly, or not read at all."""

from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bulk.errors import FileQuestion, FileRefused
from app.bulk.reading.numbers import parse_number, read_number
from app.bulk.reading.tables import open_tables
from app.bulk.reading.types import Cell, DecimalSign, FileFormat, ReadingOptions
from tests.factories.sales_files import Row, sale, write_csv, write_workbook

LOCALES = (
    "en_US", "en_IN", "en_ZA", "de_DE", "de_AT", "de_CH", "fr_FR", "fr_CH", "es_ES", "es_MX",
    "it_IT", "pt_BR", "pt_PT", "pl_PL", "sv_SE", "cs_CZ", "tr_TR", "ru_RU", "ja_JP", "hi_IN",
    "ar_EG", "fa_IR", "bn_BD", "he_IL", "lt_LT",
)  # fmt: skip
# Locales that write other digits, by their numbering system and the code of their zero.
DIGITS = {"ar_EG": ("arab", 0x660), "fa_IR": ("arabext", 0x6F0), "bn_BD": ("beng", 0x9E6)}
PRICE_COLUMN, QUANTITY_COLUMN = 5, 3


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (6.0, "6"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1E+20"),
        ("2.95", "2.95"),
        (".5", "0.5"),
        ("£1,234.50", "1234.50"),
        ("US$ 1,234.50", "1234.50"),
        ("Rs.1,23,456.50", "123456.50"),
        ("CHF 1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("1 234.50", "1234.50"),
        ("1\u00a0234.50", "1234.50"),
        ("1\u202f234.50", "1234.50"),
        ("１，２３４．５", "1234.5"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("१२,३४,५६७.५", "1234567.5"),
        ("1980円", "1980"),
        ("-12", "-12"),
        ("−12", "-12"),
        ("\u200e-12", "-12"),
        ("12-", "-12"),
        ("(12.50)", "-12.50"),
        ("-£12.50", "-12.50"),
        ("£-12.50", "-12.50"),
        ("▲12", "-12"),
    ],
)
def test_number_with_decimal_point_is_read_exactly(cell: Cell, number: str) -> None:
    assert read_number(cell, "point") == Decimal(number)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2,95", "2.95"),
        ("1.234,50", "1234.50"),
        ("1 234,50 €", "1234.50"),
        ("1'234,50", "1234.50"),
        ("R$ 1.234,50", "1234.50"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
    ],
)
def test_number_with_decimal_comma_is_read_exactly(cell: Cell, number: str) -> None:
    assert read_number(cell, "comma") == Decimal(number)


@pytest.mark.parametrize(
    "cell",
    [
        "", "six", "1.2.3", "NaN", "Infinity", "1_000", None, True, "1,2", "0,123", "12,34",
        "1E+2", "1e3", "5²", "½", "--1", "-(1)", "-1-", "12 50", "1,234 567", "1234,567", "12.",
        "1\n234", "3 pcs", "$1 €", "x.5", float("inf"), "9" * 101,
    ],
)  # fmt: skip
def test_what_is_no_number_with_decimal_point_is_not_read(cell: Cell) -> None:
    assert read_number(cell, "point") is None


def test_a_group_of_thousands_never_begins_with_zero() -> None:
    found = parse_number("0.900")
    assert found is not None
    assert found.readings == {"point": Decimal("0.900")}


def _format(
    path: Path, currency: str = "GBP", decimal_sign: DecimalSign | None = None
) -> FileFormat:
    options = ReadingOptions(currency=currency, decimal_sign=decimal_sign)
    return next(open_tables(path, options)).format


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("rows", "sign"),
    [
        ([sale(price="2.000"), sale(price="12.50", quantity="1.000")], "point"),
        ([sale(price="2,000"), sale(price="12,50", quantity="1,000")], "comma"),
        ([sale(price="1.250"), sale(price="0.900")], "point"),
        ([sale(price="1,234"), sale(price="1,234,567")], "point"),
        ([sale(price="2"), sale(price="3")], None),
        ([sale(price="free"), sale(price="")], None),
    ],
)
def test_decimal_sign_is_decided_over_the_whole_file(
    tmp_path: Path, rows: list[Row], sign: DecimalSign | None, delimiter: str
) -> None:
    path = write_csv(tmp_path / "x.csv", rows, delimiter=delimiter)
    assert _format(path).decimal_sign == sign
    book = write_workbook(tmp_path / "x.xlsx", {"1": rows[:1], "2": rows[1:]})
    assert {table.format.decimal_sign for table in open_tables(book)} == {sign}


@pytest.mark.parametrize("column", ["price", "quantity"])
@pytest.mark.parametrize("written", ["2.000", "2,000", "12.345"])
def test_number_with_two_readings_is_asked_for_with_both(
    tmp_path: Path, column: str, written: str
) -> None:
    rows = [sale(price="7"), sale(**{"price": "7", column: written})]
    for path in (
        write_csv(tmp_path / "x.csv", rows, delimiter=";"),
        write_workbook(tmp_path / "x.xlsx", {"S": rows}),
    ):
        with pytest.raises(FileQuestion) as asked:
            next(open_tables(path))
        question = asked.value.question
        assert (question.kind, question.row, question.cell) == ("decimal_sign", 3, written)
        assert {reading.answer for reading in question.readings} == {"point", "comma"}
        assert len({reading.text for reading in question.readings}) == 2
        assert "--decimal point" in asked.value.remedy
        assert _format(path, decimal_sign="comma").decimal_sign == "comma"


def test_both_decimal_signs_in_one_file_are_refused_with_two_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [sale(price="12.50"), sale(), sale(price="12,50")])
    with pytest.raises(FileRefused, match=r"Row 2 \(`12.50`\) .*, row 4 \(`12,50`\)"):
        next(open_tables(path))
    assert _format(path, decimal_sign="point").decimal_sign == "point"


def test_price_of_a_currency_without_minor_units_is_whole(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [sale(price="￥1,980"), sale(price="2,000")])
    assert _format(path, "JPY").decimal_sign == "point"
    with pytest.raises(FileQuestion):
        _format(path, "KWD")
    only_whole = write_csv(tmp_path / "y.csv", [sale(price="2,000")])
    with pytest.raises(FileQuestion):
        _format(only_whole, "JPY")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    locale=st.sampled_from(LOCALES),
    numbers=st.lists(
        st.decimals("-99999999", "99999999", places=3) | st.integers(-9999999, 9999999),
        min_size=1,
        max_size=6,
    ),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_any_table_of_numbers_of_any_locale_is_read_back_exactly_or_refused(
    tmp_path: Path, locale: str, numbers: list[Decimal | int], delimiter: str
) -> None:
    system, zero = DIGITS.get(locale, ("latn", ord("0")))
    digits = {ord("0") + digit: zero + digit for digit in range(10)}
    written = [
        format_decimal(number, locale=locale, numbering_system=system).translate(digits)
        for number in numbers
    ]
    rows = [sale(price=text, quantity=text) for text in written]
    path = write_csv(tmp_path / "x.csv", rows, delimiter=delimiter)
    try:
        table = next(open_tables(path, ReadingOptions(currency="KWD", encoding="utf-8")))
    except FileQuestion:
        return
    sign = table.format.decimal_sign
    read = [read_number(cells[PRICE_COLUMN], sign) for _, cells in table.rows]
    assert read == [Decimal(number) for number in numbers], written
