"""Has each row of the matrix a test, and each test a row?"""

import re
from pathlib import Path

ROWS = 27
HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "faults.md"


def test_each_row_is_tested_and_explained() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_rows_*.py"))
    tested = {int(number) for number in re.findall(r"^async def test_row_(\d\d)_", tests, re.M)}
    page = PAGE.read_text(encoding="utf-8")
    explained = [int(number) for number in re.findall(r"^\| (\d+) \|", page, re.M)]
    assert tested == set(range(1, ROWS + 1))
    assert explained == sorted(tested)
