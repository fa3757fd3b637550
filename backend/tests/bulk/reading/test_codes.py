"""Stock codes: read, repaired where the meaning is certain, and refused where it is lost."""

from datetime import date, datetime, time

import pytest

from app.bulk.reading.codes import read_code, read_reference
from app.bulk.reading.types import Cell


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (48120.0, "48120"),
        ("0048120", "0048120"),
        ('="0048120"', "0048120"),
        ("'0048120", "0048120"),
        ("123456789012345678", "123456789012345678"),
        ("ＬＫカゴ", "LKカゴ"),
        ("LK-ｶｺﾞ", "LK-カゴ"),
        ("LK-カコ\u3099", "LK-カゴ"),
        ("LK-KO\u0308RBE", "LK-KÖRBE"),
        ("A\u200b17\ufeff", "A17"),
        ("BANK\u00a0 CHARGES", "BANK CHARGES"),
        ("85123E", "85123E"),
        ("1E5", "1E5"),
        ("#A1", "#A1"),
        ("NULLA", "NULLA"),
        ("MAY-01", "MAY-01"),
        ("", ""),
        (None, ""),
    ],
)
def test_code_is_read_as_it_is_compared(cell: Cell, code: str) -> None:
    assert read_code(cell) == code


@pytest.mark.parametrize(
    "cell",
    [
        "5.01234E+12", "4,00638E+12", "5E+12", "1.23456789012346e+17", "#N/A", "#REF!", "#NAME?",
        "#DIV/0!", "#WERT!", "#¡VALOR!", "Err:502", "4.00638E12",
        "123456789012345000", "########", "NULL", "(null)", "NaN", "n/a", "\\N", "TRUE",
        "2026-06-08", "2026-06-08 00:00:00", "08/06/2026", "8-Jun", "Jun-26",
        1.2345678901234568e17, 2.5, True, date(2026, 6, 8), datetime(2026, 6, 8), time(9),  # noqa: DTZ001
        "A\x00B", "\u200b", "\ue000",
    ],
)  # fmt: skip
def test_destroyed_code_is_not_read(cell: Cell) -> None:
    assert read_code(cell) is None


def test_destroyed_number_of_a_document_is_not_read() -> None:
    assert read_reference("5.36365E+05") is None
    assert read_reference(536365.0) == "536365"
    assert read_reference('="0053"') == "0053"
    assert read_reference("2026-06-08") == "2026-06-08"
