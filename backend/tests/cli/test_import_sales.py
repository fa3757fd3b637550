"""Does ``tanamori import sales`` answer every file in words, and leave no trace of a bad one?"""

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.bulk.rejects import RejectFile
from app.cli import import_sales
from app.cli.errors import Failure
from app.cli.main import build
from app.core.settings import REPOSITORY_ROOT, Settings
from tests.factories.sales_files import names_in, sale, write_csv, write_workbook
from tests.fixtures.records import Records

MEANT = ["--currency", "GBP", "--time-zone", "Europe/London"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, own_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command works in a folder and a database of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(import_sales, "services", lambda: nullcontext(own_settings))
    monkeypatch.setattr(import_sales, "migrate", lambda _: None)


def command(*words: str) -> Result:
    """The command as a person types it, in a thread because the tests have a loop of their own."""

    def work() -> Result:
        return CliRunner().invoke(build(["import"]), ["import", "sales", *words])

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def failure(*words: str) -> Failure:
    result = command(*words)
    assert isinstance(result.exception, Failure), result.output
    return result.exception


def traces(records: Records) -> object:
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, records.traces()).result()


def test_a_file_is_imported_and_accounted_for(tmp_path: Path) -> None:
    rows = [sale("A-1", 2), sale("A-1", -1, invoice="C1"), sale("POST"), sale("A-1", price="0")]
    write_workbook(tmp_path / "spring.xlsx", {"March": rows})
    result = command("spring.xlsx", *MEANT)
    assert result.exit_code == 0, result.output
    for words in (
        "spring.xlsx: 4 rows",
        "1  sales",
        "1  returns",
        "(not_goods)",
        "(zero_price)",
        "4  of 4 rows accounted for",
        "1 items made, 1 opening balances (2 units), 1 price changes.",
        "read as Europe/London",
        "spring.rejects.csv",
        "MB of memory",
    ):
        assert words in result.output
    assert names_in(tmp_path) == ["spring.rejects.csv", "spring.xlsx"]
    again = command("spring.xlsx", *MEANT)
    assert "2  imported before" in again.output
    assert "0 items made, 0 opening balances (0 units), 0 price changes." in again.output


def test_a_rehearsal(tmp_path: Path, own_records: Records) -> None:
    write_csv(
        tmp_path / "x.csv", [sale(), sale(at="2024-10-27 01:30"), sale(at="2024-03-31 01:30")]
    )
    before = traces(own_records)
    result = command("x.csv", *MEANT, "--dry-run", "--rejects", "no.csv")
    assert "1 items would be made" in result.output
    assert "1 times lie in an hour that the clock skips" in result.output
    assert "1 times lie in an hour that the clock repeats" in result.output
    assert traces(own_records) == before
    assert names_in(tmp_path) == ["no.csv", "x.csv"]


