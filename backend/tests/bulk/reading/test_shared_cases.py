"""The files that lie beside the checkout (`shared/cases`): each gives its right answer.

The folder is no part of the repository. Where it is missing, or lacks a file, the test is skipped
and says so. What an import makes of one file after another is tested in `tests/bulk`.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from app.bulk.errors import FileRefused
from app.bulk.goods import NotGoods
from app.bulk.parsing import Clock, RowParser, RowRefused
from app.bulk.reading.tables import open_tables
from app.bulk.reading.types import ReadingOptions
from app.core.settings import REPOSITORY_ROOT

FOLDER = REPOSITORY_ROOT.parent / "shared" / "cases"


@dataclass(frozen=True)
class Case:
    """A file, what is declared about it, and its rows or a part of the refusal.

    A row is written as ``code quantity price``, with its local time behind ``@`` where the case
    is about times, or as the reason for which it is left out.
    """

    file: str
    right: str
    currency: str = "GBP"
    zone: str = "Europe/London"
    options: ReadingOptions | None = None


MDY, YMD = ReadingOptions(date_order="mdy"), ReadingOptions(date_order="ymd")
CASES = [
    Case("decimal_semicolon.csv", "DS-01 1 2, DS-02 1 12.5"),
    Case("decimal_semicolon_open.csv", "`2.000` could be `2` or `2000`"),
    Case("decimal_kwd.csv", "DK-01 1 1.25, DK-02 1 0.9", "KWD", "Asia/Kuwait"),
    Case("decimal_tab.tsv", "DT-01 1 1, DT-02 1 12.5", "EUR", "Europe/Berlin"),
    Case("decimal_comma_quoted.csv", "DQ-01 1 1, DQ-02 1 7.95"),
    Case("decimal_text.xlsx", "XT-01 1 2.5, XT-02 1 12.5", "EUR"),
    Case("numbers_scientific.csv", "unreadable_quantity"),
    Case("more_cells.csv", "too_many_cells, too_many_cells"),
    Case("currency_header.csv", 'the column "Price (EUR)" says EUR, --currency says GBP'),
    Case("currency_sign.csv", "other_currency, other_currency", "JPY", "Asia/Tokyo"),
    Case(
        "dates_text.xlsx", "XD-01 1 24.5 @2026-03-04T10:00, XD-02 1 64.5 @2026-05-06T11:00",
        options=MDY,
    ),
    Case("dates_text.xlsx", "`03/04/2026 10:00` could be `2026-04-03` or `2026-03-04`"),
    Case("dates_first_row_blank.csv", "`03/04/2026 10:00` could be"),
    Case("dates_mixed_orders.csv", "Row 2 (`13/04/2026 10:00`) begins with the day, row 3"),
    Case("date_two_digit_year.csv", "`26/04/03 10:00` could be `2003-04-26` or `2026-04-03`"),
    Case(
        "date_two_digit_year.csv", "TY-01 1 3.5 @2026-04-03T10:00, TY-02 1 6.5 @2026-05-04T11:00",
        options=YMD,
    ),
    Case(
        "date_two_digit_year_dash.csv",
        "TX-01 1 18.5 @2026-04-28T10:00, TX-02 1 9.5 @2026-05-07T11:00",
    ),
    Case("date_year_0001.csv", "TZ-01 1 1.5, unreadable_time", zone="Asia/Tokyo"),
    Case("date_year_9999.csv", "TN-01 1 1.5, future_time", zone="America/New_York"),
    Case(
        "date_and_time_columns.csv", "TC-01 1 2.5 @2026-06-01T09:15, TC-01 1 3 @2026-06-01T16:40"
    ),
    Case(
        "date_forms.csv",
        "TF-01 1 2.5 @2026-06-01T00:00, TF-02 1 3.5 @2026-06-01T00:00, "
        "TF-03 1 14.5 @2026-06-01T15:05, TF-04 1 7.5 @2026-06-01T00:00, "
        "TF-05 1 1.5 @2026-06-01T10:00",
        zone="Asia/Tokyo",
    ),
    Case("encoding_cp932.csv", "`KB-ハサミ, ハサミ`", "JPY"),
    Case("encoding_cp1252.csv", "`Ração para gatos`", "EUR"),
    Case("encoding_euc_jp.csv", "`湯のみ`", "JPY"),
    Case("encoding_iso2022jp.csv", "EI-01 1 1900, EI-02 1 3600", "JPY"),
    Case("encoding_mac_roman.csv", "`Kleiderbügel`", "EUR"),
    Case("encoding_cp1250.csv", "`Łyżka drewniana`", "PLN"),
    Case("twice_first.csv", "There is no encoding 'hex'", options=ReadingOptions(encoding="hex")),
    Case("unclosed_quote.csv", "opened in line 2 is not closed"),
    Case("unclosed_quote_last.csv", "opened in line 2 is not closed"),
    Case(
        "destroyed_codes.csv",
        "unreadable_code, " * 6 + "0048120 1 4.5, 0048120 1 4.5, 0048120 1 4.5",
    ),
    Case("codes_numbers.xlsx", "unreadable_code, " * 4 + "48120 1 5.5"),
    Case("sep_line.csv", "LY-01 1 4.5"),
    Case("title_rows.csv", "LT-01 1 4.5"),
    Case("pipe.csv", "LP-01 1 4.5"),
]  # fmt: skip


def _read(case: Case) -> str:
    """The rows of the file, in the way in which a case writes them."""
    path = FOLDER / f"import_{case.file}"
    declared = case.options or ReadingOptions()
    options = ReadingOptions(
        currency=case.currency, encoding=declared.encoding, date_order=declared.date_order
    )
    clock = Clock(ZoneInfo(case.zone), path.name)
    rows = []
    for table in open_tables(path, options):
        parser = RowParser(
            table, clock=clock, currency=case.currency, not_goods=NotGoods(), archived=()
        )
        for _, cells in table.rows:
            try:
                sale = parser.parse(cells)
            except RowRefused as refused:
                rows.append(refused.reason.value)
                continue
            local = sale.occurred_at.astimezone(ZoneInfo(case.zone))
            at = f" @{local:%Y-%m-%dT%H:%M}" if "@" in case.right else ""
            rows.append(f"{sale.sku} {sale.quantity} {sale.price.normalize():f}{at}")
    return ", ".join(rows)


def _outcome(case: Case, *, refused_with: str) -> str:
    """The rows that were read; for a file that is refused, the expected part of the refusal."""
    try:
        return _read(case)
    except FileRefused as refused:
        return refused_with if refused_with in refused.detail else refused.detail


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.file}-{n}") for n, case in enumerate(CASES)]
)
def test_file_beside_the_checkout_gives_its_right_answer(case: Case) -> None:
    if not (FOLDER / f"import_{case.file}").exists():
        pytest.skip(f"{FOLDER} has no import_{case.file}")
    assert case.right == _outcome(case, refused_with=case.right)
