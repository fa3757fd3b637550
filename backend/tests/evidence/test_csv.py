"""The evidence as a file: for a spreadsheet, which must neither garble nor carry out anything."""

import csv
import io
from collections.abc import Awaitable, Callable

import pytest

from tests.docs.markdown import GUIDE, LANGUAGES
from tests.evidence.conftest import Ask, Past
from tests.evidence.timelines import moment
from tests.factories.shop import Json

COLUMNS = [
    "law", "item_id", "sku", "item_name", "price_list", "currency", "time_zone",
    "reduction_starts_at", "reduced", "on_sale_since", "window_starts_at", "window_ends_at",
    "prior", "reduction_percent", "holds", "reasons", "computed_at", "stretch_amount",
    "stretch_because", "stretch_starts_at", "stretch_ends_at", "stretch_carried_in",
    "stretch_change_id", "stretch_recorded_at", "stretch_decides",
    "stretch_confirmed_alone",
]  # fmt: skip


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


async def test_a_line_for_each_stretch_with_the_whole_answer(
    item_with_past: Past, ask: Ask, evidence: Callable[..., Awaitable[Json]]
) -> None:
    item = await item_with_past(
        (moment("2024-06-01"), "120.00", "base"),
        (moment("2025-02-20"), "100.00", "base"),
        (moment("2025-03-10"), "75.00", "sale"),
    )
    at = "2025-03-10T00:00:00Z"
    response = await ask(item, file=True, law="eu", at=at)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    name = f'attachment; filename="evidence-eu-{item["id"]}.csv"'
    assert response.headers["content-disposition"] == name
    rows = read(response.content)
    assert [*rows[0]] == COLUMNS
    found = await evidence(item, law="eu", at=at)
    assert len(rows) == len(found["intervals"]) == 2
    for row, interval in zip(rows, found["intervals"], strict=True):
        for column in set(COLUMNS) - {"computed_at"}:
            name = column.removeprefix("stretch_")
            value = (interval if column.startswith("stretch_") else found)[name]
            if isinstance(value, bool):
                value = "yes" if value else "no"
            elif isinstance(value, list):
                value = " ".join(value)
            assert row[column] == ("" if value is None else str(value)), column


async def test_every_cell_is_quoted_and_lines_end_as_the_standard_says(
    item_with_past: Past, ask: Ask
) -> None:
    item = await item_with_past((moment("2024-06-01"), "120.00", "base"))
    text = (await ask(item, file=True)).content.decode("utf-8-sig")
    lines = text.split("\r\n")
    assert lines.pop() == ""
    for line in lines:
        assert line.startswith('"')
        assert line.endswith('"')
        assert line.count('","') == len(COLUMNS) - 1
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
async def test_a_cell_is_never_a_formula(item_with_past: Past, ask: Ask, start: str) -> None:
    sku = f'{start}cmd|"/C calc"!A1,{ord(start)}'
    item = await item_with_past((moment("2024-06-01"), "120.00", "base"), sku=sku)
    (row,) = read((await ask(item, file=True)).content)
    assert row["sku"] == f"'{item['sku']}"


async def test_other_scripts_survive(item_with_past: Past, ask: Ask) -> None:
    item = await item_with_past((moment("2024-06-01"), "120.00", "base"), sku="0017-玉露, “50 g”")
    (row,) = read((await ask(item, file=True)).content)
    assert row["sku"] == item["sku"]


async def test_an_answer_without_stretches_has_a_line_too(item_with_past: Past, ask: Ask) -> None:
    item = await item_with_past((moment("2024-06-01"), "120.00", "base"))
    (row,) = read((await ask(item, file=True, at="2020-01-01T00:00:00Z")).content)
    assert (row["prior"], row["holds"], row["stretch_amount"]) == ("", "no", "")
    assert row["reasons"] == "no_price_before no_reduction"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_explains_every_column(language: str) -> None:
    page = (GUIDE / language / "price-evidence.md").read_text(encoding="utf-8")
    missing = [column for column in COLUMNS if f"`{column}`" not in page]
    assert not missing, f"price-evidence.md does not explain {missing}"