class TestRejects:
    @pytest.fixture(autouse=True)
    def sales_file(self, tmp_path: Path) -> Path:
        return write_csv(tmp_path / "x.csv", [sale(), sale(quantity="two")])

    @pytest.mark.parametrize("dry_run", [[], ["--dry-run"]])
    @pytest.mark.parametrize("spelling", ["x.csv", "./folder/../x.csv", "symlink.csv", "hard.csv"])
    def test_the_imported_file_as_reject_file_is_refused_before_a_server_starts(
        self,
        tmp_path: Path,
        sales_file: Path,
        spelling: str,
        dry_run: list[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "symlink.csv").symlink_to(sales_file)
        (tmp_path / "hard.csv").hardlink_to(sales_file)
        monkeypatch.setattr(import_sales, "services", lambda: pytest.fail("a server was started"))
        before = sales_file.read_bytes()
        for source in ("x.csv", "symlink.csv"):
            refused = failure(source, *MEANT, *dry_run, "--rejects", spelling)
            assert "is the file that is imported" in refused.reason
            assert "--rejects FILE" in refused.remedy
        assert sales_file.read_bytes() == before

    def test_a_named_reject_file_that_exists_is_refused_and_kept(
        self, tmp_path: Path, own_records: Records
    ) -> None:
        (tmp_path / "mended.csv").write_text("mended")
        before = traces(own_records)
        for more in ([], ["--dry-run"]):
            refused = failure("x.csv", *MEANT, *more, "--rejects", "mended.csv")
            assert "mended.csv exists" in refused.reason
        assert (tmp_path / "mended.csv").read_text() == "mended"
        assert traces(own_records) == before

    def test_a_second_import_writes_its_rejects_beside_the_mended_ones(
        self, tmp_path: Path
    ) -> None:
        command("x.csv", *MEANT)
        (tmp_path / "x.rejects.csv").write_text("mended")
        result = command("x.csv", *MEANT)
        assert "x.rejects-2.csv" in result.output
        assert (tmp_path / "x.rejects.csv").read_text() == "mended"
        assert names_in(tmp_path) == ["x.csv", "x.rejects-2.csv", "x.rejects.csv"]

    def test_a_rehearsal_writes_no_reject_file_without_the_option(self, tmp_path: Path) -> None:
        result = command("x.csv", *MEANT, "--dry-run")
        assert "Add --rejects FILE to list the rows left out" in result.output
        assert names_in(tmp_path) == ["x.csv"]

    def test_no_rejects_write_no_file_unless_one_is_named(self, tmp_path: Path) -> None:
        write_csv(tmp_path / "good.csv", [sale()])
        command("good.csv", *MEANT)
        assert names_in(tmp_path) == ["good.csv", "x.csv"]
        command("good.csv", *MEANT, "--rejects", "none.csv")
        assert names_in(tmp_path) == ["good.csv", "none.csv", "x.csv"]

    def test_a_path_that_is_taken_during_the_import_is_not_replaced(
        self, tmp_path: Path, sales_file: Path
    ) -> None:
        named = tmp_path / "named.csv"
        with RejectFile(named, sales_file) as rejects:
            named.symlink_to(sales_file)
            assert rejects.keep() == tmp_path / "named-2.csv"


def test_a_file_of_the_shop_in_the_next_street(tmp_path: Path) -> None:
    header = ("商品コード", "数量", "日時", "単価", "商品名", "伝票番号")
    rows = [("0017", "３", "2024年3月1日 10時30分", "￥1,980", "藍のマグカップ", "1")]
    write_csv(tmp_path / "x.csv", rows, header=header, encoding="cp932")
    result = command("x.csv", "--currency", "jpy", "--time-zone", "Asia/Tokyo")
    assert "From 2024-03-01 01:30 to 2024-03-01 01:30 UTC" in result.output


def test_a_question_shows_both_readings_and_is_answered_by_its_option(
    tmp_path: Path, own_records: Records
) -> None:
    write_csv(tmp_path / "x.csv", [sale(price="2.000")], delimiter=";")
    before = traces(own_records)
    asked = failure("x.csv", *MEANT)
    assert asked.reason == 'x.csv, row 2, column "Price": `2.000` could be `2` or `2000`.'
    assert asked.remedy.splitlines() == [
        "Say which is meant:",
        "  --decimal point  2",
        "  --decimal comma  2000",
    ]
    assert traces(own_records) == before
    answered = command("x.csv", *MEANT, "--decimal", "comma", "--delimiter", "semicolon")
    assert "Read with: utf-8, semicolon, decimal comma." in answered.output


def test_a_report_names_the_header_row_and_the_columns_that_were_not_read(tmp_path: Path) -> None:
    header = ("SKU", "Quantity", "Date", "Price", "Colour", "")
    rows = [("Sales of June",), header, ("A", 1, "2024-06-01", "2.50", "blue")]
    write_csv(tmp_path / "x.csv", rows[1:], header=rows[0])
    result = command("x.csv", *MEANT)
    assert "x.csv: the header was found in row 2." in result.output
    assert 'Columns that were not read: "Colour".' in result.output


BAD_FILES = {
    "empty.csv": b"",
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "broken.xlsx": b"PK\x03\x04 and so on",
    "letter.csv": b"Dear Sir,\nour sales are attached.\n",
    "names.csv": b"a,b,c\n1,2,3\n",
    "header.csv": b"Invoice,StockCode,Quantity,InvoiceDate,Price\n",
}


@pytest.mark.parametrize("name", [*BAD_FILES, "absent.csv", "."])
def test_a_bad_file_has_one_answer_and_no_trace(
    tmp_path: Path, own_records: Records, name: str
) -> None:
    if name in BAD_FILES:
        (tmp_path / name).write_bytes(BAD_FILES[name])
    before, there = traces(own_records), names_in(tmp_path)
    answer = failure(name, *MEANT)
    assert name in answer.reason
    assert "\n" not in answer.reason
    assert answer.remedy
    assert traces(own_records) == before
    assert names_in(tmp_path) == there


def test_200_megabytes(tmp_path: Path, own_records: Records) -> None:
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(200_000_000)
    before = traces(own_records)
    assert failure("big.csv", *MEANT).reason == "big.csv has 200 MB; 128 MB are the most."
    assert traces(own_records) == before


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--time-zone", "Europe/London"], "Nothing says what the prices are counted in."),
        (["--currency", "GBX", "--time-zone", "Europe/London"], "'GBX' is no currency."),
        (["--currency", "GBP"], "The times in x.csv carry no time zone."),
        (["--currency", "GBP", "--time-zone", "Mars/Base"], "must be an IANA time zone"),
        ([*MEANT, "--location", "A B"], "--location 'A B'"),
        ([*MEANT, "--date-order", "ydm"], "'ydm' is no order of dates."),
        ([*MEANT, "--decimal", "dot"], "'dot' is no decimal sign."),
        ([*MEANT, "--delimiter", "a"], "'a' is no delimiter."),
        ([*MEANT, "--encoding", "rot13"], "There is no encoding 'rot13'."),
        ([*MEANT, "--rejects", "nowhere/x.csv"], "The reject file nowhere/x.csv cannot be"),
        ([*MEANT, "--sheet", "March"], "x.csv has no sheets."),
        ([*MEANT, "--encoding", "ascii"], "x.csv cannot be read as ascii."),
    ],
)
def test_what_is_meant_must_be_said(
    tmp_path: Path, own_records: Records, words: list[str], reason: str
) -> None:
    write_csv(tmp_path / "x.csv", [sale(name="藍の皿")])
    before = traces(own_records)
    assert reason in failure("x.csv", *words).reason
    assert traces(own_records) == before


def test_a_failure_ends_the_program_with_1_and_two_lines(
    tmp_path: Path, own_settings: Settings
) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "app.cli", "import", "sales", "absent.xlsx", *MEANT],
        cwd=tmp_path,
        env={
            **os.environ,
            "DATABASE_URL": own_settings.database_url,
            "REDIS_URL": own_settings.redis_url,
            "PYTHONPATH": str(REPOSITORY_ROOT / "backend"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "absent.xlsx cannot be read: No such file or directory.",
        "Check the path.",
    ]
    assert done.stdout == ""
