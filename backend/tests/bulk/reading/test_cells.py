"""Cells as text: the same content gives the same text in every kind of file."""

from datetime import datetime

import pytest

from app.bulk.reading.cells import as_text
from app.bulk.reading.types import Cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (21844.0, "21844"),
        ("021844", "021844"),
        ("  85123A \n", "85123A"),
        ("WHITE  HANGING\tHEART", "WHITE HANGING HEART"),
        (2.55, "2.55"),
        (1e22, "1e+22"),
        (None, ""),
        (datetime(2011, 1, 4, 10, 0), "2011-01-04 10:00:00"),  # noqa: DTZ001
    ],
)
def test_text(cell: Cell, text: str) -> None:
    assert as_text(cell) == text
